// What the devices of one place are doing, as its bridge told: which printer can print now, and the worst trouble to show.
import type { DeviceState, PrinterState } from '../../firmware-bridge/messages.ts';
import type { DeviceClass } from '../../profiles/device-schema.ts';
import type { StationStatus } from '../api-types.ts';
import type { DeviceTrouble } from './session-words.ts';

export type PlaceDevice = { id: string; profile: string; class: DeviceClass };

/** `unknown`: a printer without a back-channel may well print. */
const PRINTS: readonly PrinterState[] = ['ready', 'near-end', 'unknown'];
const AWAY: readonly DeviceState['state'][] = ['absent', 'failed'];

export type PlaceDevices = ReturnType<typeof createPlaceDevices>;

export const createPlaceDevices = (devices: readonly PlaceDevice[]) => {
  let connected = false;
  const states = new Map<string, DeviceState>();
  const printers = new Map<string, PrinterState>();
  const ofClass = (wanted: PlaceDevice['class']) =>
    devices.filter((device) => device.class === wanted);
  const stateOf = (id: string) => states.get(id)?.state ?? 'absent';
  const away = (id: string) => AWAY.includes(stateOf(id));

  /** The first printer that can print now. */
  const printer = (): string | null =>
    ofClass('printer').find(
      ({ id }) => stateOf(id) === 'ready' && PRINTS.includes(printers.get(id) ?? 'unknown'),
    )?.id ?? null;

  const printerTrouble = (): DeviceTrouble | null => {
    const [first] = ofClass('printer');
    if (!first || printer() !== null) return null;
    if (away(first.id)) return 'printer-away';
    const state = printers.get(first.id) ?? 'unknown';
    if (PRINTS.includes(state)) return null;
    return state === 'paper-out' ? 'paper-out' : 'printer-fault';
  };

  return {
    bridgeReady: (list: readonly DeviceState[]): void => {
      connected = true;
      states.clear();
      printers.clear();
      for (const state of list) states.set(state.device, state);
    },
    bridgeAway: (): void => {
      connected = false;
      states.clear();
      printers.clear();
    },
    deviceState: (state: DeviceState): void => {
      if (devices.some(({ id }) => id === state.device)) states.set(state.device, state);
      // A printer that went away may come back with another roll: ask nothing of what it said before.
      if (state.state !== 'ready') printers.delete(state.device);
    },
    printerState: (device: string, state: PrinterState): void => {
      if (devices.some(({ id }) => id === device)) printers.set(device, state);
    },
    printer,
    hasPad: (): boolean => ofClass('rfid').length > 0,
    /** An RFID pad that can be used now. */
    padReady: (): boolean => ofClass('rfid').some(({ id }) => stateOf(id) === 'ready'),
    trouble: (): DeviceTrouble | null => {
      if (!connected) return devices.length > 0 ? 'bridge-away' : null;
      const scanners = ofClass('scanner');
      if (scanners.length > 0 && scanners.every(({ id }) => away(id))) return 'scanner-away';
      return printerTrouble();
    },
    /** `hintOf` gives the station's own hint for a device that is away where the bridge sent none. */
    status: (
      hintOf: (code: DeviceTrouble | `${DeviceClass}-away`) => string,
    ): StationStatus['places'][number]['devices'] =>
      devices.map(({ id, profile, class: kind }) => {
        const { state = 'absent', code = null, why = null, hint = null } = states.get(id) ?? {};
        const trouble = connected ? (`${kind}-away` as const) : 'bridge-away';
        const advice = hint ?? (away(id) ? hintOf(trouble) : null);
        return { device: id, profile, state, code, why, hint: advice };
      }),
    printerStatus: (): string => {
      const [first] = ofClass('printer');
      if (!first) return 'none';
      return stateOf(first.id) === 'ready' ? (printers.get(first.id) ?? 'unknown') : 'away';
    },
    connected: (): boolean => connected,
  };
};
