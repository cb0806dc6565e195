// What people type after `kitap tag`: hex as readers' tools print it, and an item as JSON. Refused
// with what to correct.
import Type, { type Static } from 'typebox';
import { Value } from 'typebox/value';
import type { TagData } from '../rfid/tag/encode-tag.ts';

/** More than any tag of ISO 15693 holds. */
const TAG_BYTES_MAX = 8_192;

/** The command was called wrongly; the message says what to correct. */
export class TagInputError extends Error {}

/**
 * The bytes, or what is wrong. Blanks, colons and dashes between bytes are how many tools print
 * them.
 */
export const hexBytes = (text: string): Uint8Array | string => {
  const digits = text.replace(/[\s:-]/g, '').replace(/^0x/i, '');
  const wrong = /[^0-9a-f]/i.exec(digits);
  if (wrong) return `"${wrong[0]}" is no hex digit (place ${wrong.index + 1})`;
  if (digits.length % 2 !== 0) return `${digits.length} hex digits: a byte has two`;
  if (digits.length === 0) return 'no hex digits';
  if (digits.length > 2 * TAG_BYTES_MAX)
    return `more than ${TAG_BYTES_MAX} bytes: no tag is so large`;
  return Uint8Array.from(Buffer.from(digits, 'hex'));
};

const closed = { additionalProperties: false };
const ItemInput = Type.Object(
  {
    pii: Type.String(),
    owner: Type.Optional(Type.Union([Type.String(), Type.Null()])),
    parts: Type.Optional(
      Type.Union([
        Type.Object({ of: Type.Integer(), ordinal: Type.Integer() }, closed),
        Type.Null(),
      ]),
    ),
    /** A byte, or its two hex digits as the standard writes it. */
    usage: Type.Optional(
      Type.Union([Type.Integer(), Type.String({ pattern: '^[0-9A-Fa-f]{2}$' }), Type.Null()]),
    ),
    elements: Type.Optional(
      Type.Array(Type.Object({ oid: Type.Integer(), value: Type.String() }, closed)),
    ),
  },
  closed,
);

const usageOf = (usage: Static<typeof ItemInput>['usage']): number | null =>
  typeof usage === 'string' ? Number.parseInt(usage, 16) : (usage ?? null);

export const parseTagData = (json: string): TagData => {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new TagInputError(`--json is no JSON: ${(error as Error).message}`);
  }
  if (!Value.Check(ItemInput, value)) {
    const [first] = Value.Errors(ItemInput, value);
    throw new TagInputError(
      `--json: ${first?.instancePath || '/'}: ${first?.message ?? 'no item'}`,
    );
  }
  const { pii, owner = null, parts = null, elements = [] } = value;
  return { pii, owner, parts, usage: usageOf(value.usage), elements };
};
