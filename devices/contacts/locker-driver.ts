// Driver of locker boards, whatever frames they speak: tells the board to open one lock, then looks at the sensor of that lock. `done`
// only when the sensor says open: a lock that was told to open and did not is a reader in front of a closed door. How long the coil
// pulls is the board's own affair, so `ms` is not sent. Input n is the sensor of lock n, on = open.
import type { DeviceProfile } from '../../profiles/device-schema.ts';
import type { ContactDriver, DriverContext, DriverEvent, PulseOutcome } from '../driver.ts';
import { createContactPoll } from './contact-poll.ts';
import { contactSettingsOf, gapMsOf } from './contact-settings.ts';
import { createContactWatch } from './contact-watch.ts';
import { ContactError, type ContactErrorCode } from './errors.ts';
import { createExchange } from './exchange.ts';
import type { LockBoard } from './lock-board.ts';
import { createPulseWaits } from './pulse-waits.ts';

/** A coil pulls for some tenths of a second; a spring door takes about as long to leave its sensor. */
export const OPEN_LOOK_MS = 200;
export const OPEN_LOOKS_MAX = 10;
const START_TRIES = 2;

const codeOf = (error: unknown): ContactErrorCode => {
  if (error instanceof ContactError) return error.code;
  throw error;
};

/** The board may have heard although its answer did not arrive: the sensor knows. */
const isOnlyLost = (fault: ContactErrorCode | null): boolean =>
  fault === null || fault === 'contacts-silent' || fault === 'reply-damaged';

/** `profile.contacts` must be there; throws `profile-without-contacts`. */
export const createLockerDriver = (
  { port, clock, emit }: DriverContext,
  profile: DeviceProfile,
  board: LockBoard,
): ContactDriver => {
  const { outputs, pollMs, replyTimeoutMs } = contactSettingsOf(profile);
  let life: 'new' | 'started' | 'stopped' = 'new';
  const tell = (event: DriverEvent) => {
    if (life === 'started') emit(event);
  };
  const exchange = createExchange({
    ...{ port, clock, replyTimeoutMs, gapMs: gapMsOf(profile) },
    onNoise: (bytes) => tell({ type: 'noise-dropped', bytes }),
  });
  const changes = createContactWatch();
  const pulses = createPulseWaits(clock);

  const look = async (): Promise<void> => {
    const open: boolean[] = [];
    for (const question of board.ask) open.push(...(await exchange.ask(question)));
    for (const change of changes(open)) tell({ type: 'contact', ...change });
  };
  const poll = createContactPoll({
    ...{ clock, pollMs, look },
    onLost: () => void port.close().catch(() => {}),
  });

  /** Null when the sensor of that lock says open. */
  const stillShut = async (lock: number): Promise<ContactErrorCode | null> => {
    // One question tells of all locks, or each of one.
    const each = board.ask.length > 1;
    const question = board.ask[each ? lock : 0];
    if (!question) return 'output-unknown';
    try {
      return (await exchange.ask(question))[each ? 0 : lock] ? null : 'lock-not-open';
    } catch (error) {
      return codeOf(error);
    }
  };

  const openLock = async (lock: number): Promise<PulseOutcome> => {
    const told = await exchange.ask(board.open(lock)).then(() => null, codeOf);
    if (!isOnlyLost(told)) return { done: false, fault: told };
    let fault: ContactErrorCode | null = 'lock-not-open';
    for (let looks = 0; looks < OPEN_LOOKS_MAX && fault !== null; looks++) {
      await pulses.wait(OPEN_LOOK_MS);
      fault = await stillShut(lock);
      if (fault === 'contacts-closed') break;
    }
    return { done: fault === null, fault };
  };

  return {
    async start() {
      if (life !== 'new') throw new ContactError('driver-misused');
      life = 'started';
      exchange.open();
      for (let tries = 1; ; tries++) {
        try {
          await look();
          break;
        } catch (error) {
          if (tries < START_TRIES && codeOf(error) !== 'contacts-closed') continue;
          exchange.close();
          throw error;
        }
      }
      if (life === 'started') poll.start();
    },
    async stop() {
      life = 'stopped';
      poll.stop();
      exchange.close();
      await pulses.end();
    },
    async pulse(lock) {
      const refused = (fault: ContactErrorCode) => ({ done: false, fault });
      if (life !== 'started') return refused('contacts-closed');
      if (!Number.isInteger(lock) || lock < 0 || lock >= outputs) return refused('output-unknown');
      return (await pulses.run(lock, () => openLock(lock))) ?? refused('output-busy');
    },
  };
};
