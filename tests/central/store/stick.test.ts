// What central keeps for sync by file: one signing key a library, the key of each station, its newest
// question; and stations that were added before there was such a thing.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CentralStore, openCentralStore } from '../../../central/store/central-store.ts';
import {
  publicKeyText,
  stationSigningKey,
} from '../../../station-server/circulation/stick/stick-keys.ts';

let folder: string;
let database: string;
let store: CentralStore;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kitap-stick-store-'));
  database = join(folder, 'c.sqlite');
  store = await openCentralStore({ database, clock: () => 0 });
  for (const [id, number] of [
    ['a', '0001'],
    ['b', '0002'],
  ] as const)
    await store.ensureLibrary(id, number);
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});
const ref = { libraryId: 'a', station: 3 };

test('the signing key of a library is made once and is its own', async () => {
  const keys = await Promise.all([store.stick.signer('a'), store.stick.signer('a')]);
  expect(keys[0]).toEqual(keys[1]);
  expect((await store.stick.signer('b')).publicKey).not.toBe(keys[0]?.publicKey);
  await store.close();
  store = await openCentralStore({ database, clock: () => 0 });
  expect(await store.stick.signer('a')).toEqual(keys[0]);
  await expect(store.stick.signer('nowhere')).rejects.toMatchObject({ code: 'library-unknown' });
});

test('central knows the public half of a new station, and never what it signs with', async () => {
  const token = await store.addStation('a', 3);
  const text = publicKeyText(stationSigningKey(token));
  expect(await store.stick.station(ref)).toMatchObject({ publicKey: text, asked: null });
  expect(await store.stick.station({ libraryId: 'b', station: 3 })).toBeUndefined();
});

test('a station from before sync by file is learned when its token is seen', async () => {
  const token = await store.addStation('a', 3);
  const raw = new Database(database);
  raw.exec('DELETE FROM stick_station');
  raw.close();
  expect((await store.stick.station(ref))?.publicKey).toBeNull();
  expect(await store.findStation(`${token.slice(0, -2)}AA`)).toBeUndefined();
  expect((await store.stick.station(ref))?.publicKey).toBeNull();
  expect(await store.findStation(token)).toEqual(ref);
  const text = publicKeyText(stationSigningKey(token));
  expect((await store.stick.station(ref))?.publicKey).toBe(text);
});

test('the question of an older file does not replace that of a newer one', async () => {
  await store.addStation('a', 3);
  const at = (question: number) => ({ question, epoch: 1, applied: question, cursor: question });
  for (const question of [2, 1, 0]) await store.stick.remember(ref, at(question));
  expect((await store.stick.station(ref))?.asked).toEqual(at(2));
  await store.stick.remember(ref, at(3));
  expect((await store.stick.station(ref))?.asked).toEqual(at(3));
});
