// The HTTP of the first load: which snapshot central has, and the bytes of a chunk from any place on (sync-contract.ts).
import { Ajv } from 'ajv';
import { SNAPSHOT_FORMAT, SnapshotAnswer } from '../../central/sync-contract.ts';
import { type Clock, systemClock } from '../clock.ts';
import { StationError } from '../errors.ts';
import { answerOf, asFailure } from './exchange.ts';

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
  get: typeof fetch = fetch,
): SnapshotSource => {
  const authorization = `Bearer ${token}`;
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
        const url = new URL('/v1/snapshot', base);
        const response = await get(url, { headers: { authorization }, signal, redirect: 'error' });
        if (response.status === NOT_FOUND) {
          await response.body?.cancel();
          return null;
        }
        const body = await answerOf(response);
        if (!checkAnswer(body)) throw new StationError('sync-answer-unreadable');
        // A newer format than this program reads is no snapshot for it.
        return body.format === SNAPSHOT_FORMAT ? body : null;
      }),
    chunk: ({ sha256, from, restart, take }, stop) =>
      guarded(FIRST_BYTE_LIMIT_MS, stop, async ({ signal, heard }) => {
        const url = new URL(`/v1/snapshot/${sha256}`, base);
        const headers = {
          ...{ authorization, 'accept-encoding': 'identity' },
          ...(from > 0 ? { range: `bytes=${from}-` } : {}),
        };
        const response = await get(url, { headers, signal, redirect: 'error' });
        if (response.status === NOT_FOUND || response.status === RANGE_WRONG) {
          await response.body?.cancel();
          return 'gone';
        }
        if (!response.ok) await answerOf(response);
        const begins = new RegExp(`^bytes ${from}-`).test(
          response.headers.get('content-range') ?? '',
        );
        if (from > 0 && !(response.status === PARTIAL && begins)) restart();
        for await (const bytes of response.body ?? []) {
          heard();
          take(bytes as Uint8Array);
        }
        return 'ended';
      }),
  };
};
