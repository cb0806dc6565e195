// One input from one seed: a valid one spoiled a little, or plain noise. Pure; the same dice give the same bytes.
import type { Dice } from '../sim/dice.ts';

/** Lengths, flags and ends in most formats: bounds of one byte, of seven bits, of nothing. */
const EDGE_BYTES = [0x00, 0x01, 0x0a, 0x0d, 0x7f, 0x80, 0x81, 0xfe, 0xff];
const MUTATIONS_MAX = 4;

type Mutation = (bytes: Uint8Array, dice: Dice, other: Uint8Array) => Uint8Array;

const at = (bytes: Uint8Array, dice: Dice): number => dice.whole(0, Math.max(0, bytes.length - 1));

const joined = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(Buffer.concat(parts));

/** A stretch of the bytes, from 1 to 16 of them where there are so many. */
const stretch = (bytes: Uint8Array, dice: Dice): [from: number, to: number] => {
  const from = at(bytes, dice);
  return [from, Math.min(bytes.length, from + dice.whole(1, 16))];
};

const MUTATIONS: readonly Mutation[] = [
  function flipBit(bytes, dice) {
    const index = at(bytes, dice);
    const changed = bytes.slice();
    if (changed.length > 0) changed[index] = changed[index]! ^ (1 << dice.whole(0, 7));
    return changed;
  },
  function setByte(bytes, dice) {
    const changed = bytes.slice();
    const value = dice.chance(0.5) ? dice.pick(EDGE_BYTES) : dice.whole(0, 255);
    if (changed.length > 0) changed[at(bytes, dice)] = value;
    return changed;
  },
  function cutEnd(bytes, dice) {
    return bytes.slice(0, dice.whole(0, bytes.length));
  },
  function cutOut(bytes, dice) {
    const [from, to] = stretch(bytes, dice);
    return joined(bytes.subarray(0, from), bytes.subarray(to));
  },
  function repeat(bytes, dice) {
    const [from, to] = stretch(bytes, dice);
    return joined(bytes.subarray(0, to), bytes.subarray(from));
  },
  function insert(bytes, dice) {
    const index = dice.whole(0, bytes.length);
    const noise = dice.bytes(dice.whole(1, 8));
    return joined(bytes.subarray(0, index), noise, bytes.subarray(index));
  },
  function splice(bytes, dice, other) {
    return joined(
      bytes.subarray(0, dice.whole(0, bytes.length)),
      other.subarray(dice.whole(0, other.length)),
    );
  },
  function append(bytes, _dice, other) {
    return joined(bytes, other);
  },
];

const noise = (dice: Dice, bytesMax: number): Uint8Array => {
  const length = dice.whole(0, bytesMax);
  if (dice.chance(0.5)) return Uint8Array.from(dice.bytes(length));
  return Uint8Array.from({ length }, () => dice.pick(EDGE_BYTES));
};

export const makeInput = (
  dice: Dice,
  seeds: readonly Uint8Array[],
  bytesMax: number,
): Uint8Array => {
  if (seeds.length === 0 || dice.chance(0.2)) return noise(dice, bytesMax);
  let bytes: Uint8Array = dice.pick(seeds).slice();
  // One in sixteen goes in unspoiled: what is right must be answered too.
  const mutations = dice.chance(1 / 16) ? 0 : dice.whole(1, MUTATIONS_MAX);
  for (let done = 0; done < mutations; done++)
    bytes = dice.pick(MUTATIONS)(bytes, dice, dice.pick(seeds));
  return bytes.slice(0, bytesMax);
};
