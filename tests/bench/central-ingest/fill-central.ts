// The seeded library at central, through `importPatrons` and `importTitles` as `kitap import` does: 25,000 patrons, 64,000
// titles, 283,120 items (libraries.md 2.4). Central numbers what it is given, so the ids are known.
import type { CentralStore } from '../../../central/store/central-store.ts';
import type { ImportedPatron, ImportedTitle } from '../../../central/sync-contract.ts';
import type { SeededSize } from '../seeded.ts';
import type { Numbered } from './day-of-acts.ts';

const RECORDS_PER_CALL = 2_000;

const patronAt = (index: number): ImportedPatron => ({
  patronId: '',
  card: `2010000${String(index).padStart(7, '0')}`,
  status: 'active',
  category: 'worker',
  birthDate: `19${45 + (index % 50)}-0${1 + (index % 9)}-1${index % 10}`,
  language: index % 3 === 0 ? 'ru' : 'kk',
  branch: 'BLK-C',
  registeredOn: '2025-01-09',
  reregisteredOn: '2026-01-09',
  name: { surname: `Ақжолова ${index}`, givenName: 'Айару', patronymic: '' },
  phone: '+70000000000',
});

const titleAt = (index: number, firstItem: number, items: number): ImportedTitle => ({
  key: `t${index}`,
  title: {
    title: `Дала туралы ${index}. Бектемір кітабы`,
    author: 'Бектемір А.',
    language: 'kaz',
    year: String(1970 + (index % 56)),
    ageMin: 0,
  },
  items: Array.from({ length: items }, (_, n) => ({
    barcode: `3010000${String(firstItem + n).padStart(7, '0')}`,
    inventoryNo: String(500_000 + firstItem + n),
    branch: 'BLK-C',
    itemType: 'book' as const,
    home: true,
    status: 'available' as const,
  })),
});

/** Into an empty library. */
export const fillCentral = async (
  store: CentralStore,
  libraryId: string,
  size: SeededSize,
): Promise<Numbered & { recordsPerS: number }> => {
  const patrons = Array.from({ length: size.patrons }, (_, index) => patronAt(index));
  for (let at = 0; at < patrons.length; at += RECORDS_PER_CALL)
    await store.importPatrons(libraryId, patrons.slice(at, at + RECORDS_PER_CALL));
  const patronIds = patrons.map((_, index) => `0-${index + 1}`);

  const itemIds: string[] = [];
  let given = size.patrons;
  const titles = Array.from({ length: size.titles }, (_, index) => {
    const until = Math.round(((index + 1) * size.items) / size.titles);
    const title = titleAt(index, itemIds.length, until - itemIds.length);
    given += 1;
    for (const _item of title.items) itemIds.push(`0-${(given += 1)}`);
    return title;
  });
  const startedMs = performance.now();
  for (let at = 0; at < titles.length; at += RECORDS_PER_CALL)
    await store.importTitles(libraryId, titles.slice(at, at + RECORDS_PER_CALL));
  const recordsPerS = Math.round((titles.length * 1_000) / (performance.now() - startedMs));
  return { patronIds, itemIds, recordsPerS };
};
