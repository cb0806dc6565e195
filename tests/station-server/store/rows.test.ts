// The statements of the store: each finds its rows by an index, since a branch holds 283,120 items, and what goes in comes out.
import { expect, test } from 'vitest';
import type { Loan } from '../../../station-server/circulation/types.ts';
import { openDatabase, type StationDatabase } from '../../../station-server/store/open-database.ts';
import { createRows } from '../../../station-server/store/rows.ts';
import { adult, itemAt, title } from '../test-station.ts';

const loanOf = (loanId: string): Loan => ({
  loanId,
  itemId: '0-1',
  patronId: '0-1',
  kind: 'home',
  takenOn: '2026-10-22',
  enteredAtMs: 1,
  dueOn: '2026-11-06',
  renewals: 0,
  renewalsMax: 2,
  returnedOn: null,
  returnEnteredAtMs: null,
});

test('no statement reads a whole table', () => {
  const db = openDatabase(':memory:');
  const texts: string[] = [];
  const prepare = (text: string) => {
    texts.push(text);
    return db.prepare(text);
  };
  createRows({ prepare } as unknown as StationDatabase);
  const looking = texts.filter((text) => /^(SELECT|UPDATE)/.test(text));
  expect(looking.length).toBeGreaterThan(8);
  for (const text of looking) {
    const values = [...text.matchAll(/\?/g)].map(() => 'x');
    const plan = db.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...values) as { detail: string }[];
    const steps = plan.map(({ detail }) => detail).join('; ');
    expect(`${text}: ${steps}`).toMatch(/: SEARCH \w+ USING/);
    expect(steps).not.toContain('SCAN');
  }
});

test('rows come out as they went in, and the newer one takes the place', () => {
  const rows = createRows(openDatabase(':memory:'));
  rows.putPatron(adult, 'key');
  rows.putTitle(title);
  rows.putItem(itemAt(1, { home: false }));
  const loan = loanOf('7-1');
  rows.putLoan(loan);
  expect(rows.patronByCard(adult.card)).toEqual(adult);
  expect(rows.patronByDuplicateKey('key')).toEqual(adult);
  expect(rows.titleById('0-1')).toEqual(title);
  const described = { item: itemAt(1, { home: false }), title };
  expect(rows.itemByBarcode(itemAt(1).barcode)).toEqual(described);
  expect(rows.itemById('0-1')).toEqual(described);
  expect(rows.openLoansOfPatron('0-1')).toEqual([loan]);
  const back = { ...loan, returnedOn: '2026-10-23', returnEnteredAtMs: 2 };
  rows.putLoan(back);
  expect(rows.loanById('7-1')).toEqual(back);
  expect(rows.openLoanOfItem('0-1')).toBeUndefined();
});

test('an item has one open loan, whoever writes it', () => {
  const rows = createRows(openDatabase(':memory:'));
  rows.putLoan(loanOf('7-1'));
  expect(() => rows.putLoan(loanOf('7-2'))).toThrow(/UNIQUE/);
});
