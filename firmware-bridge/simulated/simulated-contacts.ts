// Relay and locker boards as devices of the bridge: the board that the profile's driver speaks to, on a line that can be plugged,
// unplugged and disturbed, and the hands that press a contact, shut a door, jam a lock.
import { BridgeError } from '../errors.ts';
import { type ContactBoard, type ContactLine, createContactLine } from './contact-line.ts';
import { createCu16Board, createCu48Board } from './kerong-simulator.ts';
import { createLockerDoors, type LockerDoors } from './locker-doors.ts';
import { createModbusBoard, type ModbusBoard } from './modbus-simulator.ts';
import type { SimulatedDevice, SimulatedDeviceOptions } from './simulated-device.ts';
import { createWinnsenBoard } from './winnsen-simulator.ts';

export type SimulatedContacts = SimulatedDevice & {
  line: ContactLine;
  /** Lockers only. */
  doors?: LockerDoors;
  /** Relays only. */
  relays?: ModbusBoard;
};

type Made = { board: ContactBoard; doors?: LockerDoors; relays?: ModbusBoard };
type Options = Pick<SimulatedDeviceOptions, 'id' | 'profile' | 'clock'>;

const make = ({ profile, clock }: Options): Made => {
  const settings = profile.contacts;
  if (!settings) throw new BridgeError('profile-unusable', `${profile.id} has no contact settings`);
  const { address, outputs, inputs, dialect } = settings;
  if (profile.driver === 'modbus-relay') {
    const relays = createModbusBoard({ unit: address, outputs, inputs });
    return { board: relays, relays };
  }
  const doors = createLockerDoors(outputs, clock);
  if (profile.driver === 'winnsen-locker')
    return {
      board: createWinnsenBoard({ station: address, locks: outputs, doors, clock }),
      doors,
    };
  if (profile.driver === 'kerong-locker') {
    const create = dialect === 'cu48' ? createCu48Board : createCu16Board;
    return { board: create(address, doors), doors };
  }
  throw new BridgeError('profile-unusable', `${profile.id}: ${profile.driver} is not simulated`);
};

/** Begins plugged in, all relays off, all doors shut. */
export const createSimulatedContacts = (options: Options): SimulatedContacts => {
  const { id, profile, clock } = options;
  const { board, doors, relays } = make(options);
  const baudRate = profile.serial?.baudRate ?? 9_600;
  const line = createContactLine({ name: `simulated ${id}`, clock, baudRate, board });
  return {
    source: line.source,
    line,
    ...(doors ? { doors } : {}),
    ...(relays ? { relays } : {}),
    act(act) {
      if (act.kind === 'noise') return line.noise(act.bytes);
      if (act.kind === 'set-contact') return (doors?.set ?? relays!.setInput)(act.input, act.on);
      if (act.kind === 'jam-lock' && doors) doors.jam(act.lock, act.jammed);
      else if (act.kind === 'plug') line.plug();
      else if (act.kind === 'unplug') line.unplug();
      else return false;
      return true;
    },
  };
};
