// A day of a library system as its stations would send it: pushes of 100 acts with a right chain, ready before any clock
// starts. Half go out, two fifths come back (of today or older), the rest renewals, visits, refusals and a few new patrons
// (libraries.md 2.17). Two items in a thousand are lent while central believes them to be out.
import type { PushRequest, WireEntry } from '../../../central/sync-contract.ts';
import { SYNC_VERSION } from '../../../central/sync-contract.ts';
import {
  chainValue,
  GENESIS_CHAIN,
  personalDigest,
} from '../../../station-server/circulation/journal-chain.ts';
import type { EntryBodies, EntryType } from '../../../station-server/circulation/journal-entry.ts';
import { seededRandom } from '../seeded.ts';

export const ACTS_PER_PUSH = 100;
const STATIONS = 8;
const ACTS_PER_VISIT = 3.5;
const LENT_TWICE_SHARE = 0.002;
const MS_BETWEEN_ACTS = 700;
const SHARES: [EntryType, number][] = [
  ['check-out', 0.45],
  ['check-in', 0.4],
  ['renewal', 0.06],
  ['visit', 0.05],
  ['refusal', 0.037],
  ['registration', 0.003],
];

export type DayOfActs = {
  stations: number[];
  /** Lendings of the days before: what comes back today. */
  before: PushRequest[];
  /** When the first act of today is made. */
  beganMs: number;
  /** In the order of their last act. */
  today: PushRequest[];
};
export type Numbered = { patronIds: readonly string[]; itemIds: readonly string[] };

type OpenLoan = {
  loanId: string;
  itemId: string;
  patronId: string;
  renewals: number;
  at: Sender | null;
};

/** One station's journal, cut into pushes as it fills. */
class Sender {
  readonly station: number;
  readonly bootId: string;
  readonly startedMs: number;
  patronId = '';
  private chain = GENESIS_CHAIN;
  private previousChain = GENESIS_CHAIN;
  private first = 1;
  private entries: WireEntry[] = [];

  constructor(station: number, startedMs: number) {
    this.station = station;
    this.bootId = `b00${station}`.padEnd(12, 'e');
    this.startedMs = startedMs;
  }

  /** Returns the entry's name. */
  add(type: EntryType, body: Record<string, unknown>, atMs: number, personal?: [string, string]) {
    const seq = this.first + this.entries.length;
    const day = new Date(atMs).toISOString().slice(0, 10);
    const digest = personal === undefined ? null : personalDigest(...personal);
    const actor = seq % 3 === 0 ? 'staff:7' : 'patron';
    const upMs = atMs - this.startedMs;
    const fields = {
      v: 1,
      type,
      wallMs: atMs,
      bootId: this.bootId,
      upMs,
      effectiveOn: day,
    } as const;
    const rest = { place: 'kiosk-1', actor, body, personalDigest: digest } as const;
    this.chain = chainValue(this.chain, { station: this.station, seq, ...fields, ...rest });
    this.entries.push([
      ...([1, type, atMs, this.bootId, upMs, day, rest.place, actor, body, digest] as const),
      personal ?? null,
    ]);
    return `${this.station}-${seq}`;
  }

  /** What has gathered, when it is a whole push or `rest` asks for less. */
  cut(rest = false): PushRequest[] {
    const count = this.entries.length;
    if (count === 0 || (count < ACTS_PER_PUSH && !rest)) return [];
    const { station, first, previousChain, entries, chain } = this;
    const clocks = { [this.bootId]: this.startedMs };
    this.first += count;
    this.previousChain = chain;
    this.entries = [];
    return [
      { version: SYNC_VERSION, station, epoch: 1, first, previousChain, entries, clocks, chain },
    ];
  }
}

const registration = (serial: number, atMs: number): [EntryBodies['registration'], string] => [
  {
    card: `2099900${String(serial).padStart(7, '0')}`,
    category: 'worker',
    language: 'kk',
    branch: 'BLK-C',
    status: 'active',
    consent: { version: '2026-1', atMs },
    rules: { version: '2026-1', atMs },
    duplicateWarned: false,
    hasGuardian: false,
  },
  JSON.stringify({
    name: { surname: `Сынақова ${serial}`, givenName: 'Айару', patronymic: '' },
    birthDate: `19${60 + (serial % 40)}-0${1 + (serial % 9)}-1${serial % 10}`,
    phone: '+70000000000',
    iin: null,
    guardian: null,
  }),
];

export const makeDay = (
  { patronIds, itemIds }: Numbered,
  size: { lentBefore: number; acts: number },
  startMs: number,
  seed = 5,
): DayOfActs => {
  const random = seededRandom(seed);
  const below = (count: number): number => Math.floor(random() * count);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const senders = Array.from({ length: STATIONS }, (_, n) => new Sender(n + 1, startMs - 1_000));
  const open: OpenLoan[] = [];
  const out = new Map<string, OpenLoan>();
  let nowMs = startMs;
  let registered = 0;

  const lend = (sender: Sender, today: boolean): void => {
    const twice = today && random() < LENT_TWICE_SHARE;
    let itemId = pick(itemIds);
    while (!twice && out.has(itemId)) itemId = pick(itemIds);
    const held = twice ? pick(open) : undefined;
    if (held !== undefined) itemId = held.itemId;
    const { patronId } = sender;
    const body = { itemId, patronId, kind: 'home', dueOn: '2026-11-24', renewalsMax: 2 };
    const loanId = sender.add('check-out', body, nowMs);
    const loan = { loanId, itemId, patronId, renewals: 0, at: today ? sender : null };
    if (held !== undefined) open.splice(open.indexOf(held), 1);
    open.push(loan);
    out.set(itemId, loan);
  };
  const takeBack = (sender: Sender): Sender => {
    const index = below(open.length);
    const { loanId, itemId, patronId, at } = open[index] as OpenLoan;
    open[index] = open[open.length - 1] as OpenLoan;
    open.pop();
    out.delete(itemId);
    const by = at ?? sender;
    by.add('check-in', { itemId, loanId, patronId, withCard: false }, nowMs);
    return by;
  };
  const renew = (sender: Sender): Sender => {
    const loan = pick(open);
    const { loanId, itemId, patronId, at } = loan;
    loan.renewals += 1;
    const by = at ?? sender;
    const terms = { dueOn: '2026-12-09', renewals: loan.renewals };
    by.add('renewal', { loanId, itemId, patronId, ...terms }, nowMs);
    return by;
  };
  const act = (sender: Sender): Sender => {
    if (sender.patronId === '' || random() < 1 / ACTS_PER_VISIT) sender.patronId = pick(patronIds);
    const { patronId } = sender;
    let share = random();
    const [type] = SHARES.find(([, part]) => (share -= part) < 0) ?? ['visit'];
    if (type === 'check-in') return takeBack(sender);
    if (type === 'renewal') return renew(sender);
    if (type === 'check-out') lend(sender, true);
    else if (type === 'visit') sender.add('visit', { patronId }, nowMs);
    else if (type === 'refusal') {
      const body = { act: 'check-out', reason: 'patron-blocked', patronId, scanned: null };
      sender.add('refusal', { ...body, itemId: pick(itemIds) }, nowMs);
    } else {
      const [body, personal] = registration((registered += 1), nowMs);
      sender.add('registration', body, nowMs, ['5a'.repeat(16), personal]);
    }
    return sender;
  };

  const before: PushRequest[] = [];
  for (let made = 0; made < size.lentBefore; made += 1, nowMs += MS_BETWEEN_ACTS) {
    const sender = pick(senders);
    sender.patronId = pick(patronIds);
    lend(sender, false);
    before.push(...sender.cut());
  }
  before.push(...senders.flatMap((sender) => sender.cut(true)));
  const beganMs = nowMs;
  const today: PushRequest[] = [];
  for (; today.length < size.acts / ACTS_PER_PUSH; nowMs += MS_BETWEEN_ACTS)
    today.push(...act(pick(senders)).cut());
  return { stations: senders.map(({ station }) => station), before, beganMs, today };
};
