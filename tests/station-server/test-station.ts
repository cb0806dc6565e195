// A station on an in-memory store with a clock that a test sets: a few patrons and items, the real site file, the real desk.
import { loadSite } from '../../profiles/loader.ts';
import type { Site } from '../../profiles/site-schema.ts';
import type { RegistrationForm } from '../../station-server/circulation/registration.ts';
import { duplicateKey } from '../../station-server/circulation/registration.ts';
import type { Item, Patron, PersonName, Title } from '../../station-server/circulation/types.ts';
import type { Desk } from '../../station-server/desk-types.ts';
import { createLockerFlow } from '../../station-server/lockers/locker-flow.ts';
import { openStation } from '../../station-server/open-station.ts';

/** Thursday 22 October 2026, 10:00 in Almaty (UTC+5). */
export const THURSDAY_MS = Date.UTC(2026, 9, 22, 5);
export const DAY_MS = 86_400_000;

export const adult: Patron & { name: PersonName } = {
  patronId: '0-1',
  card: '27101000000017',
  status: 'active',
  category: 'employee',
  birthDate: '1990-05-14',
  language: 'kk',
  branch: 'BLK-C',
  registeredOn: '2025-02-03',
  reregisteredOn: '2026-02-03',
  name: { surname: 'Ақжолова', givenName: 'Айару', patronymic: 'Мирасқызы' },
};

export const title: Title = {
  titleId: '0-1',
  title: 'Абай жолы. 1-кітап',
  author: 'Әуезов М.',
  language: 'kaz',
  year: '2014',
  ageMin: 0,
};

export const itemAt = (index: number, fields: Partial<Item> = {}): Item => ({
  itemId: `0-${index}`,
  barcode: `3710100000${String(index).padStart(4, '0')}`,
  inventoryNo: String(100 + index),
  titleId: '0-1',
  branch: 'BLK-C',
  itemType: 'book',
  home: true,
  status: 'available',
  ...fields,
});

export const adultForm = (
  site: Site,
  fields: Partial<RegistrationForm> = {},
): RegistrationForm => ({
  surname: 'Кедрова',
  givenName: 'Злата',
  patronymic: '',
  birthDate: '1999-03-08',
  category: 'student',
  phone: '8 700 000 00 41',
  language: 'ru',
  iin: '',
  guardianSurname: '',
  guardianGivenName: '',
  guardianPhone: '',
  guaranteeAccepted: false,
  consentVersion: site.policy.consentVersion,
  consentAccepted: true,
  rulesVersion: site.policy.rulesVersion,
  rulesAccepted: true,
  duplicateAccepted: false,
  ...fields,
});

export const makeStation = (options: { file?: string; site?: Site; items?: number } = {}) => {
  const site = options.site ?? loadSite('balkhash');
  const clock = { now: THURSDAY_MS, nowMs: () => clock.now, upMs: () => clock.now - THURSDAY_MS };
  let entries = 0;
  const station = openStation({
    file: options.file ?? ':memory:',
    station: 7,
    branch: 'BLK-C',
    site,
    clock,
    onEntry: () => {
      entries += 1;
    },
  });
  station.rows.putPatron(adult, duplicateKey(adult.name, adult.birthDate));
  station.rows.putTitle(title);
  for (let index = 1; index <= (options.items ?? 8); index += 1)
    station.rows.putItem(itemAt(index));
  return { ...station, site, clock, entriesTold: () => entries };
};

/** For places that have none. */
export const noLockers = (desk: Desk) =>
  createLockerFlow({
    ...{ desk, boards: [] },
    opener: { open: async () => ({ opened: false, fault: 'bridge-away' }) },
  });
