// Erasing a patron at one station: what goes, what stays, who may, and that not a byte is left in the files.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTryLimit } from '../../station-server/kiosk/try-limit.ts';
import { createPrintJobStore } from '../../station-server/printing/print-job-store.ts';
import { auditStore } from '../../station-server/store/audit-store.ts';
import { foundIn } from '../file-bytes.ts';
import { adult, adultForm, itemAt, makeStation, THURSDAY_MS } from './test-station.ts';

const STAFF = { place: 'desk-1', actor: 'staff:desk' } as const;
const KIOSK = { place: 'kiosk-1', actor: 'patron' } as const;

let folder: string;
let station: ReturnType<typeof makeStation>;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kitap-erase-'));
  station = makeStation({ file: join(folder, 'station.db') });
});
afterEach(() => {
  if (station.db.open) station.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Words that stand nowhere else, and what is derived from them. */
const CANARY = { surname: 'Құмайқанатова', givenName: 'Зерделіна', phone: '+77000000877' };
const register = () => {
  const form = { ...CANARY, iin: '', birthDate: '1987-11-23' };
  const answer = station.desk.register(adultForm(station.site, form), STAFF);
  if (answer.outcome !== 'registered') throw new Error(answer.outcome);
  return answer.patron;
};
const canaries = (card: string): string[] => [
  ...[...Object.values(CANARY), '1987-11-23', card],
  ...['кумаиканатова', 'зерделина'],
];

describe('what goes and what stays', () => {
  test('the row keeps its id and its place in the statistics; the chain holds', () => {
    const { patronId, card } = register();
    expect(station.desk.erasePatron(patronId, STAFF)).toEqual({ outcome: 'erased' });
    expect(station.rows.patronById(patronId)).toEqual({
      patronId,
      card: '',
      status: 'erased',
      category: 'student',
      birthDate: '1900-01-01',
      language: 'kk',
      branch: 'BLK-C',
      registeredOn: '2026-10-22',
      reregisteredOn: '2026-10-22',
      name: { surname: '', givenName: '', patronymic: '' },
    });
    const [registration, erasure] = station.journal.read(0, 9);
    expect(registration).toMatchObject({ type: 'registration', v: 2, personal: null });
    expect(registration?.personalDigest).toMatch(/^[0-9a-f]{64}$/);
    expect(erasure).toMatchObject({ type: 'erasure', body: { patronId }, actor: 'staff:desk' });
    expect(station.journal.verify()).toBeNull();
    expect(auditStore(station.db)).toMatchObject({ broken: null, erased: 1, erasedPersons: 1 });
    expect(station.desk.identify(card, KIOSK)).toMatchObject({ reason: 'patron-unknown' });
    const again = adultForm(station.site, { ...CANARY, birthDate: '1987-11-23' });
    expect(station.desk.register(again, STAFF).outcome).toBe('registered');
  });

  test('records that were merged into it go with it, and nothing is merged into what is left', () => {
    const old = register();
    const form = { birthDate: '1987-11-24', duplicateAccepted: true };
    const answer = station.desk.register(adultForm(station.site, form), STAFF);
    if (answer.outcome !== 'registered') throw new Error(answer.outcome);
    const { patronId } = answer.patron;
    const merged = { outcome: 'merged', intoPatronId: patronId };
    expect(station.desk.merge(old.patronId, patronId, STAFF)).toEqual(merged);
    station.desk.erasePatron(patronId, STAFF);
    for (const id of [old.patronId, patronId])
      expect(station.rows.patronById(id)).toMatchObject({ status: 'erased', card: '' });
    expect(station.desk.identify(old.card, KIOSK)).toMatchObject({ reason: 'patron-unknown' });
    const refused = { outcome: 'refused', reason: 'patron-unknown' };
    expect(station.desk.merge('0-1', patronId, STAFF)).toEqual(refused);
    expect(station.desk.merge(old.patronId, '0-1', STAFF)).toEqual(refused);
  });

  test('the data of others stay', () => {
    const other = station.desk.register(adultForm(station.site), STAFF);
    const { patronId } = register();
    station.desk.erasePatron(patronId, STAFF);
    expect(station.rows.patronById('0-1')).toEqual(adult);
    expect(station.journal.read(0, 1)[0]?.personal?.[1]).toContain('Кедрова');
    expect(other).toMatchObject({ outcome: 'registered' });
  });

  test('whoever holds the person in memory is told, once, after the commit', () => {
    const told: unknown[] = [];
    station.eraser.onErased((patron) => told.push([patron, station.db.inTransaction]));
    const { patronId, card } = register();
    station.desk.erasePatron(patronId, STAFF);
    station.eraser.finish();
    expect(told).toEqual([[{ patronId, card }, false]]);
  });
});

describe('refused', () => {
  test('while books are out, with their number; then it goes', () => {
    const { patronId } = register();
    const { barcode } = itemAt(1);
    station.desk.checkOut(patronId, barcode, 'home', STAFF);
    expect(station.desk.erasePatron(patronId, STAFF)).toEqual({
      outcome: 'refused',
      reason: 'loans-open',
      details: { limit: 1 },
    });
    expect(station.rows.patronById(patronId)?.name.surname).toBe(CANARY.surname);
    station.desk.checkIn(barcode, null, STAFF);
    expect(station.desk.erasePatron(patronId, STAFF)).toEqual({ outcome: 'erased' });
  });
  test('a second time, and for nobody: there is no such patron', () => {
    const { patronId } = register();
    station.desk.erasePatron(patronId, STAFF);
    for (const id of [patronId, '9-99'])
      expect(station.desk.erasePatron(id, STAFF)).toMatchObject({ reason: 'patron-unknown' });
    expect(station.desk.confirmRegistration(patronId, STAFF)).toMatchObject({
      reason: 'patron-unknown',
    });
    station.desk.setLanguage(patronId, 'en', KIOSK);
    expect(station.rows.patronById(patronId)?.language).toBe('kk');
  });
  test('a reader does not erase: that is a fault of the program', () => {
    const { patronId } = register();
    expect(() => station.desk.erasePatron(patronId, KIOSK)).toThrow('by staff');
  });
});

describe('0 bytes', () => {
  const slipOf = (card: string) => ({
    language: 'kk' as const,
    blocks: [{ kind: 'barcode' as const, data: card }],
  });

  test('of the person in any file, of many readers, with slips, parked rows and wrong tries', () => {
    const { patronId, card } = register();
    expect(foundIn([folder], [card]).length).toBeGreaterThan(0);
    const slips = createPrintJobStore(station.db);
    for (const jobId of ['done', 'under-way'])
      slips.add({ jobId, place: 'kiosk-1', device: 'p', document: slipOf(card), createdAtMs: 1 });
    slips.setState('done', 'printed', null, THURSDAY_MS);
    const other = { document: slipOf('27101000000999'), createdAtMs: THURSDAY_MS };
    slips.add({ jobId: 'other', place: 'kiosk-1', device: 'p', ...other });
    createTryLimit(station.db, () => THURSDAY_MS).wrong('kiosk-1', card);
    station.db.prepare("INSERT INTO parked VALUES('patron', ?, 1, ?)").run(patronId, card);
    // Pages are split, filled and emptied around it.
    const form = (index: number) =>
      adultForm(station.site, { phone: `8 700 1${String(index).padStart(6, '0')}`, surname: 'Ян' });
    for (let index = 0; index < 600; index += 1)
      station.desk.register({ ...form(index), duplicateAccepted: true }, STAFF);
    station.desk.erasePatron(patronId, STAFF);
    expect(foundIn([folder], canaries(card))).toEqual([]);
    expect(slips.get('other')).toBeDefined();
    expect(slips.get('under-way')).toBeUndefined();
    expect(station.db.prepare("SELECT v FROM meta WHERE k LIKE 'wrong%'").pluck().get()).toBe('[]');
    station.close();
    expect(foundIn([folder], canaries(card))).toEqual([]);
  });

  test('while somebody reads the file the log waits, and the next call cleans it', () => {
    const { patronId, card } = register();
    const reader = new Database(join(folder, 'station.db'), { readonly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM patron').get();
    station.desk.erasePatron(patronId, STAFF);
    expect(foundIn([folder], [card]).length).toBeGreaterThan(0);
    expect(station.meta.number('scrub-due')).toBe(1);
    reader.close();
    station.eraser.finish();
    expect(foundIn([folder], canaries(card))).toEqual([]);
    expect(station.meta.number('scrub-due')).toBe(0);
  });

  test('a crash before the cleaning is made good by the next start', () => {
    const { patronId, card } = register();
    station.db.transaction(() => station.eraser.erase(patronId)).immediate();
    expect(foundIn([folder], [card]).length).toBeGreaterThan(0);
    const file = join(folder, 'station.db');
    const next = makeStation({ file });
    expect(foundIn([folder], canaries(card))).toEqual([]);
    next.close();
  });
});

test('what names a person never enters a refusal, which cannot be erased', () => {
  const foreign = { ...adult, patronId: '0-9', card: 'QK-77-19' };
  station.rows.putPatron(foreign, 'a key');
  const { card } = register();
  const scanned = ['QK-77-19', card, '870514300014', '27109000000018', 'XX-1'];
  for (const barcode of scanned) station.desk.checkOut('0-1', barcode, 'home', STAFF);
  const kept = station.journal.read(1, 9).map(({ body }) => body.scanned);
  expect(kept).toEqual([null, null, null, null, 'XX-1']);
});
