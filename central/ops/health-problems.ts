// What can be wrong with a central that runs, each with what an operator does about it. Codes are part
// of what monitoring programs compare, and are never reused.
export const HEALTH_PROBLEMS = {
  'database-away': 'The database does not answer in time: start it, or look what it waits for.',
  'schema-old':
    'The tables are of an older program: start central once, it brings them up to date.',
  'schema-too-new': 'The tables are of a newer program: start that one.',
  'disk-low':
    'The disk of the database is nearly full: make room, or lending stops to reach central.',
  'backup-missing': 'There was never a backup: run `kitap central backup --to DIR` every day.',
  'backup-old': 'The last backup is too old: look why the daily one did not run.',
  'replica-behind':
    'The read replica is away or too far behind: reports are read from the primary.',
} as const satisfies Record<string, string>;

export type HealthProblem = keyof typeof HEALTH_PROBLEMS;
