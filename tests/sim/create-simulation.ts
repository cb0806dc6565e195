// Puts a simulation together: central, the network with its watchers, and stations on their first disks.
import { createCentral } from './central-node.ts';
import { watchAcknowledged, watchPushed } from './check/always.ts';
import { createLedger, truthKey } from './ledger.ts';
import { BRANCHES, site } from './library.ts';
import type { Mutant } from './mutant.ts';
import { createNetwork } from './network.ts';
import type { Images, Simulation } from './simulation.ts';
import { openStationDisk } from './station-disk.ts';
import { endStation, type StationNode, startStation } from './station-node.ts';
import type { World } from './world.ts';

export const createSimulation = (given: {
  world: World;
  images: Images;
  stations: number;
  empty: boolean;
  pageRows: number;
  mutant: Mutant | null;
}): Simulation => {
  const { world, images, mutant } = given;
  const central = createCentral(world, images.central, mutant);
  const ledger = createLedger();
  const heard = new Set<string>();
  world.watch = () => {
    if (heard.size === 0) return;
    for (const node of sim.stations) if (heard.has(node.name)) watchAcknowledged(sim, node);
    heard.clear();
  };
  const network = createNetwork(world, central, given.pageRows, {
    diskOf: (name) => sim.stations.find((node) => node.name === name)?.disk,
    pushed: ({ station, name, disk }, text) => {
      watchPushed(sim, station, text);
      const now = sim.stations.find((node) => node.name === name)?.disk;
      if (disk !== now && ledger.putBack.has(station)) ledger.askedBefore.add(station);
    },
    answered: (name) => {
      heard.add(name);
      sim.stirred.add(name);
    },
  });
  const place = (slot: number, number: number, image: Buffer): StationNode => ({
    name: `station ${number}`,
    disk: openStationDisk(image, number, BRANCHES[slot % BRANCHES.length] as string),
    run: null,
    linked: true,
    wallOffsetMs: 0,
    full: { on: false, ends: false },
    backup: null,
    own: new Map(),
    ackedSeen: '',
  });
  const sim: Simulation = {
    world,
    central,
    network,
    ledger,
    attic: [],
    stirred: new Set(),
    uptimeStandsStill: mutant?.uptimeStandsStill ?? false,
    stations: Array.from({ length: given.stations }, (_, slot) =>
      place(slot, slot + 1, given.empty ? images.empty : (images.stations[slot] as Buffer)),
    ),
    nextNumber: images.stations.length + 1,
    start: (node) => {
      startStation(
        world,
        node,
        (run) =>
          network.exchange({
            name: node.name,
            station: node.disk.number,
            clock: run.clock,
            reachable: () => node.linked && !run.power.dead && !run.asleep(),
          }),
        mutant,
      );
    },
    pairAnew: async (node) => {
      const number = sim.nextNumber++;
      if (central.life === null) await central.start();
      await central.life?.store.addStation(site.id, number);
      endStation(node);
      sim.attic.push(node.disk);
      node.disk = openStationDisk(images.empty, number, node.disk.branch);
      node.backup = null;
      world.trace(`${node.name} becomes station ${number}`);
      node.name = `station ${number}`;
      sim.start(node);
    },
    note: (node, head) => {
      const entries = node.disk.peek.journal.read(head, 10);
      for (const { bootId, upMs } of entries)
        ledger.truth.set(truthKey(bootId, upMs), world.nowMs());
      return entries;
    },
  };
  return sim;
};
