// The security bit by the rules of the site: AFI, EAS or both, written, and believed only as read
// back (hardware.md 0 and 1.7): a write that reports failure may have succeeded, and one that
// reports success may not have been done.
import type { RfidRules } from '../../profiles/rfid-rules.ts';
import type { SecurityOutcome } from '../driver.ts';
import { RfidError, type RfidErrorCode } from './errors.ts';
import { securedByAfi } from './tag/afi.ts';
import type { TagInfo, TagReader } from './tag-reader.ts';

/** NXP's tags alone know the EAS commands that readers have (hardware.md 1.3: UID `E0 04 ...`). */
export const hasEas = (uid: string): boolean => uid.startsWith('E004');

/** Which signs count for this tag. A tag without EAS at a site that uses both has its AFI alone. */
export const signsOf = (rules: RfidRules, uid: string): { afi: boolean; eas: boolean } => {
  const eas = rules.security !== 'afi' && hasEas(uid);
  return { afi: rules.security !== 'eas', eas };
};

export const afiFor = (rules: RfidRules, secured: boolean): number =>
  Number.parseInt(secured ? rules.afiInStock : rules.afiOnLoan, 16);

/** What the gate would do, from what was read; asks for EAS only where it counts. */
export const readSecured = async (
  reader: TagReader,
  rules: RfidRules,
  uid: string,
  info: Pick<TagInfo, 'afi'>,
): Promise<boolean | null> => {
  const signs = signsOf(rules, uid);
  const byAfi = signs.afi ? securedByAfi(info.afi, rules) : undefined;
  const byEas = signs.eas ? ((await reader.readEas?.(uid)) ?? null) : undefined;
  if (byAfi === undefined) return byEas ?? null;
  return byEas === undefined || byEas === byAfi ? byAfi : null;
};

/**
 * What a step gave, or the code of its failure; anything but an RfidError is a fault of the program
 * and goes on.
 */
const attempt = async <T>(
  step: () => Promise<T>,
): Promise<{ value: T; fault: null } | { value: null; fault: RfidErrorCode }> => {
  try {
    return { value: await step(), fault: null };
  } catch (failure) {
    if (failure instanceof RfidError) return { value: null, fault: failure.code };
    throw failure;
  }
};

export type SecurityDeps = { reader: TagReader; rules: RfidRules; writeTries: number };

/** AFI first; EAS is tried whatever became of it. The first fault counts. */
const writeSigns = async ({ reader, rules }: SecurityDeps, uid: string, secured: boolean) => {
  const signs = signsOf(rules, uid);
  let fault: RfidErrorCode | null = null;
  if (signs.afi) fault = (await attempt(() => reader.writeAfi(uid, afiFor(rules, secured)))).fault;
  if (signs.eas && fault !== 'reader-closed') {
    const eas = await attempt(async () => reader.setEas?.(uid, secured));
    fault ??= eas.fault;
  }
  return fault;
};

/**
 * Writes, reads back, and tries again after switching the field off and on. Never rejects for what
 * a tag or reader does.
 */
export const setSecurityBit = async (
  deps: SecurityDeps,
  uid: string,
  secured: boolean,
): Promise<SecurityOutcome> => {
  const { reader, rules, writeTries } = deps;
  const signs = signsOf(rules, uid);
  if (!signs.afi && !signs.eas) return { done: false, secured: null, fault: 'tag-refused' };
  let outcome: SecurityOutcome = { done: false, secured: null, fault: 'write-uncertain' };
  for (let tried = 0; tried < writeTries; tried++) {
    // A tag that was muted or half written answers again after this; the first try does without, it
    // costs time.
    if (tried > 0) await attempt(() => reader.resetField());
    const failed = await writeSigns(deps, uid, secured);
    if (failed === 'reader-closed') return { done: false, secured: null, fault: failed };
    const now = await attempt(async () => readSecured(reader, rules, uid, await reader.info(uid)));
    if (now.fault === null && now.value === secured) return { done: true, secured, fault: null };
    const fault = now.fault ?? failed ?? 'tag-refused';
    outcome = { done: false, secured: now.value, fault };
    if (fault === 'reader-closed') return outcome;
  }
  return outcome;
};
