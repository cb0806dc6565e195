// Eight books put on a FEIG pad at once: seen, read, lent by a real station on a real file, unsecured
// one by one, each read back. Simulated reader with its serial timing (38400 8E1, 11 bits
// a byte each way) and its time in the air, on a clock that jumps; the driver, the settings and the
// reader's bytes are those of the shipped profile. Printed is the slowest of many moments of
// putting the books down, since how long it takes to see them hangs on where the pad is in its
// round. The station's part is real time, the reader's is the time of its clock; DESIGN.md
// "Promises": together at most 3 s.
import type { DriverEvent } from '../../devices/driver.ts';
import { createFeigReader } from '../../devices/rfid/feig/feig-reader.ts';
import { createRfidPad } from '../../devices/rfid/rfid-pad.ts';
import { encodeTag } from '../../devices/rfid/tag/encode-tag.ts';
import { tagCodec } from '../../devices/rfid/tag-codec.ts';
import type { TagReader } from '../../devices/rfid/tag-reader.ts';
import { createSimulatedPad } from '../../firmware-bridge/simulated/simulated-pad.ts';
import { makeNumber } from '../../profiles/card-number.ts';
import { loadDeviceProfiles } from '../../profiles/loader.ts';
import { defaultRfidRules } from '../../profiles/rfid-rules.ts';
import { createSteppedClock } from '../devices/rfid/stepped-clock.ts';
import { uidAt } from '../devices/rfid/tag-stack.ts';
import { createLendingPlace } from './lending-place.ts';

const TAGS = 8;
const TAG = { model: '28560-3', memoryBytes: 112, blockBytes: 4, lock: false } as const;
const MOMENTS = 60;
const MOMENT_STEP_MS = 7;
const SECONDS_MAX = 3;

/** As a library's books bear them: ISO 28560-3 on 112 bytes. */
const stack = (tags: number) =>
  Array.from({ length: tags }, (_, index) => {
    const about = { kind: 'item', libraryNumber: '7101', station: 1, serial: index + 1 } as const;
    const barcode = makeNumber(about);
    const item = { pii: barcode, owner: 'KZ-BLK', parts: null, usage: 0x10 };
    const { memory, dsfid } = encodeTag(item, TAG);
    return { uid: uidAt(index), dsfid, afi: 0x07, memory, barcode };
  });

type Figures = {
  debounceMs: number;
  readMs: number;
  lendMs: number;
  unsecureMs: number;
  verifyMs: number;
};

/** The reader as it is, with the time that its calls take told. */
const timed = (reader: TagReader, upMs: () => number, spent: Map<string, number>): TagReader => {
  const timing =
    <A extends unknown[], T>(name: string, call: (...given: A) => Promise<T>) =>
    async (...given: A): Promise<T> => {
      const begunMs = upMs();
      if (!spent.has(`first ${name}`)) spent.set(`first ${name}`, begunMs);
      try {
        return await call(...given);
      } finally {
        spent.set(name, (spent.get(name) ?? 0) + upMs() - begunMs);
      }
    };
  const { info, writeAfi } = reader;
  return { ...reader, info: timing('info', info), writeAfi: timing('writeAfi', writeAfi) };
};

const once = async (afterMs: number): Promise<Figures & { totalMs: number }> => {
  const profile = loadDeviceProfiles().get('feig-serial')!;
  const settings = profile.rfid!;
  const clock = createSteppedClock();
  const spent = new Map<string, number>();
  const device = createSimulatedPad({ id: 'pad', profile, clock });
  const port = await (await device.source.find())!.open();
  let told = (_event: DriverEvent) => {};
  const pad = createRfidPad(
    { port, clock, emit: (event) => told(event) },
    {
      connect: (onNoise) =>
        timed(createFeigReader({ port, clock, settings, onNoise }), clock.upMs, spent),
      codec: tagCodec,
      settings,
      rules: defaultRfidRules,
      isil: 'KZ-BLK',
    },
  );
  await clock.until(pad.start());
  await clock.advance(1_000 + afterMs);
  spent.clear();
  const putMs = clock.upMs();
  const books = stack(TAGS);
  const tags = books.map(({ uid, dsfid, afi, memory }) => ({
    ...{ uid, dsfid, afi },
    memory: Buffer.from(memory).toString('hex'),
  }));
  let readMs = 0;
  let infoAtRead = 0;
  const place = createLendingPlace({
    barcodes: books.map(({ barcode }) => barcode),
    clock,
    setSecurity: (uid, secured) => pad.setSecurity(uid, secured),
  });
  const lent = new Promise<void>((resolve) => {
    told = (event) => {
      if (event.type !== 'tags-on-pad') return;
      if (event.tags.length === TAGS && readMs === 0) {
        readMs = clock.upMs();
        infoAtRead = spent.get('info') ?? 0;
      }
      place.tags(event.tags);
    };
    place.onDone = resolve;
  });
  await place.identify();
  device.act({ kind: 'put-tags', tags });
  await clock.until(lent);
  const endMs = clock.upMs();
  await pad.stop();
  const lendMs = place.close();
  for (const { uid } of tags)
    if (device.field.tag(uid)?.afi !== 0xc2) throw new Error(`${uid} is still secured`);
  const firstMs = spent.get('first info')!;
  const verifyMs = spent.get('info')! - infoAtRead;
  return {
    totalMs: endMs - putMs + lendMs,
    lendMs,
    debounceMs: firstMs - putMs,
    readMs: readMs - firstMs,
    unsecureMs: endMs - readMs - verifyMs,
    verifyMs,
  };
};

const seconds = (ms: number): number => Number((ms / 1_000).toFixed(3));

export const run = async (): Promise<Record<string, unknown>> => {
  const all: Awaited<ReturnType<typeof once>>[] = [];
  for (let moment = 0; moment < MOMENTS; moment++) all.push(await once(moment * MOMENT_STEP_MS));
  all.sort((a, b) => a.totalMs - b.totalMs);
  const slowest = all.at(-1)!;
  if (slowest.totalMs > SECONDS_MAX * 1_000)
    throw new Error(`a stack takes ${slowest.totalMs} ms, more than ${SECONDS_MAX} s`);
  return {
    name: 'stack',
    seconds: seconds(slowest.totalMs),
    debounce: seconds(slowest.debounceMs),
    read: seconds(slowest.readMs),
    lend: seconds(slowest.lendMs),
    unsecure: seconds(slowest.unsecureMs),
    verify: seconds(slowest.verifyMs),
    fastestSeconds: seconds(all[0]!.totalMs),
    tags: TAGS,
    moments: MOMENTS,
  };
};
