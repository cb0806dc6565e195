// Polls for a condition with a limit, for tests with real ports and sockets.
const STEP_MS = 5;

export const until = async (what: string, ask: () => unknown, limitMs = 15_000): Promise<void> => {
  const endMs = performance.now() + limitMs;
  while (!(await ask())) {
    if (performance.now() > endMs) throw new Error(`waited ${limitMs} ms in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
};
