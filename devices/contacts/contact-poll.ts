// Looks at the inputs of a board every `pollMs` for as long as it runs. A board that does not answer so many looks in a row is
// given up: its port is closed, and the bridge, which opens it again, says what is wrong with it.
import type { Clock } from '../driver.ts';

/** One lost answer on a long cable is common; five in a row are a board without power. */
export const LOST_LOOKS_MAX = 5;

export type ContactPollDeps = {
  clock: Clock;
  pollMs: number;
  /** Rejects when the board did not answer. */
  look(): Promise<void>;
  onLost(): void;
};

export type ContactPoll = { start(): void; stop(): void };

export const createContactPoll = ({
  clock,
  pollMs,
  look,
  onLost,
}: ContactPollDeps): ContactPoll => {
  let running = false;
  let lost = 0;
  let cancel = () => {};

  const round = async (): Promise<void> => {
    lost = await look().then(
      () => 0,
      () => lost + 1,
    );
    if (!running) return;
    if (lost < LOST_LOOKS_MAX) wait();
    else {
      running = false;
      onLost();
    }
  };
  const wait = (): void => {
    cancel = clock.after(pollMs, () => void round());
  };

  return {
    start() {
      running = true;
      wait();
    },
    stop() {
      running = false;
      cancel();
    },
  };
};
