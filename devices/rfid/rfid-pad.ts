// A pad of any family of readers: looks at the field, reads each new tag once, tells the whole pad
// at each change, and carries out orders between two looks, one command at a time. A reader that
// says nothing any more has its port closed, so that the supervisor opens it anew.
import type { RfidSettings } from '../../profiles/device-schema.ts';
import type { RfidRules } from '../../profiles/rfid-rules.ts';
import type { DriverContext, RfidDriver } from '../driver.ts';
import { RfidError } from './errors.ts';
import { createPadOrders } from './pad-orders.ts';
import { createPadTags } from './pad-tags.ts';
import { setSecurityBit } from './security-bit.ts';
import type { TagCodec } from './tag-codec.ts';
import type { TagReader } from './tag-reader.ts';
import { writeItem } from './write-item.ts';

/** Looks in a row that failed before the port is given up. */
export const FAILED_LOOKS_MAX = 5;
/**
 * Orders carried out between two looks: a stack in one go, and still a pad that sees who leaves.
 */
export const ORDERS_A_LOOK = 16;

export type PadOptions = {
  /** Makes the reader on the context's port, not opened yet; called once, at the start. */
  connect(onNoise: (bytes: number) => void): TagReader;
  codec: TagCodec;
  settings: RfidSettings;
  rules: RfidRules;
  isil: string;
};

const NOT_RUNNING = 'reader-closed';

/** What goes on while a reader is open: looks and orders in turns, until `end`. */
const createSession = (context: DriverContext, options: PadOptions, reader: TagReader) => {
  const { port, clock, emit } = context;
  const { codec, settings, rules, isil } = options;
  const { readBytesMax, writeTries } = settings;
  const deps = { reader, codec, rules, isil, readBytesMax, writeTries };
  const orders = createPadOrders();
  let ended = false;
  let wake = () => {};
  const running = () => !ended;
  const tags = createPadTags(deps, settings, (pad) => {
    if (running()) emit({ type: 'tags-on-pad', tags: pad });
  });

  /** Until the next look, an order or the end. */
  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const cancel = clock.after(ms, resolve);
      wake = () => {
        cancel();
        resolve();
      };
      if (ended || orders.some()) wake();
    });

  const end = () => {
    if (ended) return;
    ended = true;
    reader.close();
    wake();
    orders.refuseAll();
  };

  const look = async (): Promise<boolean> => {
    try {
      await tags.look(await reader.inventory());
      return true;
    } catch (failure) {
      if (!(failure instanceof RfidError)) throw failure;
      if (failure.code === 'reader-closed') end();
      return false;
    }
  };

  const add = <T>(work: () => Promise<T>, refused: T): Promise<T> => {
    if (ended) return Promise.resolve(refused);
    const answer = orders.add(work, refused);
    wake();
    return answer;
  };

  return {
    end,
    async run(): Promise<void> {
      let failed = 0;
      while (running()) {
        await orders.serve(ORDERS_A_LOOK, running);
        if (!running()) break;
        failed = (await look()) ? 0 : failed + 1;
        if (failed >= FAILED_LOOKS_MAX && running()) {
          end();
          await port.close();
        }
        if (running()) await pause(settings.pollMs);
      }
    },
    setSecurity: (uid: string, secured: boolean) =>
      add(
        async () => {
          const outcome = await setSecurityBit(deps, uid, secured);
          tags.securedNow(uid, outcome.secured);
          return outcome;
        },
        { done: false, secured: null, fault: NOT_RUNNING },
      ),
    writeTag: (...[uid, item, lock]: Parameters<RfidDriver['writeTag']>) =>
      add(
        async () => {
          const { read, ...outcome } = await writeItem(deps, uid, item, lock);
          tags.writtenNow(uid, read);
          return outcome;
        },
        { done: false, content: null, fault: NOT_RUNNING },
      ),
  };
};

const checkRules = ({ rules, settings }: PadOptions, reader: TagReader): void => {
  if (rules.security !== 'afi' && !(settings.eas && reader.setEas && reader.readEas))
    throw new RfidError('reader-refused', 'the site secures by EAS, this model has no way to it');
};

export const createRfidPad = (context: DriverContext, options: PadOptions): RfidDriver => {
  const { emit, port } = context;
  let life: 'new' | 'open' | 'ended' = 'new';
  let reader: TagReader | undefined;
  let session: ReturnType<typeof createSession> | undefined;

  const end = () => {
    // Before the start there is nothing to end, and it may still be started.
    if (life === 'new') return;
    life = 'ended';
    session?.end();
    reader?.close();
  };

  return {
    async start() {
      if (life !== 'new') throw new RfidError('driver-misused');
      life = 'open';
      const made = options.connect((bytes) => {
        if (life === 'open') emit({ type: 'noise-dropped', bytes });
      });
      reader = made;
      try {
        checkRules(options, made);
        await made.open();
      } catch (failure) {
        end();
        throw failure;
      }
      // It was stopped while the reader still opened.
      if (life !== 'open') throw new RfidError('reader-closed', port.name);
      session = createSession(context, options, made);
      void session.run();
    },
    async stop() {
      end();
    },
    setSecurity: async (uid, secured) =>
      session?.setSecurity(uid, secured) ?? { done: false, secured: null, fault: NOT_RUNNING },
    writeTag: async (uid, item, lock) =>
      session?.writeTag(uid, item, lock) ?? { done: false, content: null, fault: NOT_RUNNING },
  };
};
