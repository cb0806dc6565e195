// Long polls (sync.md 1.2, "Waiting for news"): those who wait are woken by a commit of this
// process at once, and by one of another process at the next look, since central may run more than
// once on one database.
export type FeedWatch = {
  /**
   * Resolves when the library's counter is above `cursor`, when `waitMs` are over, when `gone`
   * aborts, or at `stop`. Rejects when the counter cannot be read.
   */
  news(libraryId: string, cursor: number, waitMs: number, gone: AbortSignal): Promise<void>;
  /** Ends every wait; later ones end at once. */
  stop(): void;
};

export type FeedWatchOptions = {
  feedCounter(libraryId: string): Promise<number>;
  onNews(listener: (libraryId: string) => void): () => void;
  lookEveryMs?: number;
};

const LOOK_EVERY_MS = 1_000;

type Waiter = { cursor: number; wake: (failure?: Error) => void };

export const createFeedWatch = (options: FeedWatchOptions): FeedWatch => {
  const waiters = new Map<string, Set<Waiter>>();
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;

  const look = async (libraryId: string): Promise<void> => {
    const waiting = waiters.get(libraryId);
    if (waiting === undefined) return;
    try {
      const counter = await options.feedCounter(libraryId);
      for (const waiter of waiting) if (counter > waiter.cursor) waiter.wake();
    } catch (error) {
      const failure = error instanceof Error ? error : new Error(String(error));
      for (const waiter of waiting) waiter.wake(failure);
    }
  };
  const lookAll = async (): Promise<void> => {
    timer = null;
    await Promise.all([...waiters.keys()].map(look));
    schedule();
  };
  /** One timer for all who wait, and none when nobody does. */
  const schedule = (): void => {
    if (timer !== null || stopped || waiters.size === 0) return;
    timer = setTimeout(() => void lookAll(), options.lookEveryMs ?? LOOK_EVERY_MS);
  };
  const unsubscribe = options.onNews((libraryId) => void look(libraryId));

  const wait = (libraryId: string, cursor: number, waitMs: number, gone: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const waiting = waiters.get(libraryId) ?? new Set<Waiter>();
      waiters.set(libraryId, waiting);
      const wake = (failure?: Error): void => {
        waiting.delete(waiter);
        if (waiting.size === 0 && waiters.get(libraryId) === waiting) waiters.delete(libraryId);
        clearTimeout(limit);
        gone.removeEventListener('abort', onGone);
        if (failure === undefined) resolve();
        else reject(failure);
      };
      const onGone = () => wake();
      const waiter: Waiter = { cursor, wake };
      const limit = setTimeout(onGone, waitMs);
      gone.addEventListener('abort', onGone, { once: true });
      waiting.add(waiter);
      // News may have come between the caller's look and this line.
      void look(libraryId);
      schedule();
    });

  return {
    news: async (libraryId, cursor, waitMs, gone) => {
      if (stopped || gone.aborted || waitMs <= 0) return;
      await wait(libraryId, cursor, waitMs, gone);
    },
    stop: () => {
      stopped = true;
      unsubscribe();
      if (timer !== null) clearTimeout(timer);
      for (const waiting of [...waiters.values()]) for (const waiter of [...waiting]) waiter.wake();
    },
  };
};
