// The HTTP of the first load: which snapshot central has, and the bytes of a chunk from any place on (sync-contract.ts).
import { Ajv } from 'ajv';
import { SNAPSHOT_FORMAT, SnapshotAnswer } from '../../central/sync-contract.ts';
import { type Clock, systemClock } from '../clock.ts';
import { StationError } from '../errors.ts';
import { createCentralLink } from './central-link.ts';
import { asFailure, readAnswer } from './exchange.ts';

const MANIFEST_LIMIT_MS = 60_000;
const FIRST_BYTE_LIMIT_MS = 15_000;
/** A slow line still gives a byte now and then. One that went silent is left: asking anew from here costs half a second. */
const SILENCE_MS_MAX = 4_000;

export type SnapshotSource = {
  /** Null: central has none, or is older than snapshots. */
  newest(stop: AbortSignal): Promise<SnapshotAnswer | null>;
  /**
   * Gives the bytes of a chunk from byte `from` on to `take` as they come; `'gone'` when central has it no more, or not that much of it. A
   * failure leaves what was given: ask again from there. `restart` is called first when central begins with byte 0 all the same.
   */
  chunk(
    asked: { sha256: string; from: number; restart: () => void; take: (bytes: Uint8Array) => void },
    stop: AbortSignal,
  ): Promise<'ended' | 'gone'>;
};

const ajv = new Ajv({ meta: false, validateSchema: false });
const checkAnswer = ajv.compile<SnapshotAnswer>(SnapshotAnswer);

const NOT_FOUND = 404;
const OK = 200;
const PARTIAL = 206;
const RANGE_WRONG = 416;

/** Aborts when `stop` does, when `limitMs` pass before the first `heard`, and when it is silent after one. */
const createGuard = (clock: Pick<Clock, 'after'>, limitMs: number, stop: AbortSignal) => {
  const gone = new AbortController();
  const late = () => gone.abort(new Error('no answer in time'));
  const end = () => gone.abort(new Error('stopped'));
  let cancel = clock.after(limitMs, late);
  stop.addEventListener('abort', end);
  if (stop.aborted) end();
  return {
    signal: gone.signal,
    heard: (): void => {
      cancel();
      cancel = clock.after(SILENCE_MS_MAX, late);
    },
    release: (): void => {
      cancel();
      stop.removeEventListener('abort', end);
    },
  };
};

export const createSnapshotSource = (
  base: string,
  token: string,
  clock: Pick<Clock, 'after'> = systemClock,
  ca?: string,
): SnapshotSource => {
  const authorization = `Bearer ${token}`;
  const link = createCentralLink(base, ca);
  const guarded = async <T>(
    limitMs: number,
    stop: AbortSignal,
    work: (guard: ReturnType<typeof createGuard>) => Promise<T>,
  ): Promise<T> => {
    const guard = createGuard(clock, limitMs, stop);
    try {
      return await work(guard);
    } catch (error) {
      throw asFailure(error, 'first load');
    } finally {
      guard.release();
    }
  };

  return {
    newest: (stop) =>
      guarded(MANIFEST_LIMIT_MS, stop, async ({ signal }) => {
        const headers = { authorization, 'accept-encoding': 'br' };
        const asked = { lane: 'load', method: 'GET', path: '/v1/snapshot', headers } as const;
        const answer = await link.ask({ ...asked, signal });
        if (answer.status === NOT_FOUND) return null;
        const body = readAnswer(answer);
        if (!checkAnswer(body)) throw new StationError('sync-answer-unreadable');
        // A newer format than this program reads is no snapshot for it.
        return body.format === SNAPSHOT_FORMAT ? body : null;
      }),
    chunk: ({ sha256, from, restart, take }, stop) =>
      guarded(FIRST_BYTE_LIMIT_MS, stop, async ({ signal, heard }) => {
        const headers = {
          ...{ authorization, 'accept-encoding': 'identity' },
          ...(from > 0 ? { range: `bytes=${from}-` } : {}),
        };
        const path = `/v1/snapshot/${sha256}`;
        const answer = await link.open({ lane: 'load', method: 'GET', path, headers, signal });
        const { status } = answer;
        if (status === NOT_FOUND || status === RANGE_WRONG) {
          answer.drop();
          return 'gone';
        }
        if (status !== OK && status !== PARTIAL) {
          readAnswer({ status, headers: answer.headers, text: await answer.text() });
          throw new StationError('sync-answer-unreadable');
        }
        const begins = String(answer.headers['content-range'] ?? '').startsWith(`bytes ${from}-`);
        if (from > 0 && !(status === PARTIAL && begins)) restart();
        for await (const bytes of answer.body) {
          heard();
          take(bytes);
        }
        return 'ended';
      }),
  };
};
