// What a backup owes, whatever database it is of: taken while stations push, restored elsewhere, and
// the stations bring back what it lacks; nothing is put in the place of what may be needed.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { backUp } from '../../../central/ops/backup.ts';
import { readManifest } from '../../../central/ops/manifest.ts';
import { restore } from '../../../central/ops/restore.ts';
import { openCentralStore } from '../../../central/store/central-store.ts';
import { until } from '../../firmware-bridge/until.ts';
import {
  expectAgreement,
  expectDelivered,
  type Network,
  site,
  startNetwork,
  type TestStation,
  untilQuiet,
} from '../../station-server/sync/test-network.ts';
import { LIBRARY, patron, T0, title } from '../fixtures.ts';
import { Journal } from '../journal.ts';

const ITEMS = 30;

/** Lends and takes back at the station, a little at a time, until told to stop. */
const keepBusy = (station: TestStation, from: number) => {
  let stopped = false;
  const working = (async () => {
    for (let act = 0; !stopped; act += 1) {
      const item = from + (act % 3);
      if (station.holder(item) === undefined) station.lend(item, act % 3);
      else station.takeBack(item);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  })();
  return async () => {
    stopped = true;
    await working;
  };
};

export const backupContract = (name: string, fresh: (folder: string) => Promise<string>): void => {
  describe(name, () => {
    let folder: string;
    let backups: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'kitap-backup-'));
      backups = join(folder, 'backups');
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    let restoredAtMs = T0;
    const clock = () => {
      restoredAtMs += 1_000;
      return restoredAtMs;
    };
    const put = (file: string, database: string, replace = false) =>
      restore({ from: join(backups, file), database, replace, clock });
    const take = (database: string, nowMs = T0, keep?: number) =>
      backUp({ database, folder: backups, nowMs, ...(keep === undefined ? {} : { keep }) });
    /** A small library, closed. */
    const filled = async (): Promise<string> => {
      const database = await fresh(folder);
      const store = await openCentralStore({ database, clock: () => T0 });
      await store.ensureLibrary(LIBRARY, '0099');
      await store.importPatrons(LIBRARY, [patron('20099000000011')]);
      await store.importTitles(LIBRARY, [title('t1', ['30099000000010'])]);
      await store.addStation(LIBRARY, 1);
      const journal = new Journal(1);
      journal.lend('0-3', '0-1', T0);
      await store.push({ libraryId: LIBRARY, station: 1 }, journal.push());
      await store.close();
      return database;
    };
    const ask = async <T>(
      database: string,
      question: (store: Awaited<ReturnType<typeof openCentralStore>>) => Promise<T>,
    ): Promise<T> => {
      const store = await openCentralStore({ database, clock: () => T0 });
      return question(store).finally(() => store.close());
    };

    test('taken under load and restored elsewhere: stations send what it lacks, 0 lost, 0 doubled', {
      timeout: 120_000,
    }, async () => {
      const net: Network = await startNetwork({ items: ITEMS, database: await fresh(folder) });
      try {
        const stations = [await net.open(1), await net.open(2), await net.open(3)];
        await untilQuiet(net, stations);
        const stops = stations.map((station, index) => keepBusy(station, index * 10));
        const first = stations[0] as TestStation;
        await until('traffic', () => first.journal.nextSeq() > 20);
        const taken = await take(net.database());
        const sentBefore = taken.libraries[0]?.applied['1'] ?? 0;
        await until('more traffic', () => first.journal.nextSeq() > sentBefore + 40);
        for (const stop of stops) await stop();
        await untilQuiet(net, stations);
        const held = () =>
          stations.map((s) => Array.from({ length: ITEMS }, (_, n) => s.holder(n)));
        const heldBefore = held();
        for (const { network } of stations) network.cut();
        const elsewhere = await fresh(folder);
        await net.restart(() => put(taken.file, elsewhere), elsewhere);
        const { store } = net.central();
        expect(await store.epoch()).toBe(taken.epoch + 1);
        const standing = await store.stations(site.id);
        expect(
          Object.fromEntries(standing.map(({ station, applied }) => [String(station), applied])),
        ).toEqual(taken.libraries[0]?.applied);
        first.lend(heldBefore[0]?.indexOf(undefined) ?? 0);
        for (const { network, client } of stations) {
          network.restore();
          client.tryNow();
        }
        await untilQuiet(net, stations);
        let entries = 0;
        for (const station of stations) {
          await expectDelivered(net, station);
          await expectAgreement(net, station);
          entries += station.journal.nextSeq() - 1;
        }
        expect(await store.counts(site.id)).toMatchObject({ entries, heldEntries: 0 });
        expect(entries).toBeGreaterThan(
          Object.values(taken.libraries[0]?.applied ?? {}).reduce((sum, n) => sum + n, 0),
        );
        expect(await store.reviewQueue(site.id)).toEqual([]);
      } finally {
        await net.end();
      }
    });

    test('what is there is not overwritten; with replace it is put aside and no epoch comes again', async () => {
      const database = await filled();
      const { file, ...taken } = await take(database);
      await expect(put(file, database)).rejects.toMatchObject({ code: 'database-not-empty' });
      const epochs = [taken.epoch];
      for (let round = 0; round < 2; round += 1) {
        const done = await put(file, database, true);
        expect(done.keptAs).not.toBeNull();
        expect(done.libraries[0]?.applied).toEqual({ 1: 1 });
        expect(done.checkedByManifest).toBe(true);
        epochs.push(done.epoch);
      }
      // The same file into a third place: only the manifest remembers the epochs given before.
      epochs.push((await put(file, await fresh(folder))).epoch);
      expect(epochs).toEqual([1, 2, 3, 4]);
      expect(await ask(database, (store) => store.counts(LIBRARY))).toMatchObject({ loans: 1 });
      // A restored database is one like any other.
      const again = await take(database, T0 + 5_000);
      const third = await fresh(folder);
      expect((await put(again.file, third)).libraries).toHaveLength(1);
      expect(await ask(third, (store) => store.counts(LIBRARY))).toMatchObject({ items: 1 });
    });

    test('ids of records imported after the backup never come to mean other books', async () => {
      const database = await filled();
      const { file } = await take(database);
      await ask(database, (store) => store.importTitles(LIBRARY, [title('lost', ['b7'])]));
      await put(file, database, true);
      const ids = await ask(database, async (store) => {
        await store.importTitles(LIBRARY, [title('other', ['b8'])]);
        const { rows } = await store.pull({ libraryId: LIBRARY, station: 1 }, 0, 500);
        return rows.filter(({ data }) => data?.barcode === 'b8').map(({ id }) => id);
      });
      expect(ids).toHaveLength(1);
      expect(['0-1', '0-2', '0-3', '0-4', '0-5']).not.toContain(ids[0]);
    });

    test('one altered byte, half a file, another file: refused, and nothing is touched', async () => {
      const database = await filled();
      const { file } = await take(database);
      const path = join(backups, file);
      const good = readFileSync(path);
      const altered = Buffer.from(good);
      altered[good.length >> 1] = (altered[good.length >> 1] ?? 0) ^ 0xff;
      const target = await fresh(folder);
      for (const bad of [altered, good.subarray(0, good.length >> 1), Buffer.from('nothing')]) {
        writeFileSync(path, bad);
        await expect(put(file, target)).rejects.toMatchObject({ code: 'backup-damaged' });
      }
      // Without a manifest the contents must tell.
      writeFileSync(join(backups, 'stray'), good.subarray(0, 2_000));
      await expect(put('stray', target)).rejects.toMatchObject({ code: 'backup-damaged' });
      await expect(put('missing', target)).rejects.toMatchObject({ code: 'backup-missing' });
      writeFileSync(path, good);
      expect((await put(file, target)).libraries[0]?.library).toBe(LIBRARY);
    });

    test('a database that another program has open is not replaced', async () => {
      const database = await filled();
      const { file } = await take(database);
      const store = await openCentralStore({ database, clock: () => T0 });
      await store.counts(LIBRARY);
      await expect(put(file, database, true)).rejects.toMatchObject({ code: 'database-in-use' });
      expect(await store.counts(LIBRARY)).toMatchObject({ loans: 1 });
      await store.close();
    });

    test('the newest are kept, files of others are left alone, the manifest says what is there', async () => {
      const database = await filled();
      for (let day = 0; day < 4; day += 1) await take(database, T0 + day * 86_400_000);
      writeFileSync(join(backups, 'notes.txt'), 'of staff');
      const last = await take(database, T0 + 4 * 86_400_000, 2);
      expect(last.removed).toHaveLength(3);
      const names = readdirSync(backups).sort();
      expect(names).toHaveLength(4);
      expect(names).toEqual(expect.arrayContaining(['manifest.jsonl', 'notes.txt', last.file]));
      const listed = readManifest(backups).flatMap((l) => (l.kind === 'backup' ? l.file : []));
      expect(listed.every((file) => existsSync(join(backups, file)))).toBe(true);
      expect(listed).toHaveLength(2);
    });

    test('a database that central never made is told, and leaves no file', async () => {
      await expect(take(await fresh(folder))).rejects.toMatchObject({ code: 'database-missing' });
      expect(readdirSync(backups)).toEqual([]);
    });
  });
};
