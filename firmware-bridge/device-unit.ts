// All that the bridge holds for one device of the place: its supervised driver, its print jobs, and
// where its port is made in this process (simulated, or the page's keyboard) the hand that moves
// it.
import type { DriverEvent } from '../devices/driver.ts';
import { isPrinterDriver } from '../devices/registry.ts';
import type { DeviceProfile } from '../profiles/device-schema.ts';
import type { PlaceDevice } from '../profiles/station-schema.ts';
import { createDeviceOrders, type DeviceOrder } from './device-orders.ts';
import {
  createRealSource,
  type DeviceSource,
  fixedSource,
  type SourceDeps,
} from './device-source.ts';
import type { BridgeMessage } from './messages.ts';
import { createPageKeyboardPort, type TypedKey } from './ports/page-keyboard-port.ts';
import { createPrintJobs, type PrintJobs } from './print-jobs.ts';
import type { MakeDriver, SessionDeps } from './session.ts';
import { createSimulatedDevice } from './simulated/create-simulated-device.ts';
import type { SimulatedDevice } from './simulated/simulated-device.ts';
import { createSupervisor, type Supervisor } from './supervisor.ts';

export type DeviceUnit = {
  supervisor: Supervisor;
  /** Printers only. */
  jobs?: PrintJobs;
  /** Simulated ports only. */
  simulated?: SimulatedDevice;
  /** Answers each order by a message. */
  order(order: DeviceOrder): void;
  /** Page keyboards only. */
  typed?(keys: readonly TypedKey[]): void;
};

export type DeviceUnitDeps = SourceDeps & {
  createDriver: MakeDriver;
  tagRules?: SessionDeps['tagRules'];
  onEvent(device: string, event: DriverEvent, lastByteUpMs: number): void;
  onBytes?(device: string, direction: 'in' | 'out', bytes: Uint8Array): void;
  tell(message: BridgeMessage): void;
};

const pageKeyboard = (name: string) => {
  let typed = (_keys: readonly TypedKey[]) => {};
  const source: DeviceSource = fixedSource(name, async () => {
    const keyboard = createPageKeyboardPort(name);
    typed = keyboard.typed;
    return keyboard.port;
  });
  return { source, typed: (keys: readonly TypedKey[]) => typed(keys) };
};

const printerOf = (supervisor: Supervisor) => {
  const ready = supervisor.driver();
  return ready && isPrinterDriver(ready.driver)
    ? { driver: ready.driver, gone: ready.gone }
    : undefined;
};

/**
 * Not started yet. Throws `profile-unusable` for a port that the station profile does not describe
 * well enough.
 */
export const createDeviceUnit = (
  device: PlaceDevice,
  profile: DeviceProfile,
  deps: DeviceUnitDeps,
): DeviceUnit => {
  const { id, port } = device;
  const { clock, tell } = deps;
  const simulated =
    port.kind === 'simulated' ? createSimulatedDevice({ id, profile, clock, tell }) : undefined;
  const keyboard = port.kind === 'page-keyboard' ? pageKeyboard(id) : undefined;
  const supervisor: Supervisor = createSupervisor({
    id,
    profile,
    clock,
    source: simulated?.source ?? keyboard?.source ?? createRealSource(device, profile, deps),
    createDriver: deps.createDriver,
    ...(deps.tagRules ? { tagRules: deps.tagRules } : {}),
    onEvent: (event, lastByteUpMs) => deps.onEvent(id, event, lastByteUpMs),
    ...(deps.onBytes ? { onBytes: (way, bytes) => deps.onBytes?.(id, way, bytes) } : {}),
    onState(state) {
      tell({ type: 'device-state', state });
      if (state.state === 'ready') jobs?.wake();
    },
  });
  const jobs =
    profile.class === 'printer'
      ? createPrintJobs({ device: id, clock, printer: () => printerOf(supervisor), tell })
      : undefined;
  const order = createDeviceOrders({ device: id, driver: supervisor.driver, tell });
  return {
    supervisor,
    order: (given) => void order(given),
    ...(jobs ? { jobs } : {}),
    ...(simulated ? { simulated } : {}),
    ...(keyboard ? { typed: keyboard.typed } : {}),
  };
};
