// Tagging at a desk: which book gets which tag is never a guess, and a tag counts when it was read back.
import { describe, expect, it } from 'vitest';
import type { TagContent } from '../../../firmware-bridge/messages.ts';
import {
  noTagging,
  stepTagging,
  type TaggingInput,
  type TaggingMode,
  tagsAnHour,
} from '../../../station-server/kiosk/tagging.ts';
import { bookAt, makeTagPlace, type TagPlace, uidAt } from './tag-place.ts';

const item = (pii: string): TagContent => ({
  kind: 'item',
  model: '28560-3',
  pii,
  owner: null,
  parts: null,
  usage: 0x11,
  offline: { issue: true, return: true },
});
const blank: TagContent = { kind: 'blank' };
const tag = (serial: number, content: TagContent) => ({
  uid: uidAt(serial),
  content,
  secured: true,
});
const book = (serial: number): TaggingInput => ({
  input: 'scan',
  item: { barcode: bookAt(serial), title: 'Абай жолы' },
  isItem: true,
});
const pad = (...tags: ReturnType<typeof tag>[]): TaggingInput => ({ input: 'pad', tags });

const walk = (mode: TaggingMode, ...inputs: TaggingInput[]) => {
  let { state } = stepTagging(noTagging, { input: 'mode', mode, lock: false });
  let effects: ReturnType<typeof stepTagging>['effects'] = [];
  for (const input of inputs) ({ state, effects } = stepTagging(state, input));
  return { state, effects };
};
const done = (serial: number, nowMs = 0): TaggingInput => ({
  input: 'written',
  uid: uidAt(serial),
  done: true,
  nowMs,
});

describe('a barcode and an empty tag', () => {
  it.each([
    ['barcode first', [book(1), pad(tag(1, blank))]],
    ['tag first', [pad(tag(1, blank)), book(1)]],
  ] as const)('%s: are written, and recorded when read back', (_, inputs) => {
    const write = walk('single', ...inputs);
    expect(write.effects).toEqual([
      { effect: 'write', uid: uidAt(1), barcode: bookAt(1), lock: false },
    ]);
    const recorded = stepTagging(write.state, done(1));
    expect(recorded.effects).toMatchObject([{ effect: 'record', written: true }]);
    expect(recorded.state).toMatchObject({ phase: 'lift', done: 1 });
    const lifted = stepTagging(recorded.state, pad());
    expect(lifted.state).toMatchObject({ phase: 'scan', mode: 'off' });
  });

  it('never guesses: two tags, a tag of another item, an unreadable one, no item', () => {
    const fault = (...inputs: TaggingInput[]) => {
      const { state, effects } = walk('batch', ...inputs);
      expect(effects).toEqual([]);
      return state.fault;
    };
    expect(fault(book(1), pad(tag(1, blank), tag(2, blank)))).toBe('several-tags');
    expect(fault(book(1), pad(tag(2, item(bookAt(2)))))).toBe('tag-of-other-item');
    const unreadable: TagContent = { kind: 'unreadable', fault: 'crc-wrong' };
    expect(fault(book(1), pad(tag(1, unreadable)))).toBe('tag-unreadable');
    expect(fault({ input: 'scan', item: null, isItem: true })).toBe('item-unknown');
    expect(fault({ input: 'scan', item: null, isItem: false })).toBe('not-an-item');
  });

  it('a book that bears its tag already is recorded without a write', () => {
    const { effects } = walk('batch', book(1), pad(tag(1, item(bookAt(1)))));
    expect(effects).toEqual([
      { effect: 'record', uid: uidAt(1), barcode: bookAt(1), written: false },
    ]);
  });

  it('a shelf: the next barcode waits until the book before it is lifted; tags an hour', () => {
    const first = [book(1), pad(tag(1, blank)), done(1, 1_000)];
    expect(walk('batch', ...first, book(2)).state.fault).toBe('several-tags');
    const second = [...first, pad(), book(2), pad(tag(2, blank)), done(2, 3_000_000)];
    const { state } = walk('batch', ...second);
    expect(state).toMatchObject({ mode: 'batch', done: 2 });
    expect(tagsAnHour(state, 3_000_000)).toBe(2);
    expect(tagsAnHour(state, 3_700_000)).toBe(1);
  });

  it('a write that failed counts for nothing', () => {
    const failed: TaggingInput = { input: 'written', uid: uidAt(1), done: false, nowMs: 0 };
    const { state, effects } = walk('single', book(1), pad(tag(1, blank)), failed);
    expect(effects).toEqual([]);
    expect(state).toMatchObject({ fault: 'write-failed', done: 0 });
  });
});

describe('at a place', () => {
  const drain = async (place: TagPlace) => {
    await place.settle();
    while (place.work()) await place.settle();
  };

  it('while staff tag, a scan lends nothing; the journal tells who got which tag', async () => {
    const place = await makeTagPlace();
    place.written.delete(uidAt(3));
    place.setTagging('batch');
    place.put(3);
    place.scan(3);
    await drain(place);
    expect(place.view().screen).toBe('attract');
    expect(place.written.get(uidAt(3))).toBe(bookAt(3));
    expect(place.tagging()).toMatchObject({ phase: 'lift', done: 1, lastHour: 1 });
    const { journal } = place.station;
    const entries = journal.read(0, journal.nextSeq());
    expect(entries.at(-1)).toMatchObject({
      type: 'tagged',
      actor: 'staff:desk',
      body: { uid: uidAt(3), written: true },
    });
  });

  it('convert as you lend: the book that is lent gets the empty tag, and the gate lets it through', async () => {
    const place = await makeTagPlace();
    place.setTagging('convert');
    place.card();
    await place.settle();
    place.putBlank(9);
    await place.settle();
    expect(place.view().notice).toBeNull();
    place.scan(2);
    await drain(place);
    expect(place.written.get(uidAt(9))).toBe(bookAt(2));
    expect(place.armed.get(uidAt(9))).toBe(false);
    expect(place.view()).toMatchObject({ lentCount: 1, cards: [{ tag: 'done' }] });
  });
});
