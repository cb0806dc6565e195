// `npm run prove`: the long forms of what `npm test` runs short, and every benchmark. Prints the figures; fails when one fails.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ensurePrerequisites } from './prerequisites.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const KILLS = '1000';
const FAILOVERS = '20';
const POWER_CUTS = '3';
const TAMPERS = '10000';
const AUDITS = ['tests/central/store/audit', 'tests/station-server/store/audit-store'];
const BOARD_FUZZ = '10000000';
const SEEDS = '100000';

const call = (command, args, env = {}) =>
  spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
    .status === 0;

ensurePrerequisites();
const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'tests/vitest.config.ts'];
const browser = vitest.with(-1, 'tests/vitest.browser.config.ts');
const results = [
  ['1,000 kills', call(process.execPath, [...vitest, 'tests/crash'], { KITAP_KILLS: KILLS })],
  [
    '20 promotions of a standby',
    call(process.execPath, [...vitest, 'tests/failover'], { KITAP_FAILOVERS: FAILOVERS }),
  ],
  [
    'power cuts',
    call(process.execPath, ['tests/hil/power-cut.mjs'], { KITAP_POWER_CUTS: POWER_CUTS }),
  ],
  [
    'slow link',
    call(process.execPath, [...vitest, 'tests/slow-link'], { KITAP_SLOW_LINK: 'full' }),
  ],
  [
    '10,000 tampers of each journal',
    call(process.execPath, [...vitest, ...AUDITS], { KITAP_TAMPERS: TAMPERS }),
  ],
  [
    '10,000,000 inputs to the kiosk board',
    call(process.execPath, [...vitest, 'tests/firmware-bridge/firmware/firmware-fuzz'], {
      KITAP_FUZZ_BOARD: BOARD_FUZZ,
    }),
  ],
  [
    'text of 125 and 150 % on every page',
    call(process.execPath, [...browser, 'tests/kiosk-ui/text-sizes'], { KITAP_TEXT_SIZES: 'all' }),
  ],
  ['100,000 seeds', call(process.execPath, ['dist/tests/sim/main.js', '--seeds', SEEDS])],
  [
    'benchmarks',
    call(process.execPath, [
      'dist/tests/bench/bench.js',
      'checkout-durable',
      'snapshot',
      'partitions',
      'search',
    ]),
  ],
];
for (const [name, ok] of results) console.log(`${name}: ${ok ? 'passed' : 'failed'}`);
process.exitCode = results.every(([, ok]) => ok) ? 0 : 1;
