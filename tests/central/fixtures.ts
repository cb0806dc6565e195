// Invented patrons and titles for the tests of central.
import type { CentralStore, StationRef } from '../../central/store/central-store.ts';
import type { ImportedPatron, ImportedTitle, PullRow } from '../../central/sync-contract.ts';
import type { PersonalData } from '../../station-server/circulation/journal-entry.ts';

export const LIBRARY = 'test-library';
export const T0 = Date.UTC(2026, 2, 10, 6);

export const title = (key: string, barcodes: string[], change: Partial<ImportedTitle> = {}) =>
  ({
    key,
    title: { title: `Кітап ${key}`, author: 'Автор', language: 'kaz', year: '2011', ageMin: 0 },
    items: barcodes.map((barcode) => ({
      barcode,
      inventoryNo: `inv-${barcode}`,
      branch: 'CENTRAL',
      itemType: 'book',
      home: true,
      status: 'available',
    })),
    ...change,
  }) satisfies ImportedTitle as ImportedTitle;

export const patron = (card: string, change: Partial<ImportedPatron> = {}): ImportedPatron => ({
  patronId: '',
  card,
  status: 'active',
  category: 'worker',
  birthDate: '1990-05-01',
  language: 'kk',
  branch: 'CENTRAL',
  registeredOn: '2025-01-15',
  reregisteredOn: '2026-01-15',
  name: { surname: 'Сынақов', givenName: `Оқырман-${card}`, patronymic: '' },
  phone: '+70000000000',
  ...change,
});

export const personal = (surname: string): PersonalData => ({
  name: { surname, givenName: 'Айша', patronymic: '' },
  birthDate: '2001-02-03',
  phone: '+70000000001',
  iin: null,
  guardian: null,
});

export const registration = (card: string) =>
  ({
    card,
    category: 'student',
    language: 'ru',
    branch: 'CENTRAL',
    status: 'pending',
    consent: { version: '1', atMs: T0 },
    rules: { version: '1', atMs: T0 },
    duplicateWarned: false,
    hasGuardian: false,
  }) as const;

/** Every row of the feed from the start, in the order in which it came. */
export const pullAll = async (
  store: CentralStore,
  ref: StationRef,
  limit = 500,
  from = 0,
): Promise<PullRow[]> => {
  const rows: PullRow[] = [];
  for (let cursor = from; ; ) {
    const answer = await store.pull(ref, cursor, limit);
    rows.push(...answer.rows);
    cursor = answer.cursor;
    if (!answer.more) return rows;
  }
};

/** The feed as a station ends up with it. */
export const replica = (rows: readonly PullRow[]): Map<string, Record<string, unknown>> => {
  const held = new Map<string, Record<string, unknown>>();
  for (const { table, id, data } of rows)
    if (data === null) held.delete(`${table} ${id}`);
    else held.set(`${table} ${id}`, data);
  return held;
};
