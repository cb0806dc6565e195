// A codec for tests of pads: ISO 28560-3 basic blocks only (hardware.md 1.5), so that a fault of
// the real codec is not taken for one of the pad, and the other way round.
import type { TagItem } from '../../../devices/driver.ts';
import { RfidError } from '../../../devices/rfid/errors.ts';
import type { TagCodec } from '../../../devices/rfid/tag-codec.ts';

const BASIC_BYTES = 34;

const crcOf = (bytes: Uint8Array): number => {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = ((crc << 1) ^ (crc & 0x8000 ? 0x1021 : 0)) & 0xffff;
  }
  return crc;
};

const checkOf = (basic: Uint8Array): number =>
  crcOf(Uint8Array.from([...basic.subarray(0, 19), ...basic.subarray(21, BASIC_BYTES)]));

const textOf = (bytes: Uint8Array): string => {
  const end = bytes.indexOf(0);
  return Buffer.from(end < 0 ? bytes : bytes.subarray(0, end)).toString('utf8');
};

/** Memory of a tag that holds this number, `bytes` long. */
export const plainMemory = (pii: string, bytes = 112, owner = 'KZ-BLK'): Uint8Array => {
  const basic = new Uint8Array(BASIC_BYTES);
  basic.set([0x11, 1, 1]);
  basic.set(Buffer.from(pii, 'utf8').subarray(0, 16), 3);
  basic.set(Buffer.from(owner.replace('-', ''), 'utf8').subarray(0, bytes < 34 ? 11 : 13), 21);
  const check = checkOf(basic);
  basic.set([check & 0xff, check >> 8], 19);
  const memory = new Uint8Array(bytes);
  memory.set(basic.subarray(0, Math.min(bytes, BASIC_BYTES)));
  return memory;
};

export const plainCodec: TagCodec = {
  decodeTag(memory) {
    if (memory.every((byte) => byte === 0)) return { content: { kind: 'blank' } };
    const basic = new Uint8Array(BASIC_BYTES);
    basic.set(memory.subarray(0, BASIC_BYTES));
    if (basic[0] !== 0x11) return { content: { kind: 'unreadable', fault: 'model-unknown' } };
    if (checkOf(basic) !== basic[19]! + basic[20]! * 256)
      return { content: { kind: 'unreadable', fault: 'crc-wrong' } };
    const owner = textOf(basic.subarray(21));
    return {
      content: {
        kind: 'item',
        model: '28560-3',
        pii: textOf(basic.subarray(3, 19)),
        owner: `${owner.slice(0, 2)}-${owner.slice(2)}`,
        parts: null,
        usage: 0x10,
        offline: { issue: true, return: true },
      },
    };
  },
  encodeTag({ pii, owner }: TagItem, { memoryBytes, lock }) {
    if (memoryBytes < 32) throw new RfidError('tag-too-small');
    if (Buffer.byteLength(pii) > 16) throw new RfidError('value-unfit', 'pii');
    const memory = plainMemory(pii, Math.min(memoryBytes, 36), owner ?? '');
    return { memory, dsfid: 0x3e, lockBlocks: lock ? [0, 1, 2, 3, 4] : [] };
  },
};
