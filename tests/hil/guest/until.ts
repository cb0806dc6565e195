// Polls for a condition with a limit; a test never sleeps for a guessed time.
const STEP_MS = 20;

/**
 * Resolves with the first truthy value of `ask`; throws after `limitMs`, naming what was waited
 * for.
 */
export const until = async <T>(
  what: string,
  ask: () => T | Promise<T>,
  limitMs = 60_000,
): Promise<Exclude<T, undefined | null | false>> => {
  const endMs = performance.now() + limitMs;
  for (;;) {
    const value = await ask();
    if (value) return value as Exclude<T, undefined | null | false>;
    if (performance.now() > endMs) throw new Error(`waited ${limitMs} ms in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
};
