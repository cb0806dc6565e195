// Days of a branch as the benchmarks of the wire need them: real entries of the real desk on the seeded library. Two places lend
// side by side, readers bring back what they took days and weeks ago and take three or four others, now and then a renewal, a
// wrong barcode, a new reader. The same seed gives the same days.
import type { Site } from '../../profiles/site-schema.ts';
import { localDateOf } from '../../station-server/circulation/local-date.ts';
import type { Loan } from '../../station-server/circulation/types.ts';
import type { ActContext } from '../../station-server/desk-types.ts';
import { type OpenStation, openStation } from '../../station-server/open-station.ts';
import { adultForm } from '../station-server/test-station.ts';
import {
  BALKHASH_SIZE,
  barcodeAt,
  fillStation,
  patronIdAt,
  type SeededSize,
  seededRandom,
} from './seeded.ts';

const STATION = 7;
const DAY_MS = 86_400_000;
/** Monday 5 October 2026, 10:00 in Almaty (UTC+5). */
const FIRST_OPENING_MS = Date.UTC(2026, 9, 5, 5);
const OPEN_MS = 9 * 3_600_000;
const ACT_GAP_MS = 30_000;
const VISIT_GAP_MS = 240_000;
/** A crystal that is off by this much: the wall clock is steered by the network, uptime is not. */
const DRIFT = 0.00002;

const KIOSK: ActContext = { place: 'kiosk-1', actor: 'patron' };
const DESK: ActContext = { place: 'desk-1', actor: 'staff:bekova' };

/** What one reader took in one visit and has not brought back. */
type Pile = { patronId: string; day: number; loans: { loanId: string; barcode: string }[] };
type Act = () => void;
type Place = { context: ActContext; atMs: number; acts: Act[] };

type Branch = {
  site: Site;
  size: SeededSize;
  random(): number;
  station: OpenStation;
  piles: Pile[];
  day(): number;
};

const below = (branch: Branch, limit: number): number => Math.floor(branch.random() * limit);
const chance = (branch: Branch, share: number): boolean => branch.random() < share;
const exponential = (branch: Branch, meanMs: number): number =>
  -Math.log(1 - branch.random()) * meanMs;

/** A pile of another branch, as a pull would have brought it. */
const strangePile = (branch: Branch): Pile => {
  const patronId = patronIdAt(below(branch, branch.size.patrons));
  const [other, first] = [8 + below(branch, 20), 1 + below(branch, 60_000)];
  const day = localDateOf(FIRST_OPENING_MS + (branch.day() - 8) * DAY_MS, branch.site.timeZone);
  const loans: Pile['loans'] = [];
  for (let index = 0; index < 3; index += 1) {
    const barcode = barcodeAt(branch.site, below(branch, branch.size.items));
    const itemId = branch.station.rows.itemByBarcode(barcode)?.item.itemId ?? '';
    if (branch.station.rows.openLoanOfItem(itemId)) continue;
    const loan: Loan = {
      ...{ loanId: `${other}-${first + index}`, itemId, patronId, kind: 'home', takenOn: day },
      ...{ enteredAtMs: FIRST_OPENING_MS, dueOn: day, renewals: 0, renewalsMax: 2 },
      ...{ returnedOn: null, returnEnteredAtMs: null },
    };
    branch.station.rows.addLoan(loan);
    loans.push({ loanId: loan.loanId, barcode });
  }
  return { patronId, day: branch.day() - 8, loans };
};

/** One that was taken at least `days` ago; older ones sooner. */
const takePile = (branch: Branch, days: number): Pile | undefined => {
  if (chance(branch, 0.1)) return strangePile(branch);
  const ripe = branch.piles.findIndex(({ day }) => day > branch.day() - days);
  const count = ripe === -1 ? branch.piles.length : ripe;
  if (count === 0) return undefined;
  const [pile] = branch.piles.splice(Math.floor(branch.random() ** 2 * count), 1);
  return pile;
};

const shuffled = <T>(branch: Branch, list: readonly T[]): T[] => {
  const left = [...list];
  return list.map(() => left.splice(below(branch, left.length), 1)[0] as T);
};

const returns = (branch: Branch, pile: Pile, context: ActContext): Act[] => {
  const withCard = context === KIOSK && chance(branch, 0.5) ? pile.patronId : null;
  const order = shuffled(branch, pile.loans);
  return order.map(
    ({ barcode }) =>
      () =>
        branch.station.desk.checkIn(barcode, withCard, context),
  );
};

const checkOuts = (branch: Branch, patronId: string, context: ActContext): Act[] => {
  const pile: Pile = { patronId, day: branch.day(), loans: [] };
  const count = 3 + below(branch, 2);
  return Array.from({ length: count }, (_, index) => () => {
    const barcode = barcodeAt(branch.site, below(branch, branch.size.items));
    const answer = branch.station.desk.checkOut(patronId, barcode, 'home', context);
    if (answer.outcome === 'lent') pile.loans.push({ loanId: answer.loan.loanId, barcode });
    if (index === count - 1 && pile.loans.length > 0) branch.piles.push(pile);
  });
};

const renewals = (branch: Branch, context: ActContext): Act[] => {
  const recent = branch.piles.filter(({ day }) => day < branch.day() && day > branch.day() - 12);
  const pile = recent[below(branch, recent.length)];
  return (pile?.loans ?? []).map(
    ({ loanId }) =>
      () =>
        branch.station.desk.renew(loanId, context),
  );
};

const slip = (branch: Branch, patronId: string, context: ActContext): Act[] => {
  const { desk } = branch.station;
  const isbn = `978${String(below(branch, 1e9)).padStart(10, '0')}`;
  return chance(branch, 0.7)
    ? [() => desk.checkOut(patronId, isbn, 'home', context)]
    : [() => desk.identify(`2710100${String(below(branch, 1e7)).padStart(7, '0')}`, context)];
};

const LETTERS = 'абвгдеж';
const newReader = (branch: Branch, context: ActContext): Act[] => {
  const { desk } = branch.station;
  const spelled = Array.from({ length: 6 }, () => LETTERS[below(branch, LETTERS.length)]).join('');
  const form = adultForm(branch.site, {
    surname: `Лесная${spelled}`,
    birthDate: `19${60 + below(branch, 40)}-0${1 + below(branch, 9)}-1${below(branch, 10)}`,
    phone: `8 700 ${String(below(branch, 1e7)).padStart(7, '0')}`,
  });
  return [() => desk.register(form, context)];
};

const clerical = (branch: Branch, patronId: string, context: ActContext): Act[] => {
  const { desk } = branch.station;
  if (chance(branch, 0.5)) return newReader(branch, context);
  if (chance(branch, 0.5)) return [() => desk.reregister(patronId, context)];
  return [() => desk.setLanguage(patronId, chance(branch, 0.5) ? 'kk' : 'ru', context)];
};

/** Shares of acts come near to 45 % out, 40 % in, 6 % renewals, 4 % visits, 3 % refusals, 1 % readers; `push-bytes` tells them. */
const visit = (branch: Branch, place: Place): Act[] => {
  const { context } = place;
  const bringing = chance(branch, 0.84) ? takePile(branch, 4) : undefined;
  const patronId = bringing?.patronId ?? patronIdAt(below(branch, branch.size.patrons));
  const acts = bringing ? returns(branch, bringing, context) : [];
  if (chance(branch, 0.13)) acts.push(...renewals(branch, context));
  if (chance(branch, 0.9)) acts.push(...checkOuts(branch, patronId, context));
  if (chance(branch, 0.12)) acts.push(...slip(branch, patronId, context));
  if (chance(branch, 0.08)) acts.push(...clerical(branch, patronId, context));
  if (chance(branch, 0.28))
    acts.push(() => branch.station.desk.recordVisit(patronId, { ...context }));
  return acts;
};

/** The day's opening at or after `ms`; closed at night and on Sundays. */
const openAt = (ms: number): number => {
  const day = Math.floor((ms - FIRST_OPENING_MS) / DAY_MS);
  const inDay = ms - FIRST_OPENING_MS - day * DAY_MS;
  const next = inDay < OPEN_MS ? ms : FIRST_OPENING_MS + (day + 1) * DAY_MS;
  return Math.floor((next - FIRST_OPENING_MS) / DAY_MS) % 7 === 6 ? next + DAY_MS : next;
};

export type StationDays = {
  station: OpenStation;
  /** Sequence of the first act of the day with this number; the first day is 0. */
  firstOf(day: number): number;
};

/** A station after `days` days of about 1,000 acts each, from a Monday on. */
export const liveDays = (given: {
  site: Site;
  days: number;
  seed?: number;
  size?: SeededSize;
}): StationDays => {
  const { site, days, seed = 11, size = BALKHASH_SIZE } = given;
  let ms = FIRST_OPENING_MS;
  const sinceMs = () => ms - FIRST_OPENING_MS + 60_000;
  const station = openStation({
    ...{ file: ':memory:', station: STATION, branch: 'BLK-C', site },
    clock: { nowMs: () => Math.floor(ms), upMs: () => sinceMs() * (1 + DRIFT) },
  });
  fillStation(station, site, size, 2026);
  const day = () => Math.floor((ms - FIRST_OPENING_MS) / DAY_MS);
  const branch: Branch = { site, size, random: seededRandom(seed), station, piles: [], day };
  const places: Place[] = [
    { context: KIOSK, atMs: ms, acts: [] },
    { context: DESK, atMs: ms, acts: [] },
  ];
  const firsts: number[] = [];
  const endMs = FIRST_OPENING_MS + days * DAY_MS;
  for (;;) {
    const place = places.reduce((first, other) => (other.atMs < first.atMs ? other : first));
    if (place.atMs >= endMs) break;
    ms = place.atMs;
    firsts[day()] ??= station.journal.nextSeq();
    const act = place.acts.shift();
    if (act) act();
    else place.acts = visit(branch, place);
    const gapMs = exponential(branch, place.acts.length > 0 ? ACT_GAP_MS : VISIT_GAP_MS);
    place.atMs = place.acts.length > 0 ? ms + gapMs : openAt(ms + gapMs);
  }
  return { station, firstOf: (day) => firsts[day] ?? 1 };
};
