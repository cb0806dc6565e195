// The simulated receipt printer as a device of the bridge: plugs and unplugs it, and shows each
// slip that it cut to the station.
import { BridgeError } from '../errors.ts';
import { type BridgeMessage, LINE_BYTES_MAX } from '../messages.ts';
import { createSimulatedPrinter, type Slip } from './escpos-simulator.ts';
import type { SimulatedDevice, SimulatedDeviceOptions } from './simulated-device.ts';

/** Room for a picture in a line of the contract, beside the text of the slip. */
const PNG_BASE64_MAX = LINE_BYTES_MAX / 2;

const slipMessage = (device: string, { png, lines, bytes }: Slip): BridgeMessage => {
  const pngBase64 = Buffer.from(png).toString('base64');
  return {
    type: 'simulated-slip',
    device,
    pngBase64: pngBase64.length <= PNG_BASE64_MAX ? pngBase64 : '',
    lines,
    bytes,
  };
};

/**
 * Begins plugged in, with paper. Throws `profile-unusable` for a profile without printer settings.
 */
export const createSimulatedPrinterDevice = (options: SimulatedDeviceOptions): SimulatedDevice => {
  const { id, profile, clock, tell } = options;
  const settings = profile.printer;
  if (!settings) throw new BridgeError('profile-unusable', `${profile.id} has no printer settings`);
  const name = `simulated ${id}`;
  const printer = createSimulatedPrinter({
    settings,
    clock,
    name,
    onSlip: (slip) => tell(slipMessage(id, slip)),
  });
  let plugged = true;
  const acts: Record<string, () => void> = {
    'paper-out': printer.paperOut,
    'paper-in': printer.paperIn,
    plug: () => {
      plugged = true;
    },
    unplug: () => {
      plugged = false;
      printer.unplug('unplugged');
    },
  };
  return {
    source: {
      // Each opening is a fresh connection, which is what a driver that closes its port asks for.
      find: async () => (plugged ? { key: name, open: async () => printer.plug() } : undefined),
      release() {},
    },
    act(act) {
      const run = acts[act.kind];
      run?.();
      return run !== undefined;
    },
  };
};
