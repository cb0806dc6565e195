// One loop per device: absent, opening, ready, gone, absent again, for as long as the bridge runs.
// A device that was pulled out and put back works again by itself; one that does not work is tried
// again ever more seldom. Catches at the per-device boundary (STYLE.md "Errors"): whatever a device
// does, the loop says so in its state and goes on.
import type { AnyDriver } from '../devices/registry.ts';
import { createBackOff } from './back-off.ts';
import type { DeviceSource, Found } from './device-source.ts';
import { BRIDGE_ERRORS, BridgeError, type BridgeErrorCode, whyOf } from './errors.ts';
import type { DeviceState } from './messages.ts';
import {
  endSession,
  noTraffic,
  openSession,
  type Session,
  type SessionDeps,
  type Traffic,
} from './session.ts';
import { createWaiter } from './time-limit.ts';

/** How often an absent device is looked for, and a ready one is looked after. */
export const PRESENCE_MS = 2_000;
export const BACK_OFF_MS_FIRST = 500;
export const BACK_OFF_MS_MAX = 30_000;
/**
 * A device that was ready this long is healthy: the next trouble begins with the shortest wait
 * again.
 */
export const STABLE_MS = 10_000;
/** A ready device missing from this many looks in a row has left without the system telling. */
export const MISSED_LOOKS_MAX = 2;

const TOLD_CHARS_MAX = 500;

/** What went wrong and what staff do about it, as a device state carries it. */
const tellStaff = (code: BridgeErrorCode, why: string) => ({
  code,
  why: why.slice(0, TOLD_CHARS_MAX),
  hint: BRIDGE_ERRORS[code].hint,
});

export type SupervisorDeps = SessionDeps & {
  source: DeviceSource;
  /** Told at each change, never twice the same. Must not throw. */
  onState(state: DeviceState): void;
};

export type DeviceHealth = Traffic & {
  state: DeviceState;
  /** Times it became ready, and times opening or starting it failed, since the bridge runs. */
  opens: number;
  failures: number;
};

export type Supervisor = {
  start(): void;
  /** Ends the loop and closes the port; safe to call twice. */
  stop(): Promise<void>;
  state(): DeviceState;
  health(): DeviceHealth;
  /**
   * The driver while the device is ready; `gone` resolves with the reason when that
   * session ends.
   */
  driver(): { driver: AnyDriver; gone: Promise<string> } | undefined;
  /** Looks again now, such as after a technician plugged something in. */
  lookNow(): void;
};

export const createSupervisor = (deps: SupervisorDeps): Supervisor => {
  const { id, source, clock } = deps;
  const waiter = createWaiter(clock);
  const backOff = createBackOff(BACK_OFF_MS_FIRST, BACK_OFF_MS_MAX);
  let state: DeviceState = { device: id, state: 'absent' };
  let running: Promise<void> | undefined;
  let stopping = false;
  let session: Session | undefined;
  let opens = 0;
  let failures = 0;
  const traffic = noTraffic();

  const setState = (next: Omit<DeviceState, 'device'>) => {
    const whole: DeviceState = { device: id, ...next };
    if (JSON.stringify(whole) === JSON.stringify(state)) return;
    state = whole;
    deps.onState(whole);
  };

  /**
   * Resolves with why the session must end: the port said so, the device vanished from the lists,
   * or the bridge stops.
   */
  const watch = async (key: string, gone: Promise<string>): Promise<string> => {
    let why: string | undefined;
    gone.then((reason) => {
      why = reason;
      waiter.wake();
    });
    for (let missed = 0; why === undefined && !stopping; ) {
      await waiter.wait(PRESENCE_MS);
      if (why !== undefined || stopping) break;
      // A list that cannot be read says nothing about a device that works.
      const found = await source.find().catch(() => ({ key }));
      missed = found?.key === key ? 0 : missed + 1;
      if (missed >= MISSED_LOOKS_MAX) return new BridgeError('device-silent').message;
    }
    return why ?? 'the bridge stops';
  };

  /**
   * One life of the device, from found to gone. Resolves with how long to wait before looking
   * again.
   */
  const live = async (found: Found): Promise<number> => {
    setState({ state: 'opening' });
    const opened = await openSession(deps, found, traffic);
    session = opened;
    opens++;
    const readySinceMs = clock.upMs();
    setState({ state: 'ready' });
    const why = await watch(found.key, opened.gone);
    session = undefined;
    const fault = opened.fault();
    if (fault) failures++;
    if (!stopping)
      setState(
        fault
          ? { state: 'failed', ...tellStaff(fault.code, fault.message) }
          : { state: 'absent', ...tellStaff('port-closed', why) },
      );
    await endSession(deps, opened);
    if (clock.upMs() - readySinceMs >= STABLE_MS && !fault) backOff.reset();
    return backOff.nextMs();
  };

  const round = async (): Promise<number> => {
    try {
      const found = await source.find();
      if (found) return await live(found);
      backOff.reset();
      setState({ state: 'absent' });
      return PRESENCE_MS;
    } catch (failure) {
      failures++;
      const { code, message } =
        failure instanceof BridgeError
          ? failure
          : new BridgeError('port-failed', whyOf(failure), failure);
      // Not there (unplugged between look and open, switched off on the network) is no fault.
      const gone = code === 'port-missing' || code === 'port-closed';
      setState({ state: gone ? 'absent' : 'failed', ...tellStaff(code, message) });
      return backOff.nextMs();
    } finally {
      source.release();
    }
  };

  const loop = async () => {
    while (!stopping) {
      const waitMs = await round();
      if (!stopping) await waiter.wait(waitMs);
    }
    setState({ state: 'absent' });
  };

  return {
    start() {
      if (running) throw new BridgeError('already-started', id);
      running = loop();
    },
    async stop() {
      stopping = true;
      waiter.wake();
      await running;
    },
    state: () => state,
    health: () => ({ state, opens, failures, ...traffic }),
    driver: () => session && { driver: session.driver, gone: session.gone },
    lookNow: () => waiter.wake(),
  };
};
