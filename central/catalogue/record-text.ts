// The text of a record in its character set, field by field, decoded only where somebody looks.
// Pure.
import { type Charset, decodeText } from './charset.ts';
import type { MarcRecord } from './iso2709.ts';

/** `[code, value]`; a control field is one pair with an empty code. */
export type Subfields = [code: string, value: string][];

/**
 * Control characters, among them the C1 pair by which UNIMARC brackets an article that is not
 * sorted (ISO 6630).
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is what this is for.
const CONTROLS = /[\x00-\x1f\x7f-\x9f]/g;

export const cleanText = (text: string): string =>
  text.replace(CONTROLS, ' ').replace(/\s+/g, ' ').trim().normalize('NFC');

const isControlTag = (tag: string): boolean => tag.startsWith('00');

export class RecordText {
  readonly leader: string;
  readonly #record: MarcRecord;
  readonly #charset: Charset;
  /** A decoded field held bytes that the character set does not have. */
  undecodable = false;

  constructor(record: MarcRecord, charset: Charset) {
    this.leader = record.leader;
    this.#record = record;
    this.#charset = charset;
  }

  /** All fields with this tag, in the order of the directory. */
  fields(tag: string): Subfields[] {
    const found: Subfields[] = [];
    for (const field of this.#record.fields) {
      if (field.tag !== tag) continue;
      const text = decodeText(field.data, this.#charset);
      if (text.includes('\ufffd')) this.undecodable = true;
      if (isControlTag(tag)) found.push([['', text]]);
      else found.push(splitSubfields(text));
    }
    return found;
  }
}

const splitSubfields = (text: string): Subfields => {
  const [, ...parts] = text.split('\x1f');
  return parts.filter((part) => part !== '').map((part) => [part[0]!, part.slice(1)]);
};
