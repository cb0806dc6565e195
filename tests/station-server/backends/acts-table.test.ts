// Tables for other programs: what a cell may not do, and that nothing of an unknown entry is lost.
import { expect, test } from 'vitest';
import { readCsv } from '../../../central/catalogue/csv.ts';
import {
  ACT_COLUMNS,
  actRow,
  type Lookups,
  tableLine,
} from '../../../station-server/backends/acts-table.ts';
import type { StoredEntry } from '../../../station-server/store/journal.ts';

const lookups: Lookups = {
  ...{ timeZone: 'Asia/Almaty', branch: 'BLK-C' },
  patron: () => undefined,
  item: () => undefined,
};
const entry: StoredEntry = {
  ...{ station: 7, seq: 3, v: 9, type: 'from-a-later-program', wallMs: Date.UTC(2026, 9, 31, 20) },
  ...{ bootId: 'b', upMs: 1, effectiveOn: '2026-10-31', place: 'kiosk-1', actor: 'self' },
  ...{ body: { what: 'ever', patronId: '0-9' }, personalDigest: null, chain: '', personal: null },
};

test('a cell holds no formula and no line end, and a quote stays a quote', () => {
  expect(tableLine(['=1+1', '@cmd', '-x', 'a\nb', 'say "no"; go', ''])).toBe(
    `'=1+1;'@cmd;'-x;a b;"say ""no""; go";\r\n`,
  );
  expect(tableLine(['+77000000041', '-5'])).toBe('+77000000041;-5\r\n');
});

test('our own reader of tables reads it back', () => {
  const cells = ['7', '3', 'a;b', '"', 'x', ...Array.from({ length: 10 }, () => '')];
  const [row] = readCsv(tableLine(ACT_COLUMNS) + tableLine(cells), ACT_COLUMNS);
  expect(row?.outcome === 'row' && Object.values(row.values)).toEqual(cells);
});

test('days and times are those of the library; an unknown act keeps its details', () => {
  const row = actRow(entry, lookups);
  expect(row).toHaveLength(ACT_COLUMNS.length);
  expect(row.slice(0, 6)).toEqual([
    ...['7', '3', '2026-11-01', '01:00:00', '2026-10-31', 'from-a-later-program'],
  ]);
  expect(row[14]).toBe('{"what":"ever"}');
});
