// The safe order: the loan is durable before the lock is told, and whatever dies or jams, the compartment is found again.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LockOpened } from '../../../station-server/lockers/lock-opener.ts';
import { createLockerFlow } from '../../../station-server/lockers/locker-flow.ts';
import { adult, itemAt, makeStation } from '../test-station.ts';

const name = { place: 'kiosk-1', device: 'locks', lock: 3 };
const staff = { place: 'kiosk-1', actor: 'staff:desk' } as const;
const reader = { place: 'kiosk-1', actor: 'patron' } as const;

describe('locker flow', () => {
  let folder: string;
  let station: ReturnType<typeof makeStation>;
  let door: LockOpened;
  let whenTold: () => void;

  const flow = () =>
    createLockerFlow({
      desk: station.desk,
      opener: {
        open: async () => {
          whenTold();
          return door;
        },
      },
      boards: [{ place: 'kiosk-1', device: 'locks', first: 1, count: 16 }],
    });
  const types = () => station.journal.read(0, 100).map(({ type }) => type);
  const fill = async () => {
    station.desk.placeHold(adult.patronId, '0-1', null, staff);
    return flow().fill(name, itemAt(1).barcode, staff);
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kitap-locker-'));
    station = makeStation({ file: join(folder, 'station.sqlite') });
    door = { opened: true, fault: null };
    whenTold = () => {};
  });
  afterEach(() => {
    if (station.db.open) station.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('put in, taken out: hold, locker-filled, check-out, locker-emptied', async () => {
    expect(await fill()).toMatchObject({
      outcome: 'filled',
      opened: true,
      item: { itemId: '0-1' },
    });
    let loansWhenTold = -1;
    whenTold = () => {
      loansWhenTold = station.rows.openLoansOfPatron(adult.patronId).length;
    };
    const answer = await flow().pickUp(name, adult.patronId, reader);
    expect(answer).toMatchObject({ outcome: 'opened', fault: null });
    expect(loansWhenTold).toBe(1);
    expect(types()).toEqual(['hold', 'locker-filled', 'check-out', 'locker-emptied']);
    expect(flow().list()).toEqual([]);
    expect(station.journal.verify()).toBe(null);
  });

  it('a door that does not open: alert, the card opens it again without a second loan', async () => {
    await fill();
    door = { opened: false, fault: 'lock-not-open' };
    const first = await flow().pickUp(name, adult.patronId, reader);
    expect(first).toMatchObject({ outcome: 'not-opened', fault: 'lock-not-open' });
    const loanId = first.outcome === 'not-opened' ? first.loanId : '';
    expect(flow().list()).toMatchObject([{ ...name, alert: true, loanId }]);
    door = { opened: true, fault: null };
    expect(await flow().pickUp(name, adult.patronId, reader)).toMatchObject({
      outcome: 'opened',
      loanId,
    });
    expect(types().filter((type) => type === 'check-out')).toHaveLength(1);
    expect(flow().list()).toEqual([]);
  });

  it('staff undo it: the loan is taken back, the compartment is empty', async () => {
    await fill();
    door = { opened: false, fault: 'contacts-silent' };
    await flow().pickUp(name, adult.patronId, reader);
    expect(flow().empty(name, true, staff)).toMatchObject({ outcome: 'emptied' });
    expect(types().slice(-2)).toEqual(['storno', 'locker-emptied']);
    expect(station.rows.openLoansOfPatron(adult.patronId)).toEqual([]);
    expect(flow().empty(name, true, staff)).toEqual({ outcome: 'refused', reason: 'locker-empty' });
  });

  it('a station that dies between loan and door knows both at its next start', async () => {
    await fill();
    whenTold = () => {
      station.close();
      throw new Error('power cut');
    };
    await expect(flow().pickUp(name, adult.patronId, reader)).rejects.toThrow('power cut');
    station = makeStation({ file: join(folder, 'station.sqlite') });
    whenTold = () => {};
    expect(flow().list()).toMatchObject([{ ...name, loanId: expect.stringMatching(/^7-/) }]);
    expect(await flow().pickUp(name, adult.patronId, reader)).toMatchObject({ outcome: 'opened' });
    expect(types().filter((type) => type === 'check-out')).toHaveLength(1);
  });

  it('what is refused opens nothing and changes nothing', async () => {
    whenTold = () => {
      throw new Error('opened');
    };
    const one = flow();
    expect(await one.fill(name, 'none', staff)).toMatchObject({ reason: 'item-unknown' });
    expect(await one.fill(name, itemAt(1).barcode, staff)).toMatchObject({
      reason: 'nobody-waits',
    });
    expect(await one.pickUp(name, adult.patronId, reader)).toMatchObject({
      reason: 'locker-empty',
    });
    const other = { ...name, device: 'scanner' };
    await expect(one.pickUp(other, adult.patronId, reader)).rejects.toMatchObject({
      ...{ code: 'lock-unknown', status: 404 },
    });
    expect(types()).toEqual([]);
  });

  it('a reader who may not borrow takes nothing out: the rules of a lending hold', async () => {
    await fill();
    station.desk.block(adult.patronId, true, 'debt', staff);
    whenTold = () => {
      throw new Error('opened');
    };
    expect(await flow().pickUp(name, adult.patronId, reader)).toMatchObject({
      reason: 'patron-blocked',
    });
    expect(flow().list()).toMatchObject([{ ...name, loanId: null }]);
  });

  it('a loan that was undone or ended meanwhile opens nothing: the book would be nobody’s', async () => {
    await fill();
    door = { opened: false, fault: 'lock-not-open' };
    const first = await flow().pickUp(name, adult.patronId, reader);
    expect(flow().booksFor(adult.patronId, 'kiosk-1')).toMatchObject([{ name, door: 4 }]);
    station.desk.undo(first.outcome === 'refused' ? '' : first.loanId, staff);
    whenTold = () => {
      throw new Error('opened');
    };
    expect(flow().booksFor(adult.patronId, 'kiosk-1')).toEqual([]);
    expect(await flow().pickUp(name, adult.patronId, reader)).toMatchObject({
      reason: 'locker-empty',
    });
  });

  it('two who ask for one door get the answer of one order', async () => {
    let orders = 0;
    let answer: (opened: LockOpened) => void = () => {};
    const one = createLockerFlow({
      desk: station.desk,
      opener: {
        open: () => {
          orders += 1;
          return new Promise((resolve) => {
            answer = resolve;
          });
        },
      },
      boards: [{ place: 'kiosk-1', device: 'locks', first: 1, count: 16 }],
    });
    const both = Promise.all([one.open(name), one.open(name)]);
    answer(door);
    expect(await both).toEqual([door, door]);
    expect(orders).toBe(1);
    void one.open(name);
    expect(orders).toBe(2);
  });

  it('shows a reader the books of this place only, by the numbers on the doors', async () => {
    await fill();
    const books = flow().booksFor(adult.patronId, 'kiosk-1');
    expect(books).toMatchObject([{ name, door: 4, item: { itemId: '0-1' } }]);
    expect(flow().booksFor(adult.patronId, 'kiosk-2')).toEqual([]);
    expect(flow().booksFor('0-2', 'kiosk-1')).toEqual([]);
    await expect(flow().open({ ...name, lock: 16 })).rejects.toMatchObject({
      code: 'lock-unknown',
    });
  });
});
