// What stands on a shelf of pictures: titles that the library has and that a child of this age may borrow, with where a copy is.
// Part of `desk.ts`; reads only.
import { createSearch } from './catalogue/search.ts';
import { effectiveDueOn } from './circulation/calendar.ts';
import type { Title } from './circulation/types.ts';
import type { DeskDeps } from './desk-tools.ts';
import type { Desk } from './desk-types.ts';
import type { ShelfBook } from './shelf-types.ts';
import { createFindRows } from './store/find-rows.ts';

/** Covers on one page; more than a child looks through. */
export const SHELF_BOOKS_MAX = 24;
const PLACES: readonly ShelfBook['place'][] = ['here', 'lent', 'elsewhere'];

export const createShelfDesk = (deps: DeskDeps): Pick<Desk, 'shelf'> => {
  const { db, site, branch } = deps;
  const search = createSearch(db);
  const copies = createFindRows(db);

  /** Null where no copy is left. */
  const bookOf = ({ titleId, title, author }: Title): ShelfBook | null => {
    const all = copies.copiesOf(titleId).filter(({ item }) => item.status === 'available');
    const first = all[0];
    if (!first) return null;
    const free = all.filter(({ dueOn }) => dueOn === null);
    const here = free.some(({ item }) => item.branch === branch);
    const elsewhere = free[0]?.item.branch;
    const due = all.flatMap(({ dueOn }) => (dueOn === null ? [] : [dueOn])).sort()[0];
    const book = { titleId, title, author, dueOn: null, branch: null };
    if (here) return { ...book, place: 'here' };
    if (elsewhere === undefined && due !== undefined) {
      return { ...book, place: 'lent', dueOn: effectiveDueOn(due, site.calendar) };
    }
    const name = site.branches.find(({ code }) => code === elsewhere)?.name ?? null;
    return { ...book, place: 'elsewhere', branch: name };
  };

  return {
    shelf: (find, ageYears) => {
      const titles = new Map<string, Title>();
      for (const words of find) {
        for (const title of search.find(words).titles) {
          if (title.ageMin <= ageYears) titles.set(title.titleId, title);
        }
      }
      return [...titles.values()]
        .map(bookOf)
        .filter((book): book is ShelfBook => book !== null)
        .sort((a, b) => PLACES.indexOf(a.place) - PLACES.indexOf(b.place))
        .slice(0, SHELF_BOOKS_MAX);
    },
  };
};
