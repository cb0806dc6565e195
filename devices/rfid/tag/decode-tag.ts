// From a tag's memory to what it means. Detection (hardware.md 1.6): what the site or the DSFID says of the model, else a valid
// 28560-3 check value, else the site's models in their order; the identifier must fit the site's pattern in any case.
import type { RfidRules } from '../../../profiles/rfid-rules.ts';
import type { TagFault, TagModel } from '../tag-content.ts';
import { securedByAfi } from './afi.ts';
import { BASIC_BYTES, blockOrderOf, hasValidCrc, OWNER_AT, reverseBlocks } from './basic-block.ts';
import { believe, knownOwner } from './believe.ts';
import { OID, OID_NAMED_MAX } from './element-names.ts';
import { decodeIso28560Part2 } from './iso-28560-2.ts';
import { decodeIso28560Part3, hasPart3Text, looksLikePart3 } from './iso-28560-3.ts';
import { decodeRfid501, isFactoryBlank, looksLikeRfid501 } from './rfid501.ts';
import { readTagObjects } from './tag-objects.ts';
import type { ModelReading, TagReading, TagRefusal } from './tag-reading.ts';

export type DecodeOptions = {
  /** Null where the reader does not tell it. */
  dsfid: number | null;
  afi?: number | null;
  rules: RfidRules;
  /** Of this library. */
  isil: string;
  /** Given by a caller that does not know which way round its reader delivers blocks: both are tried by the check value. */
  eitherBlockOrderOf?: number;
};

/** 06 no directory, 46 with one: the objects are the same. Packed objects (86) are not read. */
const DSFID_MODELS: Readonly<Record<number, TagModel>> = {
  6: '28560-2',
  70: '28560-2',
  62: '28560-3',
};

type Told = Pick<TagReading, 'model' | 'content' | 'elements' | 'checks'>;
/** `sure`: nothing else may be tried, the tag is of this model and no good. */
type Attempt = { told: Told } | { refusal: TagRefusal; told: Told; sure: boolean };

const unreadable = (
  model: TagModel | null,
  fault: TagFault,
  reading?: Pick<ModelReading, 'elements' | 'checks'>,
): Told => ({
  model,
  content: { kind: 'unreadable', fault },
  elements: reading?.elements ?? [],
  checks: reading?.checks ?? [],
});

const judge = (
  model: TagModel,
  reading: ModelReading,
  rules: RfidRules,
  sure: boolean,
): Attempt => {
  const { elements, checks } = reading;
  const refuse = (fault: TagFault, why: string): Attempt => ({
    refusal: { model, fault, why },
    told: unreadable(model, fault, reading),
    sure,
  });
  if (reading.fault !== null) return refuse(reading.fault, reading.why);
  const belief = believe(model, reading.data, rules);
  if ('fault' in belief) return refuse(belief.fault, belief.why);
  return { told: { model, content: belief.content, elements, checks } };
};

/** `named`: the DSFID or the site says that it is this model. */
const tryPart3 = (memory: Uint8Array, rules: RfidRules, named: boolean): Attempt => {
  const reading = decodeIso28560Part3(memory);
  const valid = hasValidCrc(memory);
  const sure = named || (valid && hasPart3Text(memory)) || looksLikePart3(memory);
  if (valid || (rules.acceptBadCrc && sure)) return judge('28560-3', reading, rules, sure);
  const cut = reading.fault === 'cut-short';
  const fault = cut ? 'cut-short' : 'crc-wrong';
  const why = cut ? 'the memory is too short' : 'the check value of the basic block is wrong';
  return {
    refusal: { model: '28560-3', fault, why },
    told: unreadable('28560-3', fault, reading),
    sure,
  };
};

/**
 * Where nothing says that it is this model, the identifier must come first as every encoder puts it, and every element must be a known
 * one: other models' bytes are objects by chance.
 */
const tryPart2 = (memory: Uint8Array, rules: RfidRules, named: boolean): Attempt => {
  let first: Attempt | null = null;
  for (const offset of rules.resyncOffsets) {
    const reading = decodeIso28560Part2(memory.subarray(offset));
    const oids = readTagObjects(memory.subarray(offset)).objects.map(({ oid }) => oid);
    const piiFirst = oids[0] === OID.pii;
    const plausible = piiFirst && oids.every((oid) => oid <= OID_NAMED_MAX);
    const attempt: Attempt =
      (!named || offset > 0) && !plausible
        ? {
            refusal: { model: '28560-2', fault: 'pii-missing', why: 'no identifier in front' },
            told: unreadable('28560-2', 'pii-missing', reading),
            sure: false,
          }
        : judge('28560-2', reading, rules, named || piiFirst);
    if (!('refusal' in attempt)) return attempt;
    first ??= attempt;
  }
  return first ?? { ...unknown('28560-2'), sure: false };
};

const unknown = (model: TagModel): { refusal: TagRefusal; told: Told } => ({
  refusal: { model, fault: 'model-unknown', why: 'nothing of it fits' },
  told: unreadable(null, 'model-unknown'),
});

const tryRfid501 = (memory: Uint8Array, rules: RfidRules, named: boolean): Attempt =>
  judge('3m', decodeRfid501(memory), rules, named || looksLikeRfid501(memory));

const TRIES = { '28560-2': tryPart2, '28560-3': tryPart3, '3m': tryRfid501 } as const;

/** Which models are tried on this tag, in which order, and whether one of them is named. */
const candidates = (
  memory: Uint8Array,
  { dsfid, rules }: DecodeOptions,
): { model: TagModel; named: boolean }[] => {
  const hex = dsfid === null ? '' : dsfid.toString(16).padStart(2, '0');
  const configured = rules.dsfidModels.find((row) => row.dsfid === hex)?.model;
  const named = configured ?? (dsfid === null ? undefined : DSFID_MODELS[dsfid]);
  const fixed = [{ model: '28560-3' as const, named: false }];
  // Text and check value together are beyond doubt, even where the DSFID says otherwise: a tag set up for this model, but for no item,
  // reads as 28560-2 with the identifier "1".
  const fits = hasValidCrc(memory) && hasPart3Text(memory) && configured === undefined;
  if (named !== undefined) {
    const said = [{ model: named, named: true }];
    return fits ? [...fixed, ...said] : said;
  }
  const rest = rules.models.map((model) => ({ model, named: false }));
  // A tag that looks like the fixed model and has a wrong check value is a damaged one: asked first, whatever the order.
  const damaged = rules.models.includes('28560-3') && looksLikePart3(memory);
  return fits || damaged ? [...fixed, ...rest] : rest;
};

const isBlank = (memory: Uint8Array): boolean =>
  memory.length > 0 && (memory.every((byte) => byte === 0) || isFactoryBlank(memory));

const detect = (
  memory: Uint8Array,
  options: DecodeOptions,
): Told & Pick<TagReading, 'refusals'> => {
  const refusals: TagRefusal[] = [];
  if (memory.length === 0) return { ...unreadable(null, 'cut-short'), refusals };
  if (isBlank(memory))
    return { model: null, content: { kind: 'blank' }, elements: [], checks: [], refusals };
  let best: Told | null = null;
  for (const { model, named } of candidates(memory, options)) {
    if (refusals.some((refusal) => refusal.model === model)) continue;
    const attempt = TRIES[model](memory, options.rules, named);
    if (!('refusal' in attempt)) return { ...attempt.told, refusals };
    refusals.push(attempt.refusal);
    if (attempt.sure) best ??= attempt.told;
    if (attempt.sure && !named) break;
  }
  return { ...(best ?? unreadable(null, 'model-unknown')), refusals };
};

export const decodeTag = (memory: Uint8Array, options: DecodeOptions): TagReading => {
  const { afi = null, rules, isil, eitherBlockOrderOf: blockBytes } = options;
  const blocksReversed =
    blockBytes !== undefined && blockOrderOf(memory, blockBytes) === 'reversed';
  const ordered = blocksReversed ? reverseBlocks(memory, blockBytes) : memory;
  const told = detect(ordered, options);
  const { content } = told;
  const secured = afi === null ? null : securedByAfi(afi, rules);
  if (content.kind === 'blank' || content.kind === 'unreadable' || content.owner === null)
    return { ...told, secured, blocksReversed, foreign: false };
  const cutTo = ordered.length < BASIC_BYTES ? ordered.length - OWNER_AT : BASIC_BYTES - OWNER_AT;
  const known =
    content.model === '28560-3'
      ? knownOwner(content.owner, cutTo, { isil, rules })
      : ([isil, ...rules.otherOwners].find((other) => other === content.owner) ?? null);
  const named = { ...content, owner: known ?? content.owner };
  return { ...told, content: named, secured, blocksReversed, foreign: known === null };
};
