// ISO 28560-3, the fixed-length model of Denmark, Germany, Finland and Norway. Reading; `iso-28560-3-writer.ts` writes. A wrong check
// value is told, not judged: `decode-tag.ts` decides by the site's rules.
import type { TagFault } from '../tag-content.ts';
import {
  BASIC_BYTES,
  CONTENT_PARAMETER,
  computedCrc,
  OWNER_AT,
  PII_AT,
  PII_BYTES,
  PII_ELSEWHERE,
  SHORT_TAG_BYTES,
  storedCrc,
} from './basic-block.ts';
import { elementName, OID } from './element-names.ts';
import { type ExtensionBlocks, readExtensionBlocks } from './extension-blocks.ts';
import { checkedParts } from './iso-28560-2.ts';
import type { ModelReading, TagCheck, TagElement } from './tag-reading.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** An ISIL without its hyphen, or nothing (ISO 15511). */
const ownerPattern = /^[A-Za-z0-9/:-]*$/;

/** Text with NULs behind it; null where something stands behind the first NUL, or it is no text. */
const paddedText = (bytes: Uint8Array): string | null => {
  const end = bytes.indexOf(0);
  const text = end < 0 ? bytes : bytes.subarray(0, end);
  if (bytes.subarray(text.length).some((byte) => byte !== 0)) return null;
  try {
    const decoded = utf8.decode(text);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they show that this is no text
    return /[\x00-\x1f\x7f]/.test(decoded) ? null : decoded;
  } catch {
    return null;
  }
};

/** The class of the type of usage, or null. Old Bibliotheca tags have the nibbles of byte 0 swapped: 21 is class 2, 71 class 7. */
const usageClassOf = (byte: number): number | null => {
  if (byte >> 4 === CONTENT_PARAMETER) return byte & 0xf;
  return (byte & 0xf) === CONTENT_PARAMETER ? byte >> 4 : null;
};

/** "DK718500" is DK-718500: the tag leaves the first hyphen away. Longer prefixes are told apart where the owner is known. */
const withHyphen = (owner: string): string =>
  /^[A-Z]{2}[^-]/.test(owner) ? `${owner.slice(0, 2)}-${owner.slice(2)}` : owner;

/** Byte 0 of a known edition, and an identifier field that is text: with a valid check value this is the model, whatever else is wrong. */
export const hasPart3Text = (memory: Uint8Array): boolean => {
  if (memory.length < SHORT_TAG_BYTES || usageClassOf(memory[0]!) === null) return false;
  const field = memory.subarray(PII_AT, PII_AT + PII_BYTES);
  return field[0] === PII_ELSEWHERE || paddedText(field) !== null;
};

/** Whether memory looks like this model apart from its check value: then a wrong one means a damaged tag, not another model. */
export const looksLikePart3 = (memory: Uint8Array): boolean =>
  hasPart3Text(memory) && memory[2]! >= 1 && memory[2]! <= memory[1]!;

const crcCheck = (memory: Uint8Array): TagCheck => {
  const hex = (value: number) => value.toString(16).padStart(4, '0').toUpperCase();
  const [stored, computed] = [storedCrc(memory), computedCrc(memory)];
  const ok = stored === computed;
  return { of: 'basic block', ok, stored: hex(stored), computed: hex(computed) };
};

type Fields = { usageClass: number; pii: string; owner: string };

const basicFields = (
  memory: Uint8Array,
  extension: ExtensionBlocks,
): Fields | { fault: TagFault; why: string } => {
  const usageClass = usageClassOf(memory[0]!);
  if (usageClass === null)
    return { fault: 'model-unknown', why: 'byte 0 is of no edition of this model' };
  const field = memory.subarray(PII_AT, PII_AT + PII_BYTES);
  const elsewhere = field[0] === PII_ELSEWHERE;
  const pii = elsewhere ? extension.longPii : paddedText(field);
  if (elsewhere && pii === null)
    return {
      fault: 'pii-missing',
      why: 'the identifier should be in the library block and is not',
    };
  const owner = paddedText(memory.subarray(OWNER_AT, BASIC_BYTES));
  if (pii === null) return { fault: 'text-malformed', why: 'the identifier is no padded text' };
  if (owner === null || !ownerPattern.test(owner.trimEnd()))
    return { fault: 'text-malformed', why: 'the owner is no ISIL' };
  return { usageClass, pii, owner: withHyphen(owner.trimEnd()) };
};

export const decodeIso28560Part3 = (memory: Uint8Array): ModelReading => {
  const refuse = (fault: TagFault, why: string, checks: TagCheck[] = []): ModelReading => ({
    elements: [],
    checks,
    data: null,
    fault,
    why,
  });
  if (memory.length < SHORT_TAG_BYTES)
    return refuse('cut-short', `this model needs ${SHORT_TAG_BYTES} bytes`);
  const extension = readExtensionBlocks(memory.subarray(BASIC_BYTES));
  const checks = [crcCheck(memory), ...extension.checks];
  const fields = basicFields(memory, extension);
  if ('fault' in fields) return refuse(fields.fault, fields.why, checks);
  const { usageClass, pii, owner } = fields;
  const [of, ordinal] = [memory[1]!, memory[2]!];
  const element = (oid: number, value: string): TagElement => ({
    oid,
    name: elementName(oid),
    value,
    compaction: null,
  });
  const elements = [
    element(OID.pii, pii),
    ...(owner === '' ? [] : [element(OID.owner, owner)]),
    element(OID.parts, `${of}/${ordinal}`),
    element(OID.usage, `${usageClass.toString(16).toUpperCase()}0`),
    ...extension.elements,
  ];
  const parts = checkedParts(of, ordinal);
  const bad = (fault: TagFault, why: string): ModelReading => ({
    elements,
    checks,
    data: null,
    fault,
    why,
  });
  if (pii === '')
    return bad('pii-missing', 'the identifier is empty: a tag set up, but for no item');
  if (parts === undefined) return bad('parts-wrong', `part ${ordinal} of ${of} cannot be`);
  const data = { pii, owner: owner || null, parts, usage: usageClass << 4 };
  return { elements, checks, data, fault: null };
};
