// What the tags on a pad are to a session: whole items, sets that lack a part, cards, and what nobody can use. Pure. A tag is whatever
// its number means by the site's barcode rules, as if it had been scanned; what another library owns is never taken for ours.
import type { PadTag, TagContent } from '../../firmware-bridge/messages.ts';
import { recogniseBarcode } from '../../profiles/barcode-rules.ts';
import { defaultRfidRules } from '../../profiles/rfid-rules.ts';
import type { Site } from '../../profiles/site-schema.ts';
import type { Reason } from '../circulation/reasons.ts';

type Item = Extract<TagContent, { kind: 'item' }>;

export type PadSight =
  | { sight: 'item'; barcode: string; uids: string[]; offline: Item['offline'] }
  /** A set of which parts are missing on the pad. */
  | { sight: 'parts'; barcode: string; uids: string[]; of: number; missing: number[] }
  | { sight: 'card'; card: string; uids: string[] }
  | { sight: 'refused'; uids: string[]; reason: Reason };

const refused = (uid: string, reason: Reason): PadSight => ({
  sight: 'refused',
  uids: [uid],
  reason,
});

const isOurs = (site: Site, owner: string | null): boolean =>
  owner === null ||
  owner === site.isil ||
  (site.rfid ?? defaultRfidRules).otherOwners.includes(owner);

const numberOf = (site: Site, pii: string) =>
  recogniseBarcode({ text: pii, symbology: 'unknown' }, site.barcodeRules, site.libraryNumber);

/** One tag by itself; an item still without the other parts of its set. */
const sightOf = (site: Site, { uid, content }: PadTag): PadSight | { barcode: string } => {
  if (content.kind === 'blank') return refused(uid, 'tag-blank');
  if (content.kind === 'unreadable') return refused(uid, 'tag-unreadable');
  if (!isOurs(site, content.owner)) return refused(uid, 'tag-foreign');
  if (content.kind === 'discarded') return refused(uid, 'tag-discarded');
  const scan = numberOf(site, content.pii);
  if (scan.kind === 'refused') return refused(uid, scan.reason);
  if (scan.kind === 'isbn') return refused(uid, 'isbn-not-item');
  // A card is a card by its number and by its usage; where they differ nobody can tell.
  if ((scan.kind === 'patron') !== (content.kind === 'patron-card'))
    return refused(uid, 'tag-unreadable');
  if (scan.kind === 'patron') return { sight: 'card', card: scan.number, uids: [uid] };
  return { barcode: scan.number };
};

const setOf = (barcode: string, tags: readonly (PadTag & { content: Item })[]): PadSight => {
  const uids = tags.map(({ uid }) => uid);
  const of = Math.max(...tags.map(({ content }) => content.parts?.of ?? 1));
  const here = new Set(tags.map(({ content }) => content.parts?.ordinal ?? 1));
  const missing = Array.from({ length: of }, (_, at) => at + 1).filter((part) => !here.has(part));
  if (missing.length > 0) return { sight: 'parts', barcode, uids, of, missing };
  const offline = {
    issue: tags.every(({ content }) => content.offline.issue),
    return: tags.every(({ content }) => content.offline.return),
  };
  return { sight: 'item', barcode, uids, offline };
};

/** In the order in which the pad told them; the tags of one item are one sight. */
export const sightsOf = (site: Site, tags: readonly PadTag[]): PadSight[] => {
  const sights: PadSight[] = [];
  const items = new Map<string, (PadTag & { content: Item })[]>();
  for (const tag of tags) {
    const sight = sightOf(site, tag);
    if ('sight' in sight) sights.push(sight);
    else
      items.set(sight.barcode, [
        ...(items.get(sight.barcode) ?? []),
        tag as PadTag & { content: Item },
      ]);
  }
  return [...sights, ...[...items].map(([barcode, ofItem]) => setOf(barcode, ofItem))];
};

/** `told`: said so once. `return`, `borrow`: that was tried. `final`: lent or returned. `left`: lay there when a session ended. */
export type PadMeeting = 'told' | 'return' | 'borrow' | 'final' | 'left';

/** At the end of a session: nothing that lies there, or lay there when the pad was last seen, is the next visitor's. */
export const leaveAll = (
  pad: readonly PadSight[],
  met: Readonly<Record<string, PadMeeting>>,
): Record<string, PadMeeting> => {
  const uids = [...Object.keys(met), ...pad.flatMap((sight) => sight.uids)];
  return Object.fromEntries(uids.map((uid) => [uid, 'left' as const]));
};
