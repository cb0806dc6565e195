// What the bridge needs of any simulated device: a source of ports that can be plugged and
// unplugged, and the acts of the `simulate` message. Below it a real driver reads real bytes.
import type { Clock } from '../../devices/driver.ts';
import type { DeviceProfile } from '../../profiles/device-schema.ts';
import type { DeviceSource } from '../device-source.ts';
import type { BridgeMessage, StationMessage } from '../messages.ts';

export type SimulatedAct = Extract<StationMessage, { type: 'simulate' }>['act'];

export type SimulatedDevice = {
  source: DeviceSource;
  /**
   * An act that this kind of device cannot do (paper in a scanner) does nothing and returns false.
   */
  act(act: SimulatedAct): boolean;
};

export type SimulatedDeviceOptions = {
  id: string;
  profile: DeviceProfile;
  clock: Clock;
  /** For what a simulated device shows and a real one cannot: the slips of a printer. */
  tell(message: BridgeMessage): void;
};
