// What one check of `kitap doctor` found, and how it is said: one line a check, with what to do when something is not well.

export type Finding = {
  check: string;
  outcome: 'ok' | 'warn' | 'fail';
  /** What was looked at and what it was. */
  what: string;
  /** What to do; only where the outcome is not `ok`. */
  hint?: string;
};

export const ok = (check: string, what: string): Finding => ({ check, outcome: 'ok', what });

/** Something is missing, and the rest works without it. */
export const warn = (check: string, what: string, hint: string): Finding => ({
  ...{ check, outcome: 'warn', what, hint },
});

export const fail = (check: string, what: string, hint: string): Finding => ({
  ...{ check, outcome: 'fail', what, hint },
});

/** The reason in one line, as the system words it. */
export const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').slice(0, 300);

export type Check = { name: string; look(): Finding[] | Promise<Finding[]> };

/** A check that itself breaks is a finding too: the others still say what they see. */
export const lookAll = async (checks: readonly Check[]): Promise<Finding[]> => {
  const findings: Finding[] = [];
  for (const { name, look } of checks) {
    try {
      findings.push(...(await look()));
    } catch (error) {
      const hint = 'Report this line: the check itself failed.';
      findings.push(fail(name, reasonOf(error), hint));
    }
  }
  return findings;
};

const NAME_WIDTH = 13;

/** `fail  port         what it was. What to do: ...` */
export const lineOf = ({ check, outcome, what, hint }: Finding): string => {
  const head = `${outcome.padEnd(6)}${check.padEnd(NAME_WIDTH)}${what}`;
  return hint === undefined ? head : `${head}. What to do: ${hint}`;
};
