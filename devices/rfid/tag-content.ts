// What a tag means once its bytes are read: never half a barcode. On any doubt it is `unreadable`, with the fault that a technician
// needs. Data only; `tag/decode-tag.ts` makes it from memory, `tag/encode-tag.ts` makes memory from an item.

/** Data models that are read. `28560-4` and national UHF models are outside: no reader here speaks UHF. */
export const TAG_MODELS = ['28560-3', '28560-2', '3m'] as const;
export type TagModel = (typeof TAG_MODELS)[number];

export const TAG_FAULTS = [
  'crc-wrong',
  'cut-short',
  'length-wrong',
  'compaction-unknown',
  'text-malformed',
  'pii-missing',
  'pii-implausible',
  'parts-wrong',
  'model-unknown',
  'read-failed',
] as const;
export type TagFault = (typeof TAG_FAULTS)[number];

export type TagParts = { of: number; ordinal: number };

/** What the tag says of a station that cannot reach its library system: type of usage 13, 14, 15 (ISO 28560-1). */
export type OfflineRule = { issue: boolean; return: boolean };

type Named = { model: TagModel; pii: string; owner: string | null };

export type TagContent =
  | (Named & {
      kind: 'item';
      /** Null where it is one of one or does not say. */
      parts: TagParts | null;
      /** Type of usage, one byte as ISO 28560-1 has it; null where the tag does not say. */
      usage: number | null;
      offline: OfflineRule;
    })
  | (Named & { kind: 'patron-card' })
  | (Named & { kind: 'discarded' })
  | { kind: 'blank' }
  | { kind: 'unreadable'; fault: TagFault };

/** One tag that lies on a pad now. */
export type PadTag = {
  /** 16 upper-case hex digits, most significant byte first: `E004...`. */
  uid: string;
  content: TagContent;
  /** Whether the gate would alarm; null when it could not be read or AFI and EAS disagree. */
  secured: boolean | null;
};
