// A counter-entry undoes an act; the act stays readable, without effect. It may come before the act
// that it undoes, come twice, or be undone itself: an entry is without effect while at least one
// storno of it has effect.
import type { ActOf, Change, ReviewKind, Rows, Target } from './act.ts';
import { touch } from './act.ts';
import { voidItemAct } from './item-act.ts';
import { mergeNow, mergeRowOf, unmergeNow } from './merge.ts';
import { stateAfter } from './review-decided.ts';

const ITEM_ACTS = new Set(['check-out', 'check-in', 'renewal']);
/** What can be undone; a storno only where it undid something else than a storno. */
export const UNDOABLE: ReadonlySet<string> = new Set([
  ...ITEM_ACTS,
  ...['merge', 'hold-cancelled', 'review-decided', 'storno'],
]);
/** Doubts about a lending that mean nothing once it is undone. */
const DOUBTS: ReviewKind[] = [
  ...(['patron-blocked', 'patron-erased', 'item-not-lendable', 'late-check-out'] as const),
];

/** `entry` loses its effect, or has it again. */
const effectOf = (entry: string, target: Target, voided: boolean, rows: Rows): Change[] => {
  const { body } = target;
  const marked: Change = { change: 'void', entry, itemId: null, voided, state: null };
  if (ITEM_ACTS.has(target.type)) {
    const settled = DOUBTS.map((kind): Change => ({ change: 'settle', kind, ref: entry }));
    const changes = voidItemAct(String(body.itemId), entry, voided, rows);
    return voided ? [...changes, ...settled] : changes;
  }
  if (target.type === 'merge') {
    const merge = mergeRowOf(target, body as { patronId: string; intoPatronId: string });
    if (!voided) return [marked, ...mergeNow(merge, rows)];
    const holds = rows.merge(merge.patronId)?.by === entry;
    return [marked, ...(holds ? unmergeNow(merge.patronId, rows) : [])];
  }
  if (target.type === 'hold-cancelled') {
    const hold = rows.hold(String(body.holdId));
    const [from, to] = voided
      ? (['cancelled', 'waiting'] as const)
      : (['waiting', 'cancelled'] as const);
    if (hold?.state !== from) return [marked];
    return [marked, { change: 'hold-row', hold: { ...hold, state: to } }];
  }
  if (target.type === 'review-decided') {
    const { kind, ref } = body;
    const state = voided ? 'open' : stateAfter(String(body.action));
    return [marked, { change: 'decide', kind: String(kind), ref: String(ref), state, by: entry }];
  }
  return [marked, ...stornoUndone(entry, String(body.entry), voided, rows)];
};

/** The storno `by` of `entry` loses its effect or has it again. */
const stornoUndone = (by: string, entry: string, voided: boolean, rows: Rows): Change[] => {
  const row: Change = { change: 'storno', storno: { target: entry, by, active: !voided } };
  const others = rows.stornos(entry).some((storno) => storno.by !== by && storno.active);
  const target = rows.target(entry);
  if (others || target === undefined) return [row];
  return [row, ...effectOf(entry, target, !voided, rows)];
};

const isImpossible = (act: ActOf<'storno'>, target: Target, rows: Rows): boolean => {
  const inner = target.type === 'storno' ? rows.target(String(target.body.entry)) : undefined;
  const about = inner ?? target;
  const itemId = typeof about.body.itemId === 'string' ? about.body.itemId : null;
  return (
    !UNDOABLE.has(target.type) ||
    inner?.type === 'storno' ||
    (ITEM_ACTS.has(about.type) && itemId !== act.body.itemId)
  );
};

export const applyStorno = (act: ActOf<'storno'>, rows: Rows): Change[] => {
  const { entry, itemId, loanId } = act.body;
  // The station ended or opened the loan; central may see it otherwise.
  const touched = touch('loan', loanId);
  const target = rows.target(entry);
  if (target === undefined || target.held)
    return [{ change: 'hold', reason: 'entry-unknown', waitsFor: entry }, ...touched];
  if (isImpossible(act, target, rows)) {
    const station = { entry, itemId, atMs: act.atMs };
    const saw = { station, central: { type: target.type } };
    return [{ change: 'review', kind: 'storno-impossible', ref: act.name, saw }, ...touched];
  }
  const row: Change = { change: 'storno', storno: { target: entry, by: act.name, active: true } };
  if (rows.stornos(entry).some(({ active }) => active)) return [row, ...touched];
  return [row, ...effectOf(entry, target, true, rows), ...touched];
};
