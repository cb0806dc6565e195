// One place's bridge: a supervised driver for each device of the place, one line to the station,
// and what goes between. It decides nothing about loans; it turns ports into messages and messages
// into print jobs.
import type { Clock, DriverEvent } from '../devices/driver.ts';
import type { DeviceProfile } from '../profiles/device-schema.ts';
import type { Place } from '../profiles/station-schema.ts';
import { type DeviceOrder, failedOrder } from './device-orders.ts';
import { createDeviceUnit, type DeviceUnit } from './device-unit.ts';
import { createDiscovery } from './discovery.ts';
import {
  type BridgeMessage,
  type DeviceState,
  PROTOCOL_VERSION,
  type StationMessage,
} from './messages.ts';
import { checkPlace } from './place-check.ts';
import type { FoundPort } from './ports/found-port.ts';
import { listPorts } from './ports/list-ports.ts';
import { type NativeModules, nativeModules } from './ports/native-modules.ts';
import type { MakeDriver, SessionDeps } from './session.ts';
import { createStationLink, type LinkProblem } from './station-link.ts';
import type { DeviceHealth } from './supervisor.ts';

export type BridgeDeps = {
  place: Place;
  /** By id; all that the place names must be among them. */
  profiles: ReadonlyMap<string, DeviceProfile>;
  socketPath: string;
  /** Allows simulated ports and takes `simulate` messages. */
  simulate: boolean;
  clock: Clock;
  createDriver: MakeDriver;
  /** What the site says about tags. */
  tagRules?: SessionDeps['tagRules'];
  /** Other than the real ones only in tests. */
  native?: NativeModules;
  list?: () => Promise<FoundPort[]>;
  onLinked?(linked: boolean): void;
  onProblem?(problem: LinkProblem): void;
};

export type Bridge = {
  start(): void;
  /** Ends jobs, drivers, ports and the link, in that order. Safe to call twice. */
  stop(): Promise<void>;
  linked(): boolean;
  states(): DeviceState[];
  health(): DeviceHealth[];
};

/**
 * Throws a BridgeError for a place that cannot work (place-check.ts) and for a socket path that is
 * too long.
 */
export const createBridge = (deps: BridgeDeps): Bridge => {
  const { place, profiles, simulate, clock } = deps;
  checkPlace(place, profiles, simulate);
  const native = deps.native ?? nativeModules;
  const discovery = createDiscovery({ list: deps.list ?? (() => listPorts(native)), clock });
  const units = new Map<string, DeviceUnit>();
  const states = () => [...units.values()].map(({ supervisor }) => supervisor.state());

  /** What lies on each pad, told again to a station that was away. */
  const pads = new Map<string, Extract<BridgeMessage, { type: 'tags-on-pad' }>>();

  /** How each input stands, by device and input, told again likewise. */
  const contacts = new Map<string, Extract<BridgeMessage, { type: 'contact' }>>();

  const tell = (message: BridgeMessage) => {
    // A pad that went away shows nothing; what it saw before is no news of today.
    if (message.type === 'device-state' && message.state.state !== 'ready') {
      const { device } = message.state;
      pads.delete(device);
      for (const [key, contact] of contacts) if (contact.device === device) contacts.delete(key);
    }
    link.send(message);
  };

  const onEvent = (device: string, event: DriverEvent, lastByteUpMs: number) => {
    if (event.type === 'print-progress')
      units.get(device)?.jobs?.progress(event.jobId, event.state);
    else if (event.type === 'barcode-read')
      link.send({ ...event, device, ageMs: clock.upMs() - lastByteUpMs }, lastByteUpMs);
    else {
      const message = { ...event, device };
      if (message.type === 'tags-on-pad') pads.set(device, message);
      if (message.type === 'contact') contacts.set(`${device} ${message.input}`, message);
      tell(message);
    }
  };

  const print = (message: Extract<StationMessage, { type: 'print' }>) => {
    const { device, jobId, document, reprint, ttlMs } = message;
    const jobs = units.get(device)?.jobs;
    if (jobs) jobs.add({ jobId, document, reprint }, ttlMs);
    else {
      const why = `this place has no printer called ${device}`;
      tell({ type: 'print-progress', device, jobId, state: 'failed', why });
    }
  };

  const act = ({ device, act }: Extract<StationMessage, { type: 'simulate' }>) => {
    const unit = units.get(device);
    if (!simulate || !unit?.simulated) return;
    unit.simulated.act(act);
    // What was put back is found at once, as a person at the panel expects.
    if (act.kind === 'plug') unit.supervisor.lookNow();
  };

  const order = (given: DeviceOrder) => {
    const unit = units.get(given.device);
    if (unit) unit.order(given);
    else tell(failedOrder(given, 'device-unknown'));
  };

  const onMessage = (message: Exclude<StationMessage, { type: 'welcome' }>) => {
    if (message.type === 'print') print(message);
    else if (message.type === 'simulate') act(message);
    else if (message.type === 'keys-typed')
      for (const unit of units.values()) unit.typed?.(message.keys);
    else order(message);
  };

  const link = createStationLink({
    socketPath: deps.socketPath,
    clock,
    hello: () => ({
      type: 'hello',
      protocol: PROTOCOL_VERSION,
      place: place.id,
      pid: process.pid,
      simulated: simulate,
      devices: states(),
    }),
    onMessage,
    onLinked(linked) {
      // What was written to a station that died may never have been read: how the newest jobs stand
      // is told again.
      if (linked) {
        for (const unit of units.values()) unit.jobs?.retell();
        for (const pad of pads.values()) link.send(pad);
        for (const contact of contacts.values()) link.send(contact);
      }
      deps.onLinked?.(linked);
    },
    onProblem: (problem) => deps.onProblem?.(problem),
  });
  const { createDriver } = deps;
  const unitDeps = {
    clock,
    native,
    discovery,
    taken: new Set<string>(),
    createDriver,
    ...(deps.tagRules ? { tagRules: deps.tagRules } : {}),
    onEvent,
    tell,
  };
  for (const device of place.devices)
    units.set(device.id, createDeviceUnit(device, profiles.get(device.profile)!, unitDeps));

  return {
    start() {
      link.start();
      for (const { supervisor } of units.values()) supervisor.start();
    },
    async stop() {
      for (const { jobs } of units.values()) jobs?.stop();
      await Promise.all([...units.values()].map(({ supervisor }) => supervisor.stop()));
      await link.stop();
    },
    linked: () => link.linked(),
    states,
    health: () => [...units.values()].map(({ supervisor }) => supervisor.health()),
  };
};
