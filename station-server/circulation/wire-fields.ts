// The fields of one entry, each by its kind and by what came before it at the same place: the same reader again, the next loan
// of a pile, a due date as far off as the last. Pure; see `wire-coder.ts` for how one walk reads and writes.
import { dateOfDayNumber, dayNumber } from './local-date.ts';
import { type Coder, mapGiven } from './wire-coder.ts';
import { WireError } from './wire-numbers.ts';
import { type Field, type Id, parseId, type Stamp } from './wire-shapes.ts';

/** Loans of one visit are returned together: their numbers lie this close. */
const NEAR_MAX = 8;
const ID_WAYS = ['far', 'same', 'near', 'none'] as const;
type IdWay = (typeof ID_WAYS)[number];
/** 1000-01-01 and 9999-12-31. */
const [DAY_MIN, DAY_MAX] = [-354_285, 2_932_896];

export type FieldContext = {
  coder: Coder;
  place: string;
  wallMs: number;
  effectiveOn: string;
  /** The last id at this place, by the name of its field. */
  lastIds: Map<string, Id>;
};

/** A day by its distance to the one before; 0 stands for none before. */
export const codeDay = (coder: Coder, from: number, given: string | undefined): string => {
  const step = mapGiven(given, (date) => dayNumber(date) - from);
  return dateOf(coder.signed(from === 0 ? 'day.first' : 'day', step) + from);
};

const dateOf = (day: number): string => {
  if (!(day >= DAY_MIN && day <= DAY_MAX)) throw new WireError('a day outside the calendar');
  return dateOfDayNumber(day);
};

const wayOf = (id: Id | null, last: Id | undefined): IdWay => {
  if (id === null) return 'none';
  if (last?.station !== id.station || Math.abs(last.seq - id.seq) > NEAR_MAX) return 'far';
  return last.seq === id.seq ? 'same' : 'near';
};

const noWay = (): string => {
  throw new WireError('a way to write an id that is not known');
};

const codeId = (
  { coder, place, lastIds }: FieldContext,
  { name, stream }: Field,
  given: string | null | undefined,
): string | null => {
  const last = lastIds.get(name);
  const id = mapGiven(given, (text) => (text === null ? null : parseId(text)));
  const way = id === undefined ? undefined : wayOf(id, last);
  const choice = { stream: stream.way, context: place, first: ID_WAYS };
  const how = coder.choose(choice, way, noWay);
  if (how === 'none') return null;
  if (how === 'far') {
    const station = coder.word(stream.station, '', id?.station);
    const seq = coder.number(stream.seq, id?.seq);
    if (typeof station !== 'number') throw new WireError('an id without a station');
    lastIds.set(name, { station, seq });
    return `${station}-${seq}`;
  }
  if (!last) throw new WireError('an id like one that was not there');
  if (how === 'same') return `${last.station}-${last.seq}`;
  const seq = last.seq + coder.signed(stream.near, id ? id.seq - last.seq : undefined);
  lastIds.set(name, { station: last.station, seq });
  return `${last.station}-${seq}`;
};

const codeStamp = (
  { coder, wallMs }: FieldContext,
  { stream }: Field,
  given: Stamp | undefined,
): Stamp => ({
  version: coder.word(stream.own, '', given?.version),
  atMs: coder.signed(stream.at, given && given.atMs - wallMs) + wallMs,
});

/** `given` undefined: it is read. */
export const codeField = (context: FieldContext, field: Field, given: unknown): unknown => {
  const { coder, place, effectiveOn } = context;
  if (field.kind === 'id') return codeId(context, field, given as string | null | undefined);
  if (field.kind === 'stamp') return codeStamp(context, field, given as Stamp | undefined);
  if (field.kind === 'word') return coder.word(field.stream.own, '', given);
  const from = dayNumber(effectiveOn);
  const days = mapGiven(given as string | undefined, (date) => dayNumber(date) - from);
  const told = coder.word(field.stream.own, place, days);
  if (typeof told !== 'number') throw new WireError('a day without its distance');
  return dateOf(from + told);
};
