// Re-registration on a real store: by the reader with what was agreed to, by staff without, and nothing of it after an erasure.
import { expect, test } from 'vitest';
import { duplicateKey } from '../../station-server/circulation/registration.ts';
import type { ActContext } from '../../station-server/desk-types.ts';
import { createSettingRows } from '../../station-server/store/setting-rows.ts';
import { adult, adultForm, itemAt, makeStation } from './test-station.ts';

const kiosk: ActContext = { place: 'kiosk-1', actor: 'patron' };
const staff: ActContext = { place: 'desk-1', actor: 'staff:7' };

const lapsed = () => {
  const station = makeStation();
  const patron = { ...adult, reregisteredOn: '2024-02-03' };
  station.rows.putPatron(patron, duplicateKey(adult.name, adult.birthDate));
  const { consentVersion, rulesVersion } = station.site.policy;
  return { station, texts: { consentVersion, rulesVersion, guarantee: false } };
};

test('at the kiosk: lends again at once, the journal says to which texts, and a second tap adds nothing', () => {
  const { station, texts } = lapsed();
  const { desk } = station;
  const barcode = itemAt(1).barcode;
  const before = desk.checkOut('0-1', barcode, 'home', kiosk);
  expect(before).toMatchObject({ outcome: 'refused', reason: 'reregistration-due' });
  expect(desk.account('0-1')).toMatchObject({ toAgree: true, blockedBy: 'reregistration-due' });
  expect(desk.reregister('0-1', kiosk, texts)).toEqual({ outcome: 'reregistered' });
  expect(desk.reregister('0-1', kiosk, texts)).toEqual({ outcome: 'reregistered' });
  expect(desk.account('0-1')).toMatchObject({ toAgree: false, blockedBy: null });
  expect(desk.checkOut('0-1', barcode, 'home', kiosk)).toMatchObject({ outcome: 'lent' });
  const entries = station.journal.read(0, 100).filter(({ type }) => type === 'reregistration');
  expect(entries.map(({ body, actor }) => ({ body, actor }))).toEqual([
    {
      actor: 'patron',
      body: {
        patronId: '0-1',
        consent: { version: texts.consentVersion, atMs: station.clock.now },
        rules: { version: texts.rulesVersion, atMs: station.clock.now },
      },
    },
  ]);
});

test('a refusal is noted and changes nothing', () => {
  const { station, texts } = lapsed();
  const answer = station.desk.reregister('0-1', kiosk, { ...texts, consentVersion: 'older' });
  expect(answer).toEqual({ outcome: 'refused', reason: 'texts-changed' });
  expect(station.rows.patronById('0-1')?.reregisteredOn).toBe('2024-02-03');
  expect(station.journal.read(0, 10)).toMatchObject([
    { type: 'refusal', body: { act: 'reregistration', reason: 'texts-changed', patronId: '0-1' } },
  ]);
});

test('staff re-register without texts; a registration here is an agreement', () => {
  const { station } = lapsed();
  expect(station.desk.reregister('0-1', staff)).toEqual({ outcome: 'reregistered' });
  expect(station.desk.account('0-1')).toMatchObject({ toAgree: true, blockedBy: null });
  const made = station.desk.register(adultForm(station.site), kiosk);
  if (made.outcome !== 'registered') throw new Error('not registered');
  expect(station.desk.account(made.patron.patronId)).toMatchObject({ toAgree: false });
});

test('an erasure takes what was agreed to with it', () => {
  const { station, texts } = lapsed();
  station.desk.reregister('0-1', kiosk, texts);
  const settings = createSettingRows(station.db);
  expect(settings.get('0-1')).toBeDefined();
  station.desk.erasePatron('0-1', staff);
  expect(settings.get('0-1')).toBeUndefined();
});
