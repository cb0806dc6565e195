// What entries touch, type by type, and a log of it that grows with the journal and goes back when central does.
import { expect, test } from 'vitest';
import type { StoredEntry } from '../../../station-server/store/journal.ts';
import { createTouchLog, touchedBy } from '../../../station-server/sync/touched.ts';

const body = { patronId: '0-1', itemId: '0-2', loanId: '3-4', holdId: '3-5' };
const touches = (type: string, of: Record<string, unknown> = body): string[] =>
  touchedBy({ station: 7, seq: 9, type, body: of }).map(({ kind, id }) => `${kind} ${id}`);

test.each([
  ['check-out', ['loan 7-9', 'item 0-2']],
  ['check-in', ['loan 3-4', 'item 0-2']],
  ['renewal', ['loan 3-4', 'item 0-2']],
  ['registration', ['patron 7-9']],
  ['registration-confirmed', ['patron 0-1', 'loan 3-4', 'item 0-2']],
  ['preference', ['patron 0-1', 'loan 3-4', 'item 0-2']],
  ['a type of a later program', ['patron 0-1', 'loan 3-4', 'item 0-2']],
  ['storno', ['loan 3-4', 'item 0-2']],
  ['block', ['patron 0-1', 'loan 3-4', 'item 0-2']],
  ['merge', ['patron 0-1', 'loans-of 0-1']],
  ['hold', ['hold 7-9']],
  ['hold-cancelled', ['hold 3-5']],
  ['refusal', []],
  ['visit', []],
  ['count', []],
  ['locker-filled', []],
  ['locker-emptied', []],
  ['pin', []],
  ['remembering', []],
])('%s', (type, expected) => {
  expect(touches(type)).toEqual(expected);
});

test('names that are null or no text touch nothing', () => {
  expect(touches('check-in', { itemId: '0-2', loanId: null })).toEqual(['item 0-2']);
  expect(touches('other', { itemId: 5 })).toEqual([]);
});

test('reads each entry once while the journal grows, from anew when central went back', () => {
  const entries: Pick<StoredEntry, 'station' | 'seq' | 'type' | 'body'>[] = [];
  const lend = (itemId: string) =>
    entries.push({ station: 7, seq: entries.length + 1, type: 'check-out', body: { itemId } });
  let reads = 0;
  const log = createTouchLog({
    read: (after, limit) => {
      const page = entries.slice(after, after + limit);
      reads += page.length;
      return page as StoredEntry[];
    },
  });
  const has = (itemId: string) => log.has({ table: 'loan', id: '9-9', data: { itemId } });
  for (let index = 0; index < 2_500; index += 1) lend(`0-${index}`);
  log.catchUp(0);
  expect(reads).toBe(2_500);
  expect([has('0-0'), has('0-2499'), has('0-2500')]).toEqual([true, true, false]);
  lend('0-2500');
  log.catchUp(1_000);
  expect(reads).toBe(2_501);
  expect([has('0-999'), has('0-1000'), has('0-2500')]).toEqual([false, true, true]);
  log.catchUp(2_501);
  expect(has('0-2500')).toBe(false);
  log.catchUp(999);
  expect([has('0-998'), has('0-999'), has('0-2500')]).toEqual([false, true, true]);
});
