// `npm run fuzz -- [NAME ...] --runs N`: feeds targets with spoiled and random bytes; prints one JSON line a target, and the
// input that broke it as hex with its seed. Without a name, every target.
import { Command, InvalidArgumentError } from 'commander';
import { type FuzzOptions, type FuzzResult, runTarget } from './run-target.ts';
import { TARGETS } from './targets.ts';
import { startWatchdog } from './watchdog.ts';

type Options = { runs: number; from: number; seed?: number };

const whole = (text: string): number => {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('a whole number from 1');
  return Number(text);
};

const print = ({ failure, ...figures }: FuzzResult): void => {
  console.log(JSON.stringify(figures));
  if (failure === null) return;
  console.error(`${figures.name}: seed ${failure.seed}: ${failure.what}`);
  if (failure.hex !== '') console.error(`  input ${failure.hex}`);
  console.error(`  again: npm run fuzz -- ${figures.name} --seed ${failure.seed}`);
};

const fuzz = async (name: string, options: FuzzOptions): Promise<boolean> => {
  const target = TARGETS[name]!();
  const watchdog = startWatchdog(name, target.bytesMax);
  try {
    const result = await runTarget(target, { ...options, onInput: watchdog.onInput });
    print(result);
    return result.failure === null;
  } finally {
    await watchdog.stop();
  }
};

const program = new Command('fuzz')
  .argument('[names...]', `of ${Object.keys(TARGETS).join(', ')}`)
  .option('--runs <n>', 'inputs for each target', whole, 20_000)
  .option('--from <seed>', 'seed of the first input', whole, 1)
  .option('--seed <seed>', 'only this input', whole)
  .parse();
const { runs, from, seed } = program.opts<Options>();
const names = program.args.length > 0 ? program.args : Object.keys(TARGETS);
const unknown = names.filter((name) => !Object.hasOwn(TARGETS, name));
if (unknown.length > 0)
  program.error(`no target ${unknown.join(', ')}; there are ${Object.keys(TARGETS).join(', ')}`);

let kept = true;
for (const name of names) {
  const options = seed === undefined ? { runs, from } : { runs: 1, from: seed };
  if (!(await fuzz(name, options))) kept = false;
}
process.exitCode = kept ? 0 : 1;
