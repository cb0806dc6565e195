// The library of the simulation: the real site file, six patrons, ten items of four titles, and a fixed first day. All persons are
// invented.

import type { ImportedPatron, ImportedTitle } from '../../central/sync-contract.ts';
import { makeNumber } from '../../profiles/card-number.ts';
import { loadSite } from '../../profiles/loader.ts';
import type { RegistrationForm } from '../../station-server/circulation/registration.ts';

export const site = loadSite('balkhash');
/** Thursday 22 October 2026, 10:00 in Almaty (UTC+5). */
export const START_MS = Date.UTC(2026, 9, 22, 5);
/** By slot: two big branches, a small one, and a delivery point with rules of its own. */
export const BRANCHES = ['BLK-C', 'BLK-K', 'BLK-1', 'BLK-P1', 'BLK-2', 'BLK-3'] as const;

const number = (kind: 'patron' | 'item', serial: number): string =>
  makeNumber({ kind, libraryNumber: site.libraryNumber, station: 900, serial });

export const ITEMS = 10;
/** Beyond the items there are labels that no book has. */
export const barcodeOf = (item: number): string => number('item', item + 1);
export const PATRONS = 6;
export const cardOf = (patron: number): string => number('patron', patron + 1);

const SURNAMES = ['Ақжолова', 'Бектемір', 'Тасболат', 'Кедрова', 'Лесная', 'Полевой', 'Степной'];
const surname = (index: number): string => SURNAMES[index % SURNAMES.length] as string;

/** `change` makes other versions of the same record, as later imports bring them. */
export const patronRecord = (patron: number, change = 0): ImportedPatron => ({
  patronId: '',
  card: cardOf(patron),
  status: change % 3 === 1 ? 'blocked' : 'active',
  category: (['worker', 'pupil', 'student'] as const)[patron % 3] as 'worker',
  birthDate: patron % 3 === 1 ? '2014-05-14' : '1990-05-14',
  language: change % 2 === 1 ? 'ru' : 'kk',
  branch: 'BLK-C',
  registeredOn: '2025-02-03',
  reregisteredOn: change > 5 ? '2025-02-03' : '2026-02-03',
  name: { surname: surname(patron), givenName: 'Томирис', patronymic: '' },
  phone: '+70000000000',
});

export const TITLES = 4;
const itemsOfTitle = (title: number): number[] =>
  Array.from({ length: ITEMS }, (_, item) => item).filter((item) => item % TITLES === title);

export const titleRecord = (title: number, change = 0): ImportedTitle => ({
  key: `title-${title}`,
  title: {
    title: `Дала туралы ${title}, ${change}`,
    author: 'Автор',
    language: 'kaz',
    year: '2011',
    ageMin: title === 3 ? 18 : 0,
  },
  items: itemsOfTitle(title).map((item) => ({
    barcode: barcodeOf(item),
    inventoryNo: String(100 + item),
    branch: BRANCHES[item % BRANCHES.length] as string,
    itemType: item === 5 ? 'rare' : 'book',
    home: item !== 6,
    status: change % 4 === 1 && item % 3 === 0 ? 'lost' : 'available',
  })),
});

/** A few persons who come again and again, so that one is registered twice. */
export const formOf = (person: number): RegistrationForm => ({
  surname: surname(person),
  givenName: 'Злата',
  patronymic: '',
  birthDate: person % 4 === 0 ? '2016-03-08' : '1999-03-08',
  category: person % 4 === 0 ? 'pupil' : 'student',
  phone: '8 700 000 00 41',
  language: 'ru',
  iin: '',
  guardianSurname: person % 4 === 0 ? 'Кедрова' : '',
  guardianGivenName: person % 4 === 0 ? 'Вера' : '',
  guardianPhone: person % 4 === 0 ? '8 700 000 00 42' : '',
  guaranteeAccepted: person % 4 === 0,
  consentVersion: site.policy.consentVersion,
  consentAccepted: true,
  rulesVersion: site.policy.rulesVersion,
  rulesAccepted: true,
  duplicateAccepted: person % 3 === 0,
});
