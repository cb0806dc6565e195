// A bridge in this process between real ports and a test station, for the tests of the whole
// bridge.
import { createDriver } from '../../devices/registry.ts';
import { type Bridge, createBridge } from '../../firmware-bridge/bridge.ts';
import type { BridgeMessage } from '../../firmware-bridge/messages.ts';
import { type NativeModules, nativeModules } from '../../firmware-bridge/ports/native-modules.ts';
import { systemClock } from '../../firmware-bridge/system-clock.ts';
import type { PlaceDevice } from '../../profiles/station-schema.ts';
import { testProfiles } from './test-profiles.ts';
import { createTestStation, type TestStation } from './test-station.ts';
import { until } from './until.ts';

export type TestPlace = {
  station: TestStation;
  bridge(): Bridge;
  start(devices: PlaceDevice[], native?: NativeModules, simulate?: boolean): void;
  linked(): Promise<void>;
  reads(): BridgeMessage[];
  /**
   * Waits for a code, and for a device to be in a state (told by itself or in a greeting), after
   * `from` of what was heard.
   */
  read(text: string, from?: number): Promise<BridgeMessage>;
  state(device: string, wanted: string, from?: number): Promise<BridgeMessage>;
  remove(): Promise<void>;
};

export const serialDevice = (path: string): PlaceDevice => ({
  id: 'scanner',
  profile: 'test-serial-scanner',
  port: { kind: 'serial', path },
});

export const simulatedDevice = (id: string, profile: string): PlaceDevice => ({
  id,
  profile,
  port: { kind: 'simulated' },
});

export const createTestPlace = async (): Promise<TestPlace> => {
  const station = await createTestStation();
  let bridge: Bridge | undefined;
  return {
    station,
    bridge: () => bridge!,
    start(devices, native = nativeModules, simulate = true) {
      bridge = createBridge({
        place: { id: 'kiosk-1', kind: 'kiosk', devices },
        profiles: testProfiles,
        socketPath: station.socketPath,
        simulate,
        clock: systemClock,
        createDriver,
        native,
      });
      bridge.start();
    },
    linked: () => until('the link', () => bridge!.linked()),
    reads: () => station.heard.filter(({ type }) => type === 'barcode-read'),
    read: (text, from = 0) =>
      station.waitFor(
        `the code ${text}`,
        (message) => message.type === 'barcode-read' && message.text === text,
        from,
      ),
    state: (device, wanted, from = 0) =>
      station.waitFor(
        `${device} ${wanted}`,
        (message) => {
          const told =
            message.type === 'hello'
              ? message.devices
              : message.type === 'device-state'
                ? [message.state]
                : [];
          return told.some((known) => known.device === device && known.state === wanted);
        },
        from,
      ),
    async remove() {
      await bridge?.stop();
      await station.remove();
    },
  };
};
