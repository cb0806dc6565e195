// The fields of one entry, each by its kind and by what came before it at the same place: the same reader again, the next loan
// of a pile, a due date as far off as the last. Pure; see `wire-coder.ts` for how one walk reads and writes.
import { dateOfDayNumber, dayNumber } from './local-date.ts';
import { type Coder, mapGiven, SIGNED_MAX } from './wire-coder.ts';
import { WireError } from './wire-numbers.ts';
import { type FieldKind, type Id, parseId, type Stamp } from './wire-shapes.ts';

/** Loans of one visit are returned together: their numbers lie this close. */
const NEAR_MAX = 8;
const ID_WAYS = ['far', 'same', 'near', 'none'] as const;
type IdWay = (typeof ID_WAYS)[number];
/** 1000-01-01 and 9999-12-31. */
const [DAY_MIN, DAY_MAX] = [-354_285, 2_932_896];

export type FieldContext = {
  coder: Coder;
  /** Names the streams of this field in entries of this shape. */
  stream: string;
  name: string;
  place: string;
  wallMs: number;
  effectiveOn: string;
  /** The last id under this name at this place; `name|place`. */
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

const codeId = (context: FieldContext, given: string | null | undefined): string | null => {
  const { coder, stream, name, place, lastIds } = context;
  const key = `${name}|${place}`;
  const last = lastIds.get(key);
  const id = mapGiven(given, (text) => (text === null ? null : parseId(text)));
  const noWay = (): string => {
    throw new WireError('a way to write an id that is not known');
  };
  const way = mapGiven(id, (wanted) => wayOf(wanted, last));
  const how = coder.choose(`${stream}.way`, place, way, noWay, ID_WAYS);
  if (how === 'none') return null;
  if (how === 'far') {
    const station = coder.word(`${name}.station`, '', id?.station);
    const seq = coder.number(`${name}.seq`, id?.seq);
    if (typeof station !== 'number') throw new WireError('an id without a station');
    lastIds.set(key, { station, seq });
    return `${station}-${seq}`;
  }
  if (!last) throw new WireError('an id like one that was not there');
  const step =
    how === 'same' ? 0 : coder.signed(`${stream}.near`, id ? id.seq - last.seq : undefined);
  lastIds.set(key, { station: last.station, seq: last.seq + step });
  return `${last.station}-${last.seq + step}`;
};

const codeStamp = ({ coder, stream, wallMs }: FieldContext, given: Stamp | undefined): Stamp => ({
  version: coder.word(stream, '', given?.version),
  atMs: coder.signed(`${stream}.at`, given && given.atMs - wallMs) + wallMs,
});

/** `given` undefined: it is read. */
export const codeField = (context: FieldContext, kind: FieldKind, given: unknown): unknown => {
  const { coder, stream, place, effectiveOn } = context;
  if (kind === 'id') return codeId(context, given as string | null | undefined);
  if (kind === 'stamp') return codeStamp(context, given as Stamp | undefined);
  if (kind === 'word') return coder.word(stream, '', given);
  const from = dayNumber(effectiveOn);
  const days = mapGiven(given as string | undefined, (date) => dayNumber(date) - from);
  const told = coder.word(stream, place, days);
  if (typeof told !== 'number' || Math.abs(told) > SIGNED_MAX) throw new WireError('no distance');
  return dateOf(from + told);
};
