// The barcode drivers behind a port in memory: serial lines, HID POS reports, keys of a page. Whatever came in, nothing is thrown,
// no code is empty or over-long, no timer is left, and after a silence the next good label is read as it stands.
import assert from 'node:assert/strict';
import { createHidPosScanner } from '../../devices/barcode/hid-pos-scanner.ts';
import { createKeyboardWedge } from '../../devices/barcode/keyboard-wedge.ts';
import { createSerialScanner } from '../../devices/barcode/serial-scanner.ts';
import type { Driver, DriverContext, DriverEvent } from '../../devices/driver.ts';
import type { DeviceProfile, ScannerSettings } from '../../profiles/device-schema.ts';
import { posDescriptor, posReports } from '../devices/barcode/descriptors.ts';
import { posFallback, scannerProfile } from '../devices/barcode/scanner-profiles.ts';
import { createManualClock } from '../devices/manual-clock.ts';
import { createMemoryPort } from '../devices/memory-port.ts';
import type { FuzzTarget } from './fuzz-target.ts';

const LABEL = '30001004000017';
const LINE_BYTES_MAX = 64;
/** Longer than any silence that ends a code or a line. */
const SILENCE_MS = 10_000;

type Kind = {
  make(context: DriverContext): Driver;
  /** Deliveries that read as LABEL. */
  label: Uint8Array[];
};

const keyLine = (code: string): Uint8Array =>
  Buffer.from(`${JSON.stringify({ code, shift: false, gapMs: 8 })}\n`);
const typed = (text: string): Uint8Array[] =>
  [...[...text].map((digit) => `Digit${digit}`), 'Enter'].map(keyLine);

const profileOf = (
  driver: DeviceProfile['driver'],
  settings: Partial<ScannerSettings>,
): DeviceProfile => scannerProfile(driver, { lineBytesMax: LINE_BYTES_MAX, ...settings });

const serial = (settings: Partial<ScannerSettings>, line: string): Kind => ({
  make: (context) => createSerialScanner(context, profileOf('serial-scanner', settings)),
  label: [Buffer.from(line, 'latin1')],
});

const kinds = (): Record<string, Kind> => ({
  serial: serial({}, `]C0${LABEL}\r\n`),
  'serial-framed': serial({ prefix: '02', suffix: ['03'] }, `\x02${LABEL}\x03`),
  'serial-silence': serial({ suffix: [], aim: 'never' }, LABEL),
  'hid-pos': {
    make: (context) =>
      createHidPosScanner(
        context,
        profileOf('hid-pos-scanner', { fallbackLayout: posFallback }),
        {},
      ),
    label: posReports(LABEL),
  },
  'hid-pos-descriptor': {
    make: (context) =>
      createHidPosScanner(context, profileOf('hid-pos-scanner', {}), {
        reportDescriptor: posDescriptor(),
      }),
    label: posReports(LABEL),
  },
  wedge: {
    make: (context) =>
      createKeyboardWedge(
        context,
        profileOf('keyboard-wedge', { suffix: ['0d'], keyGapMsMax: 60, lengthMin: 6 }),
      ),
    label: typed(LABEL),
  },
});

const createBench = (make: Kind['make']) => {
  const port = createMemoryPort();
  const clock = createManualClock();
  const events: DriverEvent[] = [];
  return {
    port,
    clock,
    events,
    driver: make({ port, clock, emit: (event) => events.push(event) }),
  };
};
type Bench = ReturnType<typeof createBench>;

/** In pieces of 1 to 64 bytes or in reports of 64, as a port delivers; now and then a silence between two. */
const feed = ({ port, clock }: Bench, bytes: Uint8Array, random: () => number): void => {
  const inReports = random() < 0.5;
  for (let at = 0; at < bytes.length; ) {
    const length = inReports ? 64 : 1 + Math.floor(random() * 64);
    port.receive(bytes.subarray(at, at + length));
    at += length;
    if (random() < 0.1) clock.advance(Math.floor(random() * 500));
  }
};

const checkEvents = (events: DriverEvent[]): void => {
  for (const event of events) {
    if (event.type === 'noise-dropped') assert(event.bytes > 0, 'noise of no bytes');
    else {
      assert.equal(event.type, 'barcode-read');
      assert(event.text.length > 0, 'an empty code');
      assert(event.text.length <= LINE_BYTES_MAX, `a code of ${event.text.length}`);
    }
  }
};

export const createScannerTarget = (): FuzzTarget => {
  const all = Object.entries(kinds());
  const counts: Record<string, number> = { code: 0, noise: 0, nothing: 0 };
  const count = (events: DriverEvent[]): void => {
    const codes = events.filter((event) => event.type === 'barcode-read').length;
    const answer = codes > 0 ? 'code' : events.length > 0 ? 'noise' : 'nothing';
    counts[answer] = (counts[answer] ?? 0) + 1;
  };
  return {
    name: 'scanners',
    bytesMax: 1_000,
    async run(bytes, random) {
      const [name, { make, label }] = all[Math.floor(random() * all.length)]!;
      const bench = createBench(make);
      await bench.driver.start();
      feed(bench, bytes, random);
      bench.clock.advance(SILENCE_MS);
      checkEvents(bench.events);
      count(bench.events);
      bench.events.length = 0;
      for (const piece of label) bench.port.receive(piece);
      bench.clock.advance(SILENCE_MS);
      const texts = bench.events.map((event) => event.type === 'barcode-read' && event.text);
      assert.deepEqual(texts, [LABEL], `${name}: the next label`);
      await bench.driver.stop();
      assert.equal(bench.clock.pending(), 0, `${name}: a timer is left`);
    },
    seeds: () => all.map(([, { label }]) => Uint8Array.from(Buffer.concat(label))),
    answers: () => ({ ...counts }),
  };
};
