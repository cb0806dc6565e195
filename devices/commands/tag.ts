// `kitap tag`: what a tag's memory says, element by element, and why a station refuses it; and the
// memory for an item. For a technician with a reader's own tool and a doubtful book; needs no
// reader.
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { Command, InvalidArgumentError } from 'commander';
import { loadSite } from '../../profiles/loader.ts';
import { defaultRfidRules, type RfidRules } from '../../profiles/rfid-rules.ts';
import { decodeTag } from '../rfid/tag/decode-tag.ts';
import { encodeTag } from '../rfid/tag/encode-tag.ts';
import { TAG_MODELS, type TagModel } from '../rfid/tag-content.ts';
import { hexBytes, parseTagData, TagInputError } from './tag-input.ts';
import { describeReading } from './tag-text.ts';

type DecodeArguments = {
  dsfid?: number;
  afi?: number;
  site?: string;
  blockBytes: number;
  json?: boolean;
};
type EncodeArguments = {
  model: TagModel;
  json: string;
  bytes: number;
  blockBytes: number;
  lock?: boolean;
};

/** Of most tags: NXP ICODE SLIX, 28 blocks of 4. */
const TAG_BYTES_DEFAULT = 112;
const BLOCK_BYTES_DEFAULT = 4;
const STATUS = { read: 0, unreadable: 1, wrongCall: 2 } as const;

const byte = (text: string): number => {
  if (!/^(?:0x)?[0-9a-f]{2}$/i.test(text)) throw new InvalidArgumentError('a byte, such as 06');
  return Number.parseInt(text.replace(/^0x/i, ''), 16);
};
const whole = (text: string): number => {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('a whole number from 1');
  return Number(text);
};
const modelName = (text: string): TagModel => {
  const model = TAG_MODELS.find((name) => name === text);
  if (model === undefined) throw new InvalidArgumentError(`one of ${TAG_MODELS.join(', ')}`);
  return model;
};

const rulesOf = (site: string | undefined): { rules: RfidRules; isil: string } => {
  if (site === undefined) return { rules: defaultRfidRules, isil: '' };
  const { rfid, isil } = loadSite(site);
  return { rules: rfid ?? defaultRfidRules, isil };
};

type Line = { text: string; where: string };

/** Lines of standard input that are not empty and no comment. */
async function* linesOf(input: Readable): AsyncGenerator<Line> {
  let number = 0;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++;
    const text = line.replace(/#.*/, '').trim();
    if (text !== '') yield { text, where: `line ${number}: ` };
  }
}

const decode = async (
  words: string[],
  { dsfid, afi, site, blockBytes, json }: DecodeArguments,
  input: Readable,
): Promise<number> => {
  const { rules, isil } = rulesOf(site);
  const lines = words.length > 0 ? [{ text: words.join(''), where: '' }] : linesOf(input);
  let status: number = STATUS.read;
  for await (const { text, where } of lines) {
    const memory = hexBytes(text);
    if (typeof memory === 'string') {
      process.stderr.write(`${where}${memory}\n`);
      status = STATUS.wrongCall;
      continue;
    }
    const reading = decodeTag(memory, {
      dsfid: dsfid ?? null,
      afi: afi ?? null,
      rules,
      isil,
      eitherBlockOrderOf: blockBytes,
    });
    if (reading.content.kind === 'unreadable') status = Math.max(status, STATUS.unreadable);
    process.stdout.write(
      json ? `${JSON.stringify(reading)}\n` : describeReading(reading, { afi: afi ?? null, rules }),
    );
  }
  return status;
};

/** Memory on one line and the rest as comments, so that it can be piped back into `decode`. */
const encode = ({ model, json, bytes, blockBytes, lock }: EncodeArguments): void => {
  const options = { model, memoryBytes: bytes, blockBytes, lock: lock ?? false };
  const { memory, dsfid, lockBlocks } = encodeTag(parseTagData(json), options);
  const told = [
    Buffer.from(memory).toString('hex').toUpperCase(),
    `# DSFID ${dsfid.toString(16).padStart(2, '0').toUpperCase()}`,
    ...(lock ? [`# blocks to lock: ${lockBlocks.join(' ')}`] : []),
  ];
  process.stdout.write(`${told.join('\n')}\n`);
};

/**
 * `argv` without program and command name. Status: 0 read or written, 1 a tag is unreadable, 2
 * called wrongly.
 */
export const run = async (argv: string[], input: Readable = process.stdin): Promise<number> => {
  let status: number = STATUS.read;
  const program = new Command('kitap tag').description(
    'what a tag says, and the memory for an item',
  );
  program
    .command('decode')
    .description('every element of a tag; without HEX one tag a line from standard input')
    .argument('[hex...]', 'memory of the tag, block 0 first')
    .option('--dsfid <byte>', 'as the reader tells it', byte)
    .option('--afi <byte>', 'as the reader tells it', byte)
    .option('--site <name|file>', 'whose rules hold; without it the registered values')
    .option(
      '--block-bytes <n>',
      'to see blocks that come back to front',
      whole,
      BLOCK_BYTES_DEFAULT,
    )
    .option('--json', 'one JSON line a tag')
    .action(async (words: string[], options: DecodeArguments) => {
      status = await decode(words, options, input);
    });
  program
    .command('encode')
    .description('the memory of a tag for an item')
    .requiredOption('--model <name>', TAG_MODELS.join(', '), modelName)
    .requiredOption('--json <item>', '{"pii","owner","parts":{"of","ordinal"},"usage","elements"}')
    .option('--bytes <n>', 'user memory of the tag', whole, TAG_BYTES_DEFAULT)
    .option('--block-bytes <n>', 'of the tag', whole, BLOCK_BYTES_DEFAULT)
    .option('--lock', 'lays it out so that identifier and owner can be locked')
    .action((options: EncodeArguments) => encode(options));
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof TagInputError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return STATUS.wrongCall;
  }
  return status;
};
