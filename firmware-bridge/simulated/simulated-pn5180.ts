// A PN5180 at its SPI wires (NXP data sheet PN5180A0xx, 11.4): what the C board's driver of the chip is tested against. Each call is
// one NSS frame. Only what ISO 15693 needs; an instruction that it does not know ends the test.
import type { AirBytes, Iso15693Air } from './iso15693-air.ts';

const SYSTEM_CONFIG = 0x00;
const IRQ_STATUS = 0x02;
const IRQ_CLEAR = 0x03;
const RX_STATUS = 0x13;
const TX_CONFIG = 0x18;
const IRQ = { rx: 1 << 0, tx: 1 << 1, idle: 1 << 2, rfOn: 1 << 9, rxStart: 1 << 14 };
const COLLISION = 1 << 18;
const START_AND_DATA = 0x4c0;
const TRANSCEIVE = 3;
/** EEPROM 12h, 13h: firmware 4.0. */
const EEPROM: Record<number, number[]> = { 18: [0x00, 0x04] };

const u32 = (bytes: Uint8Array) => Buffer.from(bytes).readUInt32LE(0);
const u32Bytes = (value: number) => [0, 8, 16, 24].map((shift) => (value >>> shift) & 255);

export type SimulatedPn5180 = {
  /** One frame: the bytes that the master sent, and those that it got at the same time. */
  transfer(sent: Uint8Array): Uint8Array;
  reset(level: boolean): void;
  /** Frames so far. */
  readonly frames: number;
};

export const createSimulatedPn5180 = (air: Iso15693Air): SimulatedPn5180 => {
  const registers = new Map<number, number>();
  let reply: number[] | undefined;
  let received: number[] = [];
  let fieldOn = false;
  let configured = false;
  let frames = 0;
  const get = (register: number) => registers.get(register) ?? 0;
  const set = (register: number, value: number) => registers.set(register, value >>> 0);
  const raise = (bits: number) => set(IRQ_STATUS, get(IRQ_STATUS) | bits);
  const write = (register: number, value: number) => {
    if (register === IRQ_CLEAR) set(IRQ_STATUS, get(IRQ_STATUS) & ~value);
    else set(register, value);
  };

  const take = (answer: AirBytes): void => {
    received = answer.kind === 'data' ? answer.bytes : [];
    set(RX_STATUS, answer.kind === 'collision' ? COLLISION : received.length);
    raise(answer.kind === 'none' ? IRQ.tx : IRQ.tx | IRQ.rxStart | IRQ.rx);
  };
  const send = (data: Uint8Array): void => {
    if (!fieldOn || (get(SYSTEM_CONFIG) & 7) !== TRANSCEIVE) return;
    const whole = (get(TX_CONFIG) & START_AND_DATA) === START_AND_DATA;
    take(whole ? air.send([...data]) : air.nextSlot());
  };
  const switchField = (on: boolean): void => {
    fieldOn = on && configured;
    if (fieldOn) raise(IRQ.rfOn);
    else air.fieldOff();
  };

  const instructions: Record<number, (bytes: Uint8Array) => void> = {
    0: (bytes) => write(bytes[1]!, u32(bytes.subarray(2))),
    1: (bytes) => write(bytes[1]!, get(bytes[1]!) | u32(bytes.subarray(2))),
    2: (bytes) => write(bytes[1]!, get(bytes[1]!) & u32(bytes.subarray(2))),
    4: (bytes) => {
      reply = u32Bytes(get(bytes[1]!));
    },
    7: (bytes) => {
      reply = (EEPROM[bytes[1]!] ?? []).slice(0, bytes[2]);
    },
    9: (bytes) => send(bytes.subarray(2)),
    10: () => {
      reply = received;
    },
    17: (bytes) => {
      configured = bytes[1] === 0x0d && bytes[2] === 0x8d;
      set(TX_CONFIG, START_AND_DATA);
    },
    22: () => switchField(true),
    23: () => switchField(false),
  };

  return {
    transfer(sent) {
      frames++;
      if (reply && sent.every((byte) => byte === 0xff)) {
        const told = Uint8Array.from(sent, (_, at) => reply?.[at] ?? 0xff);
        reply = undefined;
        return told;
      }
      reply = undefined;
      const run = instructions[sent[0]!];
      if (!run) throw new Error(`instruction ${sent[0]} is not simulated`);
      run(sent);
      return new Uint8Array(sent.length).fill(0xff);
    },
    reset(level) {
      registers.clear();
      reply = undefined;
      configured = false;
      switchField(false);
      if (level) raise(IRQ.idle);
    },
    get frames() {
      return frames;
    },
  };
};
