// What one library does in a while, as a list of steps drawn by chance: imports, pushes of two
// stations, renewals, registrations, erasures. The ids, cards, labels and station numbers are the same
// in every library, so that a condition without the library would mix them up.
import type { CentralStore } from '../../central/store/central-store.ts';
import { seededRandom } from '../bench/seeded.ts';
import { patron, personal, registration, T0, title } from './fixtures.ts';
import { Journal } from './journal.ts';

export type Step = (store: CentralStore, libraryId: string) => Promise<unknown>;

const STATIONS = [1, 2];
const PATRONS = 6;
const TITLES = 5;
const cardAt = (index: number): string => `2009900000${String(index).padStart(4, '0')}`;
const labelAt = (index: number): string => `3009900000${String(index).padStart(4, '0')}`;

/** The first steps make the library; the rest is traffic. */
export const librarySteps = (seed: number, count: number): Step[] => {
  const random = seededRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const journals = new Map(STATIONS.map((number) => [number, new Journal(number)]));
  const sent = new Map(STATIONS.map((number) => [number, 0]));
  /** Imported together: patrons come first, then each title with its two items. */
  const itemAt = (index: number): string =>
    `0-${PATRONS + Math.floor(index / 2) * 3 + 2 + (index % 2)}`;
  const patronAt = (index: number): string => `0-${index + 1}`;
  const loans: { loanId: string; itemId: string }[] = [];
  let atMs = T0;

  const act = (journal: Journal): void => {
    atMs += below(1_000);
    const kind = random();
    const loan = loans[below(loans.length)];
    if (kind < 0.45 || loan === undefined) {
      const itemId = itemAt(below(TITLES * 2));
      loans.push({ itemId, loanId: journal.lend(itemId, patronAt(below(PATRONS)), atMs) });
    } else if (kind < 0.8) journal.takeBack(loan.itemId, loan.loanId, atMs);
    else if (kind < 0.9) {
      const terms = { patronId: patronAt(0), dueOn: '2026-05-01', renewals: 1 };
      journal.add('renewal', { ...loan, ...terms }, { atMs });
    } else if (kind < 0.95) {
      const card = cardAt(50 + below(3));
      journal.add('registration', registration(card), { atMs }, personal(`Тіркелген ${below(3)}`));
    } else journal.add('visit', { patronId: null }, { atMs });
  };
  const push = (): Step => {
    const number = STATIONS[below(STATIONS.length)] as number;
    const journal = journals.get(number) as Journal;
    for (let acts = 1 + below(4); acts > 0; acts -= 1) act(journal);
    const request = journal.push((sent.get(number) ?? 0) + 1);
    sent.set(number, journal.entries.length);
    return (store, libraryId) => store.push({ libraryId, station: number }, request);
  };
  const importPatron = (): Step => {
    const record = patron(cardAt(below(PATRONS)), { phone: `+7000000${1_000 + below(9)}` });
    return (store, libraryId) => store.importPatrons(libraryId, [record]);
  };
  const importTitle = (): Step => {
    const index = below(TITLES + 2);
    const labels = [labelAt(index * 2), labelAt(index * 2 + 1 + below(2) * 20)];
    return (store, libraryId) => store.importTitles(libraryId, [title(`t${index}`, labels)]);
  };
  const erase = (): Step => {
    const card = cardAt(below(PATRONS));
    return (store, libraryId) => store.erasePatron(libraryId, { card }, 'staff:test');
  };
  const remember = (): Step => {
    const asked = { question: 1 + below(9), epoch: 1, applied: 0, cursor: below(5) };
    return (store, libraryId) => store.stick.remember({ libraryId, station: 1 }, asked);
  };

  const start: Step[] = [
    (store, libraryId) =>
      store.ensureLibrary(libraryId, `00${seed % 90}`.slice(-4).padStart(4, '0')),
    (store, libraryId) =>
      store.importPatrons(
        libraryId,
        Array.from({ length: PATRONS }, (_, n) => patron(cardAt(n))),
      ),
    ...Array.from(
      { length: TITLES },
      (_, n): Step =>
        (store, libraryId) =>
          store.importTitles(libraryId, [title(`t${n}`, [labelAt(n * 2), labelAt(n * 2 + 1)])]),
    ),
    ...STATIONS.map(
      (number): Step =>
        (store, libraryId) =>
          store.addStation(libraryId, number).then(() => 'added'),
    ),
  ];
  const traffic = Array.from({ length: count }, (): Step => {
    const kind = random();
    if (kind < 0.7) return push();
    if (kind < 0.8) return importPatron();
    if (kind < 0.9) return importTitle();
    return kind < 0.95 ? remember() : erase();
  });
  return [...start, ...traffic];
};

/** An outcome as it can be compared: what it gave, or the code of what it threw. */
export const outcomeOf = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    return await work;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === undefined) throw error;
    return { code };
  }
};
