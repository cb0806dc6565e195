// The first load piece by piece, with a source whose cuts and faults the test decides.
import { expect, test } from 'vitest';
import { createPullApplier } from '../../../station-server/sync/apply-rows.ts';
import { createFirstLoad } from '../../../station-server/sync/first-load.ts';
import { createStandingBook } from '../../../station-server/sync/standing.ts';
import { itemAt, makeStation } from '../test-station.ts';
import {
  answerOf,
  chunkOf,
  items,
  loanOf,
  type MadeChunk,
  patrons,
  sourceOf,
} from './snapshot-fixture.ts';

const KIOSK = { place: 'kiosk-1', actor: 'patron' } as const;
const OWN_BRANCH = 'BLK-C';

const noTimer = (_: unknown) => () => undefined;

/** Epoch 1, and what the test says of own entries, has been confirmed by a push. */
const make = (options: { items?: number } = {}) => {
  const station = makeStation(options);
  station.meta.set('epoch', 1);
  const book = createStandingBook(station.db, station.meta);
  const open = (source: ReturnType<typeof sourceOf>['source']) =>
    createFirstLoad({
      ...station,
      applier: createPullApplier(station),
      source,
      branch: OWN_BRANCH,
      clock: { after: (_, call) => noTimer(setImmediate(call)) },
      standing: book.now,
      confirm: async () => undefined,
      greet: async () => undefined,
      signal: () => new AbortController().signal,
      onChange: () => undefined,
    });
  return { ...station, open };
};
const empty = () => {
  const station = make({ items: 0 });
  for (const table of ['patron', 'title', 'item']) station.db.exec(`DELETE FROM ${table}`);
  return station;
};
const untilPulling = async (load: ReturnType<typeof createFirstLoad>): Promise<void> => {
  for (let step = 0; await load.step(); step += 1) if (step > 100) throw new Error('no end');
};
const count = (station: ReturnType<typeof make>, table: string) =>
  station.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();

const library = (): MadeChunk[] => [
  chunkOf(1, 'patron', patrons(1, 700)),
  chunkOf(2, 'item', items(1, 1_200)),
  chunkOf(
    2,
    'title',
    [{ titleId: '0-1', title: 'a', author: '', language: 'kaz', year: '', ageMin: 0 }],
    { branch: 'BLK-9' },
  ),
  chunkOf(3, 'patron', patrons(1_000, 20)),
  chunkOf(4, 'item', [{ itemId: '0-3' }], { deleted: true }),
  chunkOf(4, 'loan', [loanOf('9-8', 8, { returnedOn: '2026-10-21', returnEnteredAtMs: 5 })]),
];

test('an empty store takes the tiers it needs in their order, and pulls on from the version of the snapshot', async () => {
  const t = empty();
  const chunks = library();
  const { source, asked } = sourceOf({ answer: answerOf(chunks), chunks });
  const load = t.open(source);
  expect(load.status()).toBeNull();
  await load.step();
  const total = [0, 1, 3].reduce((sum, index) => sum + (chunks[index]?.chunk.bytes ?? 0), 0);
  expect(load.status()).toEqual({
    bytesDone: 0,
    bytesTotal: total,
    chunksDone: 0,
    chunksTotal: 3,
    enoughToLend: false,
  });
  await load.step();
  // The second is asked for beside the first.
  expect(asked).toHaveLength(2);
  expect(load.status()?.bytesDone).toBe(
    [0, 1].reduce((sum, index) => sum + (chunks[index]?.chunk.bytes ?? 0), 0),
  );
  await load.step();
  expect(load.status()).toMatchObject({ chunksDone: 1, enoughToLend: false });
  await load.step();
  expect(load.status()).toMatchObject({ chunksDone: 2, enoughToLend: true });
  expect(t.meta.number('cursor')).toBe(0);
  await untilPulling(load);
  expect(asked.map(({ sha256 }) => sha256)).toEqual(
    [0, 1, 3].map((index) => chunks[index]?.chunk.sha256),
  );
  expect(t.meta.number('cursor')).toBe(90);
  expect([count(t, 'patron'), count(t, 'item'), count(t, 'title'), count(t, 'loan')]).toEqual([
    720, 1_200, 0, 0,
  ]);
  expect(t.rows.itemByBarcode(itemAt(77).barcode)?.item).toEqual(itemAt(77));
  // Until the feed since has been read it is not over.
  expect(load.status()).toMatchObject({ chunksDone: 3, bytesDone: total });
  load.caughtUp();
  expect(load.status()).toBeNull();
  expect(await load.step()).toBe(false);
  for (const table of ['load', 'load_chunk', 'load_part', 'load_doubt'])
    expect(count(t, table)).toBe(0);
});

test('every byte that came is kept: after a cut and after a kill it goes on from there', async () => {
  const t = empty();
  const chunks = library();
  const { source, asked } = sourceOf({ answer: answerOf(chunks), chunks, cutAt: [10, 25, 60] });
  for (let kill = 0; kill < 4; kill += 1) {
    const load = t.open(source);
    if (kill === 0) await load.step();
    await load.step();
  }
  const asks = (index: number) =>
    asked.flatMap(({ sha256, from }) => (sha256 === chunks[index]?.chunk.sha256 ? [from] : []));
  expect([asks(0), asks(1)]).toEqual([
    [0, 10, 60],
    [0, 25],
  ]);
  await untilPulling(t.open(source));
  expect(count(t, 'patron')).toBe(720);
});

test('a cut before the first byte is a failure to wait for, not to ask again at once', async () => {
  const t = empty();
  const chunks = library();
  const load = t.open(sourceOf({ answer: answerOf(chunks), chunks, cutAt: [0] }).source);
  await load.step();
  await expect(load.step()).rejects.toThrow('cut');
  await untilPulling(load);
  expect(t.meta.number('cursor')).toBe(90);
});

test('a kill in the middle of a chunk repeats no transaction', async () => {
  const t = empty();
  const chunks = [chunkOf(1, 'patron', patrons(1, 1_700))];
  const { source } = sourceOf({ answer: answerOf(chunks), chunks });
  const first = t.open(source);
  await first.step();
  await first.step();
  // The third transaction cannot be written.
  t.db.exec(`CREATE TRIGGER full BEFORE INSERT ON patron WHEN new.patron_id = 1100
    BEGIN SELECT RAISE(ABORT, 'disk full'); END`);
  await expect(first.step()).rejects.toThrow('disk full');
  expect(count(t, 'patron')).toBe(1_000);
  t.db.exec(`DROP TRIGGER full; CREATE TABLE again(id);
    CREATE TRIGGER seen BEFORE INSERT ON patron BEGIN INSERT INTO again VALUES(new.patron_id); END`);
  await untilPulling(t.open(source));
  expect(t.db.prepare('SELECT min(id), count(*) FROM again').raw().get()).toEqual([1_001, 700]);
});

test('a damaged chunk is fetched once more; damaged again, everything is pulled row by row', async () => {
  for (const times of [1, 2]) {
    const t = empty();
    const chunks = [chunkOf(1, 'patron', patrons(1, 40))];
    const { source, asked } = sourceOf({ answer: answerOf(chunks), chunks });
    let left = times;
    const load = t.open({
      ...source,
      chunk: (given, stop) => {
        const spoil = left-- > 0;
        const take = (bytes: Uint8Array) =>
          given.take(spoil ? bytes.map((byte) => byte ^ 1) : bytes);
        return source.chunk({ ...given, take }, stop);
      },
    });
    const loading = untilPulling(load);
    if (times === 1) await loading;
    else await expect(loading).rejects.toMatchObject({ code: 'sync-snapshot-damaged' });
    expect(asked.map(({ from }) => from)).toEqual([0, 0]);
    expect(await load.step()).toBe(false);
    expect([t.meta.number('cursor'), count(t, 'patron')]).toEqual(times === 1 ? [90, 40] : [0, 0]);
    expect(count(t, 'load_part')).toBe(0);
  }
});

test('rows that this program cannot read are pulled instead', async () => {
  const t = empty();
  const chunks = [chunkOf(1, 'patron', [{ patronId: '0-1', card: 5 }])];
  const load = t.open(sourceOf({ answer: answerOf(chunks), chunks }).source);
  await expect(untilPulling(load)).rejects.toMatchObject({ code: 'sync-answer-unreadable' });
  expect(await load.step()).toBe(false);
});

test('no snapshot at central: pulled as ever, and not asked again', async () => {
  const t = empty();
  let asked = 0;
  const { source } = sourceOf({ answer: null, chunks: [] });
  const newest = async () => {
    asked += 1;
    return null;
  };
  const load = t.open({ ...source, newest });
  expect([await load.step(), await load.step(), asked]).toEqual([false, false, 1]);
});

test('a newer snapshot takes over when chunks are gone; what is equal is not fetched again', async () => {
  const t = empty();
  const [old, both, fresh] = [
    chunkOf(2, 'item', items(1, 30)),
    chunkOf(1, 'patron', patrons(1, 30)),
    chunkOf(2, 'item', items(1, 35)),
  ];
  const { source, state, asked } = sourceOf({ answer: answerOf([both, old]), chunks: [both] });
  const load = t.open(source);
  for (let step = 0; step < 2; step += 1) await load.step();
  state.answer = answerOf([both, fresh], { ver: 95 });
  state.chunks = [fresh];
  await untilPulling(load);
  expect(asked.map(({ sha256 }) => sha256)).toEqual(
    [both, old, fresh].map(({ chunk }) => chunk.sha256),
  );
  expect([t.meta.number('cursor'), count(t, 'item')]).toEqual([95, 35]);
});

test('a chunk that the newest snapshot names and central has lost ends the load, not the asking', async () => {
  const t = empty();
  const chunks = library();
  const load = t.open(sourceOf({ answer: answerOf(chunks), chunks: [] }).source);
  await expect(untilPulling(load)).rejects.toMatchObject({ code: 'sync-snapshot-damaged' });
  expect(await load.step()).toBe(false);
});

test('a new epoch in the middle begins again with a snapshot of that epoch', async () => {
  const t = empty();
  const [old, fresh] = [
    [chunkOf(1, 'patron', patrons(1, 30))],
    [chunkOf(1, 'patron', patrons(1, 20))],
  ];
  const { source, state } = sourceOf({ answer: answerOf(old), chunks: [...old, ...fresh] });
  const load = t.open(source);
  for (let step = 0; step < 2; step += 1) await load.step();
  t.meta.set('epoch', 2);
  state.answer = answerOf(fresh, { epoch: 2, ver: 7 });
  await untilPulling(load);
  expect([t.meta.number('cursor'), count(t, 'patron')]).toEqual([7, 20]);
});

test('a snapshot of an epoch that no push has told of waits', async () => {
  const t = empty();
  const chunks = library();
  const load = t.open(sourceOf({ answer: answerOf(chunks, { epoch: 3 }), chunks }).source);
  await expect(load.step()).rejects.toThrow('no push has confirmed');
  t.meta.set('epoch', 3);
  await untilPulling(load);
  expect(t.meta.number('cursor')).toBe(90);
});

test('rows of another journal wait: entries that this one has not had confirmed stand in the snapshot', async () => {
  const t = empty();
  const chunks = library();
  const load = t.open(sourceOf({ answer: answerOf(chunks, { applied: 4 }), chunks }).source);
  await expect(load.step()).rejects.toThrow('no push has confirmed');
  expect(count(t, 'load')).toBe(0);
});

test('what was done here after the snapshot stays, also when central has applied it since', async () => {
  const t = make();
  const lend = t.desk.checkOut('0-1', itemAt(1).barcode, 'home', KIOSK);
  const loanId = lend.outcome === 'lent' ? lend.loan.loanId : '';
  expect(loanId).toBe('7-1');
  t.desk.checkIn(itemAt(1).barcode, null, KIOSK);
  t.desk.checkOut('0-1', itemAt(2).barcode, 'home', KIOSK);
  t.meta.set('applied', 3);
  t.db.exec(`CREATE TABLE reopened(id); CREATE TRIGGER seen AFTER UPDATE ON loan
    WHEN old.returned_on IS NOT NULL AND new.returned_on IS NULL BEGIN INSERT INTO reopened VALUES(1); END`);
  // The snapshot knows of the lending alone.
  const chunks = [chunkOf(1, 'loan', [loanOf('7-1', 1)])];
  const load = t.open(sourceOf({ answer: answerOf(chunks, { applied: 1 }), chunks }).source);
  await untilPulling(load);
  expect(t.rows.openLoanOfItem('0-1')).toBeUndefined();
  expect(t.rows.openLoanOfItem('0-2')?.loanId).toBe('7-3');
  expect(count(t, 'reopened')).toBe(0);
  expect(count(t, 'parked')).toBe(1);
});

test('after a restore of central a full store learns of what was closed and deleted, and no more than that', async () => {
  const t = make();
  for (const [id, index] of [
    ['9-8', 8],
    ['9-7', 7],
  ] as const)
    t.rows.putLoan(loanOf(id, index) as never);
  const [, , , , deleted, closed] = library() as [...MadeChunk[]];
  const older = chunkOf(4, 'loan', [
    loanOf('9-1', 1, { returnedOn: '2026-10-02', returnEnteredAtMs: 5 }),
  ]);
  const chunks = [chunkOf(1, 'loan', [loanOf('9-7', 7)]), deleted, closed, older] as MadeChunk[];
  const { source, asked } = sourceOf({ answer: answerOf(chunks), chunks });
  const load = t.open(source);
  await load.step();
  expect(load.status()?.enoughToLend).toBe(true);
  await untilPulling(load);
  expect(t.rows.loanById('9-8')).toMatchObject({ returnedOn: '2026-10-21', returnEnteredAtMs: 5 });
  expect(t.rows.openLoanOfItem('0-7')?.loanId).toBe('9-7');
  expect(t.rows.itemById('0-3')).toBeUndefined();
  expect(t.rows.loanById('9-1')).toBeUndefined();
  expect(asked.some(({ sha256 }) => sha256 === closed?.chunk.sha256)).toBe(true);
});

test('rows that came another way end it', async () => {
  const t = empty();
  const chunks = library();
  const load = t.open(sourceOf({ answer: answerOf(chunks), chunks }).source);
  for (let step = 0; step < 2; step += 1) await load.step();
  t.meta.set('cursor', 40);
  expect(await load.step()).toBe(false);
  expect([load.status(), t.meta.number('cursor'), count(t, 'load_part')]).toEqual([null, 40, 0]);
});
