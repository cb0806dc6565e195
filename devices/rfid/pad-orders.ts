// What was asked of a pad and waits for its turn between two looks, in the order it came, each
// answered once.
export const ORDERS_MAX = 64;

type Waiting = { run(): Promise<void>; refuse(): void };

export const createPadOrders = () => {
  let waiting: Waiting[] = [];
  return {
    /**
     * Resolves with what `work` gives when its turn comes, or with `refused` when the pad ends or
     * too much waits.
     */
    add<T>(work: () => Promise<T>, refused: T): Promise<T> {
      if (waiting.length >= ORDERS_MAX) return Promise.resolve(refused);
      return new Promise((resolve, reject) => {
        waiting.push({
          run: () => work().then(resolve, reject),
          refuse: () => resolve(refused),
        });
      });
    },
    /** Carries out those that wait, at most so many, so that the pad is looked at in between. */
    async serve(most: number, goOn: () => boolean): Promise<void> {
      for (let served = 0; served < most && goOn(); served++) {
        const next = waiting.shift();
        if (!next) return;
        await next.run();
      }
    },
    some: (): boolean => waiting.length > 0,
    refuseAll(): void {
      const refused = waiting;
      waiting = [];
      for (const { refuse } of refused) refuse();
    },
  };
};
