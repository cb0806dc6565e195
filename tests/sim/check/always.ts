// What holds at every moment: at most one open loan an item everywhere, nothing acknowledged that central has not got, and no
// time called sure that is wrong by more than the error that a station may have.
import type { PushRequest } from '../../../central/sync-contract.ts';
import { ERROR_MS_MAX } from '../../../station-server/sync/boot-clocks.ts';
import { trueMs } from '../ledger.ts';
import type { Simulation } from '../simulation.ts';
import type { StationNode } from '../station-node.ts';
import { checkOwnActs } from './own-acts.ts';

/** Of rounding. */
const SLACK_MS = 10;
export const SURE_WITHIN_MS = ERROR_MS_MAX + SLACK_MS;

/** Each time that a station claims to be sure of, in a push as it reaches central. */
export const watchPushed = (sim: Simulation, station: number, text: string): void => {
  const { clocks = {}, entries } = JSON.parse(text) as PushRequest;
  for (const [, type, , bootId, upMs] of entries) {
    const offsetMs = clocks[bootId];
    const happenedMs = trueMs(sim.ledger, bootId, upMs);
    if (offsetMs === undefined || happenedMs === undefined) continue;
    const wrongMs = upMs + offsetMs - happenedMs;
    if (Math.abs(wrongMs) > SURE_WITHIN_MS)
      sim.world.violate(`station ${station}: sure of a ${type}, and wrong by ${wrongMs} ms`);
  }
};

export const watchAcknowledged = (sim: Simulation, node: StationNode): void => {
  const { central, world } = sim;
  const { name, disk } = node;
  if (central.doubtful) return;
  const { epoch, applied: acked } = disk.peek.standing();
  // Central forgets only when it dies or is put back, so each acknowledgement is asked about once.
  const seen = `${disk.number} ${epoch} ${acked} ${central.lives}`;
  if (node.ackedSeen === seen || epoch !== central.peek.epoch()) return;
  node.ackedSeen = seen;
  const applied = central.peek.applied(disk.number);
  if (acked > applied)
    world.violate(`${name}: acknowledged up to ${acked}, and central has ${applied}`);
};

/** What the client may give as its last error; anything else is a fault of its own. */
const EXPECTED_ERROR =
  /^(push|pull|erasures): |^central answered|^central names entries|database or disk is full|^killed$|sync-|central/i;

/** Of central, and of the stations that did something since it was asked last. */
export const checkAlways = (sim: Simulation): void => {
  const { world, central, stations, stirred } = sim;
  if (stirred.size === 0) return;
  for (const itemId of central.peek.lentTwice())
    world.violate(`central: ${itemId} has two open loans`);
  for (const node of stations) {
    if (!stirred.has(node.name)) continue;
    for (const itemId of node.disk.peek.lentTwice())
      world.violate(`${node.name}: ${itemId} has two open loans`);
    watchAcknowledged(sim, node);
    checkOwnActs(world, node);
    const error = node.run?.lastError() ?? null;
    if (error !== null && !EXPECTED_ERROR.test(error))
      world.violate(`${node.name}: sync failed by itself: ${error}`);
  }
  stirred.clear();
};
