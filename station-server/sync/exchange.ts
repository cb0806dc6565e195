// The HTTP of sync: one push or pull request, its time limit, and its answer checked against the contract. Every failure that
// says nothing about the entries themselves (no link, time-out, 429, 5xx) is a TransportFailure: wait and try the same again.
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { Ajv } from 'ajv';
import {
  CentralError,
  PullAnswer,
  PushAnswer,
  type PushRequest,
  ROWS_PER_PULL_MAX,
  SYNC_VERSION,
} from '../../central/sync-contract.ts';
import { type Clock, systemClock } from '../clock.ts';
import { StationError, type StationErrorCode } from '../errors.ts';
import { isPulledRow } from './pulled-rows.ts';

const compress = promisify(brotliCompress);
const BROTLI_QUALITY = 5;
const PUSH_TIMEOUT_MS = 60_000;
/** A full answer of 500 rows on a line of 89 kbit/s takes a few seconds; the rest is for a line that is worse. */
const PULL_GRACE_MS = 30_000;
/** Unpacked; 500 of the largest rows are under 2 MB. */
export const ANSWER_BYTES_MAX = 8_388_608;

/** Tables that older stations do not know, so that central sends them only where they are asked for. */
const ALSO_PULLED = 'hold';

/** `retryAfterMs` is central's wish, null where it has none. */
export class TransportFailure extends Error {
  retryAfterMs: number | null;
  constructor(message: string, retryAfterMs: number | null, options?: ErrorOptions) {
    super(message, options);
    this.name = 'TransportFailure';
    this.retryAfterMs = retryAfterMs;
  }
}

export type Exchange = {
  push(request: PushRequest, stop: AbortSignal): Promise<PushAnswer>;
  pull(cursor: number, waitSeconds: number, stop: AbortSignal): Promise<PullAnswer>;
};

// The schemas are our own: they are not held against the schema of schemas at every start.
const ajv = new Ajv({ meta: false, validateSchema: false });
const checkPush = ajv.compile<PushAnswer>(PushAnswer);
const checkPull = ajv.compile<PullAnswer>(PullAnswer);
const checkError = ajv.compile<{ code: string; message: string }>(CentralError);

/** Whole seconds; the form with a date is not used by central and counts as no wish. */
const retryAfter = (response: Response): number | null => {
  const header = response.headers.get('retry-after');
  return header !== null && /^\d{1,9}$/.test(header) ? Number(header) * 1_000 : null;
};

/** Codes of central that waiting alone does not mend, and what they mean to the station's staff. */
const REFUSALS: Record<string, StationErrorCode> = {
  'chain-fork': 'sync-chain-fork',
  'token-wrong': 'sync-unauthorised',
  'station-mismatch': 'sync-unauthorised',
  'version-unsupported': 'sync-answer-unreadable',
};

const textOf = async (response: Response): Promise<string> => {
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = '';
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > ANSWER_BYTES_MAX) {
      throw new StationError('sync-answer-unreadable', { detail: 'too large' });
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
};

const answerOf = async (response: Response): Promise<unknown> => {
  const text = await textOf(response);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (cause) {
    const message = `central answered ${response.status} without JSON`;
    throw new TransportFailure(message, retryAfter(response), { cause });
  }
  if (response.ok) return body;
  const code = checkError(body) ? body.code : '';
  const refusal = Object.hasOwn(REFUSALS, code) ? REFUSALS[code] : undefined;
  if (refusal) throw new StationError(refusal, { detail: code });
  const told = `central answered ${response.status} ${code}`.trim();
  throw new TransportFailure(told, retryAfter(response));
};

const asFailure = (error: unknown, what: string): Error => {
  if (error instanceof TransportFailure || error instanceof StationError) return error;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const message = `${what}: ${cause instanceof Error ? cause.message : cause}`;
  return new TransportFailure(message, null, { cause: error });
};

const isPullAnswer = (body: unknown): body is PullAnswer =>
  checkPull(body) && body.version === SYNC_VERSION && body.rows.every(isPulledRow);
const isPushAnswer = (body: unknown): body is PushAnswer =>
  checkPush(body) && body.version === SYNC_VERSION;

/**
 * @param base such as `http://127.0.0.1:7420`; `token` from `kitap central add-station`
 * @returns calls that throw TransportFailure, or StationError `sync-chain-fork`, `sync-unauthorised`, `sync-answer-unreadable`
 */
export const createExchange = (
  base: string,
  token: string,
  clock: Pick<Clock, 'after'> = systemClock,
): Exchange => {
  const authorization = `Bearer ${token}`;

  /** Not `AbortSignal.any`: in Node 20 the long-lived `stop` would keep every signal ever joined to it. */
  const ask = async <T>(
    given: { what: string; path: string; limitMs: number; stop: AbortSignal; init: RequestInit },
    check: (body: unknown) => body is T,
  ): Promise<T> => {
    const { what, path, limitMs, stop, init } = given;
    const gone = new AbortController();
    const end = () => gone.abort(new Error('stopped'));
    const cancelLimit = clock.after(limitMs, () => gone.abort(new Error('no answer in time')));
    stop.addEventListener('abort', end);
    if (stop.aborted) end();
    try {
      const url = new URL(path, base);
      const answer = await fetch(url, { ...init, signal: gone.signal, redirect: 'error' });
      const body = await answerOf(answer);
      if (check(body)) return body;
      throw new StationError('sync-answer-unreadable');
    } catch (error) {
      throw asFailure(error, what);
    } finally {
      cancelLimit();
      stop.removeEventListener('abort', end);
    }
  };

  return {
    push: async (request, stop) => {
      const body = await compress(JSON.stringify(request), {
        params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY },
      });
      const headers = {
        authorization,
        'content-type': 'application/json',
        'content-encoding': 'br',
      };
      const init = { method: 'POST', headers, body };
      const limitMs = PUSH_TIMEOUT_MS;
      return ask({ what: 'push', path: '/v1/push', limitMs, stop, init }, isPushAnswer);
    },
    pull: (cursor, waitSeconds, stop) => {
      const path = `/v1/pull?cursor=${cursor}&limit=${ROWS_PER_PULL_MAX}&waitSeconds=${waitSeconds}&tables=${ALSO_PULLED}`;
      const limitMs = waitSeconds * 1_000 + PULL_GRACE_MS;
      const init = { headers: { authorization } };
      return ask({ what: 'pull', path, limitMs, stop, init }, isPullAnswer);
    },
  };
};
