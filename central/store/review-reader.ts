// Reviews as staff read them: sentences in their language, with titles, barcodes and card numbers
// joined at the time of reading. What is stored holds ids and times only, and never a name.
import type { Language } from '../../profiles/site-schema.ts';
import { staffActionsOf } from '../../station-server/circulation/contradictions.ts';
import { formatDate } from '../../station-server/circulation/local-date.ts';
import type { StaffReview } from '../api-types.ts';
import type { LibraryRules } from '../apply/act.ts';
import { fillSentences, type ReviewFigures } from '../strings/review-texts.ts';
import { reviewTexts } from '../strings/reviews.ts';
import { selectIn } from './bulk.ts';
import { readEntry } from './rare-rows.ts';
import type { Review } from './reviews.ts';
import type { Sql } from './sql.ts';

type Joined = {
  items: Map<string, { itemId: string; barcode: string; title: string; branch: string }>;
  cards: Map<string, string>;
};
type Side = Record<string, unknown>;

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
const number = (value: unknown): string | undefined =>
  typeof value === 'number' ? String(value) : undefined;

const firstOf = (ids: unknown): string | undefined =>
  Array.isArray(ids) ? text(ids[0]) : undefined;
const countOf = (ids: unknown): string | undefined =>
  Array.isArray(ids) ? String(ids.length) : undefined;

const itemIdOf = ({ kind, ref, saw }: Review): string | undefined =>
  text(saw.station.itemId) ??
  text(saw.central.itemId) ??
  firstOf(saw.central.itemIds) ??
  (kind === 'item-vanished-on-loan' ? ref : undefined);

const otherPatronOf = ({ saw }: Review): string | undefined => {
  const { patronId, patronIds } = saw.central;
  return text(patronId) ?? firstOf(patronIds);
};

const patronOf = ({ kind, ref, saw }: Review): string | undefined =>
  kind === 'same-person' || kind === 'card-taken' ? ref : text(saw.station.patronId);

const join = async (sql: Sql, libraryId: string, reviews: readonly Review[]): Promise<Joined> => {
  const joined: Joined = { items: new Map(), cards: new Map() };
  const itemIds = reviews.flatMap((review) => itemIdOf(review) ?? []);
  const select = { columns: '*', from: 'item', column: 'item_id' };
  const items = await selectIn(sql, select, libraryId, itemIds);
  const titleIds = items.map((row) => String(row.title_id));
  const titles = new Map<string, string>();
  const named = { columns: 'title_id, title', from: 'title', column: 'title_id' };
  for (const row of await selectIn(sql, named, libraryId, titleIds))
    titles.set(String(row.title_id), String(row.title));
  for (const row of items) {
    const itemId = String(row.item_id);
    const title = titles.get(String(row.title_id)) ?? String(row.inventory_no);
    const barcode = String(row.barcode === '' ? row.inventory_no : row.barcode);
    joined.items.set(itemId, { itemId, barcode, title, branch: String(row.branch) });
  }
  const patronIds = reviews.flatMap((r) => [patronOf(r) ?? [], otherPatronOf(r) ?? []].flat());
  const cards = { columns: 'patron_id, card', from: 'patron', column: 'patron_id' };
  for (const row of await selectIn(sql, cards, libraryId, patronIds))
    if (row.card !== '') joined.cards.set(String(row.patron_id), String(row.card));
  return joined;
};

const clockOf = (timeZone: string) => {
  const format = new Intl.DateTimeFormat('ru-RU', {
    ...{ timeZone, day: '2-digit', month: '2-digit', year: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit' },
  });
  return (ms: unknown): string | undefined =>
    typeof ms === 'number' ? format.format(ms).replace(',', '') : undefined;
};
type Clock = ReturnType<typeof clockOf>;

const figuresOf = (review: Review, joined: Joined, clock: Clock): ReviewFigures => {
  const { station, central } = review.saw as { station: Side; central: Side };
  const item = joined.items.get(itemIdOf(review) ?? '');
  const day = text(central.reregisteredOn);
  const all = {
    station: number(station.station) ?? String(review.station),
    other: number(central.station),
    // A wrong clock is told by what it showed.
    time: clock(station.atMs ?? station.wallMs),
    otherTime: clock(central.atMs),
    title: item?.title,
    barcode: item?.barcode,
    card: joined.cards.get(patronOf(review) ?? ''),
    otherCard: joined.cards.get(otherPatronOf(review) ?? ''),
    day: day === undefined ? undefined : formatDate(day),
    limit: number(central.limit),
    count: number(central.count) ?? countOf(central.loanIds),
    entry: text(station.entry) ?? review.ref,
    type: text(station.type) ?? text(central.type),
    seq: number(central.forkedAt),
    branch: text(station.branch) ?? item?.branch,
    error: text(central.error),
  };
  const known = Object.entries(all).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known) as ReviewFigures;
};

const decisionOf = async (
  sql: Sql,
  libraryId: string,
  { kind, ref }: Review,
): Promise<StaffReview['decision']> => {
  const [row] = await sql.all(
    'SELECT entry FROM review_decision WHERE library_id = $1 AND kind = $2 AND ref = $3',
    [libraryId, kind, ref],
  );
  const entry = row && (await readEntry(sql, libraryId, String(row.entry)));
  if (entry === undefined) return null;
  const body = JSON.parse(String(entry.body)) as { action: string; reason: string | null };
  const by = String(entry.actor).replace(/^staff:/, '');
  return { by, atMs: Number(entry.at_ms), action: body.action, reason: body.reason };
};

const DECIDED = new Set(['accepted', 'corrected', 'dismissed']);

/** What is known of both sides, in the words of `language`. */
export const describeReviews = async (
  sql: Sql,
  libraryId: string,
  reviews: readonly Review[],
  language: Language,
  rules: LibraryRules | null,
): Promise<StaffReview[]> => {
  const joined = await join(sql, libraryId, reviews);
  const clock = clockOf(rules?.timeZone ?? 'UTC');
  const { kinds, actions } = reviewTexts[language];
  const described: StaffReview[] = [];
  for (const review of reviews) {
    const { kind, ref, state, station, seq, raisedAtMs, settledAtMs, saw } = review;
    const figures = figuresOf(review, joined, clock);
    const { happened, decided, todo } = kinds[kind];
    const isDecided = DECIDED.has(state);
    const waits = state === 'open' || state === 'listed';
    const possible = isDecided ? (['undo'] as const) : waits ? staffActionsOf(kind) : [];
    described.push({
      ...{ kind, ref, state, station, seq, raisedAtMs, settledAtMs, saw },
      happened: fillSentences(happened, figures),
      decided: fillSentences(decided, figures),
      todo: fillSentences(todo, figures),
      actions: possible.map((action) => ({ action, label: actions[action] })),
      item: joined.items.get(itemIdOf(review) ?? '') ?? null,
      card: joined.cards.get(patronOf(review) ?? '') ?? null,
      otherCard: joined.cards.get(otherPatronOf(review) ?? '') ?? null,
      decision: isDecided ? await decisionOf(sql, libraryId, review) : null,
    });
  }
  return described;
};
