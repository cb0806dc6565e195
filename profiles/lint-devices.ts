// Lint rules for device profiles, beyond what the schema says. Each rule has a planted fault in
// tests/profiles/lint.test.ts.
import { isRawProfile, type RawProfile, resolveExtends } from './device-files.ts';
import { DeviceProfile } from './device-schema.ts';
import { type Problem, ProfileError } from './errors.ts';
import { idOfFile } from './read-json.ts';
import { checkKeyOrder, checkShape, type ShapeProblem } from './schema-check.ts';

/** What each driver cannot work without; the order is that of the drivers in the schema. */
const needs: Record<DeviceProfile['driver'], { class: DeviceProfile['class']; keys: string[][] }> =
  {
    'serial-scanner': { class: 'scanner', keys: [['serial'], ['scanner']] },
    'hid-pos-scanner': { class: 'scanner', keys: [['scanner'], ['scanner', 'fallbackLayout']] },
    'keyboard-wedge': {
      class: 'scanner',
      keys: [['scanner'], ['scanner', 'keyGapMsMax'], ['scanner', 'lengthMin']],
    },
    'escpos-printer': { class: 'printer', keys: [['printer']] },
    'modbus-relay': { class: 'contacts', keys: [['serial'], ['contacts']] },
    'kerong-locker': {
      class: 'contacts',
      keys: [['serial'], ['contacts'], ['contacts', 'dialect']],
    },
    'winnsen-locker': { class: 'contacts', keys: [['serial'], ['contacts']] },
    'kitap-board': { class: 'contacts', keys: [['serial'], ['contacts']] },
    'kitap-board-pad': { class: 'rfid', keys: [['serial'], ['contacts'], ['rfid']] },
    'feig-iso-host': { class: 'rfid', keys: [['rfid']] },
    rl866: { class: 'rfid', keys: [['serial'], ['rfid']] },
    '3m-810': { class: 'rfid', keys: [['serial'], ['rfid']] },
  };

const valueAt = (profile: unknown, keys: string[]): unknown =>
  keys.reduce<unknown>((part, key) => (isRawProfile(part) ? part[key] : undefined), profile);

const checkNeeds = (profile: DeviceProfile): ShapeProblem[] => {
  const need = needs[profile.driver];
  const problems: ShapeProblem[] = [];
  if (profile.class !== need.class)
    problems.push({ path: '/class', todo: `"${profile.driver}" drives a ${need.class}` });
  for (const keys of need.keys)
    if (valueAt(profile, keys) === undefined)
      problems.push({
        path: `/${keys.slice(0, -1).join('/')}`,
        todo: `add "${keys.at(-1)}", the driver "${profile.driver}" needs it`,
      });
  if (need.class !== 'rfid' && profile.rfid)
    problems.push({ path: '/rfid', todo: `remove it, a ${need.class} reads no tags` });
  if (need.class === 'scanner' && profile.printer)
    problems.push({ path: '/printer', todo: 'remove it, a scanner does not print' });
  if (need.class === 'printer' && profile.scanner)
    problems.push({ path: '/scanner', todo: 'remove it, a printer does not scan' });
  return problems;
};

/** Addresses and locks that fit into a frame of the driver (hardware.md section 5). */
const CONTACT_LIMITS: Partial<Record<string, { address: [number, number]; outputs: number }>> = {
  'modbus-relay': { address: [1, 247], outputs: 64 },
  'kerong-locker cu16': { address: [0, 15], outputs: 16 },
  'kerong-locker cu48': { address: [0, 247], outputs: 48 },
  'winnsen-locker': { address: [0, 247], outputs: 64 },
  'kitap-board': { address: [0, 0], outputs: 8 },
  'kitap-board-pad': { address: [0, 0], outputs: 8 },
};

const checkContacts = ({ driver, contacts }: DeviceProfile): ShapeProblem[] => {
  const { dialect, address = 0, outputs = 0, inputs = 0 } = contacts ?? {};
  const limits = CONTACT_LIMITS[[driver, dialect].filter(Boolean).join(' ')];
  if (!contacts || !limits) return [];
  const problems: ShapeProblem[] = [];
  const [low, high] = limits.address;
  if (address < low || address > high)
    problems.push({ path: '/contacts/address', todo: `use ${low} to ${high}, as its frames can` });
  if (outputs > limits.outputs)
    problems.push({ path: '/contacts/outputs', todo: `at most ${limits.outputs} on one board` });
  if (driver.endsWith('-locker') && inputs !== outputs)
    problems.push({ path: '/contacts/inputs', todo: 'each lock has one sensor: as many as locks' });
  return problems;
};

const checkLayout = (profile: DeviceProfile): ShapeProblem[] => {
  const layout = profile.scanner?.fallbackLayout;
  if (!layout) return [];
  const path = '/scanner/fallbackLayout';
  const dataEnd = layout.dataAt + layout.dataBytes;
  const inside = (at: number | null) => at !== null && at >= layout.dataAt && at < dataEnd;
  if (inside(layout.lengthAt) || inside(layout.aimAt) || inside(layout.continuedAt))
    return [{ path, todo: 'length, AIM identifier and continued bit lie outside the data' }];
  return [];
};

/**
 * Ids stand for one model, so its own evidence must stand in its own file: neither is inherited.
 */
const checkOwn = (file: string, raw: RawProfile): ShapeProblem[] => {
  const problems: ShapeProblem[] = [];
  const id = idOfFile(file);
  if (raw.id !== id)
    problems.push({ path: '/id', todo: `call it "${id}" as the file is called, or rename it` });
  if (typeof raw.source !== 'string' || raw.source.trim().length < 8)
    problems.push({ path: '/source', todo: 'name the manual and page, or the study, it is from' });
  if (raw.status === undefined)
    problems.push({ path: '/status', todo: 'say how far this very model was tried' });
  return problems;
};

const lintOne = (
  file: string,
  raw: RawProfile,
  parentOf: (id: string) => RawProfile | undefined,
): { problems: ShapeProblem[]; profile: DeviceProfile | null } => {
  const problems = [...checkOwn(file, raw), ...checkKeyOrder(DeviceProfile, raw)];
  let merged: RawProfile;
  try {
    merged = resolveExtends(file, raw, parentOf);
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error;
    const todo = error.message.slice(`${file}: /extends: `.length);
    return { problems: [...problems, { path: '/extends', todo }], profile: null };
  }
  // What checkOwn said already, in better words, is not said twice.
  const said = new Set(problems.map((problem) => problem.path));
  const shape = checkShape(DeviceProfile, merged).filter(({ path, todo }) => {
    const missing = /^add "(.*)"$/.exec(todo)?.[1];
    return !said.has(missing === undefined ? path : `${path}/${missing}`);
  });
  problems.push(...shape);
  if (shape.length > 0) return { problems, profile: null };
  const profile = merged as DeviceProfile;
  problems.push(...checkNeeds(profile), ...checkLayout(profile), ...checkContacts(profile));
  return { problems, profile };
};

/** Key order does not matter in a match, its values do. */
const matchKey = (match: object): string =>
  JSON.stringify(Object.entries(match).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Problems of all device files, and the profiles that could be read, for the rules of stations. */
export const lintDevices = (
  raws: ReadonlyMap<string, RawProfile>,
): { problems: Problem[]; profiles: Map<string, DeviceProfile> } => {
  const problems: Problem[] = [];
  const profiles = new Map<string, DeviceProfile>();
  const matched = new Map<string, string>();
  const byId = new Map([...raws].map(([file, raw]) => [idOfFile(file), raw] as const));
  for (const [file, raw] of raws) {
    const { problems: found, profile } = lintOne(file, raw, (id) => byId.get(id));
    for (const { path, todo } of found) problems.push({ file, path, todo });
    if (!profile) continue;
    profiles.set(idOfFile(file), profile);
    profile.match.forEach((match, index) => {
      const other = matched.get(matchKey(match));
      if (other !== undefined)
        problems.push({
          file,
          path: `/match/${index}`,
          todo: `make it narrower or remove it, "${other}" claims the same device`,
        });
      else matched.set(matchKey(match), profile.id);
    });
  }
  return { problems, profiles };
};
