// What the AFI says about the gate. Values come from the site's rules and from nowhere else: C2 = out on loan and 07 = in stock are
// registered (ISO 28560-1), many texts tell them the wrong way round, and some libraries have others.
import type { RfidRules } from '../../../profiles/rfid-rules.ts';

type AfiRules = Pick<RfidRules, 'afiOnLoan' | 'afiInStock'>;

const hexByte = (byte: number): string => byte.toString(16).padStart(2, '0');

/** True: in stock, the gate alarms. Null: neither of the two. */
export const securedByAfi = (afi: number, rules: AfiRules): boolean | null => {
  if (hexByte(afi) === rules.afiInStock) return true;
  return hexByte(afi) === rules.afiOnLoan ? false : null;
};

/** Pairs of other sites, for a technician who finds such a tag (hardware.md 1.3). */
const ELSEWHERE: Readonly<Record<number, string>> = {
  0: 'never set',
  7: 'in stock where the registered values are used',
  33: 'on loan at German FKI and Bibliotheca sites',
  194: 'on loan where the registered values are used',
  215: 'secured at 3M sites',
  218: 'unsecured at 3M sites',
};

export const describeAfi = (afi: number, rules: AfiRules): string => {
  const secured = securedByAfi(afi, rules);
  if (secured !== null)
    return secured ? 'in stock: the gate alarms' : 'on loan: the gate is silent';
  const known = ELSEWHERE[afi];
  return `neither of this site${known === undefined ? '' : `; ${known}`}`;
};
