// A rule that throws holds its entry and nobody else: on both engines what comes behind is applied,
// staff are told, the next start with a better rule applies it. An error of the database is not
// taken for one: the push fails, and passes when it is sent again.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RuleFailure } from '../../../central/apply/hold-on-failure.ts';
import { type ApplyAct, applyAct } from '../../../central/apply/rules.ts';
import {
  type CentralStore,
  openCentralStore,
  openSqlDatabase,
} from '../../../central/store/central-store.ts';
import type { SqlDatabase } from '../../../central/store/sql.ts';
import { startPostgres } from '../../postgres.ts';
import { ITEM, NOW_MS, PATRON_A, ref } from '../contract-setup.ts';
import { LIBRARY, patron, personal, registration, T0, title } from '../fixtures.ts';
import { Journal } from '../journal.ts';
import { freshFile, freshPostgres } from '../ops/database-place.ts';

const folder = mkdtempSync(join(tmpdir(), 'kitap-rule-failure-'));
let server: Awaited<ReturnType<typeof startPostgres>>;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const clock = () => NOW_MS;
/** The rules, but for those of `type`, where `when` says so. */
const failing =
  (type: string, when: (...given: Parameters<ApplyAct>) => boolean = () => true): ApplyAct =>
  (own, act, rows) => {
    if (own === type && when(own, act, rows)) throw new TypeError(`planted: ${act.personal?.name}`);
    return applyAct(own, act, rows);
  };

const filled = async (store: CentralStore): Promise<CentralStore> => {
  await store.ensureLibrary(LIBRARY, '0099');
  await store.importPatrons(LIBRARY, [patron('20099000000011'), patron('20099000000029')]);
  await store.importTitles(LIBRARY, [title('t1', ['30099000000010'])]);
  for (const station of [1, 2]) await store.addStation(LIBRARY, station);
  return store;
};
const outcomes = async (store: CentralStore, station = 1) =>
  (await store.entries(ref(station))).map(({ outcome, heldFor }) => heldFor ?? outcome);
const prefer = (journal: Journal, language: 'ru' | 'en', atMs: number) =>
  journal.add('preference', { patronId: PATRON_A, language }, { atMs });

describe.each([
  ['SQLite', async () => freshFile(folder)],
  ['PostgreSQL', () => freshPostgres(server.url)],
] as const)('%s', (_engine, place) => {
  test('its entry is held, those behind it go on, and a better rule applies it at the next start', async () => {
    const database = await place();
    const failures: RuleFailure[] = [];
    const onRuleFailure = (failure: RuleFailure) => failures.push(failure);
    const applyAct = failing('preference', (_, act) => act.seq === 2);
    const store = await filled(
      await openCentralStore({ database, clock, applyAct, onRuleFailure }),
    );
    const journal = new Journal(1);
    const lent = journal.lend(ITEM, PATRON_A, T0);
    prefer(journal, 'ru', T0 + 1);
    journal.takeBack(ITEM, lent, T0 + 2);
    expect(await store.push(ref(1), journal.push())).toMatchObject({ applied: 3 });
    prefer(journal, 'en', T0 - 1);
    expect(await store.push(ref(1), journal.push(4))).toMatchObject({ applied: 4 });

    expect(await outcomes(store)).toEqual(['applied', 'rule-failed', 'applied', 'applied']);
    const text = 'TypeError: planted: undefined';
    expect(failures).toMatchObject([{ entry: '1-2', type: 'preference', text }]);
    const asked = { state: 'open', language: 'en' } as const;
    const { reviews } = await store.staffReviews(LIBRARY, asked);
    const central = { heldFor: 'rule-failed', error: text };
    expect(reviews).toMatchObject([{ kind: 'held', ref: '1-2', saw: { central } }]);
    expect(reviews[0]?.happened).toContain(`Central failed on it: ${text}.`);
    await store.close();

    const still = await openCentralStore({ database, clock, applyAct, onRuleFailure });
    expect(failures).toHaveLength(2);
    expect(await still.counts(LIBRARY)).toMatchObject({ heldEntries: 1, openReviews: 1 });
    await still.close();
    const better = await openCentralStore({ database, clock });
    expect(await outcomes(better)).toEqual(['applied', 'applied', 'applied', 'applied']);
    expect(await better.reviewQueue(LIBRARY)).toEqual([]);
    await better.close();
  });

  test('an entry that waited and then fails is held for that, and what it waited for is applied', async () => {
    const applyAct = failing('renewal', (_, act, rows) => {
      const { loanId } = act.body as { loanId: string };
      return rows.loan(loanId) !== undefined;
    });
    const store = await filled(
      await openCentralStore({ database: await place(), clock, applyAct }),
    );
    const [first, second] = [new Journal(1), new Journal(2)];
    const loanId = first.lend(ITEM, PATRON_A, T0);
    const about = { loanId, itemId: ITEM, patronId: PATRON_A };
    const terms = { dueOn: '2026-04-09', renewals: 1 };
    second.add('renewal', { ...about, ...terms }, { atMs: T0 + 1 });
    await store.push(ref(2), second.push());
    await store.push(ref(1), first.push());
    expect(await outcomes(store, 1)).toEqual(['applied']);
    expect(await outcomes(store, 2)).toEqual(['rule-failed']);
    const [review] = await store.reviewQueue(LIBRARY);
    expect(review).toMatchObject({ ref: '2-1', saw: { central: { heldFor: 'rule-failed' } } });
    await store.close();
  });

  test('what it says of a person is neither kept in the review nor told to the log', async () => {
    const texts: string[] = [];
    const store = await filled(
      await openCentralStore({
        ...{ database: await place(), clock, applyAct: failing('registration') },
        onRuleFailure: ({ text }) => texts.push(text),
      }),
    );
    const journal = new Journal(1);
    journal.add('registration', registration('2001'), { atMs: T0 }, personal('Үміт'));
    await store.push(ref(1), journal.push());
    expect(texts).toEqual(['TypeError']);
    const [review] = await store.reviewQueue(LIBRARY);
    expect(review?.saw.central).toEqual({ heldFor: 'rule-failed', error: 'TypeError' });
    await store.close();
  });

  test('an error of the database fails the push, holds nothing, and the same push passes later', async () => {
    const real = openSqlDatabase(await place());
    let away = false;
    const database: SqlDatabase = {
      ...real,
      transaction: (body) =>
        real.transaction((sql) =>
          body({
            ...sql,
            insertMany: async (table, rows, tail) => {
              if (away && table.name === 'loan') throw new Error('planted: disk full');
              return sql.insertMany(table, rows, tail);
            },
          }),
        ),
    };
    const store = await filled(await openCentralStore({ database, clock }));
    const journal = new Journal(1);
    journal.lend(ITEM, PATRON_A, T0);
    away = true;
    await expect(store.push(ref(1), journal.push())).rejects.toThrow('planted: disk full');
    expect(await store.counts(LIBRARY)).toMatchObject({ entries: 0, heldEntries: 0 });
    away = false;
    expect(await store.push(ref(1), journal.push())).toMatchObject({ applied: 1 });
    expect(await outcomes(store)).toEqual(['applied']);
    await store.close();
  });
});
