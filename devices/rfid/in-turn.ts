// One piece of work after the other, in the order it was asked for: commands to a reader that only
// make sense together (connect a tag, then read it) are not to be torn apart by another call.
export const createTurns = () => {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work);
    last = mine.catch(() => {});
    return mine;
  };
};
