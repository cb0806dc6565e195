// Records for the catalogue tests, made field by field, and the real titles of the demo catalogue.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Charset, encodeText } from '../../../central/catalogue/charset.ts';
import {
  makeRusmarc,
  readTitleRows,
  type TitleRow,
} from '../../../central/catalogue/demo/demo-catalogue.ts';
import { encodeField, type MarcField, writeRecord } from '../../../central/catalogue/iso2709.ts';
import { type ReadResult, readRecords } from '../../../central/catalogue/iso2709-reader.ts';
import { packageRoot } from '../../../profiles/package-root.ts';

export const demoFolder = join(packageRoot, 'central/catalogue/demo');
export const titlesTsv = readFileSync(join(demoFolder, 'titles.tsv'), 'utf8');
export const titleRows: TitleRow[] = readTitleRows(titlesTsv);

/** `['245', '10', 'aTitle', 'cAuthor']`, or `['001', 'number']` for a control field. */
export type FieldSpec = [tag: string, first: string, ...subfields: string[]];

export const makeField = (spec: FieldSpec, charset: Charset = 'utf-8'): MarcField => {
  const [tag, first, ...subfields] = spec;
  const encode = (text: string) => encodeText(text, charset);
  if (tag.startsWith('00')) return { tag, data: encode(first) };
  const pairs = subfields.map((text): [string, string] => [text[0]!, text.slice(1)]);
  return encodeField(tag, first, pairs, encode);
};

export const makeRecord = (
  leader: string,
  specs: FieldSpec[],
  charset: Charset = 'utf-8',
): Buffer => writeRecord({ leader, fields: specs.map((spec) => makeField(spec, charset)) });

export const MARC21_BOOK = '     nam a22        4500';
export const UNIMARC_BOOK = '     nam  22        450 ';

export const rusmarcOf = (rows: TitleRow[], charset: Charset): Buffer[] =>
  rows.map((row) => makeRusmarc(row, [], charset));

export async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export const readAll = async (bytes: Buffer, chunkBytes = 65_536): Promise<ReadResult[]> => {
  const all: ReadResult[] = [];
  for await (const { results } of readRecords(inChunks(bytes, chunkBytes))) all.push(...results);
  return all;
};

/** Tags and texts of a result, for comparing; a malformed one is its reason. */
export const shape = (result: ReadResult): string | [string, string][] =>
  result.outcome === 'malformed'
    ? result.reason
    : result.record.fields.map(({ tag, data }) => [tag, data.toString('hex')]);
