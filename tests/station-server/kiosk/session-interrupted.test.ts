// A visit that a stop of the station cuts short: told from the journal after the restart, and gone on with by the same card alone.
import { describe, expect, it } from 'vitest';
import type { OpenVisit } from '../../../station-server/desk-types.ts';
import { INTERRUPTED_MS_MIN } from '../../../station-server/kiosk/session-limits.ts';
import { INTERRUPTED_AGE_MS_MAX } from '../../../station-server/kiosk/session-mark.ts';
import {
  account,
  book,
  friendlyReply,
  loanOf,
  OTHER_CARD,
  refusal,
  startedState,
  walk,
} from './session-cases.ts';
import { bookAt, makeTagPlace, uidAt } from './tag-place.ts';

const visit = (fields: Partial<OpenVisit> = {}): OpenVisit => ({
  patronId: '0-1',
  lent: [loanOf('101'), loanOf('102')],
  returned: [],
  renewed: [],
  missed: [book('103')],
  atMs: 0,
  ...fields,
});
const back = (fields: Partial<OpenVisit> = {}) => {
  const to = walk(friendlyReply, startedState());
  to.give({ input: 'interrupted', visit: visit(fields) });
  return to;
};

describe('the page after the restart', () => {
  it('says what was done and what was not, with no name', () => {
    const shown = back().view();
    expect(shown).toMatchObject({
      ...{ screen: 'interrupted', lentCount: 2, cardWanted: true },
      missed: [{ title: 'Кітап 103', author: 'Автор А.' }],
      cards: [{ result: { kind: 'lent' } }, { result: { kind: 'lent' } }],
    });
    expect(shown).not.toHaveProperty('patron');
  });

  it('the same card goes on: one receipt over both halves', () => {
    const to = back();
    to.scanCard();
    expect(to.view()).toMatchObject({ screen: 'borrow', lentCount: 2 });
    to.scanItem('103');
    expect(to.view()).toMatchObject({ screen: 'borrow', lentCount: 3 });
    to.act({ act: 'finish', receipt: 'paper' });
    const [print] = to.effects('print');
    expect(print).toMatchObject({
      request: { lent: [{ barcode: '101' }, { barcode: '102' }, { barcode: '103' }] },
    });
  });

  it('another card begins anew, and sees nothing of it', () => {
    const other = account({ patron: { ...account().patron, patronId: '0-9', card: OTHER_CARD } });
    const to = walk(
      (effect) =>
        effect.effect === 'identify'
          ? { to: 'identify', byNumber: false, answer: { outcome: 'identified', ...other } }
          : friendlyReply(effect),
      startedState(),
    );
    to.give({ input: 'interrupted', visit: visit() });
    const { session } = to.view();
    to.scanCard(OTHER_CARD);
    expect(to.view()).toMatchObject({ screen: 'borrow', lentCount: 0, cards: [] });
    expect(to.view().session).toBeGreaterThan(session);
    expect(to.effects('record-visit')).toMatchObject([{ patronId: null }]);
  });

  it('an unknown card leaves it standing', () => {
    const to = walk(
      (effect) =>
        effect.effect === 'identify'
          ? { to: 'identify', byNumber: false, answer: refusal('patron-unknown') }
          : friendlyReply(effect),
      startedState(),
    );
    to.give({ input: 'interrupted', visit: visit() });
    to.scanCard(OTHER_CARD);
    expect(to.view()).toMatchObject({ screen: 'interrupted', lentCount: 2 });
  });

  it('without a card to go on, the receipt of what was done', () => {
    const to = back();
    to.act({ act: 'finish', receipt: 'paper' });
    expect(to.view()).toMatchObject({ screen: 'farewell', lentCount: 2 });
    expect(to.effects('print')).toMatchObject([{ request: { initials: '' } }]);
  });

  it('returns go on by the books alone', () => {
    const to = back({ patronId: null, lent: [], returned: [book('101')] });
    expect(to.view()).toMatchObject({ screen: 'interrupted', cardWanted: false });
    to.scanItem('103');
    expect(to.view()).toMatchObject({ screen: 'return', returnedCount: 2 });
  });

  it('goes away by itself, and comes only where nobody has begun', () => {
    const to = back();
    to.time(INTERRUPTED_MS_MIN + 1_000);
    expect(to.view()).toMatchObject({ screen: 'attract' });
    to.scanCard();
    to.give({ input: 'interrupted', visit: visit() });
    expect(to.view()).toMatchObject({ screen: 'borrow', lentCount: 0 });
  });
});

describe('a real store over a kill of the station', () => {
  it('two of three are told, the third is lent when the card comes; nothing is taken back from the pad', async () => {
    const place = await makeTagPlace();
    place.card();
    await place.settle();
    place.scan(1);
    place.scan(2);
    await place.settle();
    expect(place.view()).toMatchObject({ screen: 'borrow', lentCount: 2 });
    for (const serial of [1, 2, 3]) place.lying.push(uidAt(serial));
    place.kill();
    await place.settle();
    expect(place.view()).toMatchObject({ screen: 'interrupted', lentCount: 2, cardWanted: true });
    for (const serial of [1, 2]) expect(place.open(uidAt(serial))).toBe(true);
    place.card();
    await place.settle();
    expect(place.view()).toMatchObject({ screen: 'borrow', lentCount: 3 });
    expect(place.open(uidAt(3))).toBe(true);
  });

  it('a stack of which one was refused: that one is not "missed"', async () => {
    const place = await makeTagPlace();
    place.card();
    await place.settle();
    place.station.desk.beginVisit('kiosk-1', {
      patronId: '0-1',
      wanted: [bookAt(1), bookAt(2), bookAt(3)],
    });
    const by = { place: 'kiosk-1', actor: 'patron' } as const;
    const context = { place: 'desk-1', actor: 'staff:ayan' } as const;
    place.station.desk.checkOut('0-1', bookAt(1), 'home', by);
    place.station.rows.putPatron(
      { ...place.station.rows.patronById('0-1')!, patronId: '0-77', card: '' },
      'x',
    );
    place.station.desk.checkOut('0-77', bookAt(2), 'home', context);
    place.station.desk.checkOut('0-1', bookAt(2), 'home', by);
    expect(place.station.desk.openVisit('kiosk-1')).toMatchObject({
      lent: [{ item: { barcode: bookAt(1) } }],
      missed: [{ item: { barcode: bookAt(3) } }],
    });
  });

  it('a visit of long ago, or one that had ended, is not told', async () => {
    const place = await makeTagPlace();
    place.card();
    await place.settle();
    place.scan(1);
    await place.settle();
    place.pass(INTERRUPTED_AGE_MS_MAX / 2);
    place.kill();
    await place.settle();
    // The session had timed out in that time: its mark is gone.
    expect(place.view().screen).toBe('attract');
    place.card();
    await place.settle();
    place.station.clock.now -= 2 * INTERRUPTED_AGE_MS_MAX;
    place.kill();
    await place.settle();
    expect(place.station.desk.openVisit('kiosk-1')).toBeUndefined();
  });
});
