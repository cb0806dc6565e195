// The words of the board's protocol (hardware.md 5.1): what firmware-bridge/firmware/protocol.h says in C, and the payloads of both
// ways. tests/devices/board/protocol-header.test.ts compares the two. Data in, data out; who sends when is board-link.ts.

export const PROTOCOL_MAGIC = 'KTBD';
export const PROTOCOL_MAJOR = 1;
export const PROTOCOL_MINOR = 0;
/** The board puts every output into its safe state after a silence this long. */
export const SILENCE_MS = 3_000;

export const TYPE = {
  hello: 0x01,
  heartbeat: 0x02,
  output: 0x03,
  inputs: 0x04,
  events: 0x05,
  pn5180: 0x06,
  ack: 0x40,
  nak: 0x41,
  booted: 0x81,
  event: 0x82,
} as const;
export type RequestType = (typeof TYPE)[
  | 'hello'
  | 'heartbeat'
  | 'output'
  | 'inputs'
  | 'events'
  | 'pn5180'];

export const NAK = {
  malformed: 1,
  'unknown-type': 2,
  'hello-first': 3,
  'stale-seq': 4,
  'seq-reused': 5,
  'no-such-output': 6,
  resting: 7,
  'chip-silent': 8,
  'too-long': 9,
  'other-major': 10,
} as const;
export type NakName = keyof typeof NAK | 'unknown';

export const CAPABILITY = { outputs: 1, inputs: 2, events: 3, pn5180: 4 } as const;
export const OUTPUT_KIND = { led: 1, buzzer: 2, relay: 3, lock: 4, flap: 5 } as const;
export const INPUT_KIND = { presence: 1, flap: 2, counter: 3, contact: 4 } as const;
export const BOOT_REASON = ['power', 'pin', 'watchdog', 'software', 'brownout'] as const;

/** A number that is not in the table is of a newer board: told as it is. */
const nameIn = (table: Readonly<Record<string, number>>, value: number): string =>
  Object.keys(table).find((name) => table[name] === value) ?? `kind-${value}`;

export const nakName = (code: number): NakName =>
  (Object.keys(NAK) as (keyof typeof NAK)[]).find((name) => NAK[name] === code) ?? 'unknown';

export type BoardHello = {
  major: number;
  minor: number;
  firmware: string;
  bootReason: string;
  frameBytesMax: number;
  buildId: string;
  boardId: string;
  serial: string;
  capabilities: string[];
  /** Number of the last event that a host confirmed, and of the newest. */
  confirmedEvent: number;
  newestEvent: number;
  outputs: { kind: string; safeLevel: boolean; onMsMax: number }[];
  inputs: { kind: string }[];
};

export type BoardEvent = { number: number; input: number; on: boolean; ageMs: number };
export type Heartbeat = { upMs: number; newestEvent: number; outputs: number; inputs: number };
export type InputState = { on: boolean; times: number };
export type EventPage = { oldest: number; newest: number; events: BoardEvent[] };

/** Fields of a payload, in order; null from the first that is not there, so that a cut payload is never half understood. */
const createFields = (payload: Uint8Array) => {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  let at = 0;
  const take = (bytes: number): number => {
    at += bytes;
    if (at > payload.length) throw new RangeError('the payload ends early');
    return at - bytes;
  };
  const u8 = () => view.getUint8(take(1));
  return {
    u8,
    u16: () => view.getUint16(take(2), true),
    u32: () => view.getUint32(take(4), true),
    text: () => {
      const bytes = u8();
      return Buffer.from(payload).toString('latin1', take(bytes), at);
    },
    list: <T>(item: () => T): T[] => Array.from({ length: u8() }, item),
    atEnd: () => at === payload.length,
  };
};
type Fields = ReturnType<typeof createFields>;

/** Null for a payload that is cut. `whole`: also for one with bytes left over; newer minors may add some. */
const parse = <T>(payload: Uint8Array, read: (fields: Fields) => T, whole = true): T | null => {
  try {
    const fields = createFields(payload);
    const value = read(fields);
    return whole && !fields.atEnd() ? null : value;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};

export const helloPayload = (hostName: string): Uint8Array => {
  const name = Buffer.from(hostName.slice(0, 32), 'latin1');
  const head = Buffer.from(PROTOCOL_MAGIC, 'latin1');
  return Uint8Array.of(...head, PROTOCOL_MAJOR, PROTOCOL_MINOR, name.length, ...name);
};

/** The first six bytes never change: they tell the version even of a board that is not understood otherwise. */
export const versionOfHello = (payload: Uint8Array): { major: number; minor: number } | null => {
  const magic = Buffer.from(payload.subarray(0, 4)).toString('latin1');
  const [major, minor] = payload.subarray(4, 6);
  return magic === PROTOCOL_MAGIC && minor !== undefined ? { major: major!, minor } : null;
};

export const parseHello = (payload: Uint8Array): BoardHello | null => {
  const version = versionOfHello(payload);
  if (!version) return null;
  return parse(
    payload.subarray(6),
    ({ u8, u32, text, list }) => ({
      ...version,
      firmware: `${u8()}.${u8()}.${u8()}`,
      bootReason: BOOT_REASON[u8()] ?? 'unknown',
      frameBytesMax: u8(),
      buildId: text(),
      boardId: text(),
      serial: text(),
      capabilities: list(() => nameIn(CAPABILITY, u8())),
      confirmedEvent: u32(),
      newestEvent: u32(),
      outputs: list(() => ({
        kind: nameIn(OUTPUT_KIND, u8()),
        safeLevel: u8() !== 0,
        onMsMax: u32(),
      })),
      inputs: list(() => ({ kind: nameIn(INPUT_KIND, u8()) })),
    }),
    false,
  );
};

const u32Bytes = (value: number): number[] =>
  [0, 8, 16, 24].map((shift) => (value >>> shift) & 255);

export const heartbeatPayload = (confirmedEvent: number) =>
  Uint8Array.from(u32Bytes(confirmedEvent));
export const outputPayload = (output: number, ms: number) => Uint8Array.of(output, ...u32Bytes(ms));
export const eventsPayload = (from: number) => Uint8Array.from(u32Bytes(from));

const readEvents = ({ list, u32, u8 }: Fields): BoardEvent[] =>
  list(() => ({ number: u32(), input: u8(), on: u8() !== 0, ageMs: u32() }));

export const parseHeartbeat = (payload: Uint8Array): Heartbeat | null =>
  parse(payload, ({ u32, u16 }) => ({
    upMs: u32(),
    newestEvent: u32(),
    outputs: u16(),
    inputs: u16(),
  }));

export const parseInputs = (payload: Uint8Array): InputState[] | null =>
  parse(payload, ({ list, u8, u32 }) => list(() => ({ on: u8() !== 0, times: u32() })));

export const parseEventPage = (payload: Uint8Array): EventPage | null =>
  parse(payload, (fields) => ({
    oldest: fields.u32(),
    newest: fields.u32(),
    events: readEvents(fields),
  }));

/** The payload of an unasked event frame. */
export const parseEvents = (payload: Uint8Array): BoardEvent[] | null => parse(payload, readEvents);

export const parseOutput = (payload: Uint8Array): { output: number; grantedMs: number } | null =>
  parse(payload, ({ u8, u32 }) => ({ output: u8(), grantedMs: u32() }));
