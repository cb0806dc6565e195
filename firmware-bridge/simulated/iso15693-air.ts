// What ISO 15693 tags answer to the bytes of a command, in the field of `rfid-field.ts`: inventory in one slot or in sixteen, and the
// addressed commands. For readers that hand on the bytes themselves, such as a PN5180; shares no code with the driver.
import type { AirAnswer, FieldTag, RfidField } from './rfid-field.ts';

export type AirBytes = { kind: 'none' } | { kind: 'collision' } | { kind: 'data'; bytes: number[] };

const NONE: AirBytes = { kind: 'none' };
/** ISO 15693-3, table of error codes. */
const CODES = {
  'no-block': 0x10,
  'already-locked': 0x11,
  locked: 0x12,
  'not-programmed': 0x13,
  unknown: 0x01,
} as const;

const uidNumber = ({ uid }: FieldTag) => BigInt(`0x${uid}`);
const uidBytes = (uid: string) => [...Buffer.from(uid, 'hex')].reverse();

const answerOf = <T>(air: AirAnswer<T>, data: (value: T) => number[]): AirBytes => {
  if (air.air === 'collision') return { kind: 'collision' };
  if (air.air === 'refused') return { kind: 'data', bytes: [1, CODES[air.code]] };
  return air.air === 'ok' ? { kind: 'data', bytes: [0, ...data(air.value)] } : NONE;
};

const systemInfo = ({ uid, dsfid, afi, memory, blockBytes }: FieldTag) => [
  ...[0x0f, ...uidBytes(uid)],
  ...[dsfid, afi, memory.length / blockBytes - 1, blockBytes - 1, 0x01],
];

const together = (tags: FieldTag[]): AirBytes => {
  const [tag] = tags;
  if (!tag) return NONE;
  if (tags.length > 1) return { kind: 'collision' };
  return { kind: 'data', bytes: [0, tag.dsfid, ...uidBytes(tag.uid)] };
};

export const createIso15693Air = (field: RfidField) => {
  let slots: FieldTag[][] = [];

  const inventory = (oneSlot: boolean, maskBits: number, mask: number[]): AirBytes => {
    const value = mask.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
    const bits = BigInt(maskBits);
    const asked = field
      .inventory()
      .filter((tag) => (uidNumber(tag) & ((1n << bits) - 1n)) === value);
    slots = oneSlot
      ? [asked]
      : Array.from({ length: 16 }, (_, slot) =>
          asked.filter((tag) => ((uidNumber(tag) >> bits) & 15n) === BigInt(slot)),
        );
    return together(slots.shift()!);
  };
  const nothing = () => [];

  return {
    /** The end of frame that opens the next slot. */
    nextSlot: (): AirBytes => together(slots.shift() ?? []),
    fieldOff(): void {
      slots = [];
      field.reset();
    },
    send(bytes: readonly number[]): AirBytes {
      const [flags = 0, command = 0, ...rest] = bytes;
      if (command === 0x01 && flags & 4)
        return inventory((flags & 0x20) !== 0, rest[0]!, rest.slice(1));
      if ((flags & 0x20) === 0 || rest.length < 8) return NONE;
      const uid = Buffer.from(rest.slice(0, 8)).reverse().toString('hex').toUpperCase();
      const [first = 0, ...more] = rest.slice(8);
      if (command === 0x21)
        return answerOf(field.write(uid, first, Uint8Array.from(more)), nothing);
      if (command === 0x22) return answerOf(field.lock(uid, first), nothing);
      if (command === 0x23)
        return answerOf(field.read(uid, first, more[0]! + 1), (memory) => [...memory]);
      if (command === 0x27) return answerOf(field.writeAfi(uid, first), nothing);
      if (command === 0x29) return answerOf(field.writeDsfid(uid, first), nothing);
      if (command === 0x2b) return answerOf(field.reach(uid), systemInfo);
      return NONE;
    },
  };
};
export type Iso15693Air = ReturnType<typeof createIso15693Air>;
