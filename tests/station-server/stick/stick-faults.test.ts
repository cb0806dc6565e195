// Sticks that fail: cut, damaged, full, pulled out, locked, with a wrong token or key. What is whole is used,
// nothing is half applied, and nothing that looks complete is left behind.
import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type {
  StickFiles,
  StickHandle,
} from '../../../station-server/circulation/stick/stick-files.ts';
import { readStick } from '../../../station-server/stick/read-stick.ts';
import { stickIdentity } from '../../../station-server/stick/stick-identity.ts';
import { writeStick } from '../../../station-server/stick/write-stick.ts';
import { createJournal } from '../../../station-server/store/journal.ts';
import { createBootClocks } from '../../../station-server/sync/boot-clocks.ts';
import {
  expectAgreement,
  expectDelivered,
  type Network,
  STAFF,
  site,
  startNetwork,
  type TestStation,
} from '../sync/test-network.ts';
import {
  type Carrier,
  changeFile,
  copyOf,
  createCarrier,
  namesOn,
  standingOf,
} from './stick-carrier.ts';

let net: Network;
let carrier: Carrier;
let one: TestStation;
beforeEach(async () => {
  net = await startNetwork();
  carrier = createCarrier(net, undefined);
  one = await net.open(1, { idle: true });
  await carrier.carry(one);
});
afterEach(() => net.end());
const store = () => net.central().store;

/** The real file system, failing with `code` from the given call on. */
const failing = (code: string, from: number): StickFiles => {
  let calls = 0;
  const counted = async <T>(work: () => Promise<T>): Promise<T> => {
    calls += 1;
    if (calls >= from) throw Object.assign(new Error(code), { code });
    return work();
  };
  return {
    readdir: (path) => counted(() => fs.readdir(path)),
    rename: (a, b) => counted(() => fs.rename(a, b)),
    // A stick that is away cannot be tidied either; a full one can.
    unlink: (path) => (code === 'ENOSPC' ? fs.unlink(path) : counted(() => fs.unlink(path))),
    open: async (path, flags) => {
      const handle = await counted(() => fs.open(path, flags));
      const wrapped: StickHandle = {
        read: (...given) => counted(() => handle.read(...given)),
        writeFile: (bytes) => counted(() => handle.writeFile(bytes)),
        stat: () => handle.stat(),
        sync: () => counted(() => handle.sync()),
        close: () => handle.close(),
      };
      return wrapped;
    },
  };
};
const finished = (folder: string): string[] =>
  namesOn(folder).filter((name) => name.endsWith('.kstick'));

/** More calls than writing one file takes. */
const CALLS_MAX = 20;

describe.each([
  ['ENOSPC', 'stick-full'],
  ['EIO', 'stick-away'],
  ['EROFS', 'stick-locked'],
])('%s at any moment', (code, told) => {
  test('while the station writes: the code is told, nothing looks complete, the acts stay', async () => {
    one.lend(0);
    let failures = 0;
    for (let from = 1; from < CALLS_MAX; from += 1) {
      const stick = carrier.stick();
      const writing = (await carrier.at(one, failing(code, from))).write(stick);
      const outcome = await writing.then(
        () => 'written',
        (error: { code: string }) => error.code,
      );
      if (outcome === 'written') break;
      failures += 1;
      expect(outcome).toBe(told);
      // Only when the folder itself could not be confirmed is the file there, and then it is whole.
      if (finished(stick).length > 0)
        expect(await carrier.central().read(stick)).toMatchObject([{ code: null }]);
      if (code === 'ENOSPC')
        expect(namesOn(stick).filter((name) => name.endsWith('.part'))).toEqual([]);
      expect(one.waiting()).toBe(1);
    }
    expect(failures).toBeGreaterThan(4);
    expect(failures).toBeLessThan(CALLS_MAX - 1);
  });
  test('while central writes the answer', async () => {
    for (let from = 1; from < CALLS_MAX; from += 1) {
      const stick = carrier.stick();
      const writing = carrier.central(failing(code, from)).write(stick, 1, { since: 0 });
      const outcome = await writing.then(
        () => 'written',
        (error: { code: string }) => error.code,
      );
      if (outcome === 'written') return;
      expect(outcome).toBe(told);
      if (finished(stick).length === 0) continue;
      const reports = await (await carrier.at(one)).read(stick, true);
      expect(reports).toMatchObject([{ outcome: 'known' }]);
    }
    throw new Error('it was never written');
  });
});

test('what a pulled stick left unfinished is swept away by the next writing', async () => {
  const stick = carrier.stick();
  await fs.writeFile(join(stick, `kitap-balkhash-1-to-central-${'0'.repeat(32)}.part`), 'half');
  await fs.writeFile(join(stick, 'report.part'), 'of somebody else');
  await (await carrier.at(one)).write(stick);
  expect(namesOn(stick)).toEqual(['kitap-balkhash-1-to-central-1-0.kstick', 'report.part']);
});

test('a stick pulled out while it is read: what was read is kept, the rest comes another time', async () => {
  const stick = carrier.stick();
  const two = await net.open(2, { idle: true });
  await carrier.central().write(stick, 2, { rowsPerPage: 2 });
  const kept = carrier.stick();
  copyOf(stick, kept);
  // Opened twice (to look, to take); the file comes in one read, the second time it fails.
  const reports = await (await carrier.at(two, failing('EIO', 6))).read(stick);
  expect(reports).toMatchObject([{ outcome: 'unreadable', code: 'stick-away', removed: false }]);
  expect(await (await carrier.at(two)).read(kept)).toMatchObject([{ removed: true }]);
  await expectAgreement(net, two);
});

describe('a file that was cut in half', () => {
  test('on its way to central: whole batches are applied, the others come with the next stick', async () => {
    for (let n = 0; n < 6; n += 1) one.desk.recordVisit(null, STAFF);
    const whole = carrier.stick();
    const here = await carrier.at(one);
    const { files: written } = await here.write(whole, { batchEntriesMax: 1 });
    const [file] = written as [string];
    const { size } = await fs.stat(join(whole, file));
    let most = 0;
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: size - 1 }), async (length) => {
        const stick = carrier.stick();
        copyOf(whole, stick);
        changeFile(stick, file, (bytes) => bytes.subarray(0, length));
        const [report] = await carrier.central().read(stick);
        expect(report?.outcome).toBe('unreadable');
        expect(report?.code).toMatch(/^stick-(cut|unreadable)$/);
        const { entries } = await store().counts(site.id);
        most = Math.max(most, report?.applied ?? 0);
        expect(entries).toBe(most);
      }),
      { numRuns: 25 },
    );
    expect(await carrier.central().read(whole)).toMatchObject([{ applied: 6 }]);
    await expectDelivered(net, one);
  });
  test('on its way to the station: whole pages are taken, and no cursor runs ahead of its rows', async () => {
    const whole = carrier.stick();
    await carrier.central().write(whole, 1, { since: 0, rowsPerPage: 3 });
    const [file] = namesOn(whole) as [string];
    const { size } = await fs.stat(join(whole, file));
    for (const share of [0.05, 0.4, 0.7, 0.95]) {
      const number = 10 + Math.round(share * 100);
      const station = await net.open(number, { idle: true });
      const stick = carrier.stick();
      await carrier.central().write(stick, number, { rowsPerPage: 3 });
      const [name] = namesOn(stick) as [string];
      changeFile(stick, name, (bytes) => bytes.subarray(0, Math.floor(share * size)));
      const here = await carrier.at(station);
      const [report] = await here.read(stick);
      expect(report).toMatchObject({ outcome: 'unreadable', removed: false });
      const { cursor } = standingOf(station);
      const rows = station.db
        .prepare(
          `SELECT (SELECT count(*) FROM patron) + (SELECT count(*) FROM title)
           + (SELECT count(*) FROM item)`,
        )
        .pluck()
        .get();
      expect(rows).toBe(report?.rows);
      expect(cursor === 0).toBe(rows === 0);
      await carrier.carry(station);
      await expectAgreement(net, station);
    }
  });
});

test('a flipped bit anywhere in a file on disk is told, on both ways', async () => {
  one.lend(0);
  const up = carrier.stick();
  await (await carrier.at(one)).write(up);
  const [file] = namesOn(up) as [string];
  const { size } = await fs.stat(join(up, file));
  const down = carrier.stick();
  await carrier.central().write(down, 1, { since: 0 });
  const [answer] = namesOn(down) as [string];
  const before = standingOf(one);
  for (let at = 3; at < size; at += Math.ceil(size / 40)) {
    const flip = (bytes: Buffer): Buffer => {
      bytes[at] = (bytes[at] as number) ^ 4;
      return bytes;
    };
    changeFile(up, file, flip);
    const [report] = await carrier.central().read(up);
    // A letter of the open line may also name another station.
    expect(report?.outcome).toBe('unreadable');
    changeFile(up, file, flip);
    changeFile(down, answer, flip);
    const reports = await (await carrier.at(one)).read(down, true);
    expect(['unreadable', 'foreign']).toContain(reports[0]?.outcome);
    changeFile(down, answer, flip);
  }
  expect((await store().counts(site.id)).entries).toBe(0);
  expect(standingOf(one)).toEqual(before);
});

test('the token of another station writes nothing: central would shut the station out', async () => {
  one.lend(0);
  const stick = carrier.stick();
  const deps = stationDeps();
  const { publicKey } = await store().stick.signer(site.id);
  const identity = stickIdentity(await net.tokenOf(2), publicKey);
  const clock = { nowMs: net.nowMs, upMs: () => 0 };
  const random = { bootId: 'x', randomBytes: deps.randomBytes };
  const journal = createJournal(one.db, { station: 2, ...clock, ...random });
  await expect(writeStick({ ...deps, identity, journal }, { folder: stick })).rejects.toMatchObject(
    { code: 'stick-journal-differs' },
  );
  expect(namesOn(stick)).toEqual([]);
  expect(() => stickIdentity('no token', null)).toThrow(
    expect.objectContaining({ code: 'sync-unauthorised' }),
  );
});

test("without central's public key no answer is believed", async () => {
  const stick = carrier.stick();
  await carrier.central().write(stick, 1, { since: 0 });
  const identity = stickIdentity(await net.tokenOf(1), null);
  const reports = await readStick({ ...one, identity, files: fs }, { folder: stick });
  expect(reports).toMatchObject([{ outcome: 'unreadable', code: 'stick-key-unknown' }]);
  expect(namesOn(stick)).toHaveLength(1);
});

test('an empty stick, and no stick, are told', async () => {
  const stick = carrier.stick();
  const here = await carrier.at(one);
  await expect(here.read(stick)).rejects.toMatchObject({ code: 'stick-empty' });
  await expect(carrier.central().read(stick)).rejects.toMatchObject({ code: 'stick-empty' });
  const gone = join(stick, 'gone');
  await expect(here.read(gone)).rejects.toMatchObject({ code: 'stick-away' });
  await expect(here.write(gone)).rejects.toMatchObject({ code: 'stick-away' });
  await expect(carrier.central().read(gone)).rejects.toMatchObject({ code: 'stick-away' });
  await fs.writeFile(join(stick, 'kitap-holiday.kstick'), 'photos');
  expect(await carrier.central().read(stick)).toMatchObject([{ code: 'stick-unreadable' }]);
});

const stationDeps = () => {
  const { meta, db } = one;
  const clocks = createBootClocks(db, 'stick');
  return { meta, clocks, files: fs, nowMs: net.nowMs, randomBytes };
};
