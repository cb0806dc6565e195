// The HTTP of sync: one push or pull request, its time limit, and its answer checked against the contract. Every failure that
// says nothing about the entries themselves (no link, time-out, 429, 5xx) is a TransportFailure: wait and try the same again.
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { Ajv } from 'ajv';
import {
  CentralError,
  ErasuresAnswer,
  PUSH_VERSION_PACKED,
  PullAnswer,
  PushAnswer,
  type PushRequest,
  ROWS_PER_PULL_MAX,
  SYNC_VERSION,
} from '../../central/sync-contract.ts';
import { packPush } from '../circulation/wire-push.ts';
import { type Clock, systemClock } from '../clock.ts';
import { StationError, type StationErrorCode } from '../errors.ts';
import { ROW_ID_PATTERN } from '../store/row-key.ts';
import { createCentralLink, type LinkAnswer, type LinkRequest } from './central-link.ts';
import type { LinkMeter } from './link-meter.ts';
import { isPulledRow } from './pulled-rows.ts';

const compress = promisify(brotliCompress);
/** Higher ones save 2 % of a packed body and take fifty times as long. */
export const PUSH_BROTLI_QUALITY = 5;
const PUSH_TIMEOUT_MS = 60_000;
/** Compressed: what a line of 89 kbit/s carries in the time for which it may stay up. */
export const PUSH_BODY_BYTES_MAX = 65_536;
/** A full answer of 500 rows on a line of 89 kbit/s takes a few seconds; the rest is for a line that is worse. */
const PULL_GRACE_MS = 30_000;

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

/** Nothing was sent: send fewer entries at once. */
export class PushTooLarge extends Error {}

export type Exchange = {
  push(request: PushRequest, stop: AbortSignal): Promise<PushAnswer>;
  pull(cursor: number, waitSeconds: number, stop: AbortSignal): Promise<PullAnswer>;
  /** Erased patrons after this id, in central's order. */
  erasures(after: string, stop: AbortSignal): Promise<ErasuresAnswer>;
};

// The schemas are our own: they are not held against the schema of schemas at every start.
const ajv = new Ajv({ meta: false, validateSchema: false });
const checkPush = ajv.compile<PushAnswer>(PushAnswer);
const checkPull = ajv.compile<PullAnswer>(PullAnswer);
const checkErasures = ajv.compile<ErasuresAnswer>(ErasuresAnswer);
const checkError = ajv.compile<{ code: string; message: string }>(CentralError);

/** Whole seconds; the form with a date is not used by central and counts as no wish. */
const retryAfter = ({ headers }: LinkAnswer): number | null => {
  const header = headers['retry-after'];
  return header !== undefined && /^\d{1,9}$/.test(header) ? Number(header) * 1_000 : null;
};

/** Codes of central that waiting alone does not mend, and what they mean to the station's staff. */
const REFUSALS: Record<string, StationErrorCode> = {
  'chain-fork': 'sync-chain-fork',
  'token-wrong': 'sync-unauthorised',
  'station-mismatch': 'sync-unauthorised',
  'version-unsupported': 'sync-answer-unreadable',
};

const bodyOf = (answer: LinkAnswer): unknown => {
  try {
    return JSON.parse(answer.text);
  } catch (cause) {
    const message = `central answered ${answer.status} without JSON`;
    throw new TransportFailure(message, retryAfter(answer), { cause });
  }
};

const isGood = ({ status }: LinkAnswer): boolean => status >= 200 && status < 300;

export const readAnswer = (answer: LinkAnswer): unknown => {
  const body = bodyOf(answer);
  if (isGood(answer)) return body;
  const code = checkError(body) ? body.code : '';
  const refusal = Object.hasOwn(REFUSALS, code) ? REFUSALS[code] : undefined;
  if (refusal) throw new StationError(refusal, { detail: code });
  const told = `central answered ${answer.status} ${code}`.trim();
  throw new TransportFailure(told, retryAfter(answer));
};

/** A central from before version 2 finds in it a body of no known shape. */
const knowsNotVersion = (answer: LinkAnswer): boolean => {
  if (answer.status !== 400) return false;
  const body = bodyOf(answer);
  return checkError(body) && ['version-unsupported', 'body-invalid'].includes(body.code);
};

export const asFailure = (error: unknown, what: string): Error => {
  if (error instanceof TransportFailure || error instanceof StationError) return error;
  const message = `${what}: ${error instanceof Error ? error.message : error}`;
  return new TransportFailure(message, null, { cause: error });
};

const isPullAnswer = (body: unknown): body is PullAnswer =>
  checkPull(body) && body.version === SYNC_VERSION && body.rows.every(isPulledRow);
const ID = new RegExp(ROW_ID_PATTERN);
const isErasuresAnswer = (body: unknown): body is ErasuresAnswer =>
  checkErasures(body) && body.patronIds.every((id) => ID.test(id));
const isPushAnswer =
  (version: number) =>
  (body: unknown): body is PushAnswer =>
    checkPush(body) && body.version === version;

const packed = async (request: PushRequest, version: number): Promise<Uint8Array> => {
  const body = version === SYNC_VERSION ? request : packPush(request);
  const bytes = await compress(JSON.stringify(body), {
    params: { [constants.BROTLI_PARAM_QUALITY]: PUSH_BROTLI_QUALITY },
  });
  if (bytes.length > PUSH_BODY_BYTES_MAX && request.entries.length > 1) throw new PushTooLarge();
  return bytes;
};

type Asked<T> = Omit<LinkRequest, 'signal'> & {
  limitMs: number;
  stop: AbortSignal;
  read(answer: LinkAnswer): T;
};

/**
 * @param base such as `https://central.example:7420`; `token` from `kitap central add-station`
 * @param ca certificates to trust, PEM; without it those of the computer
 * @returns calls that throw TransportFailure, PushTooLarge, or StationError `sync-chain-fork`, `sync-unauthorised`,
 *   `sync-answer-unreadable`, `sync-central-untrusted`
 * @throws StationError `sync-https-required`
 */
export const createExchange = (
  base: string,
  token: string,
  clock: Pick<Clock, 'after'> = systemClock,
  ca?: string,
  meter?: LinkMeter,
): Exchange => {
  const authorization = `Bearer ${token}`;
  const link = createCentralLink(base, ca, meter);
  /** The epoch in which central did not know version 2; a new one may be a newer program. */
  let unpackedEpoch: number | null = null;

  /** Not `AbortSignal.any`: in Node 20 the long-lived `stop` would keep every signal ever joined to it. */
  const ask = async <T>({ limitMs, stop, read, ...request }: Asked<T>): Promise<T> => {
    const gone = new AbortController();
    let why = '';
    const end = (reason: string): void => {
      why = reason;
      gone.abort();
    };
    const stopped = () => end('stopped');
    const cancelLimit = clock.after(limitMs, () => end('no answer in time'));
    stop.addEventListener('abort', stopped);
    if (stop.aborted) stopped();
    try {
      return read(await link.ask({ ...request, signal: gone.signal }));
    } catch (error) {
      throw asFailure(why === '' ? error : new Error(why, { cause: error }), request.lane);
    } finally {
      cancelLimit();
      stop.removeEventListener('abort', stopped);
    }
  };

  /** Null: central does not know the version. */
  const pushIn = async (version: number, request: PushRequest, stop: AbortSignal) => {
    const check = isPushAnswer(version);
    const headers = {
      authorization,
      'content-type': 'application/json',
      'content-encoding': 'br',
    };
    return ask<PushAnswer | null>({
      ...{ lane: 'push', method: 'POST', path: '/v1/push', headers, stop },
      limitMs: PUSH_TIMEOUT_MS,
      body: await packed(request, version),
      read: (answer) => {
        if (version !== SYNC_VERSION && knowsNotVersion(answer)) return null;
        const body = readAnswer(answer);
        if (check(body)) return body;
        throw new StationError('sync-answer-unreadable');
      },
    });
  };

  return {
    push: async (request, stop) => {
      if (unpackedEpoch !== request.epoch) {
        const answer = await pushIn(PUSH_VERSION_PACKED, request, stop);
        if (answer) return answer;
        unpackedEpoch = request.epoch;
      }
      return (await pushIn(SYNC_VERSION, request, stop)) as PushAnswer;
    },
    pull: (cursor, waitSeconds, stop) =>
      ask<PullAnswer>({
        ...{ lane: 'pull', method: 'GET', stop },
        path: `/v1/pull?cursor=${cursor}&limit=${ROWS_PER_PULL_MAX}&waitSeconds=${waitSeconds}&tables=${ALSO_PULLED}`,
        headers: { authorization, 'accept-encoding': 'br' },
        limitMs: waitSeconds * 1_000 + PULL_GRACE_MS,
        read: (answer) => {
          const body = readAnswer(answer);
          if (isPullAnswer(body)) return body;
          throw new StationError('sync-answer-unreadable');
        },
      }),
    erasures: (after, stop) =>
      ask<ErasuresAnswer>({
        ...{ lane: 'pull', method: 'GET', stop },
        path: `/v1/erasures?after=${after}`,
        headers: { authorization, 'accept-encoding': 'br' },
        limitMs: PULL_GRACE_MS,
        read: (answer) => {
          const body = readAnswer(answer);
          if (isErasuresAnswer(body)) return body;
          throw new StationError('sync-answer-unreadable');
        },
      }),
  };
};
