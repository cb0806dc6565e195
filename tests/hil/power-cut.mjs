// `node tests/hil/power-cut.mjs`: takes the power from a lending station in the virtual machine, boots it
// again and counts. KITAP_POWER_CUTS rounds, one by default; exit status 1 when anything answered is
// missing. With more than one round it also tries synchronous NORMAL, which is known to lose loans, so
// that the figure says what the test can see.
import { join } from 'node:path';
import { compiled, here, image, prepare, root } from './prepare.mjs';

const ROUNDS = Number(process.env.KITAP_POWER_CUTS ?? 1);
const ANSWERS_MIN = 60;
const ANSWERS_SPAN = 200;

prepare();
const folder = join(compiled, 'tests', 'hil', 'power');
const { cutPower } = await import(join(folder, 'cut.js'));

const round = async (synchronous) => {
  const startedMs = performance.now();
  const answers = ANSWERS_MIN + Math.floor(Math.random() * ANSWERS_SPAN);
  const { acknowledged, found } = await cutPower({
    ...{ image, stage2: join(here, 'guest-stage2.sh'), root, compiled: folder },
    ...{ synchronous, answers },
  });
  const lost = Math.max(0, acknowledged - found.head);
  const { head, entries, loans, checkOuts, brokenAt, integrity } = found;
  const whole = integrity === 'ok' && brokenAt === null && entries === head && loans === checkOuts;
  const seconds = ((performance.now() - startedMs) / 1_000).toFixed(1);
  console.log(
    `power cut, synchronous ${synchronous}: ${acknowledged} acknowledged, ${head} found, ${lost} lost, ` +
      `${whole ? 'whole' : `NOT WHOLE ${JSON.stringify(found)}`} (${seconds} s)`,
  );
  return lost === 0 && whole;
};

let good = true;
for (let count = 0; count < ROUNDS; count += 1) good = (await round('FULL')) && good;
if (ROUNDS > 1) await round('NORMAL');
process.exit(good ? 0 : 1);
