// The seeded library that every benchmark and crash test works on: the same numbers for the same seed (DESIGN.md "Promises").

import { makeNumber } from '../../profiles/card-number.ts';
import type { ItemType, PatronCategory, Site } from '../../profiles/site-schema.ts';
import { duplicateKey } from '../../station-server/circulation/registration.ts';
import type { Item, Patron, PersonName } from '../../station-server/circulation/types.ts';
import type { OpenStation } from '../../station-server/open-station.ts';

/** mulberry32: small, fast and the same everywhere; for test data only. */
export const seededRandom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

export type SeededSize = { patrons: number; titles: number; items: number };
/** Balkhash (libraries.md 2.4, 2.17). */
export const BALKHASH_SIZE: SeededSize = { patrons: 25_000, titles: 64_000, items: 283_120 };

const SURNAMES = [
  'Ақжолова',
  'Бектемір',
  'Тасболат',
  'Жарқынбай',
  'Кедрова',
  'Лесная',
  'Полевой',
  'Степной',
];
const NAMES = ['Айару', 'Данияр', 'Мирас', 'Томирис', 'Вера', 'Глеб', 'Злата', 'Ян'];
const CATEGORIES: PatronCategory[] = ['worker', 'employee', 'student', 'pupil', 'pensioner'];
const TYPES: ItemType[] = ['book', 'book', 'book', 'book', 'brochure', 'magazine'];

/** Numbers of as many stations as it takes: a serial has five digits. */
const numberOf = (site: Site, kind: 'patron' | 'item', index: number): string =>
  makeNumber({
    kind,
    libraryNumber: site.libraryNumber,
    station: 900 + Math.floor(index / 99_999),
    serial: (index % 99_999) + 1,
  });

export const patronIdAt = (index: number): string => `0-${index + 1}`;
export const barcodeAt = (site: Site, index: number): string => numberOf(site, 'item', index);
export const cardAt = (site: Site, index: number): string => numberOf(site, 'patron', index);

/** Fills an empty store; about 3 s for the size of Balkhash. `year` is that of the registrations. */
export const fillStation = (
  { db, rows }: OpenStation,
  site: Site,
  size: SeededSize,
  year: number,
  seed = 1,
): void => {
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  db.transaction(() => {
    for (let index = 0; index < size.patrons; index += 1) {
      const birthYear = 1945 + Math.floor(random() * 60);
      const name: PersonName = {
        surname: `${pick(SURNAMES)} ${index}`,
        givenName: pick(NAMES),
        patronymic: '',
      };
      const patron: Patron = {
        patronId: patronIdAt(index),
        card: cardAt(site, index),
        status: 'active',
        category: pick(CATEGORIES),
        birthDate: `${birthYear}-0${1 + (index % 9)}-1${index % 10}`,
        language: pick(['kk', 'ru', 'en'] as const),
        branch: pick(site.branches).code,
        registeredOn: `${year - 1}-01-09`,
        reregisteredOn: `${year}-01-09`,
      };
      rows.putPatron({ ...patron, name }, duplicateKey(name, patron.birthDate));
    }
    for (let index = 0; index < size.titles; index += 1) {
      rows.putTitle({
        titleId: `0-${index + 1}`,
        title: `${pick(['Дала', 'Көл', 'Тау', 'Река', 'Город'])} туралы ${index}. ${pick(SURNAMES)} кітабы`,
        author: `${pick(SURNAMES)} ${pick(NAMES)[0]}.`,
        language: pick(['kaz', 'rus', 'rus']),
        year: String(1970 + Math.floor(random() * 56)),
        ageMin: 0,
      });
    }
    for (let index = 0; index < size.items; index += 1) {
      const item: Item = {
        itemId: `0-${index + 1}`,
        barcode: barcodeAt(site, index),
        inventoryNo: String(500_000 + index),
        titleId: `0-${1 + Math.floor(random() * size.titles)}`,
        branch: pick(site.branches).code,
        itemType: pick(TYPES),
        home: true,
        status: 'available',
      };
      rows.putItem(item);
    }
  }).immediate();
};
