// Central's HTTP interface: POST /v1/push, GET /v1/pull, GET /v1/health (`sync-contract.ts`,
// sync.md 1.2). Builds the server and does not listen; `commands/central.ts` does. Everything but
// health asks for a station's bearer token.
import { STATUS_CODES } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyRequest } from 'fastify';
import { ErasuresQuery, PullQuery } from './api-types.ts';
import { decodeBody, encodeReply } from './encodings.ts';
import { CentralError, type CentralErrorCode } from './errors.ts';
import { createFeedWatch } from './feed-watch.ts';
import { HEALTH_LIMITS } from './ops/health.ts';
import { type HealthRoutesDeps, registerHealthRoutes } from './ops/health-routes.ts';
import { checkVersion, PushBody, readPush } from './push-body.ts';
import { createPushGate, PUSHES_AT_ONCE_MAX, tellRetryAfter } from './push-gate.ts';
import { pagesRoute } from './routes/pages.ts';
import { staffReviewsRoute } from './routes/staff-reviews.ts';
import { registerSnapshotRoutes } from './snapshot/routes.ts';
import type { SnapshotShelf } from './snapshot/shelf.ts';
import type { CentralStore, StationRef } from './store/central-store.ts';
import {
  CentralError as CentralErrorBody,
  ErasuresAnswer,
  PULL_WAIT_SECONDS_MAX,
  PUSH_BYTES_MAX,
  PullAnswer,
  PushAnswer,
  ROWS_PER_PULL_MAX,
  SYNC_VERSION,
} from './sync-contract.ts';

export type CentralAppDeps = {
  store: CentralStore;
  /** Told of failures of central itself, never of what a station did wrong. */
  onFailure?: (failure: { code: string; message: string; cause: unknown }) => void;
  /** For HTTPS: PEM texts. */
  tls?: { cert: string; key: string };
  /** Where the snapshots lie; without it stations fetch row by row. */
  shelf?: SnapshotShelf;
  /** How often news of other processes are looked for while somebody waits. */
  lookEveryMs?: number;
  /** Folder of the built pages; without it central has none. */
  pagesFolder?: string;
  pushesAtOnceMax?: number;
  /** The long form of health, and who may have it. */
  health?: Partial<HealthRoutesDeps>;
};

const REQUEST_TIMEOUT_MS = 120_000;
/** Longer than a station keeps its own end, so that the station never sends into a connection that is being closed. */
const KEEP_ALIVE_MS = 330_000;
const CONNECTIONS_MAX = 2_000;
/** Of TLS. A record can be read when it is whole: of the usual 16 kB a line of 89 kbit/s that drops loses a second each time. */
const RECORD_BYTES = 4_096;
const ANSWERS = { '4xx': CentralErrorBody, '5xx': CentralErrorBody };

/** Failures that Fastify itself finds, in our words. */
const FASTIFY_CODES: Record<string, CentralErrorCode> = {
  FST_ERR_VALIDATION: 'body-invalid',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'encoding-unknown',
};

const asCentralError = (error: FastifyError | CentralError): CentralError => {
  if (error instanceof CentralError) return error;
  const known = FASTIFY_CODES[error.code];
  if (known !== undefined) return new CentralError(known, '', { cause: error });
  if (error.statusCode === 416) return new CentralError('range-beyond-end', '', { cause: error });
  const unreadable = /^Z_|^ERR__?BROTLI|^ERR_BUFFER/.test(error.code ?? '');
  const clientFault = unreadable || (error.statusCode ?? 500) < 500;
  return new CentralError(clientFault ? 'body-invalid' : 'central-failed', '', { cause: error });
};

const BEARER = /^Bearer ([\w.-]{1,200})$/;

const stationOf = async (store: CentralStore, request: FastifyRequest): Promise<StationRef> => {
  const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
  const station = token === undefined ? undefined : await store.findStation(token);
  if (station === undefined) throw new CentralError('token-wrong');
  return station;
};

/** Aborts when the station hangs up, so that nobody is waited for in vain. */
const hangUp = (request: FastifyRequest): AbortSignal => {
  const gone = new AbortController();
  request.raw.socket.once('close', () => gone.abort());
  return gone.signal;
};

export const buildCentralApp = (deps: CentralAppDeps): FastifyInstance => {
  const { store, tls } = deps;
  const limits = {
    bodyLimit: PUSH_BYTES_MAX,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    forceCloseConnections: true as const,
  };
  const base = (
    tls === undefined ? Fastify(limits) : Fastify({ ...limits, https: tls })
  ) as FastifyInstance;
  const app = base
    .setValidatorCompiler(TypeBoxValidatorCompiler)
    .withTypeProvider<TypeBoxTypeProvider>();
  app.server.maxConnections = CONNECTIONS_MAX;
  base.server.on('secureConnection', (socket: TLSSocket) =>
    socket.setMaxSendFragment(RECORD_BYTES),
  );
  const watch = createFeedWatch({
    feedCounter: store.feedCounter,
    onNews: store.onNews,
    ...(deps.lookEveryMs === undefined ? {} : { lookEveryMs: deps.lookEveryMs }),
  });
  app.addHook('preClose', async () => watch.stop());
  app.addHook('preParsing', decodeBody);
  app.addHook('onSend', encodeReply);
  const gate = createPushGate(deps.pushesAtOnceMax ?? PUSHES_AT_ONCE_MAX);
  app.addHook('onRequest', async (request, reply) => {
    if (request.method !== 'POST') reply.header('cache-control', 'no-store');
    // HTTP/1.1 keeps a connection without being told; the two lines would be a third of the answer to a push.
    reply.raw.removeHeader('connection');
  });

  app.setNotFoundHandler(() => {
    throw new CentralError('route-unknown');
  });
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const { status, code, message, cause } = asCentralError(error);
    if (status >= 500) deps.onFailure?.({ code, message, cause });
    tellRetryAfter(reply, code);
    reply.status(status).type('application/json').send({ code, message });
  });

  registerHealthRoutes(base, {
    ...{ epoch: store.epoch, answerMsMax: HEALTH_LIMITS.answerMsMax },
    ...deps.health,
  });

  app.post(
    '/v1/push',
    {
      schema: { body: PushBody, response: { 200: PushAnswer, ...ANSWERS } },
      // Before the body is read: who has no token makes central read nothing.
      onRequest: async (request, reply) => {
        stations.set(request, await stationOf(store, request));
        gate.enter(reply);
      },
      preValidation: async (request) => checkVersion(request.body),
    },
    async (request) => {
      const { version, request: pushed } = readPush(request.body);
      return { ...(await store.push(knownStation(request), pushed)), version };
    },
  );

  app.get(
    '/v1/pull',
    {
      schema: { querystring: PullQuery, response: { 200: PullAnswer, ...ANSWERS } },
      onRequest: async (request) => {
        stations.set(request, await stationOf(store, request));
      },
    },
    async (request) => {
      const station = knownStation(request);
      const { cursor, limit = ROWS_PER_PULL_MAX, waitSeconds = 0, tables = '' } = request.query;
      const waitMs = Math.min(waitSeconds, PULL_WAIT_SECONDS_MAX) * 1_000;
      if (waitMs > 0 && (await store.feedCounter(station.libraryId)) === cursor)
        await watch.news(station.libraryId, cursor, waitMs, hangUp(request));
      return store.pull(station, cursor, limit, tables.split(','));
    },
  );
  const { shelf } = deps;
  if (shelf !== undefined)
    registerSnapshotRoutes(base, {
      store,
      shelf,
      stationOf: (request) => stationOf(store, request),
    });
  app.get(
    '/v1/erasures',
    {
      schema: { querystring: ErasuresQuery, response: { 200: ErasuresAnswer, ...ANSWERS } },
      onRequest: async (request) => {
        stations.set(request, await stationOf(store, request));
      },
    },
    async (request) => {
      const { libraryId } = knownStation(request);
      const listed = await store.erasedPatrons(libraryId, request.query.after ?? '');
      return { version: SYNC_VERSION, ...listed };
    },
  );
  staffReviewsRoute(app as unknown as FastifyInstance, store);
  if (deps.pagesFolder !== undefined) pagesRoute(base, deps.pagesFolder);
  return app as unknown as FastifyInstance;
};

/** Whose request it is, known before its body. */
const stations = new WeakMap<FastifyRequest, StationRef>();
const knownStation = (request: FastifyRequest): StationRef => {
  const station = stations.get(request);
  if (station === undefined) throw new Error(`no station at ${STATUS_CODES[500]}`);
  return station;
};
