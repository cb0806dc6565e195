// Runs one history: its steps, then calm, then every invariant. The same history gives the same trace, to the bit.
import { doAct } from './acts.ts';
import { checkAlways } from './check/always.ts';
import { checkAtRest } from './check/at-rest.ts';
import { createSimulation } from './create-simulation.ts';
import { createDice } from './dice.ts';
import { doFault, raiseEpoch } from './faults.ts';
import { START_MS } from './library.ts';
import type { Mutant } from './mutant.ts';
import { QUIET } from './network.ts';
import type { Images, Simulation } from './simulation.ts';
import { endStation, type StationNode } from './station-node.ts';
import type { Act, Fault, History, Step } from './steps.ts';
import { createWorld } from './world.ts';

export type Outcome = {
  violation: string | null;
  digest: string;
  trace: string[];
  told: number;
  judged: number;
};

/** How long everything may take to come to rest. */
export const ROUNDS_MAX = 90;
const ROUND_MS = 600_000;

const ACTS = ['check-out', 'check-in', 'renew', 'register', 'confirm', 'reregister', 'language'];
const isAct = (step: Step): step is Act & { salt: number } =>
  [...ACTS, 'visit', 'strange'].includes(step.do);

/** A program that was killed is started again; so it is at a branch, by whoever notices. */
const startDead = (sim: Simulation): void => {
  for (const node of sim.stations) {
    if (node.run?.power.dead) endStation(node);
    if (node.run === null) {
      sim.world.trace(`${node.name} starts`);
      sim.start(node);
    }
  }
};

const isQuiet = (sim: Simulation, { disk, run }: StationNode): boolean => {
  const { peek } = disk;
  // Told by the next answer, which a long poll may keep for an hour.
  const shutOut = sim.central.peek
    .stations()
    .some(({ station, quarantined }) => station === disk.number && quarantined === 1);
  const fork = shutOut || peek.meta('chain-fork') !== 0;
  const sent = peek.meta('applied') === peek.head();
  const fetched = peek.meta('cursor') === sim.central.peek.feed();
  const inEpoch = peek.meta('epoch') === sim.central.peek.epoch();
  return !fork && sent && fetched && inEpoch && run?.client.status().lastError === null;
};

/** All faults off, and time passes until all is quiet. */
export const calm = async (sim: Simulation): Promise<void> => {
  const { world, central, network, stations } = sim;
  world.trace('calm');
  network.noise = QUIET;
  central.full = { on: false, ends: false };
  if (central.life) Object.assign(central.life.power, { left: null, full: false });
  else await central.start();
  for (const node of stations) {
    node.linked = true;
    node.full = { on: false, ends: false };
    if (node.run) Object.assign(node.run.power, { left: null, full: false });
  }
  startDead(sim);
  if (central.doubtful) await raiseEpoch(sim);
  for (const { run } of stations) run?.client.tryNow();
  for (let round = 1; world.violations.length === 0; round += 1) {
    await world.pass(ROUND_MS);
    for (const node of stations) if (node.run?.client.status().chainFork) await sim.pairAnew(node);
    if (stations.every((node) => isQuiet(sim, node))) return;
    if (round < ROUNDS_MAX) continue;
    const why = stations
      .filter((node) => !isQuiet(sim, node))
      .map(({ name, disk: { peek }, run }) => {
        const figures = ['epoch', 'applied', 'cursor'] as const;
        const text = figures.map((key) => `${key} ${peek.meta(key)}`).join(', ');
        return `${name} (${text}, of ${peek.head()}, ${run?.client.status().lastError})`;
      });
    world.violate(`not quiet after ${round} rounds: ${why}; central at ${central.peek.feed()}`);
  }
};

export const runHistory = async (
  seed: number,
  history: History,
  images: Images,
  given: { mutant?: Mutant | null; keepTrace?: boolean } = {},
): Promise<Outcome> => {
  const world = createWorld(seed, START_MS, given.keepTrace ?? false);
  const { stations, empty, pageRows } = history;
  const mutant = given.mutant ?? null;
  const sim = createSimulation({ world, images, stations, empty, pageRows, mutant });
  await sim.central.start();
  for (const node of sim.stations) sim.start(node);
  for (const [index, step] of history.steps.entries()) {
    world.dice = createDice(step.salt);
    if (step.do === 'pass') await world.pass(step.ms);
    else if (isAct(step)) {
      const node = sim.stations[step.who % sim.stations.length] as StationNode;
      doAct(sim, node, step);
      await world.settle();
    } else {
      world.trace(`${index} ${JSON.stringify(step)}`);
      await doFault(sim, step as Fault);
      await world.settle();
    }
    startDead(sim);
    checkAlways(sim);
    if (world.violations.length > 0) break;
  }
  world.dice = createDice(seed);
  if (world.violations.length === 0) await calm(sim);
  if (world.violations.length === 0) await checkAtRest(sim);
  for (const node of sim.stations) endStation(node);
  sim.central.stop();
  for (const disk of [...sim.stations.map((node) => node.disk), ...sim.attic]) disk.handle.close();
  sim.central.handle.close();
  return {
    violation: world.violations[0] ?? null,
    digest: world.digest(),
    trace: world.lines,
    told: sim.ledger.told.length,
    judged: sim.ledger.judged,
  };
};
