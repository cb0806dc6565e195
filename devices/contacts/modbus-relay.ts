// Driver of Modbus RTU relay boards with inputs. No write is believed: after each one the coil is read back, and a pulse is done only
// when the board said "on" and afterwards "off". An answer to a write that is lost is no fault, since cheap boards send none
// (hardware.md section 5); one that says something else is. A relay has no clock of its own: every way out of a pulse, `stop` and the
// next start switch it off.
import type { DeviceProfile } from '../../profiles/device-schema.ts';
import type { ContactDriver, DriverContext, DriverEvent, PulseOutcome } from '../driver.ts';
import { createContactPoll } from './contact-poll.ts';
import { contactSettingsOf, gapMsOf } from './contact-settings.ts';
import { createContactWatch } from './contact-watch.ts';
import { ContactError, type ContactErrorCode } from './errors.ts';
import { createExchange, type Exchange } from './exchange.ts';
import { readCoils, readInputs, writeCoil, writeCoilsOff } from './modbus-frame.ts';
import { createPulseWaits } from './pulse-waits.ts';

/** Writes of "off", each read back, before a person has to pull the plug. */
export const OFF_TRIES = 3;
const START_TRIES = 2;

const codeOf = (error: unknown): ContactErrorCode => {
  if (error instanceof ContactError) return error.code;
  throw error;
};

/** What a lost answer leaves open, and reading back settles. */
const isOnlyLost = (fault: ContactErrorCode | null): boolean =>
  fault === null || fault === 'contacts-silent' || fault === 'reply-damaged';

type Coils = {
  /** Null when the board says the coil is as wanted now. */
  set(coil: number, on: boolean): Promise<ContactErrorCode | null>;
  /** Tries until the board says that it is off. */
  off(coil: number): Promise<ContactErrorCode | null>;
  allOff(): Promise<void>;
  read(): Promise<boolean[]>;
};

const coilsOf = (exchange: Exchange, unit: number, outputs: number): Coils => {
  const read = (first = false) => exchange.ask(readCoils(unit, outputs), first);
  const set = async (coil: number, on: boolean) => {
    const told = await exchange.ask(writeCoil(unit, coil, on), !on).then(() => null, codeOf);
    try {
      if ((await read(!on))[coil] !== on) return isOnlyLost(told) ? 'output-unmoved' : told;
    } catch (error) {
      return codeOf(error);
    }
    return isOnlyLost(told) ? null : told;
  };
  const off = async (coil: number) => {
    for (let tries = 0; tries < OFF_TRIES; tries++) {
      const fault = await set(coil, false);
      if (fault === null) return null;
      if (fault === 'contacts-closed') break;
    }
    return 'output-left-on' as const;
  };
  return {
    set,
    off,
    read,
    async allOff() {
      // A board that knows no function 0F is put right coil by coil below.
      await exchange.ask(writeCoilsOff(unit, outputs)).catch(codeOf);
      for (const [coil, on] of (await read()).entries()) {
        const fault = on ? await off(coil) : null;
        if (fault) throw new ContactError(fault, `output ${coil}`);
      }
    },
  };
};

/** `profile.contacts` must be there; throws `profile-without-contacts`. */
export const createModbusRelay = (
  { port, clock, emit }: DriverContext,
  profile: DeviceProfile,
): ContactDriver => {
  const settings = contactSettingsOf(profile);
  const { address, outputs, inputs, pulseMsMax, pollMs, replyTimeoutMs } = settings;
  let life: 'new' | 'started' | 'stopped' = 'new';
  const tell = (event: DriverEvent) => {
    if (life === 'started') emit(event);
  };
  const exchange = createExchange({
    ...{ port, clock, replyTimeoutMs, gapMs: gapMsOf(profile) },
    onNoise: (bytes) => tell({ type: 'noise-dropped', bytes }),
  });
  const coils = coilsOf(exchange, address, outputs);
  const changes = createContactWatch();
  const pulses = createPulseWaits(clock);

  const look = async (): Promise<void> => {
    // A board without inputs is asked too: it is the only sign that it lives.
    if (inputs === 0) await coils.read();
    else
      for (const change of changes(await exchange.ask(readInputs(address, inputs))))
        tell({ type: 'contact', ...change });
  };
  const poll = createContactPoll({
    ...{ clock, pollMs, look },
    onLost: () => void port.close().catch(() => {}),
  });

  const begin = async (): Promise<void> => {
    for (let tries = 1; ; tries++) {
      try {
        if (outputs > 0) await coils.allOff();
        await look();
        return;
      } catch (error) {
        if (tries >= START_TRIES || codeOf(error) === 'contacts-closed') throw error;
      }
    }
  };

  const pulseOnce = async (output: number, ms: number): Promise<PulseOutcome> => {
    let fault = await coils.set(output, true);
    if (fault === null) await pulses.wait(ms);
    // Off also when "on" failed: what was not confirmed may have happened.
    fault = (await coils.off(output)) ?? fault;
    return { done: fault === null, fault };
  };

  return {
    async start() {
      if (life !== 'new') throw new ContactError('driver-misused');
      life = 'started';
      exchange.open();
      try {
        await begin();
      } catch (error) {
        exchange.close();
        throw error;
      }
      if (life === 'started') poll.start();
    },
    async stop() {
      life = 'stopped';
      poll.stop();
      await pulses.end();
      exchange.close();
    },
    async pulse(output, ms) {
      const refused = (fault: ContactErrorCode) => ({ done: false, fault });
      if (life !== 'started') return refused('contacts-closed');
      if (!Number.isInteger(output) || output < 0 || output >= outputs)
        return refused('output-unknown');
      const run = () => pulseOnce(output, Math.min(ms, pulseMsMax));
      return (await pulses.run(output, run)) ?? refused('output-busy');
    },
  };
};
