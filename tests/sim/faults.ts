// The disasters of a history, one function a kind: what befalls links, disks, clocks, programs and copies of them.
import type { ImportedPatron, ImportedTitle } from '../../central/sync-contract.ts';
import { patronRecord, site, titleRecord } from './library.ts';
import { type Simulation, STATIONS_MAX } from './simulation.ts';
import { openStationDisk, TABLES } from './station-disk.ts';
import { endStation, isKill, type StationNode } from './station-node.ts';
import type { Fault } from './steps.ts';

const keyOf = (station: number, seq: number, chain: string): string => `${station} ${seq} ${chain}`;

/** What stood nowhere else is lost with a copy of the books: nobody can be blamed for it, and nobody is. */
const excuseLost = (sim: Simulation): void => {
  const kept = new Set<string>();
  for (const { number, peek } of [...sim.stations.map((node) => node.disk), ...sim.attic])
    for (const { seq, chain } of peek.journal.read(0, 10_000)) kept.add(keyOf(number, seq, chain));
  for (const told of sim.ledger.told) {
    const { station, seq, chain } = told;
    if (kept.has(keyOf(station, seq, chain))) continue;
    if (sim.central.peek.chainAt(station, seq) !== chain) told.excused = true;
  }
};

export const raiseEpoch = async (sim: Simulation): Promise<void> => {
  const { central, ledger, world } = sim;
  if (central.life === null) await central.start();
  try {
    // An operator who restores an old copy raises beyond every epoch that stations have met.
    do await central.life?.store.raiseEpoch();
    while (central.life && central.peek.epoch() <= ledger.epochMet);
    ledger.epochMet = central.peek.epoch();
    central.doubtful = false;
    world.trace(`epoch ${ledger.epochMet}`);
  } catch (error) {
    world.trace(`epoch not raised: ${error instanceof Error ? error.message : error}`);
  }
};

const restoreCentral = async (sim: Simulation, raise: boolean): Promise<void> => {
  const { central, world, ledger } = sim;
  const backup = world.dice.pick(central.backups);
  if (backup === undefined) return;
  // Also of a raise that was cut off between its commit and its answer.
  ledger.epochMet = Math.max(ledger.epochMet, central.peek.epoch());
  const before = TABLES.flatMap((table) => central.peek.ids(table).map((id) => `${table} ${id}`));
  central.restore(backup);
  ledger.centralPutBack = true;
  const after = new Set(
    TABLES.flatMap((table) => central.peek.ids(table).map((id) => `${table} ${id}`)),
  );
  for (const key of before) if (!after.has(key)) ledger.forgotten.add(key);
  central.doubtful = true;
  excuseLost(sim);
  await central.start();
  // Numbers that were given after the copy was made: staff give them again to the same stations.
  const known = new Set(central.peek.stations().map(({ station }) => station));
  for (let number = 1; number < sim.nextNumber; number += 1)
    if (!known.has(number)) await central.life?.store.addStation(site.id, number);
  if (raise) await raiseEpoch(sim);
};

const restoreStation = (sim: Simulation, node: StationNode): void => {
  if (node.backup === null) return;
  endStation(node);
  sim.ledger.putBack.add(node.disk.number);
  node.disk = openStationDisk(node.backup, node.disk.number, node.disk.branch);
  if (node.disk.peek.head() === 0) sim.ledger.begunAnew.add(node.disk.number);
  excuseLost(sim);
  sim.start(node);
};

const cloneStation = (sim: Simulation, node: StationNode): void => {
  if (sim.stations.length >= STATIONS_MAX) return;
  const { number, branch, handle } = node.disk;
  sim.ledger.cloned.add(number);
  const twin: StationNode = {
    ...node,
    name: `${node.name}'`,
    disk: openStationDisk(handle.serialize(), number, branch),
    run: null,
    own: new Map(),
  };
  sim.stations.push(twin);
  sim.start(twin);
};

const bring = async (sim: Simulation, patrons: ImportedPatron[], titles: ImportedTitle[]) => {
  const { life } = sim.central;
  if (life === null) return;
  try {
    if (patrons.length > 0) await life.store.importPatrons(site.id, patrons);
    if (titles.length > 0) await life.store.importTitles(site.id, titles);
  } catch (error) {
    const full = (error as { code?: string }).code === 'SQLITE_FULL';
    if (!full && !isKill(error)) throw error;
  }
};

const sleep = async (
  sim: Simulation,
  node: StationNode,
  { ms, still }: { ms: number; still: boolean },
): Promise<void> => {
  const { run } = node;
  // No program can tell that time from none, so nobody judges the times of this run.
  if (still && run) sim.ledger.untimed.add(run.bootId);
  run?.sleep(still || sim.uptimeStandsStill);
  await sim.world.pass(ms);
  run?.wake();
};

/** Everybody goes home: the programs end as they should, and start again on another day. */
const night = async (sim: Simulation, ms: number): Promise<void> => {
  for (const node of sim.stations) {
    void node.run?.client.stop();
    await sim.world.settle();
    endStation(node);
  }
  await sim.world.pass(ms);
  for (const node of sim.stations) sim.start(node);
};

const forStation = async (
  sim: Simulation,
  node: StationNode,
  fault: Extract<Fault, { who: number }>,
): Promise<void> => {
  const { run } = node;
  if (fault.do === 'link') {
    node.linked = fault.up;
    if (fault.up) run?.client.tryNow();
  } else if (fault.do === 'kill') {
    if (run) run.power.left = fault.after;
  } else if (fault.do === 'full') {
    node.full = { on: fault.on, ends: fault.ends };
    if (run) Object.assign(run.power, { full: fault.on, fullEndsTransaction: fault.ends });
  } else if (fault.do === 'clock') node.wallOffsetMs += fault.ms;
  else if (fault.do === 'sleep') await sleep(sim, node, fault);
  else if (fault.do === 'backup') node.backup = node.disk.handle.serialize();
  else if (fault.do === 'restore') restoreStation(sim, node);
  else cloneStation(sim, node);
};

export const doFault = async (sim: Simulation, fault: Fault): Promise<void> => {
  const { central, network, stations } = sim;
  if ('who' in fault) {
    const node = stations[fault.who % stations.length] as StationNode;
    return forStation(sim, node, fault);
  }
  switch (fault.do) {
    case 'noise':
      network.noise = fault;
      return;
    case 'kill-central':
      if (central.life) central.life.power.left = fault.after;
      return;
    case 'full-central': {
      const { on, ends } = fault;
      central.full = { on, ends };
      if (central.life) Object.assign(central.life.power, { full: on, fullEndsTransaction: ends });
      return;
    }
    case 'night':
      return night(sim, fault.ms);
    case 'backup-central':
      central.backups.push(central.handle.serialize());
      return;
    case 'restore-central':
      return restoreCentral(sim, fault.raise);
    case 'raise-epoch':
      return raiseEpoch(sim);
    case 'import-patron':
      return bring(sim, [patronRecord(fault.patron, fault.change)], []);
    case 'import-title':
      return bring(sim, [], [titleRecord(fault.title, fault.change)]);
  }
};
