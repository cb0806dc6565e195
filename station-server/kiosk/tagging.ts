// Tagging at a desk: a barcode and an empty tag become a tagged item. Pure. One book at a time lies on the pad, because nobody could
// tell which of two empty tags belongs to the book that was scanned. Card-index order does not matter: barcode first or tag first.
import type { PadTag, TagContent } from '../../firmware-bridge/messages.ts';

/** `convert`: a book that is lent by its barcode while one empty tag lies there gets it. */
export const TAGGING_MODES = ['off', 'single', 'batch', 'convert'] as const;
export type TaggingMode = (typeof TAGGING_MODES)[number];

export const TAGGING_FAULTS = [
  'item-unknown',
  'not-an-item',
  'several-tags',
  'tag-of-other-item',
  'tag-unreadable',
  'write-failed',
] as const;
export type TaggingFault = (typeof TAGGING_FAULTS)[number];

export type TaggingItem = { barcode: string; title: string };

export type TaggingState = {
  mode: TaggingMode;
  lock: boolean;
  /** `lift`: done, the book is taken away before the next one. */
  phase: 'scan' | 'put' | 'writing' | 'lift';
  item: TaggingItem | null;
  uid: string | null;
  fault: TaggingFault | null;
  tags: readonly PadTag[];
  done: number;
  /** When the newest tags were written, at most an hour ago. */
  doneAtMs: readonly number[];
};

export type TaggingInput =
  | { input: 'mode'; mode: TaggingMode; lock: boolean }
  | { input: 'scan'; item: TaggingItem | null; isItem: boolean }
  | { input: 'pad'; tags: readonly PadTag[] }
  | { input: 'written'; uid: string; done: boolean; nowMs: number };

export type TaggingEffect =
  | { effect: 'write'; uid: string; barcode: string; lock: boolean }
  /** Written and read back, or written before by somebody else. */
  | { effect: 'record'; uid: string; barcode: string; written: boolean };

type Stepped = { state: TaggingState; effects: TaggingEffect[] };

const HOUR_MS = 3_600_000;
/** One tag in two seconds, for an hour. */
const DONE_MAX = 1_800;

export const noTagging: TaggingState = {
  mode: 'off',
  lock: false,
  phase: 'scan',
  item: null,
  uid: null,
  fault: null,
  tags: [],
  done: 0,
  doneAtMs: [],
};

export const tagsAnHour = ({ doneAtMs }: TaggingState, nowMs: number): number =>
  doneAtMs.filter((atMs) => nowMs - atMs < HOUR_MS).length;

const only = (state: TaggingState, ...effects: TaggingEffect[]): Stepped => ({ state, effects });

/** Null: nothing to write to. */
const verdict = (content: TagContent, barcode: string): TaggingFault | 'write' | 'is-so' => {
  if (content.kind === 'blank') return 'write';
  if (content.kind === 'unreadable') return 'tag-unreadable';
  return content.kind === 'item' && content.pii === barcode ? 'is-so' : 'tag-of-other-item';
};

const counted = (state: TaggingState, nowMs: number): TaggingState => ({
  ...state,
  done: state.done + 1,
  doneAtMs: [...state.doneAtMs.filter((atMs) => nowMs - atMs < HOUR_MS), nowMs].slice(-DONE_MAX),
});

/** Book and tag are both there: what follows. */
const meet = (state: TaggingState): Stepped => {
  const { item, tags, phase } = state;
  if (!item || phase !== 'put') return only(state);
  const [tag, second] = tags;
  if (!tag) return only({ ...state, fault: null });
  if (second) return only({ ...state, fault: 'several-tags' });
  const found = verdict(tag.content, item.barcode);
  const { uid } = tag;
  const { barcode } = item;
  if (found === 'is-so') {
    const lifted: TaggingState = { ...state, phase: 'lift', uid, fault: null };
    return only(lifted, { effect: 'record', uid, barcode, written: false });
  }
  if (found !== 'write') return only({ ...state, fault: found });
  return only(
    { ...state, phase: 'writing', uid, fault: null },
    { effect: 'write', uid, barcode, lock: state.lock },
  );
};

const scanned = (state: TaggingState, given: TaggingInput & { input: 'scan' }): Stepped => {
  if (state.mode === 'off' || state.mode === 'convert' || state.phase === 'writing') {
    return only(state);
  }
  if (!given.isItem) return only({ ...state, fault: 'not-an-item' });
  if (!given.item) return only({ ...state, fault: 'item-unknown', item: null, phase: 'scan' });
  // What was done still lies there: the next book waits for its place.
  if (state.phase === 'lift') return only({ ...state, fault: 'several-tags' });
  return meet({ ...state, item: given.item, phase: 'put', fault: null });
};

const afterLift = (state: TaggingState): TaggingState => ({
  ...state,
  ...{ phase: 'scan', item: null, uid: null, fault: null },
  mode: state.mode === 'single' ? 'off' : state.mode,
});

const showed = (state: TaggingState, tags: readonly PadTag[]): Stepped => {
  const now = { ...state, tags };
  if (state.phase === 'lift' && !tags.some(({ uid }) => uid === state.uid)) {
    return only(afterLift(now));
  }
  return meet(now);
};

const written = (state: TaggingState, given: TaggingInput & { input: 'written' }): Stepped => {
  if (state.phase !== 'writing' || state.uid !== given.uid || !state.item) return only(state);
  if (!given.done) return only({ ...state, phase: 'lift', fault: 'write-failed' });
  const { uid } = given;
  const { barcode } = state.item;
  const lifted = counted({ ...state, phase: 'lift', fault: null }, given.nowMs);
  return only(lifted, { effect: 'record', uid, barcode, written: true });
};

export const stepTagging = (state: TaggingState, given: TaggingInput): Stepped => {
  switch (given.input) {
    case 'mode': {
      const { done, doneAtMs, tags } = state;
      const { mode, lock } = given;
      return only({ ...noTagging, mode, lock, done, doneAtMs, tags });
    }
    case 'scan':
      return scanned(state, given);
    case 'pad':
      return showed(state, given.tags);
    case 'written':
      return written(state, given);
  }
};

/** For a book that was just lent by its barcode: the one empty tag that lies there, or none. */
export const tagToConvert = ({ mode, tags }: TaggingState): string | null => {
  const blank = tags.filter(({ content }) => content.kind === 'blank');
  return mode === 'convert' && blank.length === 1 && blank[0] ? blank[0].uid : null;
};
