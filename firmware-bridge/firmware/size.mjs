// `node firmware-bridge/firmware/size.mjs`: builds the image for the STM32G031K8 and prints one JSON line: flash and RAM that it
// takes, and what the chip has. Needs Debian's gcc-arm-none-eabi. Fails when the image has outgrown its limits.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
const CHIP = { chip: 'STM32G031K8', flashBytes: 65_536, ramBytes: 8_192 };
/** Room for a year of changes; whoever needs more raises them knowingly. The RAM is without the stack. */
const LIMITS = { flashBytes: 12_288, ramBytes: 4_096 };

/** Sizes of the sections that end up in the chip, from `size -A`. */
const sectionsOf = (elf) =>
  new Map(
    execFileSync('arm-none-eabi-size', ['-A', elf], { encoding: 'utf8' })
      .split('\n')
      .map((line) => /^(\.\w+)\s+(\d+)\s/.exec(line))
      .filter((row) => row !== null)
      .map(([, name, bytes]) => [name, Number(bytes)]),
  );

const out = mkdtempSync(join(tmpdir(), 'kitap-firmware-'));
try {
  execFileSync('make', ['-s', '-C', folder, `OUT=${out}`, 'stm32g031'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const sections = sectionsOf(join(out, 'stm32g031.elf'));
  const bytes = (...names) => names.reduce((sum, name) => sum + (sections.get(name) ?? 0), 0);
  const flash = bytes('.vectors', '.text', '.data');
  const ram = bytes('.data', '.bss');
  const map = readFileSync(join(out, 'stm32g031.map'), 'utf8');
  const within = flash <= LIMITS.flashBytes && ram <= LIMITS.ramBytes;
  const heap = /\b(?:malloc|_sbrk)\b/.test(map);
  console.log(
    JSON.stringify({
      ...CHIP,
      flash,
      ram,
      stackReserved: bytes('.stack'),
      flashMax: LIMITS.flashBytes,
      ramMax: LIMITS.ramBytes,
      heap,
      within,
    }),
  );
  process.exitCode = within && !heap ? 0 : 1;
} finally {
  rmSync(out, { recursive: true, force: true });
}
