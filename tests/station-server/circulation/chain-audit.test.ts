// The audit's walk over entries in memory: whole chains pass, and which fault is told for what was done to one.
import { expect, test } from 'vitest';
import {
  type AuditedEntry,
  type CHAIN_FAULTS,
  chainSentence,
  createChainAudit,
} from '../../../station-server/circulation/chain-audit.ts';
import { adultForm, makeStation } from '../test-station.ts';

const STAFF = { place: 'desk-1', actor: 'staff:desk' } as const;

/** A registration, two visits, an erasure that is not carried out here. */
const entries = (): AuditedEntry[] => {
  const { desk, site, journal } = makeStation();
  desk.register(adultForm(site), STAFF);
  for (let visit = 0; visit < 2; visit += 1) desk.recordVisit(null, STAFF);
  return structuredClone(journal.read(0, 10)) as AuditedEntry[];
};
const faultOf = (list: AuditedEntry[], erased: string[] = []) => {
  const audit = createChainAudit((id) => erased.includes(id));
  for (const entry of list) {
    const fault = audit.next(entry);
    if (fault !== null) return [entry.seq, fault];
  }
  return audit.counts();
};

test('a whole chain is counted', () => {
  expect(faultOf(entries())).toEqual({ entries: 3, personal: 1, erased: 0 });
  const gone = entries().map((entry) => ({ ...entry, personal: null }));
  expect(faultOf(gone, ['7-1'])).toEqual({ entries: 3, personal: 0, erased: 1 });
});

test.each<[string, (list: AuditedEntry[]) => AuditedEntry[], [number, keyof typeof CHAIN_FAULTS]]>([
  ['removed', ([a, , c]) => [a, c] as AuditedEntry[], [3, 'number-gap']],
  ['changed', ([a, b, c]) => [a, { ...b, wallMs: 1 }, c] as AuditedEntry[], [2, 'link-broken']],
  [
    'personal data gone',
    ([a, ...rest]) => [{ ...a, personal: null } as AuditedEntry, ...rest],
    [1, 'personal-missing'],
  ],
  [
    'personal data changed',
    ([a, ...rest]) => [{ ...a, personal: ['ab', '{}'] } as AuditedEntry, ...rest],
    [1, 'personal-altered'],
  ],
  [
    'personal data where there were none',
    ([a, b, c]) => [a, { ...b, personal: ['ab', '{}'] }, c] as AuditedEntry[],
    [2, 'personal-altered'],
  ],
])('%s is told', (_, tamper, fault) => {
  expect(faultOf(tamper(entries()))).toEqual(fault);
});

test('an erased person of whom data are left is told', () => {
  expect(faultOf(entries(), ['7-1'])).toEqual([1, 'personal-left']);
});

test('the sentence says how much is whole, or where it breaks and what that means', () => {
  const counts = { entries: 3, personal: 1, erased: 0 };
  expect(chainSentence({ ...counts, broken: null })).toBe(
    '3 entries, chain whole, 1 with personal data, 0 erased',
  );
  expect(chainSentence({ ...counts, broken: { seq: 2, fault: 'number-gap' } })).toBe(
    'BROKEN at entry 2: number-gap: an entry is missing before it',
  );
});
