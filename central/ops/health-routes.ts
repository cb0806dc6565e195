// `GET /v1/health` tells strangers no more than whether central serves; `GET /v1/health/long` tells an
// operator the whole report: at the machine itself, or with the operator's token.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Health, HealthReport } from '../api-types.ts';
import { CentralError } from '../errors.ts';
import { CentralError as CentralErrorBody } from '../sync-contract.ts';

export type HealthRoutesDeps = {
  epoch(): Promise<number>;
  /** Without it there is no long form. */
  report?: () => Promise<HealthReport>;
  /** Opens the long form from anywhere; without it only this machine gets it. */
  operatorToken?: string;
  answerMsMax: number;
};

const ANSWERS = { '4xx': CentralErrorBody, '5xx': CentralErrorBody };
const LOOPBACK = /^(?:127\.|::1$|::ffff:127\.)/;

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** A proxy on this machine speaks for strangers, and says so. */
const isLocal = ({ raw, headers }: FastifyRequest): boolean =>
  LOOPBACK.test(raw.socket.remoteAddress ?? '') &&
  headers['x-forwarded-for'] === undefined &&
  headers.forwarded === undefined;

const hasToken = ({ headers }: FastifyRequest, token: string | undefined): boolean =>
  token !== undefined &&
  timingSafeEqual(sha256(headers.authorization ?? ''), sha256(`Bearer ${token}`));

const within = <T>(work: Promise<T>, limitMs: number): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new CentralError('database-away', `${limitMs} ms`)), limitMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

export const registerHealthRoutes = (app: FastifyInstance, deps: HealthRoutesDeps): void => {
  app.get('/v1/health', { schema: { response: { 200: Health, ...ANSWERS } } }, async () => ({
    ok: true,
    epoch: await within(deps.epoch(), deps.answerMsMax),
  }));
  app.get(
    '/v1/health/long',
    { schema: { response: { 200: HealthReport, 503: HealthReport, ...ANSWERS } } },
    async (request, reply) => {
      if (deps.report === undefined) throw new CentralError('route-unknown');
      if (!isLocal(request) && !hasToken(request, deps.operatorToken))
        throw new CentralError('token-wrong');
      const report = await deps.report();
      reply.status(report.ok ? 200 : 503);
      return report;
    },
  );
};
