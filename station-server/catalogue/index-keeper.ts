// Lets the search index catch up beside lending: one small transaction, a pause, the next; a look now and then when nothing is due.
import type { Clock } from '../clock.ts';
import type { SearchIndex } from './search-index.ts';
import { TITLES_PER_STEP } from './search-index.ts';

export const LOOK_EVERY_MS = 5_000;
/** Room for a check-out between two steps. */
export const PAUSE_MS = 20;

export type IndexKeeper = { start(): void; stop(): void };

export const createIndexKeeper = (deps: {
  index: SearchIndex;
  clock: Pick<Clock, 'after'>;
  onFailure(cause: unknown): void;
}): IndexKeeper => {
  let cancel = () => {};
  const look = (): void => {
    let full = false;
    try {
      full = deps.index.catchUp(TITLES_PER_STEP) === TITLES_PER_STEP;
    } catch (cause) {
      deps.onFailure(cause);
    }
    cancel = deps.clock.after(full ? PAUSE_MS : LOOK_EVERY_MS, look);
  };
  return { start: look, stop: () => cancel() };
};
