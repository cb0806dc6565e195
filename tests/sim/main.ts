// `npm run sim`
import { mutantNamed } from './mutants/mutants.ts';
import { createRunner, onLostRejection } from './seeds.ts';

let lost: unknown = null;
onLostRejection((e) => {
  lost = e;
});
const [from = 1, count = 10, keep = 0] = process.argv.slice(2).map(Number);
const mutant = process.argv[5] ? (mutantNamed(process.argv[5]) ?? null) : null;
const runner = await createRunner(mutant);
const t = performance.now();
let told = 0;
let judged = 0;
let failed = 0;
for (let seed = from; seed < from + count; seed++) {
  const o = await runner.run(seed);
  told += o.told;
  judged += o.judged;
  if (lost) {
    console.log('LOST', lost);
    lost = null;
    failed++;
    console.log(seed);
  }
  if (o.violation) {
    failed++;
    console.log(seed, o.violation.slice(0, 700));
    if (mutant) break;
    if (keep) {
      const s = await runner.shortest(seed);
      console.log(JSON.stringify(s.history, null, 0).replaceAll('},{', '},\n{'));
      console.log(s.outcome.trace.slice(-keep).join('\n'));
    }
  }
}
console.log({
  mutant: mutant?.name,
  failed,
  told,
  judged,
  cpuMsPerSeed: process.cpuUsage().user / 1000 / count,
  rate: count / ((performance.now() - t) / 1000),
});
