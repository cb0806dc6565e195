// Tag memory into the decoder, under every DSFID and several sites' rules: always an answer, never an identifier that the site's
// pattern does not know, and what came out can be written and read again as itself.
import assert from 'node:assert/strict';
import { RfidError } from '../../devices/rfid/errors.ts';
import { type DecodeOptions, decodeTag } from '../../devices/rfid/tag/decode-tag.ts';
import { encodeTag } from '../../devices/rfid/tag/encode-tag.ts';
import { TAG_FAULTS, type TagContent } from '../../devices/rfid/tag-content.ts';
import { defaultRfidRules, type RfidRules } from '../../profiles/rfid-rules.ts';
import type { FuzzTarget } from './fuzz-target.ts';

const ISIL = 'KZ-BALK';
const DSFIDS = [null, 0x00, 0x06, 0x46, 0x3e, 0xff];
const BLOCK_BYTES = [undefined, 4, 8];
const faults: ReadonlySet<string> = new Set(TAG_FAULTS);

const SITES: readonly RfidRules[] = [
  defaultRfidRules,
  {
    ...defaultRfidRules,
    models: ['28560-2', '3m', '28560-3'],
    resyncOffsets: [0, 4],
    acceptBadCrc: true,
  },
  {
    ...defaultRfidRules,
    piiPattern: '[0-9]{14}',
    piiStripPrefix: '10',
    otherOwners: ['DK-718500'],
  },
  { ...defaultRfidRules, piiPattern: '.{1,64}', dsfidModels: [{ dsfid: '00', model: '28560-2' }] },
];

/** Tags of the sources and of our own encoder. */
const SEEDS = [
  '9100051cbe991a140201d0140204b34607441cb6e2e335d6830207acc09ebaa06f6b0000',
  '9101046091ce43800201a80501106702424103073240de05ab075b00',
  'c102071100b0c30c30ca00000203a80008830203d6593f0000250110370210405f080599a713063f',
  'e10108303130303136343300820001a0e30108534d33363130303100e500013200000000',
  '910508002bdc545e14d64e8080808080c70005042c72619819040132915f',
  '21040000610a534530313033363130330201a0030b1b81e120000a01aca2a65f65018000',
  '110101313030303030303133360000000000003615444b37313835303000000000000501000501220200' +
    '71426f67766f676e656e00313233343536373839300000613738393635366300',
  '11010131363230313534343239000000000000c4cf46494d616d6b2d4d000000000006650076746100000000',
  '11010131313232333334340000000000000000513e4445373035000000000000',
  '11010100000000000000000000000000000000b7cc44453532360000000000000000050100050100',
  '3101011130303030353030300000003698000000374b44a43035383100000030',
  '0411000131333032303033373637000000000000000000000000000000000000',
  '55555555555555555555555555555555555555555555555500000000',
  '00000000000000000000000000000000',
];

const checkContent = (content: TagContent, rules: RfidRules): void => {
  if (content.kind === 'blank') return;
  if (content.kind === 'unreadable') {
    assert(faults.has(content.fault), content.fault);
    return;
  }
  assert.match(content.pii, new RegExp(`^(?:${rules.piiPattern})$`, 'u'));
  assert.equal(content.pii, content.pii.trim());
  assert.notEqual(content.pii, '');
  if (content.kind !== 'item' || content.parts === null) return;
  const { of, ordinal } = content.parts;
  assert(ordinal >= 1 && ordinal <= of && of > 1, `part ${ordinal} of ${of}`);
};

/** The item, written anew in its own model: the same again, or refused for a reason of its own. */
const checkRewrite = (content: TagContent, rules: RfidRules): string | null => {
  if (content.kind !== 'item') return null;
  const { model, pii, owner, parts, usage } = content;
  const item = { pii, owner, parts, usage: model === '3m' ? null : usage };
  try {
    const options = { model, memoryBytes: 256, blockBytes: 4, lock: true };
    const { memory, dsfid } = encodeTag(item, options);
    const plain = { ...rules, piiStripPrefix: '', dsfidModels: [] };
    const again = decodeTag(memory, { dsfid, rules: plain, isil: ISIL });
    assert.deepEqual(again.content, content);
    return 'rewritten';
  } catch (error) {
    if (!(error instanceof RfidError)) throw error;
    assert(['value-unfit', 'tag-too-small'].includes(error.code), error.code);
    return 'not-rewritable';
  }
};

export const createTagTarget = (): FuzzTarget => {
  const counts: Record<string, number> = {};
  const count = (answer: string): void => {
    counts[answer] = (counts[answer] ?? 0) + 1;
  };
  const pick = <T>(list: readonly T[], random: () => number): T =>
    list[Math.floor(random() * list.length)] as T;
  return {
    name: 'tags',
    bytesMax: 256,
    run(bytes, random) {
      const rules = pick(SITES, random);
      const blockBytes = pick(BLOCK_BYTES, random);
      const options: DecodeOptions = {
        dsfid: pick(DSFIDS, random),
        afi: Math.floor(random() * 256),
        rules,
        isil: ISIL,
        ...(blockBytes === undefined ? {} : { eitherBlockOrderOf: blockBytes }),
      };
      const before = Buffer.from(bytes);
      const { content } = decodeTag(bytes, options);
      assert(before.equals(bytes), 'the memory was changed');
      checkContent(content, rules);
      count(content.kind === 'unreadable' ? content.fault : content.kind);
      const rewrite = checkRewrite(content, rules);
      if (rewrite !== null) count(rewrite);
    },
    seeds: () => SEEDS.map((hex) => Uint8Array.from(Buffer.from(hex, 'hex'))),
    answers: () => ({ ...counts }),
  };
};
