// The simulation itself: the same seed is the same history, a failing one is cut short, and its disks lose what a disk would.
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { createPower, Killed, loseUncommitted, openImage, underPower } from './disk.ts';
import { FIRST_SEEDS } from './first-seeds.ts';
import { MUTANTS, mutantNamed } from './mutants/mutants.ts';
import { createRunner } from './seeds.ts';
import { historyOf } from './steps.ts';

test('the same seed gives the same trace, another seed another one', async () => {
  const runner = await createRunner(null);
  const [first, again, other] = [await runner.run(7), await runner.run(7), await runner.run(8)];
  expect(first.violation).toBeNull();
  expect(first.told).toBeGreaterThan(20);
  expect(again.digest).toBe(first.digest);
  expect(other.digest).not.toBe(first.digest);
});

test('a failing history is cut to a few steps that fail in the same way', async () => {
  const mutant = mutantNamed('personal-dropped');
  const runner = await createRunner(mutant ?? null);
  const seed = FIRST_SEEDS['personal-dropped'] as number;
  const { history, outcome } = await runner.shortest(seed);
  expect(history.steps.map((step) => step.do)).toEqual(['register']);
  expect(historyOf(seed).steps.length).toBeGreaterThan(100);
  expect(outcome.violation).toMatch(/was registered, and has no name/);
  expect(outcome.trace.join('\n')).toContain('VIOLATION');
});

test('each planted fault has a name of its own, a sentence and a seed', () => {
  expect(MUTANTS.length).toBeGreaterThanOrEqual(15);
  expect(Object.keys(FIRST_SEEDS)).toEqual(MUTANTS.map(({ name }) => name));
  for (const { what } of MUTANTS) expect(what.length).toBeGreaterThan(20);
});

const disk = () => {
  const made = new Database(':memory:');
  made.exec('CREATE TABLE t(n INTEGER)');
  return openImage(made.serialize());
};
const rows = (handle: Database.Database) =>
  openImage(handle.serialize()).prepare('SELECT n FROM t').pluck().all();

test('a kill loses the transaction under way, at each of its statements, and nothing that was committed', () => {
  const outcomes = [0, 1, 2, 3, 4].map((left) => {
    const handle = disk();
    const power = createPower();
    const guarded = underPower(handle, power);
    const insert = guarded.prepare('INSERT INTO t VALUES(?)');
    const both = guarded.transaction(() => {
      insert.run(1);
      insert.run(2);
    });
    power.left = left;
    expect(() => both.immediate()).toThrow(Killed);
    loseUncommitted(handle);
    expect(() => insert.run(3)).toThrow(Killed);
    return rows(handle);
  });
  // Before, at the first, at the second, before the commit, and after it.
  expect(outcomes).toEqual([[], [], [], [], [1, 2]]);
});

test('a full disk fails each write and no read', () => {
  const handle = disk();
  const power = createPower();
  const guarded = underPower(handle, power);
  power.full = true;
  expect(() => guarded.prepare('INSERT INTO t VALUES(1)').run()).toThrow('full');
  expect(guarded.prepare('SELECT n FROM t').all()).toEqual([]);
  power.full = false;
  guarded.prepare('INSERT INTO t VALUES(1)').run();
  expect(rows(handle)).toEqual([1]);
});
