// What a reader finds and asks for at a kiosk: titles with their copies, a place in the queue for one, a wish for one that is not
// there, a face for one that was read. Part of `desk.ts`, in the same transactions.
import { createSearch } from './catalogue/search.ts';
import { effectiveDueOn } from './circulation/calendar.ts';
import { decideHold, isLendable } from './circulation/place-hold.ts';
import type { Hold } from './circulation/types.ts';
import { decideWish } from './circulation/wish.ts';
import type { DeskDeps, DeskTools } from './desk-tools.ts';
import type { ActContext, Desk, FoundTitle, TitleDetail } from './desk-types.ts';
import { type CopyRow, createFindRows } from './store/find-rows.ts';
import { createHoldRows } from './store/hold-rows.ts';

/** Of what was found; a page of the kiosk shows them without scrolling far. */
export const TITLES_PER_PAGE = 6;

type FindDesk = Pick<
  Desk,
  'search' | 'title' | 'orderTitle' | 'holdsOf' | 'cancelOwnHold' | 'wish' | 'wishes' | 'rate'
>;

const onShelf = ({ item, dueOn }: CopyRow): boolean =>
  item.status === 'available' && dueOn === null;
const exists = ({ item }: CopyRow): boolean => item.status === 'available';

export const createFindDesk = (deps: DeskDeps, tools: DeskTools): FindDesk => {
  const { db, rows, journal, site, branch } = deps;
  const holds = createHoldRows(db);
  const find = createFindRows(db);
  const search = createSearch(db);
  const entry = ({ place, actor }: ActContext) => ({ effectiveOn: tools.today(), place, actor });

  const foundTitle = (title: FoundTitle['title']): FoundTitle => {
    const copies = find.copiesOf(title.titleId).filter(exists);
    const free = copies.filter(onShelf);
    const here = free.filter(({ item }) => item.branch === branch).length;
    return { title, here, elsewhere: free.length - here, copies: copies.length };
  };
  const shelvesOf = (copies: readonly CopyRow[]): TitleDetail['shelves'] => {
    const branches = [...new Set(copies.map(({ item }) => item.branch))];
    const shelves = branches.map((code) => {
      const there = copies.filter(({ item }) => item.branch === code);
      const free = there.filter(onShelf);
      const due = there.flatMap(({ dueOn }) => (dueOn === null ? [] : [dueOn])).sort()[0];
      return {
        ...{ branch: code, here: code === branch, onShelf: free.length },
        onLoan: there.length - free.length,
        hallOnly: free.filter(({ item }) => !item.home).length,
        dueOn: due === undefined ? null : effectiveDueOn(due, site.calendar),
      };
    });
    return shelves.sort(
      (a, b) =>
        Number(b.here) - Number(a.here) || b.onShelf - a.onShelf || (a.branch < b.branch ? -1 : 1),
    );
  };
  /** From 1; ids of holds rise with their time within a station. */
  const positionIn = (queue: readonly Hold[], patronId: string | null): number | null => {
    const at = queue.findIndex((hold) => hold.patronId === patronId);
    return at < 0 ? null : at + 1;
  };
  const detail = (titleId: string, patronId: string | null): TitleDetail | undefined => {
    const title = rows.titleById(titleId);
    if (!title) return undefined;
    const copies = find.copiesOf(titleId).filter(exists);
    const queue = holds.waitingFor(titleId);
    const lendable = copies.filter(isLendable);
    const here = lendable.some((copy) => onShelf(copy) && copy.item.branch === branch);
    return {
      ...{ title, shelves: shelvesOf(copies), queue: queue.length },
      position: positionIn(queue, patronId),
      orderable: lendable.length > 0 && (!here || queue.length > 0),
    };
  };
  /** What the reader has in hand needs no waiting any more: central fills that hold with its next answer. */
  const waitingOf = (patronId: string): Hold[] => {
    const inHand = new Set(
      rows.openLoansOfPatron(patronId).map(({ itemId }) => rows.itemById(itemId)?.item.titleId),
    );
    return holds.waitingOf(patronId).filter(({ titleId }) => !inHand.has(titleId));
  };
  return {
    search: (query, page) => {
      const { titles, more } = search.find(query);
      const shown = titles.slice(page * TITLES_PER_PAGE, (page + 1) * TITLES_PER_PAGE);
      return { titles: shown.map(foundTitle), page, found: titles.length, more };
    },
    title: detail,
    orderTitle: (patronId, titleId, context) =>
      tools.transact(() => {
        const patron = rows.borrowerById(patronId);
        const title = rows.titleById(titleId);
        const no = (refused: Parameters<typeof tools.refuse>[1]) =>
          tools.refuse('hold', refused, context, { patronId });
        if (!patron) return no({ reason: 'patron-unknown' });
        if (!title) return no({ reason: 'item-unknown' });
        const decision = decideHold({
          ...{ patron, title, on: tools.today(), branch },
          ...{ policy: site.policy, calendar: site.calendar },
          patronLoans: rows.openLoansOfPatron(patronId),
          copies: find.copiesOf(titleId),
          ownHolds: waitingOf(patronId),
          queue: holds.waitingFor(titleId),
        });
        if (decision.outcome === 'refused') return no(decision);
        const body = { itemId: null, titleId, patronId, branch };
        const { seq } = journal.append({ type: 'hold', ...entry(context), body });
        const holdId = `${deps.station}-${seq}`;
        holds.put({ holdId, ...body, state: 'waiting', loanId: null });
        return { outcome: 'held' };
      }),
    holdsOf: (patronId) =>
      waitingOf(patronId).map(({ holdId, titleId }) => {
        const title = rows.titleById(titleId);
        const position = positionIn(holds.waitingFor(titleId), patronId) ?? 1;
        return { holdId, title: title?.title ?? '', author: title?.author ?? '', position };
      }),
    cancelOwnHold: (patronId, holdId, context) =>
      tools.transact(() => {
        const hold = holds.byId(holdId);
        if (hold?.patronId !== patronId || hold.state !== 'waiting') return;
        journal.append({ type: 'hold-cancelled', ...entry(context), body: { holdId, patronId } });
        holds.put({ ...hold, state: 'cancelled' });
      }),
    wish: (words, about, context) =>
      tools.transact(() => {
        const decision = decideWish(words);
        const { patronId, language } = about;
        if (decision.outcome === 'refused') {
          return tools.refuse('wish', decision, context, { patronId });
        }
        const { title, author } = decision;
        const body = { title, author, language, patronId };
        journal.append({ type: 'wish', ...entry(context), body });
        return { outcome: 'wished' };
      }),
    wishes: find.wishes,
    rate: (barcode, face, context) => {
      const found = rows.itemByBarcode(barcode);
      if (!found) return;
      const body = { titleId: found.item.titleId, face };
      // Nobody is named: `self` even where a reader stands here with a card.
      tools.transact(() =>
        journal.append({ type: 'rating', ...entry(context), actor: 'self', body }),
      );
    },
  };
};
