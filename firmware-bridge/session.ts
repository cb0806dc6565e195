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
  /** What went over the line, in `kitap bridge --monitor` only. Must not throw. */
  onBytes?(direction: 'in' | 'out', bytes: Uint8Array): void;
};

/** What went over the line of one device since the bridge runs. */
export type Traffic = { bytesIn: number; bytesOut: number; events: number; noiseBytes: number };
export const noTraffic = (): Traffic => ({ bytesIn: 0, bytesOut: 0, events: 0, noiseBytes: 0 });

export type Session = {
  port: OpenedPort;
  driver: AnyDriver;
  /** Resolves with the reason when the port is gone or the driver failed; never rejects. */
  gone: Promise<string>;
  /** What the driver threw where it may not (`onData never throws`), once it did. */
  fault(): BridgeError | undefined;
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
const contextOf = (
  { id, clock, onEvent, onBytes }: SessionDeps,
  port: OpenedPort,
  traffic: Traffic,
) => {
  let lastByteUpMs = clock.upMs();
  let leave: (why: string) => void = () => {};
  const gone = new Promise<string>((resolve) => {
    leave = resolve;
    port.onClose(resolve);
  });
  const sent = (bytes: Uint8Array) => {
    traffic.bytesOut += bytes.length;
    onBytes?.('out', bytes);
  };
  let fault: BridgeError | undefined;
  // A driver that throws ends its own session and nothing else: thrown on, it would end the process.
  const guarded = (call: () => void) => {
    if (fault) return;
    try {
      call();
    } catch (failure) {
      fault = new BridgeError('driver-failed', `${id}: ${whyOf(failure)}`, failure);
      leave(fault.message);
    }
  };
  const context: DriverContext = {
    clock: {
      nowMs: () => clock.nowMs(),
      upMs: () => clock.upMs(),
      after: (delayMs, call) => clock.after(delayMs, () => guarded(call)),
    },
    port: {
      name: port.name,
      write: (bytes) => {
        sent(bytes);
        return port.write(bytes);
      },
      ...(port.setFeatureReport
        ? {
            setFeatureReport: (bytes: Uint8Array) => {
              sent(bytes);
              return port.setFeatureReport!(bytes);
            },
          }
        : {}),
      onData: (listener) =>
        port.onData((bytes) => {
          lastByteUpMs = clock.upMs();
          traffic.bytesIn += bytes.length;
          onBytes?.('in', bytes);
          guarded(() => listener(bytes));
        }),
      // The listener above must stay: a driver's is told after it.
      onClose: (listener) => void gone.then(listener),
      // A driver that closes asks for a fresh connection, the only reset that some printers know.
      close: () => port.close().finally(() => leave('closed by its driver')),
    },
    emit: (event) => {
      if (event.type === 'noise-dropped') traffic.noiseBytes += event.bytes;
      else traffic.events++;
      onEvent(event, lastByteUpMs);
    },
  };
  return { context, gone, fault: () => fault };
};

/** Opens and starts. Rejects with a BridgeError, and then nothing is left open. */
export const openSession = async (
  deps: SessionDeps,
  found: Found,
  traffic: Traffic = noTraffic(),
): Promise<Session> => {
  const { id, profile, clock } = deps;
  const port = await openPort(found, clock);
  const { context, gone, fault } = contextOf(deps, port, traffic);
  let driver: AnyDriver | undefined;
  try {
    const { reportDescriptor } = port;
    driver = deps.createDriver(context, profile, {
      ...deps.tagRules,
      ...(reportDescriptor ? { reportDescriptor } : {}),
    });
    const started = Promise.race([
      driver.start(),
      gone.then((why) => Promise.reject(fault() ?? new BridgeError('port-closed', why))),
    ]);
    await withTimeLimit(started, START_LIMIT_MS, clock, 'start-timeout', id);
    return { port, driver, gone, fault };
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
