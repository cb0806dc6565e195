// Commands and answers of ISO 15693-3 as they are in the air, without the check value, which the chip adds and takes off. Numbers of
// tags are in the air with the least significant byte first, and in text with the most significant one.

/** Request flags: high data rate; inventory; one slot instead of 16; addressed. */
const INVENTORY_1_SLOT = 0x26;
const INVENTORY_16_SLOTS = 0x06;
const ADDRESSED = 0x22;
const UID_BYTES = 8;

export const ISO_COMMAND = {
  inventory: 0x01,
  writeBlock: 0x21,
  lockBlock: 0x22,
  readBlocks: 0x23,
  writeAfi: 0x27,
  writeDsfid: 0x29,
  systemInfo: 0x2b,
} as const;
type AddressedCommand = Exclude<keyof typeof ISO_COMMAND, 'inventory'>;

/** Error code of a tag: the block is locked already. */
export const ALREADY_LOCKED = 0x11;

/** The lowest bits that a tag's number must have to answer. */
export type UidMask = { value: bigint; bits: number };
export const NO_MASK: UidMask = { value: 0n, bits: 0 };
/** ISO 15693-3, 16 slots: the four bits after the mask choose the slot. */
export const SLOTS = 16;
const SLOT_BITS = 4;

export const narrowed = ({ value, bits }: UidMask, slot: number): UidMask => ({
  value: value | (BigInt(slot) << BigInt(bits)),
  bits: bits + SLOT_BITS,
});
export const canNarrow = ({ bits }: UidMask): boolean => bits + SLOT_BITS <= 60;

/** `26 01 00` (hardware.md 2.5): whoever is there answers at once. */
export const inventoryOne = (): Uint8Array =>
  Uint8Array.of(INVENTORY_1_SLOT, ISO_COMMAND.inventory, 0);

export const inventorySlots = ({ value, bits }: UidMask): Uint8Array => {
  const bytes = Array.from({ length: Math.ceil(bits / 8) }, (_, at) =>
    Number((value >> BigInt(at * 8)) & 0xffn),
  );
  return Uint8Array.of(INVENTORY_16_SLOTS, ISO_COMMAND.inventory, bits, ...bytes);
};

const uidInAir = (uid: string) => Buffer.from(uid, 'hex').toReversed();
export const uidOfAir = (bytes: Uint8Array): string =>
  Buffer.from(bytes).reverse().toString('hex').toUpperCase();

export const addressed = (
  command: AddressedCommand,
  uid: string,
  ...fields: number[]
): Uint8Array => Uint8Array.of(ADDRESSED, ISO_COMMAND[command], ...uidInAir(uid), ...fields);

/** An answer's data, or the error code of a tag that refuses; null for bytes that are no answer. */
export type IsoAnswer = { data: Uint8Array } | { error: number } | null;
export const parseAnswer = (bytes: Uint8Array): IsoAnswer => {
  const flags = bytes[0];
  if (flags === undefined) return null;
  return flags & 1 ? { error: bytes[1] ?? 0 } : { data: bytes.subarray(1) };
};

/** DSFID, number. */
export const parseInventory = (bytes: Uint8Array): { uid: string; dsfid: number } | null => {
  const answer = parseAnswer(bytes);
  if (!answer || !('data' in answer) || answer.data.length !== 1 + UID_BYTES) return null;
  return { dsfid: answer.data[0]!, uid: uidOfAir(answer.data.subarray(1)) };
};

/** Information flags say which fields follow; sizes are told one less than they are (hardware.md 0.4). */
export const parseSystemInfo = (data: Uint8Array) => {
  const has = data[0] ?? 0;
  let at = 1 + UID_BYTES;
  const take = (present: number): number | undefined => (has & present ? data[at++] : undefined);
  const dsfid = take(1);
  const afi = take(2);
  const blocks = take(4);
  const blockBytes = has & 4 ? data[at++] : undefined;
  if (at > data.length) return null;
  return {
    dsfid: dsfid ?? 0,
    afi: afi ?? 0,
    blocks: blocks === undefined ? 0 : blocks + 1,
    blockBytes: blockBytes === undefined ? 4 : (blockBytes & 0x1f) + 1,
  };
};
