// Driver of our own kiosk board (hardware.md 5.1, firmware-bridge/firmware/README.md): relays, lock, flap, lamps and buzzer as
// outputs, sensors as `contact` events. The board itself keeps the limits that matter for safety; this keeps it company every 500 ms
// and fetches what it missed.
import type { ContactSettings, DeviceProfile } from '../../profiles/device-schema.ts';
import type { ContactDriver, DriverContext, PulseOutcome } from '../driver.ts';
import { type BoardLink, createBoardLink } from './board-link.ts';
import {
  eventsPayload,
  heartbeatPayload,
  outputPayload,
  parseEventPage,
  parseHeartbeat,
  parseInputs,
  parseOutput,
  TYPE,
} from './board-messages.ts';
import { BoardError } from './errors.ts';
import { createEventBook } from './event-book.ts';

/** hardware.md 5.1: at most 1 s. */
export const HEARTBEAT_MS = 500;
/** The board keeps 128 events, 16 a page; more pages than this would be a board that counts wrong. */
const PAGES_MAX = 16;

export type KitapBoardDriver = ContactDriver & {
  /** For a reader of tags behind the same board (pn5180-reader.ts): the answer to one PN5180 request. Rejects with a BoardError. */
  pn5180(payload: Uint8Array): Promise<Uint8Array>;
  /** Events that the board could not keep, since start. */
  readonly eventsLost: number;
};

const settingsOf = (profile: DeviceProfile): ContactSettings => {
  if (!profile.contacts) throw new BoardError('profile-without-contacts', profile.id);
  return profile.contacts;
};

const whyOf = (error: unknown): string => {
  if (!(error instanceof BoardError)) throw error;
  return error.nak ?? error.code;
};

const malformed = (what: string) => new BoardError('reply-malformed', what);

/** What passes between the events of a board and its states, and the station. */
const createInputTeller = (emit: DriverContext['emit']) => {
  const told: boolean[] = [];
  const tell = (input: number, on: boolean) => {
    told[input] = on;
    emit({ type: 'contact', input, on });
  };
  return {
    tell,
    /** The states as they are now, where that was not told yet. */
    tellStates: (states: readonly { on: boolean }[], goOn: () => boolean) => {
      for (const [input, { on }] of states.entries())
        if (goOn() && told[input] !== on) tell(input, on);
    },
  };
};

/** `profile.contacts` must be there; throws `profile-without-contacts`. */
export const createBoardDriver = (
  { port, clock, emit }: DriverContext,
  profile: DeviceProfile,
): KitapBoardDriver => {
  const settings = settingsOf(profile);
  let life: 'new' | 'started' | 'stopped' = 'new';
  let eventsLost = 0;
  let beating = false;
  let resuming: Promise<void> | undefined;
  let fetching: Promise<void> | undefined;
  let cancelBeat = () => {};
  const running = () => life === 'started';
  const tellIfRunning: DriverContext['emit'] = (event) => {
    if (running()) emit(event);
  };
  const inputs = createInputTeller(tellIfRunning);
  const book = createEventBook(({ input, on }) => inputs.tell(input, on));
  const link: BoardLink = createBoardLink({
    port,
    clock,
    replyTimeoutMs: settings.replyTimeoutMs,
    on: {
      events: (events) => {
        // During a greeting the numbers may be those of another life of the board.
        if (!resuming && book.take(events)) void fetchMissed();
      },
      forgotten: () => void resume().catch(giveUp),
      noise: (bytes) => tellIfRunning({ type: 'noise-dropped', bytes }),
    },
  });

  /** A board that no longer answers: the bridge opens its port again, which is all that can be done from here. */
  const giveUp = () => {
    if (running()) void port.close().catch(() => {});
  };

  const readPages = async () => {
    for (let pages = 0; pages < PAGES_MAX; pages++) {
      const answer = await link.request(TYPE.events, eventsPayload(book.seen + 1));
      const page = parseEventPage(answer);
      if (!page) throw malformed('events');
      eventsLost += book.skipTo(page.oldest);
      book.take(page.events);
      if (book.seen >= page.newest || page.events.length === 0) return;
    }
  };

  const tellStates = async () => {
    const states = parseInputs(await link.request(TYPE.inputs, new Uint8Array()));
    if (!states) throw malformed('inputs');
    inputs.tellStates(states, running);
  };

  const fetchMissed = () => {
    fetching ??= readPages()
      .then(tellStates)
      .catch(giveUp)
      .finally(() => {
        fetching = undefined;
      });
    return fetching;
  };

  /** Greets, then tells what happened meanwhile, then how things stand. */
  const resume = () => {
    resuming ??= (async () => {
      const hello = await link.greet();
      book.begin(hello.confirmedEvent);
      if (hello.newestEvent > hello.confirmedEvent) await readPages();
      await tellStates();
    })().finally(() => {
      resuming = undefined;
    });
    return resuming;
  };

  const beat = () => {
    cancelBeat = clock.after(HEARTBEAT_MS, beat);
    if (beating || resuming) return;
    beating = true;
    link
      .request(TYPE.heartbeat, heartbeatPayload(book.seen))
      .then((answer) => {
        const state = parseHeartbeat(answer);
        if (!state) throw malformed('heartbeat');
        // Event frames were lost on the line.
        if (state.newestEvent > book.seen) void fetchMissed();
      })
      .catch((error: unknown) => {
        if (whyOf(error) !== 'hello-first') giveUp();
      })
      .finally(() => {
        beating = false;
      });
  };

  const setOutput = async (output: number, ms: number): Promise<void> => {
    const answer = await link.request(TYPE.output, outputPayload(output, ms));
    if (parseOutput(answer)?.output !== output) throw malformed('output');
  };

  return {
    async start() {
      if (life !== 'new') throw new BoardError('driver-misused');
      life = 'started';
      link.open();
      try {
        await resume();
        if (running()) beat();
      } catch (error) {
        // Stopped from inside an event: that is no failure of the board.
        if (!running()) return;
        life = 'stopped';
        link.close();
        throw error;
      }
    },
    async stop() {
      // Before its start there is nothing to stop.
      if (life === 'new') return;
      life = 'stopped';
      cancelBeat();
      link.close();
    },
    async pulse(output, ms): Promise<PulseOutcome> {
      if (output < 0 || output >= settings.outputs) return { done: false, fault: 'no-such-output' };
      const onMs = Math.min(Math.max(0, Math.round(ms)), settings.pulseMsMax);
      try {
        await setOutput(output, onMs).catch(async (error: unknown) => {
          // Not done, for the board did not know us: once more after the greeting.
          if (whyOf(error) !== 'hello-first' || !running()) throw error;
          await resume();
          await setOutput(output, onMs);
        });
        return { done: true, fault: null };
      } catch (error) {
        return { done: false, fault: whyOf(error) };
      }
    },
    pn5180: (payload) => link.request(TYPE.pn5180, payload),
    get eventsLost() {
      return eventsLost;
    },
  };
};
