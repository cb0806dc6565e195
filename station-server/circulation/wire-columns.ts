// Entries as version 2 of a push carries them: `encodeEntries` and `decodeEntries`, which give back exactly what was put in, key
// for key, since the chain is computed over it. What both sides can foretell takes no bytes: a digest that follows from the
// personal data, the place and the reader of the last act. Pure; shared by the stations and central.
import type { WireEntry } from '../../central/sync-contract.ts';
import { dayNumber } from './local-date.ts';
import { type Coder, createReadingCoder, createWritingCoder, mapGiven } from './wire-coder.ts';
import { codeDay, codeField, type FieldContext } from './wire-fields.ts';
import { WireError } from './wire-numbers.ts';
import { codePersonal } from './wire-personal.ts';
import {
  FIELD_NAME_CHARS_MAX,
  FIELDS_MAX,
  type Field,
  fieldsOf,
  fitsShape,
  isDay,
  isTime,
  KNOWN_SHAPES,
  KNOWN_WORDS,
  readShape,
  type Shape,
  shapeOf,
  tellShape,
} from './wire-shapes.ts';

export type PackedEntries = { count: number; values: unknown[]; numbers: string };

type Who = { bootId: string; effectiveOn: string; place: string; actor: string };
type Boot = { upMs: number; aheadMs: number };
type Place = { lastShape: string; lastIds: FieldContext['lastIds'] };

/** What was said so far; both sides keep the same. */
type Walk = {
  coder: Coder;
  shapes: Shape[];
  fields: Field[][];
  whos: Map<string, Who>;
  boots: Map<string, Boot>;
  places: Map<string, Place>;
  lastDay: number;
};

const KNOWN_FIELDS = KNOWN_SHAPES.map(fieldsOf);
const SHAPE_INDEXES = KNOWN_SHAPES.map((_, index) => String(index));
/** Before the first entry of a place. */
const NO_SHAPE = 'none';

const newWalk = (coder: Coder): Walk => ({
  ...{ coder, shapes: [...KNOWN_SHAPES], fields: [...KNOWN_FIELDS], lastDay: 0 },
  ...{ whos: new Map(), boots: new Map(), places: new Map() },
});

const placeOf = ({ places }: Walk, name: string): Place => {
  const known = places.get(name) ?? { lastShape: NO_SHAPE, lastIds: new Map() };
  places.set(name, known);
  return known;
};

const textOf = (value: unknown): string => {
  if (typeof value !== 'string') throw new WireError('a text was expected');
  return value;
};

/** Run, day, place and actor, of which a few combinations take turns. */
const codeWho = (walk: Walk, given: Who | undefined): Who => {
  const { coder, whos } = walk;
  const keyOf = ({ bootId, effectiveOn, place, actor }: Who) =>
    JSON.stringify([bootId, effectiveOn, place, actor]);
  const key = coder.choose({ stream: 'who', context: '' }, mapGiven(given, keyOf), () => {
    const told: Who = {
      bootId: textOf(coder.word('boot', '', given?.bootId)),
      effectiveOn: codeDay(coder, walk.lastDay, given?.effectiveOn),
      place: textOf(coder.word('place', '', given?.place)),
      actor: textOf(coder.word('actor', '', given?.actor)),
    };
    walk.lastDay = dayNumber(told.effectiveOn);
    whos.set(keyOf(told), told);
    return keyOf(told);
  });
  return whos.get(key) as Who;
};

/** Gives its place among the shapes of the batch. */
const codeShape = (walk: Walk, place: string, given: Shape | undefined): number => {
  const { coder, shapes, fields } = walk;
  const known = mapGiven(given, (shape) => shapes.indexOf(shape));
  const index = known === -1 ? shapes.length : known;
  const fresh = (): string => {
    const at = coder.number('shape.own', index);
    if (at > shapes.length) throw new WireError('a shape that is not there');
    if (at === shapes.length) {
      const told = readShape(coder.value(mapGiven(given, tellShape)));
      if (!told) throw new WireError('a shape that is none');
      fields.push(fieldsOf(told, shapes.push(given ?? told) - 1));
    }
    return String(at);
  };
  const state = placeOf(walk, place);
  const choice = { stream: 'shape', list: state.lastShape, context: place, first: SHAPE_INDEXES };
  state.lastShape = coder.choose(choice, mapGiven(index, String), fresh);
  return Number(state.lastShape);
};

/** Uptime by its step, and how far the wall clock is ahead of it by what that changed: mostly a rounding. */
const codeTimes = (
  { coder, boots }: Walk,
  bootId: string,
  given: { upMs: number; wallMs: number } | undefined,
): { upMs: number; wallMs: number } => {
  const last = boots.get(bootId);
  const from = last ?? { upMs: 0, aheadMs: 0 };
  const upMs = coder.signed(last ? 'up' : 'up.first', given && given.upMs - from.upMs) + from.upMs;
  const ahead = given && given.wallMs - given.upMs - from.aheadMs;
  const aheadMs = coder.signed(last ? 'ahead' : 'ahead.first', ahead) + from.aheadMs;
  boots.set(bootId, { upMs, aheadMs });
  return { upMs, wallMs: upMs + aheadMs };
};

type Plain = { who: Who; upMs: number; wallMs: number; shape: Shape; wire: WireEntry };

const codePlain = (walk: Walk, given: Plain | undefined): WireEntry => {
  const { coder } = walk;
  const { bootId, effectiveOn, place, actor } = codeWho(walk, given?.who);
  const index = codeShape(walk, place, given?.shape);
  const { upMs, wallMs } = codeTimes(walk, bootId, given);
  const { type, v } = walk.shapes[index] as Shape;
  const context = { coder, place, wallMs, effectiveOn, lastIds: placeOf(walk, place).lastIds };
  const body = Object.fromEntries(
    (walk.fields[index] as Field[]).map((field) => [
      field.name,
      codeField(context, field, given?.wire[8][field.name]),
    ]),
  );
  const told = given && { digest: given.wire[9], personal: given.wire[10] };
  const { digest, personal } = codePersonal(coder, `${index}.personal`, told);
  return [v, type, wallMs, bootId, upMs, effectiveOn, place, actor, body, digest, personal];
};

/** What the columns cannot hold is carried whole: null. */
const plainOf = (walk: Walk, wire: WireEntry): Plain | null => {
  const [v, type, wallMs, bootId, upMs, effectiveOn, place, actor, body] = wire;
  if (!isTime(wallMs) || !isTime(upMs) || !isDay(effectiveOn) || !Number.isSafeInteger(v)) {
    return null;
  }
  const names = Object.keys(body);
  if (names.length > FIELDS_MAX || names.some((name) => name.length > FIELD_NAME_CHARS_MAX)) {
    return null;
  }
  const entry = { type, v, body };
  const shape = walk.shapes.find((known) => fitsShape(known, entry)) ?? shapeOf(entry);
  return { who: { bootId, effectiveOn, place, actor }, upMs, wallMs, shape, wire };
};

export const encodeEntries = (entries: readonly WireEntry[]): PackedEntries => {
  const { coder, values, text } = createWritingCoder(KNOWN_WORDS);
  const walk = newWalk(coder);
  for (const wire of entries) {
    const plain = plainOf(walk, wire);
    coder.number('whole', plain ? 0 : 1);
    if (plain) codePlain(walk, plain);
    else coder.value(wire);
  }
  return { count: entries.length, values, numbers: text() };
};

/**
 * The fields are not checked here: a text may be too long for the contract, and an entry that was carried whole is anything.
 * @throws WireError when these are no packed entries
 */
export const decodeEntries = ({ count, values, numbers }: PackedEntries): unknown[] => {
  const { coder, end } = createReadingCoder({ values, text: numbers }, KNOWN_WORDS);
  const walk = newWalk(coder);
  const entries: unknown[] = [];
  for (let left = count; left > 0; left -= 1) {
    const whole = coder.number('whole', undefined) === 1;
    entries.push(whole ? coder.value(undefined) : codePlain(walk, undefined));
  }
  end();
  return entries;
};
