// An erasure goes through the whole library, and old copies do not undo it: of a station, of a station that is refused as a fork,
// and of central, with and without the list beside its database. Judged by the bytes of all files.
import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { auditStore } from '../../../station-server/store/audit-store.ts';
import { foundIn } from '../../file-bytes.ts';
import { until } from '../../firmware-bridge/until.ts';
import { adultForm } from '../test-station.ts';
import {
  barcodeAt,
  CARDS,
  expectAgreement,
  KIOSK,
  type Network,
  STAFF,
  site,
  startNetwork,
  type TestStation,
  untilQuiet,
} from './test-network.ts';

const CANARY = { surname: 'Құмайқанатова', givenName: 'Зерделіна', phone: '+77000000877' };
const BIRTH = '1987-11-23';

let net: Network;
let one: TestStation;
let two: TestStation;
beforeEach(async () => {
  net = await startNetwork();
  [one, two] = [await net.open(1), await net.open(2)];
  await untilQuiet(net, [one, two]);
});
afterEach(() => net.end());

/** Registered at station 1, known at both, with a loan that came back and a refusal. */
const register = async (): Promise<{ patronId: string; card: string; canaries: string[] }> => {
  const answer = one.desk.register(adultForm(site, { ...CANARY, birthDate: BIRTH }), STAFF);
  if (answer.outcome !== 'registered') throw new Error(answer.outcome);
  const { patronId, card } = answer.patron;
  one.desk.checkOut(patronId, barcodeAt(0), 'home', STAFF);
  one.desk.checkOut(patronId, card, 'home', STAFF);
  await untilQuiet(net, [one, two]);
  expect(two.desk.checkIn(barcodeAt(0), null, KIOSK).outcome).toBe('returned');
  await untilQuiet(net, [one, two]);
  expect(two.rows.patronByCard(card)?.name.surname).toBe(CANARY.surname);
  const folded = ['кумаиканатова', 'зерделина'];
  return { patronId, card, canaries: [...Object.values(CANARY), BIRTH, card, ...folded] };
};

const copyOf = (station: TestStation, name: string): string => {
  station.db.pragma('wal_checkpoint(TRUNCATE)');
  const copy = join(net.folder, name);
  copyFileSync(join(net.folder, `station-${station.number}.db`), copy);
  return copy;
};
const moveAway = (file: string): string => {
  const away = join(net.folder, '..', `${file.split('/').at(-1)}-${process.pid}`);
  copyFileSync(file, away);
  rmSync(file);
  return away;
};
/** Central from this copy of its file; the list of erasures stays where it is. */
const putBack = (copy: string) => (): void => {
  for (const end of ['', '-wal', '-shm']) rmSync(`${net.file}${end}`, { force: true });
  copyFileSync(copy, net.file);
};
const copyCentral = async (): Promise<string> => {
  const copy = join(net.folder, 'copy.db');
  await net.restart(() => copyFileSync(net.file, copy));
  for (const { client } of [one, two]) client.tryNow();
  await untilQuiet(net, [one, two]);
  return copy;
};
const eraseAt = async (station: TestStation, patronId: string): Promise<void> => {
  expect(station.desk.erasePatron(patronId, STAFF)).toEqual({ outcome: 'erased' });
  await untilQuiet(net, [one, two]);
};
/** Nothing of the person in any file of the library. */
const untilGone = (canaries: string[]): Promise<void> =>
  until('the files to be clean', async () => {
    // While a station reads, central would try again in a minute.
    await net.central().store.scrub();
    return foundIn([net.folder], canaries).length === 0;
  });
const expectGone = async (canaries: string[]): Promise<void> => {
  await untilGone(canaries);
  for (const { db } of [one, two]) expect(auditStore(db).broken).toBeNull();
};

test('after the next sync not a byte is left at any store; loans and chains stay', async () => {
  const { patronId, canaries } = await register();
  await eraseAt(one, patronId);
  await expectGone(canaries);
  for (const station of [one, two]) {
    expect(station.rows.patronById(patronId)?.status).toBe('erased');
    expect(station.rows.loanById('1-2')).toMatchObject({ patronId });
    await expectAgreement(net, station);
  }
  const { entries, openReviews } = await net.central().store.counts(site.id);
  expect({ entries, openReviews }).toEqual({ entries: 5, openReviews: 0 });
});

test('erased at another station than the one that registered: the registration’s data go there too', async () => {
  const { patronId, canaries } = await register();
  await eraseAt(two, patronId);
  expect(one.db.prepare('SELECT count(*) FROM journal_person').pluck().get()).toBe(0);
  await expectGone(canaries);
});

test('erased before it was ever sent: central learns of an id and no more', async () => {
  one.network.cut();
  const answer = one.desk.register(adultForm(site, { ...CANARY, birthDate: BIRTH }), STAFF);
  if (answer.outcome !== 'registered') throw new Error(answer.outcome);
  one.desk.erasePatron(answer.patron.patronId, STAFF);
  one.network.restore();
  one.client.tryNow();
  await untilQuiet(net, [one, two]);
  expect(two.rows.patronById(answer.patron.patronId)?.status).toBe('erased');
  await expectGone([...Object.values(CANARY), BIRTH, answer.patron.card]);
});

test('an act about the person that central has not heard of does not hold the erasure back', async () => {
  const { patronId, canaries } = await register();
  two.network.cut();
  two.desk.setLanguage(patronId, 'en', KIOSK);
  expect(one.desk.erasePatron(patronId, STAFF)).toEqual({ outcome: 'erased' });
  await untilQuiet(net, [one]);
  two.network.restore();
  two.client.tryNow();
  await untilQuiet(net, [one, two]);
  for (const station of [one, two]) {
    expect(station.rows.patronById(patronId)).toMatchObject({ status: 'erased', language: 'kk' });
    await expectAgreement(net, station);
  }
  await expectGone(canaries);
});

test('a station restored from an old copy erases again by its next sync', async () => {
  const { patronId, canaries } = await register();
  const old = copyOf(two, 'station-2-old.db');
  await eraseAt(one, patronId);
  await two.close();
  two = await net.open(2, { file: old, idle: true });
  expect(two.rows.patronById(patronId)?.status).toBe('active');
  two.client.start();
  await untilQuiet(net, [one, two]);
  expect(two.rows.patronById(patronId)?.status).toBe('erased');
  rmSync(join(net.folder, 'station-2.db'));
  await expectGone(canaries);
});

test('an old copy that central refuses as a fork fetches nothing more, but whom to forget', async () => {
  const { patronId, canaries } = await register();
  const old = copyOf(two, 'station-2-old.db');
  two.lend(3);
  await untilQuiet(net, [one, two]);
  await eraseAt(one, patronId);
  await two.close();
  two = await net.open(2, { file: old, idle: true });
  expect(two.rows.patronById(patronId)?.status).toBe('active');
  two.lend(4);
  two.client.start();
  await until('the fork to be seen', () => two.client.status().chainFork);
  await until('the erasure', () => two.rows.patronById(patronId)?.status === 'erased');
  rmSync(join(net.folder, 'station-2.db'));
  await untilGone(canaries);
  expect(two.holder(4)).toBeDefined();
});

test.each([
  ['its list', true],
  ['no list: the station that erased sends it again', false],
])('central restored from an old copy, with %s', async (_, listed) => {
  const { patronId, canaries } = await register();
  const copy = await copyCentral();
  await eraseAt(one, patronId);
  for (const { network } of [one, two]) network.cut();
  await net.restart(() => {
    putBack(copy)();
    if (!listed) rmSync(`${net.file}.erasures.jsonl`);
  });
  const left = foundIn([net.file, `${net.file}-wal`].filter(existsSync), canaries).length;
  expect(left > 0).toBe(!listed);
  await net.central().store.raiseEpoch();
  for (const { network, client } of [one, two]) {
    network.restore();
    client.tryNow();
  }
  await untilQuiet(net, [one, two]);
  for (const station of [one, two]) await expectAgreement(net, station);
  rmSync(copy);
  await expectGone(canaries);
});

test('central restored to a time before the registration, a station to one before the erasure', async () => {
  const before = await copyCentral();
  const { patronId, canaries } = await register();
  const old = copyOf(one, 'station-1-old.db');
  await eraseAt(two, patronId);
  for (const { network } of [one, two]) network.cut();
  await one.close();
  await net.restart(putBack(before));
  await net.central().store.raiseEpoch();
  // It sends the registration with all that was in it.
  one = await net.open(1, { file: old });
  expect(one.rows.patronById(patronId)?.name.surname).toBe(CANARY.surname);
  two.network.restore();
  two.client.tryNow();
  await untilQuiet(net, [one, two]);
  for (const file of [before, join(net.folder, 'station-1.db')]) rmSync(file);
  await expectGone(canaries);
});

test('by command at central, for an imported reader: everywhere by the next pull, and after a restore', async () => {
  const card = CARDS[2] as string;
  const patronId = one.patronId(2);
  const copy = await copyCentral();
  const aside = moveAway(copy);
  await net.central().store.erasePatron(site.id, { card }, 'command test');
  await until('both to know', () =>
    [one, two].every(({ rows }) => rows.patronById(patronId)?.status === 'erased'),
  );
  const canaries = [card, `Оқырман-${card}`];
  await expectGone(canaries);
  for (const { network } of [one, two]) network.cut();
  await net.restart(putBack(aside));
  rmSync(aside);
  await net.central().store.raiseEpoch();
  for (const { network, client } of [one, two]) {
    network.restore();
    client.tryNow();
  }
  await untilQuiet(net, [one, two]);
  await expectGone(canaries);
});
