// The newest slips that the simulated printers cut, as pictures drawn from the bytes they received. In memory, a few.
import type { DemoView } from '../api-types.ts';

export const SLIPS_MAX = 12;

type Shelved = { id: number; atMs: number; png: Buffer; bytes: number; lines: string[] };

export const createSlipShelf = () => {
  let slips: Shelved[] = [];
  let lastId = 0;
  return {
    add: (slip: { pngBase64: string; bytes: number; lines: string[] }, atMs: number): void => {
      const { pngBase64, bytes, lines } = slip;
      lastId += 1;
      const shelved = { id: lastId, atMs, png: Buffer.from(pngBase64, 'base64'), bytes, lines };
      slips = [shelved, ...slips].slice(0, SLIPS_MAX);
    },
    /** A picture of a slip cannot be searched for a name, so an erasure takes them all. */
    clear: (): void => {
      slips = [];
    },
    list: (): DemoView['slips'] =>
      slips.map(({ id, atMs, bytes, lines }) => ({
        id,
        atMs,
        pngUrl: `/api/demo/slips/${id}.png`,
        bytes,
        lines,
      })),
    png: (id: number): Buffer | undefined => slips.find((slip) => slip.id === id)?.png,
  };
};
export type SlipShelf = ReturnType<typeof createSlipShelf>;
