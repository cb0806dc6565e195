// Shelves of pictures: a child looks at covers instead of typing. The card tells its age; without one it chooses, and the youngest of
// the group decides. Nothing beyond that age is ever asked for. Pure.
import type { ChildShelf } from '../../profiles/shelf-schema.ts';
import type { KioskScreen, ShelfAct, ShelfBook } from '../api-types.ts';
import { ageInYears } from '../circulation/local-date.ts';
import { AGE_GROUPS } from '../shelf-types.ts';
import { endSession, NO_SHELVES, only, type SessionState, type Stepped } from './session-state.ts';

export const shelvesOffered = ({ settings }: SessionState): boolean =>
  settings.audience === 'children' && settings.shelves.length > 0;

/** From the card, else as chosen; a clock that is wrong by years makes nobody unborn. */
const ageOf = ({ patron, surroundings, shelves }: SessionState): number | null =>
  patron ? Math.max(0, ageInYears(patron.record.birthDate, surroundings.today)) : shelves.ageYears;

const fits = ({ ages }: ChildShelf, ageYears: number): boolean => {
  const group = AGE_GROUPS.find(({ from, to }) => ageYears >= from && ageYears <= to);
  return ages.from <= (group?.to ?? ageYears) && ages.to >= ageYears;
};

const open = (state: SessionState): Stepped => {
  const { at } = state.stage;
  if (!shelvesOffered(state) || !['attract', 'identify', 'borrow'].includes(at)) return only(state);
  return only({ ...state, notice: null, shelves: NO_SHELVES, stage: { at: 'shelves' } });
};

const openShelf = (state: SessionState, id: string): Stepped => {
  const ageYears = ageOf(state);
  const shelf = state.settings.shelves.find((one) => one.id === id);
  if (ageYears === null || !shelf || !fits(shelf, ageYears)) return only(state);
  const shelves = { ...state.shelves, shelf: id, books: [], open: null };
  const { session } = state;
  return only(
    { ...state, shelves },
    { effect: 'shelf', session, shelf: id, find: shelf.find, ageYears },
  );
};

const back = (state: SessionState): Stepped => {
  const { shelves, patron } = state;
  if (shelves.open) return only({ ...state, shelves: { ...shelves, open: null } });
  if (shelves.shelf) return only({ ...state, shelves: { ...shelves, shelf: null, books: [] } });
  if (shelves.ageYears !== null) return only({ ...state, shelves: NO_SHELVES });
  return patron ? only({ ...state, stage: { at: 'borrow' } }) : endSession(state);
};

export const stepShelves = (state: SessionState, act: ShelfAct): Stepped => {
  if (act.act === 'shelves-open') return open(state);
  if (state.stage.at !== 'shelves') return only(state);
  const { shelves } = state;
  switch (act.act) {
    case 'shelves-age': {
      const group = AGE_GROUPS.find(({ from }) => from === act.from);
      if (!group || state.patron) return only(state);
      return only({ ...state, shelves: { ...NO_SHELVES, ageYears: group.from } });
    }
    case 'shelf-open':
      return openShelf(state, act.shelf);
    case 'shelf-book': {
      const book = shelves.books.find(({ titleId }) => titleId === act.titleId);
      return only(book ? { ...state, shelves: { ...shelves, open: book } } : state);
    }
    case 'shelves-back':
      return back(state);
  }
};

export const afterShelf = (state: SessionState, shelf: string, books: ShelfBook[]): Stepped =>
  state.stage.at === 'shelves' && state.shelves.shelf === shelf
    ? only({ ...state, shelves: { ...state.shelves, books } })
    : only(state);

export const shelfScreen = (state: SessionState): Extract<KioskScreen, { screen: 'shelves' }> => {
  const { settings, shelves, patron } = state;
  const ageYears = ageOf(state);
  const lines = settings.shelves
    .filter((shelf) => ageYears !== null && fits(shelf, ageYears))
    .map(({ id, name, picture }) => ({ id, name, picture }));
  return {
    screen: 'shelves',
    ...{ ageYears, ageKnown: patron !== null, ageGroups: AGE_GROUPS, shelves: lines },
    shelf: lines.find(({ id }) => id === shelves.shelf) ?? null,
    ...{ books: shelves.books, open: shelves.open },
  };
};
