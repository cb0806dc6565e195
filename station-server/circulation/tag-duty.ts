// What the security bit of a book must say, and which books are not so: pure. A book on loan is let through the gate, one in stock is
// not (ISO 28560-1; hardware.md 1.3, 1.7). A tag whose bit is not known to be right is a duty, kept durable with the act that made it
// one, until the bit was read back as it must be or staff have settled it.

/** A tag as this station last knew it. `secured` null: somebody began to change it, or it was not looked at. */
export type KnownTag = { uid: string; itemId: string; secured: boolean | null };

export type TagDuty = {
  uid: string;
  itemId: string;
  /** What the bit must become. */
  secured: boolean;
  /** Staff were told; it stands until the bit is right or they say that it is. */
  alert: boolean;
  place: string;
  sinceMs: number;
};

export const mustBeSecured = (onLoan: boolean): boolean => !onLoan;

/**
 * What is left to do about one tag after any act on its item. `atHand`: the tag lies on a pad whose station goes on with it, so staff
 * need not be told yet.
 */
export const dutyOf = (
  tag: KnownTag,
  now: { onLoan: boolean; atHand: boolean; place: string; nowMs: number },
  before: TagDuty | undefined,
): TagDuty | null => {
  const secured = mustBeSecured(now.onLoan);
  if (tag.secured === secured) return null;
  const same = before?.secured === secured ? before : undefined;
  return {
    uid: tag.uid,
    itemId: tag.itemId,
    secured,
    alert: same?.alert === true || !now.atHand,
    place: now.place,
    sinceMs: same?.sinceMs ?? now.nowMs,
  };
};
