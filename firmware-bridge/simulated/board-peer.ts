// The kiosk board as a peer on a line: the same bytes and the same rules as firmware-bridge/firmware/board.c, without a process; with
// a PN5180 only where one is given (its HELLO says so). Tests compare it with the C board; the demonstration runs on it.
import {
  type BoardFrame,
  createBoardFrameReader,
  encodeBoardFrame,
} from '../../devices/board/board-frame.ts';
import {
  type BoardEvent,
  CAPABILITY,
  NAK,
  PROTOCOL_MAJOR,
  SILENCE_MS,
  TYPE,
  versionOfHello,
} from '../../devices/board/board-messages.ts';
import type { Clock } from '../../devices/driver.ts';
import { type BoardOutputs, createBoardOutputs, type OutputLimits } from './board-outputs.ts';
import type { AnswerPn5180 } from './board-pn5180.ts';

const EVENTS_KEPT = 128;
const EVENTS_PER_FRAME = 16;
const MAGIC = [...Buffer.from('KTBD')];
const FIRMWARE = [1, 0, 0];

export type BoardPeerOptions = {
  clock: Clock;
  outputs: readonly OutputLimits[];
  /** Kinds of the inputs, INPUT_KIND. */
  inputs: readonly number[];
  /** Bytes to the host. */
  send(bytes: Uint8Array): void;
  /** Another one than ours, for a host that must refuse it. */
  major?: number;
  pn5180?: AnswerPn5180;
};

export type BoardPeer = {
  receive(bytes: Uint8Array): void;
  /** False for an input that there is not. */
  setInput(input: number, on: boolean): boolean;
  outputs: BoardOutputs;
  readonly online: boolean;
  /** Power on: forgets everything and says so. */
  boot(): void;
};

const u16 = (value: number) => [value & 255, (value >> 8) & 255];
const u32 = (value: number) => [...u16(value & 0xffff), ...u16(value >>> 16)];
const text = (value: string) => [value.length, ...Buffer.from(value, 'latin1')];
const bits = (states: readonly boolean[]) =>
  states.reduce((sum, on, index) => sum + (on ? 1 << index : 0), 0);
const u32At = (bytes: Uint8Array, at: number) => Buffer.from(bytes).readUInt32LE(at);

const sameRequest = (left: BoardFrame, right: BoardFrame) =>
  left.type === right.type && Buffer.compare(left.payload, right.payload) === 0;

type Answer = { nak: number } | { ack: number[] };

export const createBoardPeer = (options: BoardPeerOptions): BoardPeer => {
  const { clock, send } = options;
  const major = options.major ?? PROTOCOL_MAJOR;
  const outputs = createBoardOutputs(options.outputs, clock);
  const inputs = options.inputs.map(() => ({ on: false, times: 0 }));
  let events: (BoardEvent & { atMs: number })[] = [];
  let newest = 0;
  let confirmed = 0;
  let greeted = false;
  let last: { frame: BoardFrame; line: Uint8Array } | undefined;
  let cancelSilence = () => {};

  const tell = (type: number, seq: number, payload: number[]): Uint8Array => {
    const line = encodeBoardFrame({ type, seq, payload: Uint8Array.from(payload) });
    send(line);
    return line;
  };
  const { pn5180, ...others } = CAPABILITY;
  const capabilities = [...Object.values(others), ...(options.pn5180 ? [pn5180] : [])];
  const hello = () => [
    ...[...MAGIC, major, 0, ...FIRMWARE, 0, 250],
    ...[...text('simulated'), ...text('kiosk-1'), ...text('SIM-0001')],
    ...[capabilities.length, ...capabilities],
    ...[...u32(confirmed), ...u32(newest)],
    ...[
      options.outputs.length,
      ...options.outputs.flatMap(({ kind, onMsMax }) => [kind, 0, ...u32(onMsMax)]),
    ],
    ...[options.inputs.length, ...options.inputs],
  ];
  const oldest = () => Math.max(1, newest - EVENTS_KEPT + 1);
  const page = (from: number) => {
    const some = events.filter(({ number }) => number >= from).slice(0, EVENTS_PER_FRAME);
    const row = ({ number, input, on, atMs }: (typeof events)[number]) => [
      ...[...u32(number), input, Number(on)],
      ...u32(clock.upMs() - atMs),
    ];
    return [some.length, ...some.flatMap(row)];
  };
  /** SILENCE_MS without a sound request: outputs safe, and the host must greet again. */
  const heard = () => {
    cancelSilence();
    cancelSilence = clock.after(SILENCE_MS, () => {
      greeted = false;
      outputs.allSafe();
    });
  };

  const carryOut = ({ type, payload }: BoardFrame): Answer => {
    if (type === TYPE.heartbeat && payload.length === 4) {
      const number = u32At(payload, 0);
      if (number > confirmed && number <= newest) confirmed = number;
      const states = [...u16(bits(outputs.on())), ...u16(bits(inputs.map(({ on }) => on)))];
      return { ack: [...u32(clock.upMs()), ...u32(newest), ...states] };
    }
    if (type === TYPE.output && payload.length === 5) {
      const set = outputs.set(payload[0]!, u32At(payload, 1));
      return typeof set === 'number' ? { ack: [payload[0]!, ...u32(set)] } : { nak: NAK[set] };
    }
    if (type === TYPE.inputs && payload.length === 0) {
      const states = inputs.flatMap(({ on, times }) => [Number(on), ...u32(times)]);
      return { ack: [inputs.length, ...states] };
    }
    if (type === TYPE.events && payload.length === 4)
      return { ack: [...u32(oldest()), ...u32(newest), ...page(u32At(payload, 0))] };
    if (type === TYPE.pn5180 && options.pn5180) {
      const made = options.pn5180(payload);
      return typeof made === 'number' ? { nak: made } : { ack: made };
    }
    const known = [TYPE.heartbeat, TYPE.output, TYPE.inputs, TYPE.events] as number[];
    return { nak: known.includes(type) ? NAK.malformed : NAK['unknown-type'] };
  };
  const answer = (frame: BoardFrame, made: Answer): void => {
    const { type, seq } = frame;
    const line =
      'ack' in made
        ? tell(TYPE.ack, seq, [type, ...made.ack])
        : tell(TYPE.nak, seq, [
            type,
            made.nak,
            ...(made.nak === NAK['other-major'] ? hello() : []),
          ]);
    last = { frame, line };
  };
  const onHello = (frame: BoardFrame): void => {
    const version = versionOfHello(frame.payload);
    if (!version) {
      tell(TYPE.nak, frame.seq, [frame.type, NAK.malformed]);
      return;
    }
    greeted = version.major === major;
    if (greeted) heard();
    else outputs.allSafe();
    answer(frame, greeted ? { ack: hello() } : { nak: NAK['other-major'] });
  };
  const onFrame = (frame: BoardFrame): void => {
    if (frame.type >= TYPE.ack) return;
    if (frame.type === TYPE.hello) {
      onHello(frame);
      return;
    }
    const refuse = (code: number) => tell(TYPE.nak, frame.seq, [frame.type, code]);
    const ahead = (frame.seq - (last?.frame.seq ?? 0)) & 0xff;
    if (!greeted) refuse(NAK['hello-first']);
    else if (ahead >= 128) refuse(NAK['stale-seq']);
    else {
      heard();
      const same = last !== undefined && sameRequest(last.frame, frame);
      if (ahead > 0) answer(frame, carryOut(frame));
      else if (same) send(last!.line);
      else refuse(NAK['seq-reused']);
    }
  };
  const reader = createBoardFrameReader({
    frame: onFrame,
    noise: () => {},
  });

  return {
    receive: (bytes) => reader.push(bytes),
    setInput(input, on) {
      const state = inputs[input];
      if (!state) return false;
      if (state.on === on) return true;
      state.on = on;
      if (on) state.times++;
      newest++;
      events = [...events, { number: newest, input, on, ageMs: 0, atMs: clock.upMs() }];
      events = events.slice(-EVENTS_KEPT);
      if (greeted) tell(TYPE.event, 0, page(newest));
      return true;
    },
    outputs,
    get online() {
      return greeted;
    },
    boot() {
      cancelSilence();
      outputs.allSafe();
      reader.drop();
      events = [];
      newest = 0;
      confirmed = 0;
      greeted = false;
      last = undefined;
      for (const state of inputs) state.times = 0;
      tell(TYPE.booted, 0, hello());
    },
  };
};
