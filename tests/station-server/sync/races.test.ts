// Races between push and pull, written out step by step with an exchange whose answers the test gives by hand.
import { expect, test } from 'vitest';
import type { PullAnswer, PushAnswer, PushRequest } from '../../../central/sync-contract.ts';
import { TransportFailure } from '../../../station-server/sync/exchange.ts';
import { createSyncClient } from '../../../station-server/sync/sync-client.ts';
import { createManualClock, settle } from '../../firmware-bridge/manual-clock.ts';
import { itemAt, makeStation } from '../test-station.ts';

type Asked<Q, A> = {
  question: Q;
  give(answer: A): Promise<void>;
  fail(error: Error): Promise<void>;
};

const make = () => {
  const station = makeStation();
  const clock = createManualClock();
  const pushes: Asked<PushRequest, PushAnswer>[] = [];
  const pulls: Asked<number, PullAnswer>[] = [];
  const ask = <Q, A>(list: Asked<Q, A>[], question: Q, stop: AbortSignal): Promise<A> =>
    new Promise((resolve, reject) => {
      stop.addEventListener('abort', () => reject(new Error('stopped')));
      const then = async (does: () => void): Promise<void> => {
        does();
        for (let round = 0; round < 5; round += 1) await settle();
      };
      list.push({
        question,
        give: (answer) => then(() => resolve(answer)),
        fail: (error) => then(() => reject(error)),
      });
    });
  const client = createSyncClient({
    ...station,
    exchange: {
      push: (request, stop) => ask(pushes, request, stop),
      pull: (cursor, _, stop) => ask(pulls, cursor, stop),
      erasures: async () => ({ version: 1, patronIds: [], more: false }),
    },
    clock,
    random: () => 0.999_999,
    pullWaitSeconds: 55,
    retryMsMax: 300_000,
    onChange: () => undefined,
  });
  const lend = (index: number): void => {
    const context = { place: 'kiosk-1', actor: 'patron' } as const;
    expect(station.desk.checkOut('0-1', itemAt(index).barcode, 'home', context).outcome).toBe(
      'lent',
    );
    client.wake();
  };
  const nth = <T>(list: T[], index: number): T => {
    const found = list[index];
    if (!found) throw new Error(`question ${index} was not asked; there are ${list.length}`);
    return found;
  };
  return {
    ...station,
    clock,
    client,
    lend,
    pushes,
    pulls,
    push: (index: number) => nth(pushes, index),
    pull: (index: number) => nth(pulls, index),
    /** Begins, and has central greet it: epoch 1, nothing applied. */
    begin: async () => {
      client.start();
      await settle();
      await nth(pushes, 0).give(pushed(0));
    },
  };
};

const pushed = (applied: number, epoch = 1): PushAnswer => ({
  version: 1,
  epoch,
  applied,
  nowMs: 0,
});
const pulled = (applied: number, cursor: number, change: Partial<PullAnswer> = {}): PullAnswer => ({
  ...{ version: 1, epoch: 1, nowMs: 0, rows: [], more: false },
  applied,
  cursor,
  ...change,
});
const foreignLoan = (ver: number): PullAnswer['rows'][number] => ({
  table: 'loan',
  id: '9-1',
  ver,
  data: {
    ...{ loanId: '9-1', itemId: '0-1', patronId: '0-2', kind: 'home', takenOn: '2026-10-20' },
    ...{ enteredAtMs: 1, dueOn: '2026-11-04', renewals: 0, renewalsMax: 2 },
    ...{ returnedOn: null, returnEnteredAtMs: null },
  },
});

test('an item is lent here while the row that lends it elsewhere is on its way', async () => {
  const t = make();
  await t.begin();
  t.lend(1);
  // Central answered before it knew of ours: the row waits.
  await t.pull(0).give(pulled(0, 5, { rows: [foreignLoan(5)] }));
  expect(t.rows.openLoanOfItem('0-1')?.loanId).toBe('7-1');
  expect(t.meta.number('cursor')).toBe(5);
  await t.push(1).give(pushed(1));
  expect(t.rows.openLoanOfItem('0-1')?.loanId).toBe('7-1');
  // Central judged: ours was the earlier one. Only ours has a new version.
  const ours = { ...t.rows.loanById('7-1'), returnedOn: '2026-10-22', returnEnteredAtMs: 2 };
  await t.pull(1).give(pulled(1, 6, { rows: [{ table: 'loan', id: '7-1', ver: 6, data: ours }] }));
  expect(t.rows.openLoanOfItem('0-1')?.loanId).toBe('9-1');
  expect(t.rows.loanById('7-1')?.returnedOn).toBe('2026-10-22');
  await t.client.stop();
});

test('news that outrun the answer of the push wait for it, and are not fetched twice', async () => {
  const t = make();
  await t.begin();
  t.lend(1);
  await t.pull(0).give(pulled(1, 5, { rows: [foreignLoan(5)] }));
  expect(t.meta.number('cursor')).toBe(0);
  expect(t.rows.loanById('9-1')).toBeUndefined();
  await t.push(1).give(pushed(1));
  expect(t.meta.number('cursor')).toBe(5);
  expect(t.rows.loanById('9-1')).toBeDefined();
  expect(t.pulls).toHaveLength(2);
  await t.client.stop();
});

test('the answer of the push is lost: the news make it ask again before they are believed', async () => {
  const t = make();
  await t.begin();
  t.lend(1);
  await t.push(1).fail(new TransportFailure('cut', null));
  await t.pull(0).give(pulled(1, 5, { rows: [foreignLoan(5)] }));
  expect(t.rows.loanById('9-1')).toBeUndefined();
  expect(t.push(2).question).toMatchObject({ first: 1, entries: [] });
  await t.push(2).give(pushed(1));
  expect(t.push(3).question).toMatchObject({ first: 1, chain: t.journal.chainAt(1) });
  await t.push(3).give(pushed(1));
  expect(t.rows.loanById('9-1')).toBeDefined();
  expect(t.client.status()).toMatchObject({ applied: 1, lastError: null, chainFork: false });
  await t.client.stop();
});

test('news of entries that central then denies to have are not believed, and asked for with waiting', async () => {
  const t = make();
  await t.begin();
  await t.pull(0).give(pulled(3, 5, { rows: [foreignLoan(5)] }));
  await t.push(1).give(pushed(0));
  expect(t.rows.loanById('9-1')).toBeUndefined();
  expect(t.meta.number('cursor')).toBe(0);
  expect(t.client.status()).toMatchObject({ chainFork: false, online: false });
  expect(t.pulls).toHaveLength(1);
  await t.clock.advance(1_000);
  expect(t.pulls).toHaveLength(2);
  await t.client.stop();
});

test('a new epoch is told by a push; the pull that was asked before it counts for nothing', async () => {
  const t = make();
  await t.begin();
  await t.pull(0).give(pulled(0, 5));
  t.lend(1);
  await t.push(1).give(pushed(0, 2));
  expect(t.meta.number('cursor')).toBe(0);
  await t.pull(1).give(pulled(0, 9, { rows: [foreignLoan(9)] }));
  expect(t.meta.number('epoch')).toBe(2);
  expect(t.rows.loanById('9-1')).toBeUndefined();
  expect(t.pull(2).question).toBe(0);
  expect(t.push(2).question).toMatchObject({ epoch: 2, first: 1 });
  await t.client.stop();
});

test('a new epoch is told by a pull: its rows belong to a cursor that counts no more', async () => {
  const t = make();
  await t.begin();
  t.lend(1);
  await t.push(1).give(pushed(1));
  await t.pull(0).give(pulled(1, 5));
  await t.pull(1).give(pulled(0, 9, { epoch: 2, rows: [foreignLoan(9)] }));
  expect(t.meta.number('applied')).toBe(0);
  expect(t.rows.loanById('9-1')).toBeUndefined();
  expect(t.push(2).question).toMatchObject({ epoch: 2, first: 1 });
  expect(t.pull(2).question).toBe(0);
  await t.client.stop();
});

test('central that answers and takes nothing is asked again with waiting, not without end', async () => {
  const t = make();
  await t.begin();
  t.lend(1);
  await t.push(1).give(pushed(0));
  expect(t.pushes).toHaveLength(2);
  expect(t.client.status().lastError).toContain('took none');
  await t.clock.advance(1_000);
  expect(t.pushes).toHaveLength(3);
  await t.client.stop();
});

test('empty answers that come at once are not asked for without end', async () => {
  const t = make();
  await t.begin();
  await t.pull(0).give(pulled(0, 0));
  expect(t.pulls).toHaveLength(1);
  await t.clock.advance(1_000);
  expect(t.pulls).toHaveLength(2);
  await t.clock.advance(55_000);
  await t.pull(1).give(pulled(0, 0));
  expect(t.pulls).toHaveLength(3);
  await t.client.stop();
});

test('batches double while they are quick and halve when they fail', async () => {
  const t = make();
  const visits = (count: number) => {
    for (let made = 0; made < count; made += 1) {
      t.desk.recordVisit(null, { place: 'kiosk-1', actor: 'patron' });
    }
  };
  visits(400);
  await t.begin();
  const sizes = () => t.pushes.slice(1).map(({ question }) => question.entries.length);
  await t.push(1).give(pushed(50));
  await t.push(2).give(pushed(150));
  await t.push(3).fail(new TransportFailure('cut', null));
  await t.clock.advance(1_000);
  await t.push(4).give(pushed(250));
  expect(sizes()).toEqual([50, 100, 200, 100, 150]);
  await t.client.stop();
});

test('the link is slow to fail: one direction that gets through wakes the other', async () => {
  const t = make();
  await t.begin();
  t.lend(1);
  await t.push(1).fail(new TransportFailure('cut', null));
  await t.pull(0).fail(new TransportFailure('cut', null));
  await t.clock.advance(1_000);
  await t.push(2).fail(new TransportFailure('cut', 200_000));
  await t.pull(1).give(pulled(0, 3));
  expect(t.pushes).toHaveLength(4);
  await t.client.stop();
});

test('a fault of the store in a pull is told and tried again; lending goes on', async () => {
  const t = make();
  await t.begin();
  t.db.exec("CREATE TRIGGER full BEFORE INSERT ON loan BEGIN SELECT RAISE(ABORT, 'disk'); END");
  await t.pull(0).give(pulled(0, 5, { rows: [foreignLoan(5)] }));
  expect(t.client.status().lastError).toBe('disk');
  t.db.exec('DROP TRIGGER full');
  t.lend(2);
  await t.clock.advance(1_000);
  await t.pull(1).give(pulled(0, 5, { rows: [foreignLoan(5)] }));
  expect(t.rows.loanById('9-1')).toBeDefined();
  expect(t.client.status().lastError).toBeNull();
  await t.client.stop();
});

test('a row that waited here is forgotten when central was restored and does not know it any more', async () => {
  const t = make();
  await t.begin();
  t.lend(1);
  await t.pull(0).give(pulled(0, 5, { rows: [foreignLoan(5)] }));
  await t.push(1).give(pushed(0, 2));
  await t.push(2).give(pushed(1, 2));
  await t.pull(1).give(pulled(0, 5));
  expect(t.pull(2).question).toBe(0);
  await t.pull(2).give(pulled(1, 9, { epoch: 2 }));
  expect(t.meta.number('cursor')).toBe(9);
  expect(t.rows.loanById('9-1')).toBeUndefined();
  expect(t.rows.openLoanOfItem('0-1')?.loanId).toBe('7-1');
  await t.client.stop();
});

test('a copied disk: the news on their way are not stored, and none are asked for again', async () => {
  const t = make();
  t.client.start();
  await settle();
  await t.push(0).give(pushed(5));
  expect(t.client.status()).toMatchObject({ chainFork: true, online: false, applied: 0 });
  await t.pull(0).give(pulled(5, 5, { rows: [foreignLoan(5)] }));
  expect(t.rows.loanById('9-1')).toBeUndefined();
  t.client.tryNow();
  await t.clock.advance(600_000);
  expect(t.pulls).toHaveLength(1);
  expect(t.pushes).toHaveLength(1);
  await t.client.stop();
});
