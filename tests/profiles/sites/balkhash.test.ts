import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../../profiles/package-root.ts';
import { Site } from '../../../profiles/site-schema.ts';
import { isOpen, nextOpenDay } from '../../../station-server/circulation/calendar.ts';
import { decideCheckOut } from '../../../station-server/circulation/checkout.ts';
import { isRealDate } from '../../../station-server/circulation/local-date.ts';
import { makeItem, makePatron, makeTitle } from '../../station-server/circulation/rows.ts';

const text = readFileSync(join(packageRoot, 'profiles/sites/balkhash.json'), 'utf8');
const site = JSON.parse(text) as Site;
const validate = new Ajv({ allErrors: true }).compile(Site);

describe('the site file of Balkhash', () => {
  it('fits the schema, and the schema would tell', () => {
    expect(validate(site), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...site, timezone: 'Asia/Almaty' })).toBe(false);
  });

  it('names nine libraries and nine delivery points, each once', () => {
    const codes = site.branches.map((branch) => branch.code);
    const libraries = ['C', 'K', '1', '2', '3', '4', '5', '6', '7'].map((end) => `BLK-${end}`);
    const points = Array.from({ length: 9 }, (_, n) => `BLK-P${n + 1}`);
    expect(codes).toEqual([...libraries, ...points]);
    for (const { name } of site.branches) expect(Object.values(name).every(Boolean)).toBe(true);
    const named = site.policy.loanRules.flatMap((rule) => rule.branches ?? []);
    expect(codes).toEqual(expect.arrayContaining(named));
  });

  it('ends with a loan rule without a condition, and has a reason for each', () => {
    const last = site.policy.loanRules.at(-1);
    expect([last?.categories, last?.itemTypes, last?.branches]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    for (const { why } of [...site.policy.loanRules, ...site.barcodeRules])
      expect(why.length).toBeGreaterThan(20);
  });

  it('closes on real days, once each, Sundays and holidays of 2026 and 2027', () => {
    const { calendar } = site;
    const days = calendar.closedDays.map((closed) => closed.date);
    expect(new Set(days).size).toBe(days.length);
    for (const date of days) expect(isRealDate(date), date).toBe(true);
    for (const year of [2026, 2027])
      for (const day of [
        '01-01',
        '01-07',
        '03-08',
        '03-22',
        '05-01',
        '05-07',
        '05-09',
        '07-06',
        '10-25',
        '12-16',
      ])
        expect(isOpen(calendar, `${year}-${day}`), `${year}-${day}`).toBe(false);
    expect(isOpen(calendar, '2026-11-22')).toBe(false);
    // Constitution Day left 30 August in 2026 and stands on 15 March from 2027.
    expect(isOpen(calendar, '2026-08-31')).toBe(true);
    expect(isOpen(calendar, '2027-03-15')).toBe(false);
    // Holidays on a Sunday are moved behind the whole of Nauryz.
    expect(nextOpenDay(calendar, '2026-03-20')).toBe('2026-03-20');
    expect(nextOpenDay(calendar, '2026-03-21')).toBe('2026-03-25');
    expect(nextOpenDay(calendar, '2027-03-21')).toBe('2027-03-25');
    expect(nextOpenDay(calendar, '2026-10-25')).toBe('2026-10-27');
    expect(nextOpenDay(calendar, '2020-03-20')).toBe('2020-09-03');
  });

  it.each([
    ['an adult', {}, {}, undefined, '2026-06-16'],
    ['a pupil', { category: 'pupil' }, {}, undefined, '2026-06-11'],
    ['a magazine', {}, { itemType: 'magazine' }, undefined, '2026-06-08'],
    ['a delivery point', {}, { itemType: 'magazine' }, 'BLK-P9', '2026-07-01'],
    ['service at home', { category: 'disabled' }, {}, undefined, '2026-07-01'],
  ] as const)('lends to %s until %4$s', (_name, patron, item, branch, dueOn) => {
    const decision = decideCheckOut({
      patron: makePatron(patron),
      item: makeItem(item),
      title: makeTitle(),
      openLoan: null,
      patronLoans: [],
      kind: 'home',
      on: '2026-06-01',
      policy: site.policy,
      calendar: site.calendar,
      staff: false,
      ...(branch === undefined ? {} : { branch }),
    });
    expect(decision).toMatchObject({ outcome: 'lend', dueOn });
  });

  it('keeps rare books in the reading room', () => {
    const [rare] = site.policy.loanRules;
    expect(rare).toMatchObject({ itemTypes: ['rare'], home: false });
  });

  it('recognises cards, labels, ISBN and old inventory barcodes by the first rule', () => {
    const kindOf = (scanned: string) =>
      site.barcodeRules.find((rule) => new RegExp(rule.pattern).test(scanned))?.kind;
    expect(kindOf('27101001000017')).toBe('patron');
    expect(kindOf('37101001000016')).toBe('item');
    expect(kindOf('9785170900015')).toBe('isbn');
    expect(kindOf('20000117')).toBe('item');
    expect(kindOf('4600000000000')).toBeUndefined();
  });
});
