// The pads of a place put together: what lies there goes to the session, or to the tagging that staff have begun; security bits are
// kept true; tags are written. Orders to the bridge carry ids of their own, so that an answer of before is never taken for one of now.
import type { BridgeMessage, PadTag, StationMessage } from '../../firmware-bridge/messages.ts';
import type { Site } from '../../profiles/site-schema.ts';
import type { TaggingView } from '../api-types.ts';
import type { ActContext, Desk, DeskItem } from '../desk-types.ts';
import { sightsOf } from './pad-sight.ts';
import { createPadTags, titlesOf } from './pad-tags.ts';
import type { RecognisedScan, SessionInput } from './session-words.ts';
import type { TagKeeper } from './tag-keeper.ts';
import {
  noTagging,
  stepTagging,
  type TaggingEffect,
  type TaggingInput,
  type TaggingMode,
  tagsAnHour,
  tagToConvert,
} from './tagging.ts';

/** Type of usage of an item in circulation (ISO 28560-1). */
const USAGE_CIRCULATING = 0x10;

export type PlacePadDeps = {
  place: string;
  site: Site;
  desk: Desk;
  keeper: TagKeeper;
  send(message: StationMessage): boolean;
  newRequest(): string;
  nowMs(): number;
  offer(input: SessionInput): boolean;
  onFailure(cause: unknown): void;
};

type Lent = { session: number; barcode: string; patronId: string; item: DeskItem };
type Writing = { uid: string; barcode: string; lent: Lent | null };

export type PlacePad = ReturnType<typeof createPlacePad>;

export const createPlacePad = (deps: PlacePadDeps) => {
  const { desk, keeper, site } = deps;
  const pads = createPadTags();
  const writing = new Map<string, Writing>();
  let tagging = noTagging;
  const staff: ActContext = { place: deps.place, actor: 'staff:desk' };

  const taggingRuns = () => tagging.mode === 'single' || tagging.mode === 'batch';

  const write = (uid: string, barcode: string, lock: boolean, lent: Lent | null): boolean => {
    const device = pads.deviceOf(uid);
    if (device === null) return false;
    const request = deps.newRequest();
    const item = { pii: barcode, owner: site.isil, parts: null, usage: USAGE_CIRCULATING };
    writing.set(request, { uid, barcode, lent });
    if (deps.send({ type: 'write-tag', device, request, uid, item, lock })) return true;
    writing.delete(request);
    return false;
  };

  const carryOut = (effect: TaggingEffect): void => {
    const { uid, barcode } = effect;
    if (effect.effect === 'record') desk.recordTag(barcode, uid, effect.written, staff);
    else if (!write(uid, barcode, effect.lock, null)) {
      take({ input: 'written', uid, done: false, nowMs: deps.nowMs() });
    }
  };

  const take = (input: TaggingInput): void => {
    const stepped = stepTagging(tagging, input);
    tagging = stepped.state;
    for (const effect of stepped.effects) carryOut(effect);
  };

  const show = (blind = false): void => {
    const tags = pads.all();
    take({ input: 'pad', tags });
    // While staff tag books nothing on the pad is for a reader.
    const sights = taggingRuns() ? [] : sightsOf(site, withoutWritten(tags));
    deps.offer({ input: 'pad', pad: sights, titles: titlesOf(sights, desk), blind });
  };

  /** An empty tag that is about to be written is no "empty tag" to be told of. */
  const withoutWritten = (tags: readonly PadTag[]): readonly PadTag[] =>
    tagging.mode === 'convert' ? tags.filter(({ content }) => content.kind !== 'blank') : tags;

  const answered = ({ request, done }: Extract<BridgeMessage, { type: 'tag-written' }>): void => {
    const about = writing.get(request);
    writing.delete(request);
    if (!about) return;
    const { uid, barcode, lent } = about;
    if (!lent) {
      take({ input: 'written', uid, done, nowMs: deps.nowMs() });
      return;
    }
    if (!done) return;
    desk.recordTag(barcode, uid, true, staff);
    // The book is on loan and its new tag secured: the keeper makes the gate let it through.
    keeper.lent({ ...lent, uids: [uid] });
  };

  const guarded = (work: () => void): void => {
    try {
      work();
    } catch (cause) {
      deps.onFailure(cause);
    }
  };

  return {
    tags: (device: string, tags: readonly PadTag[]): void => {
      pads.show(device, tags);
      // The session first: a book that it returns is secured, whatever else was to be done about it.
      guarded(() => show());
      queueMicrotask(() => keeper.pad(device, tags));
    },
    away: (device: string | null): void => {
      if (device !== null && !pads.has(device)) return;
      pads.away(device);
      keeper.padAway(device);
      for (const { uid } of writing.values())
        guarded(() => take({ input: 'written', uid, done: false, nowMs: deps.nowMs() }));
      writing.clear();
      guarded(() => show(true));
    },
    written: (message: Extract<BridgeMessage, { type: 'tag-written' }>): void =>
      guarded(() => answered(message)),
    count: (): number => pads.all().length,
    /** True when the scan was for the tagging and not for a session. */
    scanned: (scan: RecognisedScan): boolean => {
      if (!taggingRuns()) return false;
      guarded(() => {
        const found = scan.kind === 'item' ? desk.describe(scan.number) : undefined;
        const item = found && { barcode: found.item.barcode, title: found.title.title };
        take({ input: 'scan', item: item ?? null, isItem: scan.kind === 'item' });
      });
      return true;
    },
    /** A book was lent by its barcode. */
    lentByBarcode: (lent: Lent): void => {
      const uid = tagToConvert(tagging);
      if (uid !== null) guarded(() => void write(uid, lent.barcode, tagging.lock, lent));
    },
    setTagging: (mode: TaggingMode, lock: boolean): void => {
      guarded(() => {
        take({ input: 'mode', mode, lock });
        show();
      });
    },
    tagging: (): TaggingView => {
      const { mode, lock, phase, item, fault, done } = tagging;
      return { mode, lock, phase, item, fault, done, lastHour: tagsAnHour(tagging, deps.nowMs()) };
    },
  };
};
