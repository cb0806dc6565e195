// Which events of the board were told already: each once and in order, also when frames were lost or come twice
// (hardware.md 5.1: events carry a counter). Numbers begin anew when the board does.
import type { BoardEvent } from './board-messages.ts';

export type EventBook = {
  /** After HELLO: everything up to this number was confirmed before. */
  begin(confirmed: number): void;
  /** Tells those that follow; true when one before them is missing, which must then be asked for. */
  take(events: readonly BoardEvent[]): boolean;
  /** The board no longer holds events before this number; returns how many were lost. */
  skipTo(oldest: number): number;
  readonly seen: number;
};

export const createEventBook = (tell: (event: BoardEvent) => void): EventBook => {
  let seen = 0;
  return {
    begin(confirmed) {
      seen = confirmed;
    },
    take(events) {
      for (const event of events) {
        if (event.number <= seen) continue;
        if (event.number > seen + 1) return true;
        seen = event.number;
        tell(event);
      }
      return false;
    },
    skipTo(oldest) {
      const lost = Math.max(0, oldest - 1 - seen);
      seen += lost;
      return lost;
    },
    get seen() {
      return seen;
    },
  };
};
