// `npm run sim`: many seeds, one seed again with its shortest history, planted faults, and the short form for `npm test`.
import { Command, InvalidArgumentError } from 'commander';
import { MUTANTS, mutantNamed } from './mutants/mutants.ts';
import { runSeeds, type SeedsResult } from './run-seeds.ts';
import { createRunner, onLostRejection } from './seeds.ts';
import { selfTest } from './self-test.ts';
import type { History } from './steps.ts';

type Options = {
  seeds: number;
  from: number;
  seed?: number;
  mutant?: string;
  workers: number;
  mutants?: boolean;
  test?: boolean;
};

const MUTANT_SEEDS_MAX = 10_000;
const PROGRESS_EVERY = 1_000;
const TRACE_LINES_SHOWN = 400;

const whole = (text: string): number => {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('a whole number from 1');
  return Number(text);
};
const mutantName = (text: string): string => {
  if (mutantNamed(text)) return text;
  throw new InvalidArgumentError(`one of ${MUTANTS.map(({ name }) => name).join(', ')}`);
};

const printHistory = ({ steps, ...rest }: History): void => {
  console.log(JSON.stringify(rest));
  for (const step of steps) console.log(`  ${JSON.stringify(step)}`);
};

const replay = async (seed: number, mutant: string | undefined): Promise<boolean> => {
  onLostRejection((error) => console.error('a rejection that would end the process:', error));
  const runner = await createRunner(mutantNamed(mutant ?? '') ?? null);
  const outcome = await runner.run(seed, true);
  console.log(outcome.trace.slice(-TRACE_LINES_SHOWN).join('\n'));
  console.log(
    `seed ${seed}: ${outcome.violation ?? 'no violation'} (trace ${outcome.digest.slice(0, 16)})`,
  );
  if (outcome.violation === null) return true;
  const { history, outcome: shortest } = await runner.shortest(seed);
  console.log(`\nshortest history, ${history.steps.length} steps:`);
  printHistory(history);
  console.log(shortest.trace.slice(-TRACE_LINES_SHOWN).join('\n'));
  return false;
};

const perSecond = ({ seeds, seconds }: SeedsResult): string => (seeds / seconds).toFixed(1);

/** One after the other in this thread: most are seen at once. */
const findMutants = async (): Promise<boolean> => {
  let all = true;
  onLostRejection(() => undefined);
  for (const mutant of MUTANTS) {
    const runner = await createRunner(mutant);
    let seed = 1;
    let violation: string | null = null;
    for (; violation === null && seed <= MUTANT_SEEDS_MAX; seed += 1)
      ({ violation } = await runner.run(seed));
    if (violation === null) all = false;
    console.log(
      violation === null
        ? `${mutant.name}: not seen in ${MUTANT_SEEDS_MAX} seeds`
        : `  '${mutant.name}': ${seed - 1}, // ${violation.slice(0, 90)}`,
    );
  }
  return all;
};

const many = async ({ seeds, from, workers, mutant }: Options): Promise<boolean> => {
  const result = await runSeeds({
    ...{ from, count: seeds, workers, mutant: mutant ?? null, untilFailure: mutant !== undefined },
    onProgress: (done) => {
      if (done.seeds % PROGRESS_EVERY === 0)
        console.log(`${done.seeds} seeds, ${done.failures.length} failing, ${perSecond(done)}/s`);
    },
  });
  const failures = result.failures.sort((a, b) => a.seed - b.seed);
  for (const { seed, violation } of failures) console.log(`seed ${seed}: ${violation}`);
  console.log(
    `${result.seeds} seeds, ${failures.length} failing, ${result.told} acts told, ` +
      `${result.judged} holders judged by true times, ${perSecond(result)} seeds/s`,
  );
  if (failures.length > 0)
    console.log(
      `replay: npm run sim -- --seed ${failures[0]?.seed}${mutant ? ` --mutant ${mutant}` : ''}`,
    );
  return failures.length === 0;
};

const run = async (options: Options): Promise<boolean> => {
  if (options.test) {
    const { passed, failed } = await selfTest(options.workers);
    console.log(`${passed} passed, ${failed} failed`);
    return failed === 0;
  }
  if (options.mutants) return findMutants();
  return options.seed === undefined ? many(options) : replay(options.seed, options.mutant);
};

const options = new Command('sim')
  .option('--seeds <n>', 'how many histories', whole, 1_000)
  .option('--from <seed>', 'the first of them', whole, 1)
  .option(
    '--seed <seed>',
    'only this one: prints its trace and, when it fails, its shortest history',
    whole,
  )
  .option('--mutant <name>', 'with a planted fault', mutantName)
  .option('--workers <n>', 'threads', whole, 2)
  .option('--mutants', 'finds the first seed that shows each planted fault')
  .option('--test', 'the short form: 1,000 seeds, and each planted fault at its recorded seed')
  .parse()
  .opts<Options>();
process.exitCode = (await run(options)) ? 0 : 1;
