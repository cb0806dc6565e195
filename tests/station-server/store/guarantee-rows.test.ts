// Whose guarantee is on file: what a registration, a re-registration and a link to a guardian leave behind, and what an erasure takes.
import { beforeEach, expect, test } from 'vitest';
import { duplicateKey } from '../../../station-server/circulation/registration.ts';
import { createGuaranteeRows } from '../../../station-server/store/guarantee-rows.ts';
import { adult, adultForm, makeStation } from '../test-station.ts';

const CHILD_BORN = '2016-05-01';
const name = { surname: 'Жанабаева', givenName: 'Нұрай', patronymic: '' };
const child = { ...adult, patronId: '0-2', card: 'CHILD', birthDate: CHILD_BORN, name } as const;
const kiosk = { place: 'kiosk-1', actor: 'patron' } as const;
let station: ReturnType<typeof makeStation>;
const guaranteed = (patronId: string) => station.desk.account(patronId)?.guaranteed;

beforeEach(() => {
  station = makeStation();
  station.rows.putPatron(child, duplicateKey(name, CHILD_BORN));
});

test('who is of age needs none, a child of whom nothing is known has none', () => {
  expect(guaranteed(adult.patronId)).toBe(true);
  expect(guaranteed(child.patronId)).toBe(false);
});

test('a re-registration for which a grown-up stood surety, not one without', () => {
  station.rows.putPatron({ ...child, reregisteredOn: '2025-02-01' }, '');
  const { consentVersion, rulesVersion } = station.site.policy;
  const agree = (guarantee: boolean) =>
    station.desk.reregister(child.patronId, kiosk, { consentVersion, rulesVersion, guarantee });
  expect(agree(false)).toMatchObject({ reason: 'guarantee-missing' });
  expect(guaranteed(child.patronId)).toBe(false);
  expect(agree(true)).toMatchObject({ outcome: 'reregistered' });
  expect(guaranteed(child.patronId)).toBe(true);
});

test('a registration with a guardian', () => {
  const form = adultForm(station.site, {
    birthDate: CHILD_BORN,
    category: 'pupil',
    guaranteeAccepted: true,
  });
  const guardian = { guardianSurname: 'Жанабаев', guardianGivenName: 'Ерлан' };
  const answer = station.desk.register(
    { ...form, ...guardian, guardianPhone: '+77000000041' },
    kiosk,
  );
  if (answer.outcome !== 'registered') throw new Error(JSON.stringify(answer));
  expect(guaranteed(answer.patron.patronId)).toBe(true);
});

test('a guardian whom staff linked, as long as the link stands', () => {
  const link = station.db.prepare('INSERT INTO guardian VALUES(1, 1, ?, ?)');
  const key = station.db
    .prepare<[string], { patron_id: number }>('SELECT patron_id FROM patron WHERE card = ?')
    .get('CHILD')?.patron_id;
  link.run(key, 1);
  expect(guaranteed(child.patronId)).toBe(true);
  station.db.prepare('UPDATE guardian SET active = 0').run();
  expect(guaranteed(child.patronId)).toBe(false);
});

test('an erasure takes it along', () => {
  const guarantees = createGuaranteeRows(station.db);
  guarantees.put(child.patronId, 1);
  expect(guaranteed(child.patronId)).toBe(true);
  station.desk.erasePatron(child.patronId, { place: 'desk-1', actor: 'staff:anybody' });
  expect(guarantees.has(child.patronId)).toBe(false);
});
