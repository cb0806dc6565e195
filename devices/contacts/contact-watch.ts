// Which inputs changed: a contact bounces, and a look at it may fall into the bounce, so only what several looks in a row agree on
// is told. The first look tells every input once (devices/driver.ts, `contact`).

/** Looks in a row that must agree, the one that saw the change included. */
export const STEADY_LOOKS = 2;

export type ContactChange = { input: number; on: boolean };

export const createContactWatch = (steadyLooks: number = STEADY_LOOKS) => {
  let told: boolean[] | undefined;
  let differing: number[] = [];
  return (states: readonly boolean[]): ContactChange[] => {
    if (!told) {
      told = [...states];
      differing = states.map(() => 0);
      return states.map((on, input) => ({ input, on }));
    }
    const changes: ContactChange[] = [];
    for (const [input, on] of states.entries()) {
      const times = on === told[input] ? 0 : (differing[input] ?? 0) + 1;
      differing[input] = times < steadyLooks ? times : 0;
      if (times < steadyLooks) continue;
      told[input] = on;
      changes.push({ input, on });
    }
    return changes;
  };
};
