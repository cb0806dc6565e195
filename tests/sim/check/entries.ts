// Central's entries against its own rows: one loan a lending and no more, the holder of each item is that of the last act, every
// contradiction stands in the queue, and everybody who was registered is there under the name that was given.
import type { StoredEntry } from '../../../central/store/central-store.ts';
import { look } from '../disk.ts';
import { hasSecondDisk, trueMs } from '../ledger.ts';
import { site } from '../library.ts';
import type { Simulation } from '../simulation.ts';
import { SURE_WITHIN_MS } from './always.ts';
import { tellStory } from './story.ts';

type LoanView = { loanId: string; itemId: string; renewals: number; returnedOn: string | null };

const allEntries = async (sim: Simulation): Promise<StoredEntry[]> => {
  const found: StoredEntry[] = [];
  for (const { station } of sim.central.peek.stations()) {
    const entries = (await sim.central.life?.store.entries({ libraryId: site.id, station })) ?? [];
    entries.forEach(({ seq }, index) => {
      if (seq !== index + 1) sim.world.violate(`central: entry ${station}-${index + 1} is missing`);
    });
    if (entries.length !== sim.central.peek.applied(station))
      sim.world.violate(`central: applied and stored entries of station ${station} differ`);
    found.push(...entries);
  }
  return found;
};

const loansOf = (sim: Simulation): LoanView[] => {
  const { handle } = sim.central;
  return look(
    handle,
    `SELECT loan_id AS loanId, item_id AS itemId, renewals, returned_on AS returnedOn FROM loan`,
  ).all() as LoanView[];
};

const checkLoans = (sim: Simulation, entries: StoredEntry[], loans: LoanView[]): void => {
  const { world } = sim;
  const applied = entries.filter(({ outcome }) => outcome !== 'held');
  const lendings = new Set(
    applied.filter(({ type }) => type === 'check-out').map((e) => `${e.station}-${e.seq}`),
  );
  for (const { loanId } of loans)
    if (!lendings.has(loanId)) world.violate(`central: loan ${loanId} that nobody made`);
  if (loans.length !== lendings.size)
    world.violate(`central: ${lendings.size} lendings and ${loans.length} loans`);
  for (const loan of loans) {
    const renewed = applied
      .filter(({ type, body }) => type === 'renewal' && body.loanId === loan.loanId)
      .map(({ body }) => Number(body.renewals));
    if (loan.renewals !== Math.max(0, ...renewed))
      world.violate(`central: ${loan.loanId} was renewed ${renewed}, and has ${loan.renewals}`);
  }
};

/** Where all times are sure and far enough apart, the true order decides, and no arithmetic of clocks. */
const trueHolder = (sim: Simulation, acts: StoredEntry[], meta: Map<string, number>) => {
  if (!acts.every(({ sure }) => sure)) return undefined;
  const moved = acts.filter(({ type }) => type !== 'renewal');
  const timed = moved.map((act) => ({ act, atMs: meta.get(`${act.station}-${act.seq}`) ?? -1 }));
  if (timed.some(({ atMs }) => atMs < 0)) return undefined;
  timed.sort((a, b) => a.atMs - b.atMs);
  const [before, last] = [timed.at(-2), timed.at(-1)];
  if (!last || (before && last.atMs - before.atMs < 2 * SURE_WITHIN_MS)) return undefined;
  const { act } = last;
  sim.ledger.judged += 1;
  return { loanId: act.type === 'check-out' ? `${act.station}-${act.seq}` : null };
};

const checkHolders = (sim: Simulation, entries: StoredEntry[], loans: LoanView[]): string[] => {
  const byItem = new Map<string, StoredEntry[]>();
  for (const entry of entries) {
    if (entry.outcome === 'held' || !['check-out', 'check-in', 'renewal'].includes(entry.type))
      continue;
    const itemId = String(entry.body.itemId);
    byItem.set(itemId, [...(byItem.get(itemId) ?? []), entry]);
  }
  const truth = trueTimes(sim);
  const lentTwice: string[] = [];
  for (const [itemId, acts] of byItem) {
    const story = tellStory(acts);
    const [open] = loans.filter((loan) => loan.itemId === itemId && loan.returnedOn === null);
    const holder = open?.loanId ?? null;
    if (holder !== story.holder)
      sim.world.violate(`central: ${itemId} is held by ${holder}, by its acts by ${story.holder}`);
    const known = trueHolder(sim, acts, truth);
    if (known && known.loanId !== holder)
      sim.world.violate(`central: ${itemId} is held by ${holder}, in truth by ${known.loanId}`);
    lentTwice.push(...story.lentTwice);
  }
  return lentTwice;
};

/** By entry name: when it truly was. */
const trueTimes = (sim: Simulation): Map<string, number> => {
  const times = new Map<string, number>();
  const rows = look(
    sim.central.handle,
    'SELECT station, seq, boot_id AS bootId, up_ms AS upMs FROM entry',
  ).all() as { station: number; seq: number; bootId: string; upMs: number }[];
  for (const { station, seq, bootId, upMs } of rows) {
    const happenedMs = trueMs(sim.ledger, bootId, upMs);
    if (happenedMs !== undefined) times.set(`${station}-${seq}`, happenedMs);
  }
  return times;
};

const same = (a: Iterable<string>, b: Iterable<string>): boolean =>
  [...new Set(a)].sort().join() === [...new Set(b)].sort().join();

const checkReviews = async (sim: Simulation, entries: StoredEntry[], lentTwice: string[]) => {
  const reviews = (await sim.central.life?.store.reviewQueue(site.id)) ?? [];
  const refs = (kind: string) => reviews.filter((r) => r.kind === kind).map((r) => r.ref);
  const expect = (kind: string, wanted: string[]): void => {
    if (!same(refs(kind), wanted))
      sim.world.violate(`central: in the queue as ${kind}: ${refs(kind)}; should be: ${wanted}`);
  };
  expect('lent-twice', lentTwice);
  const held = entries.filter(({ outcome }) => outcome === 'held');
  expect(
    'held',
    held.map(({ station, seq }) => `${station}-${seq}`),
  );
  // What waits for a row waits only while the row is missing.
  const rows = new Set([...sim.central.peek.ids('patron'), ...sim.central.peek.ids('loan')]);
  for (const { station, seq, heldFor, body } of held) {
    const awaited = { 'patron-unknown': body.patronId, 'loan-unknown': body.loanId }[heldFor ?? ''];
    if (rows.has(String(awaited)))
      sim.world.violate(
        `central: ${station}-${seq} is held for ${heldFor}, and ${awaited} is there`,
      );
  }
  checkForks(sim, refs);
};

/** Each station in quarantine is told, as an old copy of a disk or as two disks with one number. */
const checkForks = ({ world, central, ledger }: Simulation, refs: (kind: string) => string[]) => {
  const [restored, doubled] = [refs('station-restored'), refs('chain-fork')];
  const forked = central.peek.stations().filter(({ quarantined }) => quarantined === 1);
  const wanted = forked.map(({ station }) => `${station}`);
  if (!same([...restored, ...doubled], wanted))
    world.violate(
      `central: in the queue as station-restored: ${restored}, as chain-fork: ${doubled}; should be: ${wanted}`,
    );
  for (const { station } of forked)
    if (!hasSecondDisk(ledger, station))
      world.violate(`central: station ${station} is in quarantine, and its disk is the only one`);
  const { cloned, begunAnew, askedBefore, centralPutBack } = ledger;
  const mayBeTwo = (station: number) =>
    [cloned, begunAnew, askedBefore].some((stations) => stations.has(station));
  for (const station of doubled.map(Number))
    if (!mayBeTwo(station) && !centralPutBack)
      world.violate(`central: station ${station} was put back, and is told as two disks`);
};

const checkRegistered = (sim: Simulation): void => {
  const name = look(
    sim.central.handle,
    'SELECT surname FROM patron_person WHERE patron_id = ?',
  ).pluck();
  for (const { station, seq, chain, personal } of sim.ledger.told) {
    if (personal === null || sim.central.peek.chainAt(station, seq) !== chain) continue;
    if (name.get(`${station}-${seq}`) === personal.name.surname) continue;
    sim.world.violate(`central: ${station}-${seq} was registered, and has no name`);
  }
};

export const checkEntries = async (sim: Simulation): Promise<void> => {
  const entries = await allEntries(sim);
  const loans = loansOf(sim);
  checkLoans(sim, entries, loans);
  const lentTwice = checkHolders(sim, entries, loans);
  await checkReviews(sim, entries, lentTwice);
  checkRegistered(sim);
};
