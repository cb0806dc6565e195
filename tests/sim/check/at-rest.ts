// What holds when all faults are over and nothing is in flight: everything told is kept, all views are equal, all chains are whole.
import type { PullRow } from '../../../central/sync-contract.ts';
import { hasSecondDisk } from '../ledger.ts';
import { site } from '../library.ts';
import type { Simulation } from '../simulation.ts';
import { type StationDisk, TABLES, type Table } from '../station-disk.ts';
import { checkEntries } from './entries.ts';

/** The library as central shows it to a station that knows nothing yet. */
const feedOf = async (sim: Simulation, station: number): Promise<Map<string, PullRow>> => {
  const rows = new Map<string, PullRow>();
  const { life } = sim.central;
  for (let cursor = 0, more = life !== null; more; ) {
    const answer = await life?.store.pull({ libraryId: site.id, station }, cursor, 500);
    for (const row of answer?.rows ?? []) rows.set(`${row.table} ${row.id}`, row);
    cursor = answer?.cursor ?? 0;
    more = answer?.more ?? false;
  }
  return rows;
};

const rowOf = ({ peek: { rows } }: StationDisk, table: Table, id: string): unknown => {
  if (table === 'patron') return rows.patronById(id);
  if (table === 'title') return rows.titleById(id);
  if (table === 'item') return rows.itemById(id)?.item;
  return rows.loanById(id);
};

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

/** Where two patrons have one card, a station shows it at one of them. */
const withoutTakenCard = (disk: StationDisk, data: Record<string, unknown>, held: unknown) => {
  const { card, patronId } = data as { card?: string; patronId?: string };
  const given = (held as { card?: string } | undefined)?.card === '';
  return given && card && disk.peek.otherHolder(card, String(patronId))
    ? { ...data, card: '' }
    : data;
};

const checkAgreement = (
  sim: Simulation,
  name: string,
  disk: StationDisk,
  feed: Map<string, PullRow>,
) => {
  const { world, ledger } = sim;
  for (const { table, id, data } of feed.values()) {
    // No step places a hold, and the network here does not ask for that table.
    if (table === 'hold') continue;
    const held = rowOf(disk, table, id);
    const wanted = data === null ? undefined : withoutTakenCard(disk, data, held);
    if (canonical(held) !== canonical(wanted))
      world.violate(
        `${name}: ${table} ${id} is ${canonical(held)}, and at central ${canonical(wanted)}`,
      );
  }
  for (const table of TABLES)
    for (const id of disk.peek.ids(table))
      if (!feed.has(`${table} ${id}`) && !ledger.forgotten.has(`${table} ${id}`))
        world.violate(`${name}: ${table} ${id} is not at central`);
  if (disk.peek.parked() > 0 && disk.peek.meta('chain-fork') === 0)
    world.violate(`${name}: ${disk.peek.parked()} rows wait for ever`);
};

/** In central bit for bit, or on a disk that was taken out of service and is kept. */
const checkTold = (sim: Simulation): void => {
  const { world, central, attic, ledger } = sim;
  for (const { station, seq, chain, type, excused } of ledger.told) {
    if (excused || central.peek.chainAt(station, seq) === chain) continue;
    const kept = attic.some(
      (disk) => disk.number === station && disk.peek.journal.chainAt(seq) === chain,
    );
    if (!kept) world.violate(`${type} ${station}-${seq} was told to a person, and is lost`);
  }
};

const checkDisks = (sim: Simulation): void => {
  const { world, stations, attic, central } = sim;
  for (const disk of [...stations.map((node) => node.disk), ...attic]) {
    const { peek, number } = disk;
    const broken = peek.journal.verify();
    if (broken !== null) world.violate(`station ${number}: the chain is broken at ${broken}`);
    const loans = new Set(peek.ids('loan').filter((id) => id.startsWith(`${number}-`)));
    for (const { seq, type } of peek.journal.read(0, 10_000)) {
      if (type !== 'check-out') continue;
      if (!loans.delete(`${number}-${seq}`))
        world.violate(`station ${number}: entry ${seq} lent something, and there is no loan`);
    }
    // A disk that was put back fetches what its lost part had sent.
    const own = [...loans].filter(
      (id) => central.peek.chainAt(number, Number(id.split('-')[1])) === undefined,
    );
    if (own.length > 0 && !hasSecondDisk(sim.ledger, number))
      world.violate(`station ${number}: loans without an entry: ${own}`);
  }
};

export const checkAtRest = async (sim: Simulation): Promise<void> => {
  const { world, stations } = sim;
  checkTold(sim);
  checkDisks(sim);
  for (const { name, disk } of stations) {
    const feed = await feedOf(sim, disk.number);
    checkAgreement(sim, name, disk, feed);
  }
  if (world.violations.length === 0) await checkEntries(sim);
};
