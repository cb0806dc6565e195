// The session and its pad: stacks at once, each item once while it lies there, cards, sets, and the rules that hold offline.
import { describe, expect, it } from 'vitest';
import type { PadSight } from '../../../station-server/kiosk/pad-sight.ts';
import { PAD_BLIND_MS } from '../../../station-server/kiosk/session-limits.ts';
import { CARD, calm, friendlyReply, startedState, walk } from './session-cases.ts';

const anyTime = { issue: true, return: true };
const item = (barcode: string, offline = anyTime): PadSight => ({
  sight: 'item',
  barcode,
  uids: [`uid-${barcode}`],
  offline,
});
const card = { input: 'scan', scan: { kind: 'patron', number: CARD }, ageMs: 0 } as const;
const lying = (...pad: PadSight[]) => ({ input: 'pad', pad, titles: {}, blind: false }) as const;

describe('borrowing', () => {
  it('lends a stack at once, and nothing of it again while it lies there', () => {
    const to = walk();
    to.give(card);
    to.give(lying(item('101'), item('102')));
    expect(to.view()).toMatchObject({ screen: 'borrow', lentCount: 2 });
    const asked = to.effects('check-out').length;
    to.give(lying(item('101'), item('102'), item('103')));
    expect(to.effects('check-out')).toHaveLength(asked + 1);
    expect(to.view()).toMatchObject({ lentCount: 3 });
  });

  it('books first: they wait on the pad until the card is known', () => {
    const to = walk();
    to.give({ input: 'act', act: { act: 'start', what: 'borrow' } });
    to.give(lying(item('101'), item('102')));
    expect(to.view()).toMatchObject({ screen: 'identify' });
    to.give(card);
    expect(to.view()).toMatchObject({ screen: 'borrow', lentCount: 2 });
  });

  it('a card on the pad identifies, once', () => {
    const to = walk();
    const onPad: PadSight = { sight: 'card', card: CARD, uids: ['uid-card'] };
    to.give(lying(onPad));
    to.give(lying(onPad, item('101')));
    expect(to.effects('identify')).toHaveLength(1);
    expect(to.view()).toMatchObject({ screen: 'borrow', lentCount: 1 });
  });

  it('a set waits for its part, told by title', () => {
    const to = walk();
    to.give(card);
    const pad: PadSight[] = [
      { sight: 'parts', barcode: '101', uids: ['a'], of: 3, missing: [2, 3] },
    ];
    to.give({ input: 'pad', pad, titles: { 101: 'Абай жолы' }, blind: false });
    expect(to.view()).toMatchObject({
      lentCount: 0,
      waiting: [{ title: 'Абай жолы', of: 3, missing: [2, 3] }],
    });
    to.give(lying(item('101')));
    expect(to.view()).toMatchObject({ lentCount: 1, waiting: [] });
  });

  it('what nobody can use is said once', () => {
    const to = walk();
    to.give(card);
    const odd: PadSight = { sight: 'refused', uids: ['x'], reason: 'tag-unreadable' };
    to.give(lying(odd));
    const first = to.view().notice;
    expect(first).toMatchObject({ reason: 'tag-unreadable' });
    to.give(lying(odd));
    expect(to.view().notice?.id).toBe(first?.id);
  });
});

describe('without a link', () => {
  const offline = { ...calm, online: false };
  it.each([
    [13, { issue: false, return: true }, 'tag-offline-issue'],
    [15, { issue: false, return: false }, 'tag-offline-issue'],
  ])('usage %i is not lent', (_, rule, reason) => {
    const to = walk();
    to.give({ input: 'surroundings', now: offline });
    to.give(card);
    to.give(lying(item('101', rule)));
    expect(to.effects('check-out')).toEqual([]);
    expect(to.view().notice).toMatchObject({ reason });
  });

  it('usage 14 is lent, and not taken back', () => {
    const rule = { issue: true, return: false };
    const to = walk();
    to.give({ input: 'surroundings', now: offline });
    to.give(lying(item('101', rule)));
    expect(to.effects('begin-return')).toEqual([]);
    expect(to.view().notice).toMatchObject({ reason: 'tag-offline-return' });
    to.give(lying());
    to.give(card);
    to.give(lying(item('101', rule)));
    expect(to.view()).toMatchObject({ lentCount: 1 });
  });

  it('with a link all of them are lent', () => {
    const to = walk();
    to.give(card);
    to.give(lying(item('101', { issue: false, return: false })));
    expect(to.view()).toMatchObject({ lentCount: 1 });
  });
});

describe('the next visitor', () => {
  it('gets nothing of what another left there, until it is lifted and put down again', () => {
    const to = walk();
    to.give(card);
    to.give(lying(item('101')));
    to.give({ input: 'act', act: { act: 'home' } });
    const asked = to.effects('check-out').length;
    to.give(card);
    to.give(lying(item('101'), item('102')));
    expect(to.effects('check-out')).toHaveLength(asked + 1);
    to.give(lying());
    to.give(lying(item('103')));
    expect(to.effects('check-out')).toHaveLength(asked + 2);
  });
});

describe('a pad that comes into sight', () => {
  const withPad = { ...calm, pad: true };
  const started = () => walk(friendlyReply, startedState(withPad));

  it('at the start of the station nothing that lies there is taken back, and it is said', () => {
    const to = started();
    to.give(lying(item('101')));
    expect(to.view()).toMatchObject({ screen: 'attract', notice: { reason: 'tag-lift-first' } });
    expect(to.effects('begin-return')).toEqual([]);
    to.time(PAD_BLIND_MS);
    to.give(lying(item('101'), item('102')));
    expect(to.effects('begin-return')).toMatchObject([{ barcode: '102' }]);
    to.give(lying(item('102')));
    to.give(lying(item('102'), item('101')));
    expect(to.effects('begin-return')).toHaveLength(2);
  });

  it('a card that lies there identifies nobody', () => {
    const to = started();
    to.give(lying({ sight: 'card', card: CARD, uids: ['uid-card'] }));
    expect(to.effects('identify')).toEqual([]);
  });

  it('a hiccup after the visit takes nothing back that was lent in it', () => {
    const to = started();
    to.time(PAD_BLIND_MS);
    to.give(card);
    to.give(lying(item('101')));
    expect(to.view()).toMatchObject({ lentCount: 1 });
    to.give({ input: 'act', act: { act: 'home' } });
    to.give({ input: 'pad', pad: [], titles: {}, blind: true });
    to.give(lying());
    to.give(lying(item('101')));
    to.time(PAD_BLIND_MS);
    to.give(lying(item('101')));
    expect(to.effects('begin-return')).toEqual([]);
    expect(to.view().screen).toBe('attract');
  });

  it('a hiccup within a visit lends nothing twice, and what is new goes on', () => {
    const to = started();
    to.time(PAD_BLIND_MS);
    to.give(card);
    to.give(lying(item('101')));
    to.give({ input: 'pad', pad: [], titles: {}, blind: true });
    to.give(lying(item('101'), item('102')));
    expect(to.effects('check-out')).toMatchObject([{ barcode: '101' }, { barcode: '102' }]);
  });

  it('the time that the pad is away does not count', () => {
    const to = walk(friendlyReply, startedState(calm));
    to.time(10 * PAD_BLIND_MS);
    to.give({ input: 'surroundings', now: withPad });
    to.give(lying(item('101')));
    expect(to.effects('begin-return')).toEqual([]);
  });
});
