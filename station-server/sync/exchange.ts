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
} from '../../central/sync-contract.ts';
import { StationError } from '../errors.ts';

const compress = promisify(brotliCompress);
const BROTLI_QUALITY = 5;
const PUSH_TIMEOUT_MS = 60_000;
const PULL_GRACE_MS = 30_000;

/** `retryAfterMs` is central's wish, null where it has none. */
export class TransportFailure extends Error {
  retryAfterMs: number | null;
  constructor(message: string, retryAfterMs: number | null, options?: ErrorOptions) {
    super(message, options);
    this.retryAfterMs = retryAfterMs;
  }
}

export type Exchange = {
  push(request: PushRequest): Promise<PushAnswer>;
  pull(cursor: number, waitSeconds: number, stop: AbortSignal): Promise<PullAnswer>;
};

const ajv = new Ajv();
const checkPush = ajv.compile<PushAnswer>(PushAnswer);
const checkPull = ajv.compile<PullAnswer>(PullAnswer);
const checkError = ajv.compile<{ code: string; message: string }>(CentralError);

const retryAfter = (response: Response): number | null => {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1_000 : null;
};

const REFUSALS = {
  'chain-fork': 'sync-chain-fork',
  'station-quarantined': 'sync-chain-fork',
  unauthorised: 'sync-unauthorised',
} as const;

const answerOf = async (response: Response): Promise<unknown> => {
  const text = await response.text();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (cause) {
    throw new TransportFailure(`central answered ${response.status} without JSON`, null, { cause });
  }
  if (response.ok) return body;
  const code = checkError(body) ? body.code : '';
  const refusal = REFUSALS[code as keyof typeof REFUSALS];
  if (refusal) throw new StationError(refusal);
  throw new TransportFailure(`central answered ${response.status} ${code}`, retryAfter(response));
};

/** @param base such as `http://127.0.0.1:7420`; `token` from `kitap central add-station` */
export const createExchange = (base: string, token: string): Exchange => {
  const authorization = `Bearer ${token}`;
  const ask = async (path: string, init: RequestInit, what: string): Promise<unknown> => {
    let response: Response;
    try {
      response = await fetch(new URL(path, base), init);
      return await answerOf(response);
    } catch (error) {
      if (error instanceof TransportFailure || error instanceof StationError) throw error;
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      throw new TransportFailure(
        `${what}: ${cause instanceof Error ? cause.message : cause}`,
        null,
        {
          cause: error,
        },
      );
    }
  };
  const checked = <T>(body: unknown, check: (data: unknown) => data is T): T => {
    if (check(body)) return body;
    throw new StationError('sync-answer-unreadable');
  };
  return {
    push: async (request) => {
      const body = await compress(JSON.stringify(request), {
        params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY },
      });
      const headers = {
        authorization,
        'content-type': 'application/json',
        'content-encoding': 'br',
      };
      const signal = AbortSignal.timeout(PUSH_TIMEOUT_MS);
      return checked(
        await ask('/v1/push', { method: 'POST', headers, body, signal }, 'push'),
        (data): data is PushAnswer => checkPush(data),
      );
    },
    pull: async (cursor, waitSeconds, stop) => {
      const limit = ROWS_PER_PULL_MAX;
      const path = `/v1/pull?cursor=${cursor}&limit=${limit}&waitSeconds=${waitSeconds}`;
      const late = AbortSignal.timeout(waitSeconds * 1_000 + PULL_GRACE_MS);
      const signal = AbortSignal.any([stop, late]);
      return checked(
        await ask(path, { headers: { authorization }, signal }, 'pull'),
        (data): data is PullAnswer => checkPull(data),
      );
    },
  };
};
