// What both engines owe the store: odd texts come back as they went, calls made together keep their order, and nothing of a
// transaction happens after it.
import { beforeEach, describe, expect, test } from 'vitest';
import { insertRows, selectIn, upsertRows } from '../../../central/store/bulk.ts';
import type { SqlDatabase, SqlValue, Table } from '../../../central/store/sql.ts';

const NOTE: Table = {
  name: 'note',
  key: ['library_id', 'note_id'],
  columns: ['library_id', 'note_id', 'text', 'number'],
};
const ODD_TEXTS = [
  ...[
    '',
    'NULL',
    'null',
    '"',
    '\\',
    '\\"',
    '{a,b}',
    ',',
    "'",
    '{"json":"\\u0000"}',
    ' kept ',
    '\t\r\n',
  ],
  ...['Әдебиет қоры', '😀', '$1', '?'],
];

export const engineContract = (name: string, open: () => Promise<SqlDatabase>): void => {
  describe(name, () => {
    let db: SqlDatabase;
    beforeEach(async () => {
      db = await open();
      await db.run(`CREATE TABLE note (library_id TEXT NOT NULL, note_id TEXT NOT NULL, text TEXT,
        number BIGINT, PRIMARY KEY (library_id, note_id))`);
      await db.learnTables();
      return () => db.close();
    });
    const all = () => db.all('SELECT note_id, text, number FROM note ORDER BY note_id');
    const row = (id: string, text: SqlValue, number: SqlValue = null): SqlValue[] => [
      ...['a', id, text, number],
    ];

    test('odd texts, numbers and nulls come back as they went', async () => {
      const numbers = [0, -1, 2 ** 53 - 1, null];
      const rows = ODD_TEXTS.map((text, n) =>
        row(String(10 + n), text, numbers[n % numbers.length] ?? null),
      );
      await db.transaction((sql) => insertRows(sql, NOTE, [...rows, row('99', null)]));
      expect(await all()).toEqual(
        [...rows, row('99', null)].map(([, note_id, text, number]) => ({ note_id, text, number })),
      );
      await db.transaction((sql) => upsertRows(sql, NOTE, [row('99', 'a\0b')]));
      expect((await all()).at(-1)).toMatchObject({ text: 'a\ufffdb' });
    });

    test('rows are found by odd ids, each once, of one library only', async () => {
      const rows = ODD_TEXTS.map((id, n) => row(id, String(n)));
      await db.transaction((sql) => insertRows(sql, NOTE, rows));
      await db.transaction((sql) => insertRows(sql, NOTE, [['b', '"', 'of another', 1]]));
      const select = { columns: '*', from: 'note', column: 'note_id' };
      const read = (ids: string[], and = '') =>
        db.transaction((sql) => selectIn(sql, { ...select, and, lock: true }, 'a', ids));
      const found = await read([...ODD_TEXTS, ...ODD_TEXTS, 'none']);
      expect(found.map(({ text }) => text).sort()).toEqual(rows.map(([, , text]) => text).sort());
      expect(await read(['"', '\\'], "AND text = '3'")).toMatchObject([{ note_id: '"' }]);
      expect(await read([])).toEqual([]);
    });

    test('a known key is overwritten, but for the columns that are kept', async () => {
      await db.transaction((sql) =>
        insertRows(sql, NOTE, [row('1', 'old', 1), row('2', 'old', 2)]),
      );
      await db.transaction((sql) =>
        upsertRows(sql, NOTE, [row('1', 'new', 7), row('3', 'new', 8)]),
      );
      await db.transaction((sql) => upsertRows(sql, NOTE, [row('2', 'new', 9)], ['text']));
      expect(await all()).toEqual([
        { note_id: '1', text: 'new', number: 7 },
        { note_id: '2', text: 'old', number: 9 },
        { note_id: '3', text: 'new', number: 8 },
      ]);
      const again = db.transaction((sql) => insertRows(sql, NOTE, [row('4', 'x'), row('4', 'y')]));
      await expect(again).rejects.toThrow();
      expect(await all()).toHaveLength(3);
    });

    test('calls that are made together are carried out in their order', async () => {
      const counts = await db.transaction((sql) => {
        const count = async () => Number((await sql.all('SELECT COUNT(*) AS n FROM note'))[0]?.n);
        const add = (id: string) => insertRows(sql, NOTE, [row(id, null)]);
        return Promise.all([count(), add('1'), count(), add('2'), count()]);
      });
      expect(counts).toEqual([0, undefined, 1, undefined, 2]);
    });

    test('of several that fail together the first says why, and nothing is stored', async () => {
      const together = db.transaction((sql) =>
        Promise.all([
          insertRows(sql, NOTE, [row('1', 'stays out')]),
          insertRows(sql, NOTE, [row('2', null)]).then(() =>
            sql.all('SELECT * FROM no_such_table'),
          ),
          sql.all('SELECT broken FROM note'),
          sql.run('DELETE FROM note'),
        ]),
      );
      await expect(together).rejects.toThrow(/broken/);
      expect(await all()).toEqual([]);
      await db.transaction((sql) => insertRows(sql, NOTE, [row('3', 'the next one')]));
      expect(await all()).toHaveLength(1);
    });

    test('what a failed transaction would still do is refused', async () => {
      let go = () => {};
      const later = new Promise<void>((resolve) => {
        go = resolve;
      });
      let late: Promise<unknown> = Promise.resolve();
      const failed = db.transaction(async (sql) => {
        late = later.then(() => insertRows(sql, NOTE, [row('1', 'too late')]));
        late.catch(() => undefined);
        throw new Error('given up');
      });
      await expect(failed).rejects.toThrow('given up');
      go();
      await expect(late).rejects.toThrow('the transaction is over');
      expect(await all()).toEqual([]);
    });
  });
};
