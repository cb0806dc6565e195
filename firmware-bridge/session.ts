// One life of a device, from its port opened to its port closed: the driver made for it and
// started, each step within a limit.
import type { Clock, Driver, DriverContext, DriverEvent } from '../devices/driver.ts';
import type { AnyDriver, DriverExtra } from '../devices/registry.ts';
import type { DeviceProfile } from '../profiles/device-schema.ts';
import type { Found } from './device-source.ts';
import { BridgeError, whyOf } from './errors.ts';
import type { OpenedPort } from './ports/port-listeners.ts';
import { withTimeLimit } from './time-limit.ts';

export const OPEN_LIMIT_MS = 10_000;
export const START_LIMIT_MS = 15_000;
export const STOP_LIMIT_MS = 5_000;

export type MakeDriver = (
  context: DriverContext,
  profile: DeviceProfile,
  extra?: DriverExtra,
) => AnyDriver;

export type SessionDeps = {
  id: string;
  profile: DeviceProfile;
  clock: Clock;
  createDriver: MakeDriver;
  /** What the site says about tags, for drivers of pads. */
  tagRules?: Pick<DriverExtra, 'rfid' | 'isil'>;
  /**
   * `lastByteUpMs`: when the last bytes came in at the port, by the clock's `upMs`. Must not throw.
   */
  onEvent(event: DriverEvent, lastByteUpMs: number): void;
};

export type Session = {
  port: OpenedPort;
  driver: AnyDriver;
  /** Resolves with the reason when the port is gone; never rejects. */
  gone: Promise<string>;
};

const openPort = (found: Found, clock: Clock): Promise<OpenedPort> => {
  const opening = found.open();
  return withTimeLimit(opening, OPEN_LIMIT_MS, clock, 'open-timeout', found.key).catch(
    (failure: unknown) => {
      // One that opens after its time would hold the device for nobody.
      opening.then(
        (port) => port.close(),
        () => {},
      );
      throw failure;
    },
  );
};

/** What the driver is given: the port with its end and its last byte also known to us. */
const contextOf = ({ clock, onEvent }: SessionDeps, port: OpenedPort) => {
  let lastByteUpMs = clock.upMs();
  let leave: (why: string) => void = () => {};
  const gone = new Promise<string>((resolve) => {
    leave = resolve;
    port.onClose(resolve);
  });
  const context: DriverContext = {
    clock,
    port: {
      name: port.name,
      write: (bytes) => port.write(bytes),
      onData: (listener) =>
        port.onData((bytes) => {
          lastByteUpMs = clock.upMs();
          listener(bytes);
        }),
      // The listener above must stay: a driver's is told after it.
      onClose: (listener) => void gone.then(listener),
      // A driver that closes asks for a fresh connection, the only reset that some printers know.
      close: () => port.close().finally(() => leave('closed by its driver')),
    },
    emit: (event) => onEvent(event, lastByteUpMs),
  };
  return { context, gone };
};

/** Opens and starts. Rejects with a BridgeError, and then nothing is left open. */
export const openSession = async (deps: SessionDeps, found: Found): Promise<Session> => {
  const { id, profile, clock } = deps;
  const port = await openPort(found, clock);
  const { context, gone } = contextOf(deps, port);
  let driver: AnyDriver | undefined;
  try {
    const { reportDescriptor } = port;
    driver = deps.createDriver(context, profile, {
      ...deps.tagRules,
      ...(reportDescriptor ? { reportDescriptor } : {}),
    });
    const started = Promise.race([
      driver.start(),
      gone.then((why) => Promise.reject(new BridgeError('port-closed', why))),
    ]);
    await withTimeLimit(started, START_LIMIT_MS, clock, 'start-timeout', id);
    return { port, driver, gone };
  } catch (failure) {
    await endSession(deps, { port, driver });
    throw failure instanceof BridgeError
      ? failure
      : new BridgeError('start-failed', whyOf(failure), failure);
  }
};

/**
 * Stops the driver, then closes the port. Never rejects: the device may be gone, and must be found
 * again all the same.
 */
export const endSession = async (
  { id, clock }: SessionDeps,
  { port, driver }: { port: OpenedPort; driver: Driver | undefined },
): Promise<void> => {
  for (const end of [() => driver?.stop(), () => port.close()]) {
    const ending = Promise.resolve().then(end);
    await withTimeLimit(ending, STOP_LIMIT_MS, clock, 'port-closed', id).catch(() => {});
  }
};
