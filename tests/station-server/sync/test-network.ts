// A library on one machine for the tests of sync: a real listening central, real stations with their real clients, and a real
// TCP switch between each of them and central. Clocks start at a fixed moment and run,
// and a test may let hours pass; a station's wall clock may be wrong.
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { expect } from 'vitest';
import { buildCentralApp } from '../../../central/app.ts';
import { makeSnapshot } from '../../../central/snapshot/make-snapshot.ts';
import { createSnapshotShelf, type SnapshotShelf } from '../../../central/snapshot/shelf.ts';
import {
  type CentralStore,
  openCentralStore,
  openSqlDatabase,
} from '../../../central/store/central-store.ts';
import { loadSite } from '../../../profiles/loader.ts';
import { type Clock, systemClock } from '../../../station-server/clock.ts';
import { createNetworkSwitch } from '../../../station-server/demo/network-switch.ts';
import type { ActContext } from '../../../station-server/desk-types.ts';
import { openStation } from '../../../station-server/open-station.ts';
import { rowId } from '../../../station-server/store/row-key.ts';
import { createExchange } from '../../../station-server/sync/exchange.ts';
import { createSnapshotSource } from '../../../station-server/sync/first-load-source.ts';
import { createSyncClient } from '../../../station-server/sync/sync-client.ts';
import { patron, pullAll, replica, title } from '../../central/fixtures.ts';
import { until } from '../../firmware-bridge/until.ts';
import { THURSDAY_MS } from '../test-station.ts';

export const site = loadSite('balkhash');
export const KIOSK: ActContext = { place: 'kiosk-1', actor: 'patron' };
export const STAFF: ActContext = { place: 'desk-1', actor: 'staff:test' };
export const CARDS = ['27101900000013', '27101900000021', '27101900000039'];
export const barcodeAt = (index: number): string => `3710190000${String(index).padStart(4, '0')}`;

const HOST = '127.0.0.1';

/** Central as the stations meet it, and its store as the test asks it. */
export type Serving = { store: CentralStore; app: { close(): Promise<unknown> }; port: number };
export type Serve = (
  database: string,
  port: number,
  nowMs: () => number,
  shelf: SnapshotShelf,
) => Promise<Serving>;

const listening: Serve = async (database, port, nowMs, shelf) => {
  const store = await openCentralStore({ database, clock: nowMs });
  const app: FastifyInstance = buildCentralApp({ store, shelf, lookEveryMs: 20 });
  await app.listen({ host: HOST, port });
  return { store, app, port: (app.server.address() as AddressInfo).port };
};

export type Network = Awaited<ReturnType<typeof startNetwork>>;
export type TestStation = ReturnType<Network['open']> extends Promise<infer S> ? S : never;

export type StationOptions = {
  /** Its SQLite file; the one of its number by default. */
  file?: string;
  token?: string;
  wallErrorMs?: number;
  /** Goes there instead of to central. */
  target?: number;
  /** Does not start its client. */
  idle?: boolean;
};

/**
 * `items` books; `database` of PostgreSQL, else a temporary SQLite file; `serve` where central must be
 * a process of its own.
 */
export const startNetwork = async (
  options: { items?: number; database?: string; serve?: Serve } = {},
) => {
  const serve = options.serve ?? listening;
  const folder = mkdtempSync(join(tmpdir(), 'kitap-sync-'));
  const file = join(folder, 'central.db');
  let database = options.database ?? file;
  let passedMs = 0;
  const upMs = () => performance.now() + passedMs;
  const trueNowMs = () => THURSDAY_MS + Math.round(upMs());
  const shelf = createSnapshotShelf(join(folder, 'snapshots'));
  let central = await serve(database, 0, trueNowMs, shelf);
  const tokens = new Map<number, string>();
  const ends: (() => Promise<void>)[] = [];

  await central.store.ensureLibrary(site.id, site.libraryNumber, site);
  const known = { branch: 'BLK-C', registeredOn: '2025-01-15', reregisteredOn: '2026-01-15' };
  await central.store.importPatrons(
    site.id,
    CARDS.map((card) => patron(card, known)),
  );
  const barcodes = Array.from({ length: options.items ?? 12 }, (_, index) => barcodeAt(index));
  const books = title('t1', barcodes);
  for (const item of books.items) item.branch = 'BLK-C';
  await central.store.importTitles(site.id, [books]);

  const tokenOf = async (number: number): Promise<string> => {
    const token = tokens.get(number) ?? (await central.store.addStation(site.id, number));
    tokens.set(number, token);
    return token;
  };

  const open = async (number: number, given: StationOptions = {}) => {
    const startedMs = upMs();
    const clock: Clock = {
      ...systemClock,
      // Each run counts from a start of its own.
      upMs: () => upMs() - startedMs,
      nowMs: () => trueNowMs() + (given.wallErrorMs ?? 0),
    };
    let client: ReturnType<typeof createSyncClient> | null = null;
    const station = openStation({
      file: given.file ?? join(folder, `station-${number}.db`),
      station: number,
      branch: 'BLK-C',
      site,
      clock,
      onEntry: () => client?.wake(),
    });
    const network = createNetworkSwitch({ host: HOST, port: given.target ?? central.port });
    const port = await network.start();
    const token = given.token ?? (await tokenOf(number));
    const connect = (bearer: string) =>
      createSyncClient({
        ...station,
        exchange: createExchange(`http://${HOST}:${port}`, bearer),
        snapshots: {
          source: createSnapshotSource(`http://${HOST}:${port}`, bearer),
          branch: 'BLK-C',
        },
        clock,
        random: () => 0,
        pullWaitSeconds: 2,
        retryMsMax: 50,
        onChange: () => undefined,
      });
    client = connect(token);
    if (!given.idle) client.start();
    let ended = false;
    const close = async (): Promise<void> => {
      if (ended) return;
      ended = true;
      await client?.stop();
      await network.stop();
      station.close();
    };
    ends.push(close);
    const patronId = (index: number): string =>
      String(station.rows.patronByCard(CARDS[index] as string)?.patronId);
    return {
      ...station,
      number,
      network,
      client,
      close,
      patronId,
      waiting: () => station.journal.waiting(station.meta.number('applied')).count,
      /** Lends item `item` to patron `who`; it must go. Gives the loan's id. */
      lend: (item: number, who = 0): string => {
        const answer = station.desk.checkOut(patronId(who), barcodeAt(item), 'home', KIOSK);
        expect(answer.outcome).toBe('lent');
        return answer.outcome === 'lent' ? answer.loan.loanId : '';
      },
      /** Lends if it goes; another station may have the book, or the patron enough of them. */
      tryLend: (item: number, who = 0) =>
        station.desk.checkOut(patronId(who), barcodeAt(item), 'home', KIOSK).outcome,
      takeBack: (item: number) => station.desk.checkIn(barcodeAt(item), null, KIOSK).outcome,
      holder: (item: number): string | undefined => {
        const itemId = station.rows.itemByBarcode(barcodeAt(item))?.item.itemId;
        return itemId && station.rows.openLoanOfItem(itemId)?.loanId;
      },
    };
  };

  return {
    folder,
    file,
    open,
    central: () => central,
    database: () => database,
    ref: (number: number) => ({ libraryId: site.id, station: number }),
    tokenOf,
    shelf,
    /** A snapshot of what central holds at this moment. */
    snapshot: async (rowsPerChunk = 5) => {
      const sql = openSqlDatabase(database);
      try {
        const made = await makeSnapshot(sql, shelf, site.id, { nowMs: trueNowMs(), rowsPerChunk });
        if (made === null) throw new Error('the library is empty');
        return made;
      } finally {
        await sql.close();
      }
    },
    /** Central ends and comes back at the same address, from another database if one is given. */
    restart: async (
      meanwhile: () => unknown = () => undefined,
      otherDatabase = database,
    ): Promise<void> => {
      await central.app.close();
      await central.store.close();
      await meanwhile();
      database = otherDatabase;
      central = await serve(database, central.port, trueNowMs, shelf);
    },
    /** Time goes on by this for central and all stations. */
    pass: (ms: number): void => {
      passedMs += ms;
    },
    nowMs: trueNowMs,
    end: async (): Promise<void> => {
      for (const end of ends) await end();
      await central.app.close();
      await central.store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Everything sent, and everything fetched and settled, at each of the stations. */
export const untilQuiet = async (
  net: Network,
  stations: TestStation[],
  limitMs?: number,
): Promise<void> => {
  const quiet = async () => {
    const counter = await net.central().store.feedCounter(site.id);
    return stations.every(
      ({ db, meta, waiting }) =>
        waiting() === 0 &&
        meta.number('cursor') === counter &&
        db.prepare('SELECT count(*) FROM parked').pluck().get() === 0,
    );
  };
  await until(`stations ${stations.map((s) => s.number)} to be quiet`, quiet, limitMs);
};

/** Every row of central is at the station as it is at central, and no other loan or patron is there. */
export const expectAgreement = async (net: Network, station: TestStation): Promise<void> => {
  const { store } = net.central();
  const held = replica(await pullAll(store as CentralStore, net.ref(station.number)));
  const { rows, db } = station;
  const byId = {
    patron: rows.patronById,
    title: rows.titleById,
    item: (id: string) => rows.itemById(id)?.item,
    loan: rows.loanById,
  };
  const here = new Map<string, unknown>();
  for (const table of ['patron', 'title', 'item', 'loan'] as const) {
    const ids = db.prepare(`SELECT ${table}_id FROM ${table}`).pluck().all() as number[];
    for (const id of ids.map(rowId)) here.set(`${table} ${id}`, byId[table](id));
  }
  expect(Object.fromEntries(here)).toEqual(Object.fromEntries(held));
};

/** Central's entries of the station are those of its journal, each once, in order. */
export const expectDelivered = async (net: Network, station: TestStation): Promise<void> => {
  const { store } = net.central();
  const chains: string[] = [];
  for (let after = 0; ; ) {
    const page = await store.entries(net.ref(station.number), after);
    for (const entry of page) expect(entry.seq).toBe(++after);
    chains.push(...page.map((entry) => entry.chain));
    if (page.length === 0) break;
  }
  expect(chains).toEqual(station.journal.read(0, 1_000_000).map((entry) => entry.chain));
};
