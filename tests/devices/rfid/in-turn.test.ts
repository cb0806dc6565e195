import { expect, it } from 'vitest';
import { createTurns } from '../../../devices/rfid/in-turn.ts';

it('lets no work begin before the one asked for earlier ended, also when that failed', async () => {
  const inTurn = createTurns();
  const done: string[] = [];
  const work = (name: string, turns: number) => async () => {
    for (let turn = 0; turn < turns; turn++) await Promise.resolve();
    done.push(name);
    if (name === 'b') throw new Error(name);
    return name;
  };
  const all = [work('a', 9), work('b', 5), work('c', 0)].map((each) => inTurn(each));
  const settled = await Promise.allSettled(all);
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(done).toEqual(['a', 'b', 'c']);
});
