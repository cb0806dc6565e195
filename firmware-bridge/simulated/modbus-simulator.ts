// A relay board that is not there, after the Modbus Application Protocol V1.1b3: functions 01, 02, 05, 0F, exceptions 01 to 03, its own
// table-driven CRC. A relay may be welded: it stays as it is, and the board says so.
import type { ContactBoard, Heard } from './contact-line.ts';

const CRC_TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let round = 8; round > 0; round--) value = (value >> 1) ^ (value % 2 === 1 ? 0xa001 : 0);
  return value;
});

const checkOf = (bytes: Uint8Array): [low: number, high: number] => {
  const crc = bytes.reduce((sum, byte) => (sum >> 8) ^ CRC_TABLE[(sum ^ byte) & 0xff]!, 0xffff);
  return [crc & 0xff, crc >> 8];
};

const sealed = (bytes: readonly number[]): Uint8Array =>
  Uint8Array.from([...bytes, ...checkOf(Uint8Array.from(bytes))]);

const word = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);

const packed = (states: readonly boolean[]): number[] => {
  const bytes = new Array<number>(Math.ceil(states.length / 8)).fill(0);
  states.forEach((on, index) => {
    if (on) bytes[index >> 3]! += 1 << (index & 7);
  });
  return bytes;
};

export type ModbusBoard = ContactBoard & {
  coils: readonly boolean[];
  setInput(input: number, on: boolean): boolean;
  /** A welded relay keeps its state whatever is written. */
  weld(coil: number, welded: boolean): void;
  /** Functions that it does not know are refused with exception 01. */
  forget(code: number): void;
};

type State = {
  unit: number;
  coils: boolean[];
  inputs: boolean[];
  welded: Set<number>;
  onCoil: (coil: number, on: boolean) => void;
};

const move = ({ coils, welded, onCoil }: State, coil: number, on: boolean): void => {
  if (welded.has(coil) || coils[coil] === on) return;
  coils[coil] = on;
  onCoil(coil, on);
};

/** The answer without unit and check value; one number is an exception. */
const answerOf = (state: State, command: Uint8Array): number[] | number => {
  const [, code = 0] = command;
  const [first, count] = [word(command, 2), word(command, 4)];
  if (code === 1 || code === 2) {
    const bits = code === 1 ? state.coils : state.inputs;
    if (count < 1 || first + count > bits.length) return 2;
    const data = packed(bits.slice(first, first + count));
    return [code, data.length, ...data];
  }
  if (code === 5) {
    if (first >= state.coils.length) return 2;
    if (count !== 0xff00 && count !== 0) return 3;
    move(state, first, count === 0xff00);
    return [...command.subarray(1, 6)];
  }
  if (first + count > state.coils.length) return 2;
  for (let index = 0; index < count; index++)
    move(state, first + index, ((command[7 + (index >> 3)]! >> (index & 7)) & 1) === 1);
  return [...command.subarray(1, 6)];
};

const lookAt = (bytes: Uint8Array): Heard => {
  if (bytes.length < 2) return { kind: 'more' };
  const known = [1, 2, 5, 15].includes(bytes[1]!);
  if (!known) return { kind: 'drop', bytes: 1 };
  if (bytes[1] === 15 && bytes.length < 7) return { kind: 'more' };
  const length = bytes[1] === 15 ? 9 + bytes[6]! : 8;
  if (bytes.length < length) return { kind: 'more' };
  const [low, high] = checkOf(bytes.subarray(0, length - 2));
  const sound = bytes[length - 2] === low && bytes[length - 1] === high;
  return sound ? { kind: 'command', bytes: length } : { kind: 'drop', bytes: 1 };
};

export const createModbusBoard = (options: {
  unit: number;
  outputs: number;
  inputs: number;
  onCoil?(coil: number, on: boolean): void;
}): ModbusBoard => {
  const { unit, outputs, inputs, onCoil = () => {} } = options;
  const state: State = {
    unit,
    coils: new Array<boolean>(outputs).fill(false),
    inputs: new Array<boolean>(inputs).fill(false),
    welded: new Set(),
    onCoil,
  };
  const unknown = new Set<number>();
  return {
    coils: state.coils,
    look: lookAt,
    carryOut(command, fault) {
      if (command[0] !== unit) return null;
      const code = command[1]!;
      const answer = unknown.has(code) ? 1 : answerOf(state, command);
      const from = fault === 'wrong-unit' ? unit + 1 : unit;
      if (typeof answer === 'number') return sealed([from, code + 0x80, answer]);
      if (fault === 'wrong-echo' && code === 5) answer[3] = answer[3] === 0xff ? 0 : 0xff;
      return sealed([from, ...answer]);
    },
    setInput(input, on) {
      if (input >= inputs) return false;
      state.inputs[input] = on;
      return true;
    },
    weld(coil, welded) {
      if (welded) state.welded.add(coil);
      else state.welded.delete(coil);
    },
    forget: (code) => {
      unknown.add(code);
    },
  };
};
