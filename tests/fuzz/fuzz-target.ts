// What can be fuzzed: code that takes bytes from outside and must give an answer whatever they are. A target feeds one input and
// throws when a promise was broken; the frame makes the inputs, watches time and memory (`run-target.ts`).

export type FuzzTarget = {
  name: string;
  /** Inputs are 0 to so many bytes long. */
  bytesMax: number;
  /**
   * Feeds one input; throws when the code under test broke a promise. `random` (0 <= x < 1) is seeded with the input: the same
   * seed does the same again, so a target keeps nothing from one input to the next.
   */
  run(bytes: Uint8Array, random: () => number): void | Promise<void>;
  /** Valid inputs, which are then spoiled: random bytes alone never get past a check value. */
  seeds(): Uint8Array[];
  /** How often each kind of answer came: a target that only ever answers one thing tests nothing. */
  answers?(): Record<string, number>;
};
