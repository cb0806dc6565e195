// Keeps the snapshots of a running central fresh: looks now and then which are due and has them made, one at a time, somewhere
// else (`snapshot-worker.ts`), so that pushes do not wait for the packing.
export type SnapshotKeeperDeps = {
  /** Libraries that need one. */
  due(): Promise<string[]>;
  make(libraryId: string): Promise<void>;
  /** Runs `call` once after `delayMs`; the returned function cancels it. */
  after(delayMs: number, call: () => void): () => void;
  lookEveryMs: number;
  onFailure(failure: { libraryId: string | null; cause: unknown }): void;
};

export type SnapshotKeeper = {
  /** Looks at once and then every `lookEveryMs`. */
  start(): void;
  /** Resolves when none is being made any more. */
  stop(): Promise<void>;
};

export const createSnapshotKeeper = (deps: SnapshotKeeperDeps): SnapshotKeeper => {
  let stopped = true;
  let cancel: (() => void) | null = null;
  let looking: Promise<void> = Promise.resolve();

  const look = async (): Promise<void> => {
    let libraryId: string | null = null;
    try {
      for (libraryId of await deps.due()) {
        if (stopped) return;
        await deps.make(libraryId);
      }
    } catch (cause) {
      // Stations pull row by row meanwhile; the next look tries again.
      if (!stopped) deps.onFailure({ libraryId, cause });
    }
  };
  const round = (): void => {
    cancel = null;
    looking = look().then(() => {
      if (!stopped) cancel = deps.after(deps.lookEveryMs, round);
    });
  };
  return {
    start: () => {
      if (!stopped) return;
      stopped = false;
      round();
    },
    stop: () => {
      stopped = true;
      cancel?.();
      cancel = null;
      return looking;
    },
  };
};
