// Erased patrons at central, on both engines: any order of arrival, imports, the command, the list beside the database, and the
// bytes of the files.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type CentralStore, openCentralStore } from '../../central/store/central-store.ts';
import { foundIn } from '../file-bytes.ts';
import { startPostgres } from '../postgres.ts';
import { ITEM, NOW_MS, PATRON_A, ref } from './contract-setup.ts';
import {
  LIBRARY,
  patron,
  personal,
  pullAll,
  registration,
  replica,
  T0,
  title,
} from './fixtures.ts';
import { Journal } from './journal.ts';

const CARD = '20099000000011';
const NEW_CARD = '20099000000771';
const CANARY = { ...personal('Құмайқанатова'), card: NEW_CARD };
const { card: _, ...registered } = registration(NEW_CARD);

const folder = mkdtempSync(join(tmpdir(), 'kitap-erased-'));
let server: Awaited<ReturnType<typeof startPostgres>>;
let made = 0;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const query = async (url: string, text: string): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(text);
  await client.end();
  return rows;
};
const addresses = {
  SQLite: async () => join(folder, `case-${made}.sqlite`),
  PostgreSQL: async () => {
    await query(server.url, `CREATE DATABASE case_${made}`);
    return server.url.replace(/postgres$/, `case_${made}`);
  },
};
const entryOf = (journal: Journal): void => {
  const when = { atMs: T0, v: 2 };
  journal.add('registration', registered, when, CANARY);
};

describe.each(['SQLite', 'PostgreSQL'] as const)('%s', (engine) => {
  let store: CentralStore;
  let address: string;
  let erasures: string;
  const open = () => openCentralStore({ database: address, clock: () => NOW_MS, erasures });
  beforeEach(async () => {
    made += 1;
    address = await addresses[engine]();
    erasures = join(folder, `list-${made}`);
    store = await open();
    await store.ensureLibrary(LIBRARY, '0099');
    await store.importPatrons(LIBRARY, [patron(CARD), patron('20099000000029')]);
    await store.importTitles(LIBRARY, [title('t1', ['30099000000010'])]);
    for (const station of [1, 2]) await store.addStation(LIBRARY, station);
  });
  afterEach(() => store.close());

  const rows = async () => replica(await pullAll(store, ref(1)));
  const reviews = async () =>
    (await store.reviewQueue(LIBRARY)).map(({ kind, ref: about }) => `${kind} ${about}`);
  /** Every text of every table. */
  const dump = async (): Promise<string> => {
    const { openPostgres } = await import('../../central/store/postgres-engine.ts');
    const { openSqlite } = await import('../../central/store/sqlite-engine.ts');
    const db = engine === 'SQLite' ? openSqlite(address) : openPostgres(address);
    const tables = ['patron', 'patron_person', 'entry', 'entry_person', 'import_key', 'review'];
    const texts = [];
    for (const table of tables) texts.push(JSON.stringify(await db.all(`SELECT * FROM ${table}`)));
    await db.close();
    return texts.join('\n');
  };
  const expectGone = async (id: string) => {
    expect((await rows()).get(`patron ${id}`)).toMatchObject({
      status: 'erased',
      card: '',
      name: { surname: '', givenName: '', patronymic: '' },
    });
    const left = await dump();
    for (const text of ['Құмайқанатова', NEW_CARD, '2001-02-03', '+70000000001'])
      expect(left).not.toContain(text);
  };
  const push = (journal: Journal, first = 1) =>
    store.push(ref(journal.station), journal.push(first));
  const erasing = (id: string): Journal => {
    const journal = new Journal(2);
    journal.add('erasure', { patronId: id }, { atMs: T0 + 5 });
    return journal;
  };

  test('registered, then erased by another station', async () => {
    const journal = new Journal(1);
    entryOf(journal);
    await push(journal);
    expect((await rows()).get('patron 1-1')).toMatchObject({ card: NEW_CARD, status: 'pending' });
    await push(erasing('1-1'));
    await expectGone('1-1');
  });

  test('the erasure comes first: what comes later is stored without the person', async () => {
    await push(erasing('1-1'));
    const journal = new Journal(1);
    entryOf(journal);
    journal.add('preference', { patronId: '1-1', language: 'en' }, { atMs: T0 + 9 });
    expect((await push(journal)).applied).toBe(2);
    await expectGone('1-1');
    expect((await rows()).get('patron 1-1')).toMatchObject({ language: 'kk' });
    expect(await store.entries(ref(1))).toHaveLength(2);
  });

  test('both in one batch, and again: the second changes nothing', async () => {
    const journal = new Journal(1);
    entryOf(journal);
    journal.add('erasure', { patronId: '1-1' }, { atMs: T0 + 1 });
    journal.add('erasure', { patronId: '1-1' }, { atMs: T0 + 2 });
    journal.add('registration-confirmed', { patronId: '1-1' }, { atMs: T0 + 3 });
    await push(journal);
    await expectGone('1-1');
    expect((await store.erasedPatrons(LIBRARY, '')).patronIds).toEqual(['1-1']);
  });

  test('sent at the same moment they always meet', async () => {
    for (let round = 1; round <= 8; round += 1) {
      const [a, b] = [2 * round + 10, 2 * round + 11];
      for (const station of [a, b]) await store.addStation(LIBRARY, station);
      const [journal, other] = [new Journal(a), new Journal(b)];
      entryOf(journal);
      other.add('erasure', { patronId: `${a}-1` }, { atMs: T0 });
      await Promise.all([push(journal), push(other)]);
      await expectGone(`${a}-1`);
    }
  });

  test('with a book out it stands all the same, and a librarian is told; so for a later loan', async () => {
    const journal = new Journal(1);
    const loanId = journal.lend(ITEM, PATRON_A, T0);
    await push(journal);
    const other = erasing(PATRON_A);
    await push(other);
    expect(await reviews()).toEqual([`erased-on-loan ${PATRON_A}`]);
    expect((await rows()).get(`loan ${loanId}`)).toMatchObject({ patronId: PATRON_A });
    journal.takeBack(ITEM, loanId, T0 + 10);
    journal.lend(ITEM, PATRON_A, T0 + 20);
    await push(journal, 2);
    expect(await reviews()).toContain('patron-erased 1-3');
  });

  test('an id that is none is held and blocks nobody', async () => {
    const journal = new Journal(1);
    journal.addRaw('erasure', { patronId: "%' OR 1" }, { atMs: T0 });
    journal.add('visit', { patronId: null }, { atMs: T0 });
    expect((await push(journal)).applied).toBe(2);
    expect((await store.entries(ref(1)))[0]).toMatchObject({
      outcome: 'held',
      heldFor: 'body-invalid',
    });
  });

  test('an import of an old list does not bring the person back; others of the list come', async () => {
    await push(erasing(PATRON_A));
    const list = [patron(CARD), patron('20099000000029', { branch: 'B-2' }), patron('20099')];
    expect((await store.importPatrons(LIBRARY, list)).map(({ outcome }) => outcome)).toEqual([
      'rejected',
      'updated',
      'new',
    ]);
    expect(JSON.stringify([...(await rows())])).not.toContain(CARD);
    expect(readFileSync(`${erasures}.jsonl`, 'utf8')).not.toContain(CARD);
  });

  test('by command: by card or id; refused for nobody, twice, and while books are out', async () => {
    const journal = new Journal(1);
    journal.lend(ITEM, PATRON_A, T0);
    await push(journal);
    const erase = (who: { card: string } | { patronId: string }) =>
      store.erasePatron(LIBRARY, who, 'command test');
    await expect(erase({ card: CARD })).rejects.toMatchObject({ code: 'patron-has-loans' });
    for (const who of [{ card: '' }, { card: '1' }, { patronId: '5-5' }])
      await expect(erase(who)).rejects.toMatchObject({ code: 'patron-unknown' });
    journal.takeBack(ITEM, '1-1', T0 + 1);
    await push(journal, 2);
    expect(await erase({ card: CARD })).toBe(PATRON_A);
    await expect(erase({ patronId: PATRON_A })).rejects.toMatchObject({ code: 'patron-unknown' });
    expect((await rows()).get(`patron ${PATRON_A}`)).toMatchObject({ status: 'erased', card: '' });
  });

  test('the list tells a database that does not know, and learns from one that does', async () => {
    await push(erasing(PATRON_A));
    const list = `${erasures}.jsonl`;
    const line = readFileSync(list, 'utf8');
    expect(JSON.parse(line)).toMatchObject({ patronId: PATRON_A, by: 'entry 2-1', atMs: T0 + 5 });
    await store.close();
    // Cut in the middle of its line, as by a crash: written again.
    writeFileSync(list, line.slice(0, 30));
    store = await open();
    expect(readFileSync(list, 'utf8')).toBe(line);
    await store.close();
    writeFileSync(list, `${line}not a line\n`);
    await expect(open()).rejects.toMatchObject({ code: 'erasure-list-invalid' });
    writeFileSync(list, line);
    store = await open();
  });
});

describe('the files of a PostgreSQL server', () => {
  test('hold nothing of the person after the cleaning, statistics included, but for the log of writes', async () => {
    await query(server.url, 'CREATE DATABASE bytes');
    const address = server.url.replace(/postgres$/, 'bytes');
    const store = await openCentralStore({ database: address, clock: () => NOW_MS });
    await store.ensureLibrary(LIBRARY, '0099');
    const name = { surname: 'Құмайқанатова', givenName: 'Зерделіна', patronymic: '' };
    const cards = Array.from({ length: 300 }, (_, index) => `2009900${4_000_000 + index}`);
    const people = cards.map((card) => patron(card, { phone: `+7${card}` }));
    await store.importPatrons(LIBRARY, [...people, patron(NEW_CARD, { name, phone: '+77000877' })]);
    const canaries = [NEW_CARD, name.surname, name.givenName, '+77000877'];
    await query(address, 'ANALYZE; CHECKPOINT');
    const [found] = await query(address, 'SHOW data_directory');
    const data = String(found?.data_directory);
    const inData = () => foundIn([data], canaries).filter((where) => !where.includes('/pg_wal/'));
    expect(inData().length).toBeGreaterThan(0);
    await store.erasePatron(LIBRARY, { card: NEW_CARD }, 'command test');
    expect(await store.scrub()).toBe('clean');
    expect(inData()).toEqual([]);
    // What an administrator must do about the log of writes: the statements of central/README.md.
    const inWal = () => foundIn([join(data, 'pg_wal')], canaries).length;
    expect(inWal()).toBeGreaterThan(0);
    await query(server.url, 'ALTER SYSTEM SET wal_recycle = off');
    await query(server.url, "ALTER SYSTEM SET min_wal_size = '32MB'");
    await query(server.url, 'SELECT pg_reload_conf()');
    for (let round = 0; round < 3; round += 1) {
      await query(server.url, 'SELECT pg_switch_wal()');
      await query(server.url, 'CHECKPOINT');
    }
    expect(inWal()).toBe(0);
    await store.close();
  });
});
