// The desk's part about tags: which tags a book bears, what their security bits are known to say, and what is left to do about them.
// Every duty is made in the transaction of the act that made it one, so that a station killed at any moment knows at its next start
// which books may be wrong at the gate. Part of `desk.ts`.
import type { EntryBodies } from './circulation/journal-entry.ts';
import { localDateOf } from './circulation/local-date.ts';
import { dutyOf, mustBeSecured, type TagDuty } from './circulation/tag-duty.ts';
import type { DeskDeps, DeskTools } from './desk-tools.ts';
import type { ActContext, Desk, DeskItem, DeskRefusal } from './desk-types.ts';
import { createTagRows, type TagRows } from './store/tag-rows.ts';

export type DeskTags = {
  /** After an act on the item, inside its transaction. */
  afterAct(itemId: string, context: ActContext): void;
  /** After an act through a barcode: nobody looked at the tags of the item. */
  notLookedAt(itemId: string): void;
  /** Tags seen on the item, with what their bits say now; inside a transaction. */
  learn(itemId: string, uids: readonly string[], secured: boolean | null): void;
  /** A tag of the item is known here. */
  known(itemId: string): boolean;
  /** A tag of the item is known or thought to be disarmed. */
  mayBeDisarmed(itemId: string): boolean;
};

export const createDeskTags = (deps: DeskDeps): DeskTags => {
  const tags = createTagRows(deps.db);
  const open = (itemId: string) => deps.rows.openLoanOfItem(itemId) !== undefined;
  return {
    afterAct: (itemId, context) => {
      for (const tag of tags.ofItem(itemId)) {
        const atHand = context.pad === true || (context.tags?.includes(tag.uid) ?? false);
        const now = { onLoan: open(itemId), atHand, place: context.place, nowMs: deps.nowMs() };
        const before = tags.duty(tag.uid);
        const duty = dutyOf(tag, now, before);
        if (duty === null) tags.dropDuty(tag.uid);
        else tags.putDuty(duty);
        if (duty?.alert && !before?.alert) journalSecurity(deps, duty, 'alert', context);
      }
    },
    notLookedAt: (itemId) => {
      for (const tag of tags.ofItem(itemId)) tags.put({ ...tag, secured: null });
    },
    learn: (itemId, uids, secured) => {
      for (const uid of uids) tags.put({ uid, itemId, secured });
    },
    known: (itemId) => tags.ofItem(itemId).length > 0,
    mayBeDisarmed: (itemId) => tags.ofItem(itemId).some(({ secured }) => secured !== true),
  };
};

type SecurityResult = EntryBodies['security']['result'];

const journalSecurity = (
  { journal, nowMs, site }: DeskDeps,
  { itemId, uid, secured }: TagDuty,
  result: SecurityResult,
  { place, actor }: ActContext,
) =>
  journal.append({
    type: 'security',
    effectiveOn: localDateOf(nowMs(), site.timeZone),
    place,
    actor,
    body: { itemId, uid, wanted: secured ? 'secured' : 'unsecured', result },
  });

type TagDesk = Pick<
  Desk,
  | 'describe'
  | 'describeItem'
  | 'beginReturn'
  | 'noteSecurity'
  | 'tagBit'
  | 'tagDuties'
  | 'raiseTagAlerts'
  | 'recordTag'
  | 'settleTag'
>;

export const createTagDesk = (deps: DeskDeps, tools: DeskTools, deskTags: DeskTags): TagDesk => {
  const { rows } = deps;
  const tags: TagRows = createTagRows(deps.db);
  const journalled = (duty: TagDuty, result: SecurityResult, context: ActContext) =>
    journalSecurity(deps, duty, result, context);
  /** A loan that was ended or made elsewhere meanwhile leaves nothing to do here. */
  const duties = () =>
    tags
      .duties()
      .filter(
        ({ itemId, secured }) =>
          secured === mustBeSecured(rows.openLoanOfItem(itemId) !== undefined),
      );

  const beginReturn = (
    barcode: string,
    uids: readonly string[],
    patronId: string | null,
    context: ActContext,
  ): ({ outcome: 'begun'; onLoan: boolean } & DeskItem) | DeskRefusal => {
    const found = rows.itemByBarcode(barcode);
    const about = { found, patronId, scanned: barcode };
    if (!found) return tools.refuse('check-in', { reason: 'item-unknown' }, context, about);
    const { itemId } = found.item;
    deskTags.learn(itemId, uids, null);
    deskTags.afterAct(itemId, { ...context, tags: uids });
    return { outcome: 'begun', onLoan: rows.openLoanOfItem(itemId) !== undefined, ...found };
  };

  const noteSecurity = (uid: string, secured: boolean | null, context: ActContext): void => {
    const known = tags.byUid(uid);
    if (!known) return;
    const duty = tags.duty(uid);
    tags.put({ ...known, secured });
    deskTags.afterAct(known.itemId, { ...context, tags: [uid] });
    if (duty && secured === duty.secured) journalled(duty, 'done', context);
  };

  const raise = (wanted: (duty: TagDuty) => boolean, context: ActContext): void => {
    for (const duty of duties()) {
      if (duty.alert || !wanted(duty)) continue;
      tags.putDuty({ ...duty, alert: true });
      journalled(duty, 'alert', context);
    }
  };

  return {
    describe: (barcode) => rows.itemByBarcode(barcode),
    describeItem: (itemId) => rows.itemById(itemId),
    beginReturn: (...given) => tools.transact(() => beginReturn(...given)),
    noteSecurity: (...given) => tools.transact(() => noteSecurity(...given)),
    tagBit: (uid) => tags.byUid(uid)?.secured,
    tagDuties: duties,
    raiseTagAlerts: (wanted, context) => tools.transact(() => raise(wanted, context)),
    recordTag: (barcode, uid, written, context) =>
      tools.transact(() => {
        const found = rows.itemByBarcode(barcode);
        if (!found) return;
        const { itemId } = found.item;
        // What is only found may have either bit; it is read when the pad next sees it.
        deskTags.learn(itemId, [uid], written ? true : (tags.byUid(uid)?.secured ?? null));
        deps.journal.append({
          type: 'tagged',
          effectiveOn: tools.today(),
          place: context.place,
          actor: context.actor,
          body: { itemId, uid, written },
        });
        deskTags.afterAct(itemId, { ...context, tags: [uid] });
      }),
    settleTag: (uid, context) =>
      tools.transact(() => {
        const duty = tags.duty(uid);
        if (!duty) return { outcome: 'refused', reason: 'tag-no-duty' } as const;
        tags.put({ uid, itemId: duty.itemId, secured: duty.secured });
        tags.dropDuty(uid);
        journalled(duty, 'settled', context);
        return { outcome: 'settled' } as const;
      }),
  };
};
