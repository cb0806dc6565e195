// Makes a failing history as short as it gets: leaves out ever smaller parts of it while it still fails in the same way.
import type { History } from './steps.ts';

/** Runs spent on one history. */
const RUNS_MAX = 1_500;

/** The violation without its figures: another number of the same fault is the same fault. */
export const kindOf = (violation: string): string =>
  violation.replace(/[0-9a-f]{64}|\d+/g, 'N').slice(0, 40);

export const shrink = async (
  history: History,
  fails: (shorter: History) => Promise<boolean>,
): Promise<History> => {
  let best = history;
  let runs = 0;
  const attempt = async (candidate: History): Promise<boolean> => {
    if (runs >= RUNS_MAX) return false;
    runs += 1;
    if (!(await fails(candidate))) return false;
    best = candidate;
    return true;
  };
  for (
    let size = Math.ceil(best.steps.length / 2);
    size >= 1;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let again = true; again; ) {
      again = false;
      for (let at = best.steps.length - size; at >= 0; at -= size) {
        const steps = best.steps.toSpliced(at, size);
        if (await attempt({ ...best, steps })) again = size === 1;
      }
    }
  }
  for (let stations = best.stations - 1; stations >= 1; stations -= 1)
    await attempt({ ...best, stations });
  await attempt({ ...best, empty: false });
  return best;
};
