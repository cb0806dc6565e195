// Who may speak to the station over HTTP: this machine's own pages and programs that know it by its name (sync.md 3.2, "DNS
// rebinding, CSRF at the localhost server"). Applied to every request, known address or not, before anything of it is read.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { StationError, type StationErrorCode } from '../errors.ts';

export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'self'; font-src 'self'; img-src 'self' data:; object-src 'none'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};
export const NO_STORE = 'no-store';

/** Methods that carry a body here. */
const WITH_BODY = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
const SITES_ALLOWED = new Set(['same-origin', 'none']);

export type RequestHead = {
  method: string;
  headers: Record<string, string | string[] | undefined>;
};

/** What is wrong with the request's head, or null. A header sent twice arrives as a list and is refused. */
export const headFault = (
  { method, headers }: RequestHead,
  allowedHosts: ReadonlySet<string>,
): StationErrorCode | null => {
  const { host, origin } = headers;
  if (typeof host !== 'string' || !allowedHosts.has(host.toLowerCase())) return 'host-refused';
  if (origin !== undefined) {
    const own = [...allowedHosts].some((name) => origin === `http://${name}`);
    if (!own) return 'origin-refused';
  }
  const site = headers['sec-fetch-site'];
  if (site !== undefined && (typeof site !== 'string' || !SITES_ALLOWED.has(site))) {
    return 'origin-refused';
  }
  const type = headers['content-type'];
  const isJson = typeof type === 'string' && /^application\/json\s*(;|$)/i.test(type);
  return WITH_BODY.has(method) && !isJson ? 'json-only' : null;
};

export const guardRequests = (app: FastifyInstance, allowedHosts: ReadonlySet<string>): void => {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(SECURITY_HEADERS);
    if (request.url.startsWith('/api/')) reply.header('cache-control', NO_STORE);
    const fault = headFault(request, allowedHosts);
    if (fault) throw new StationError(fault);
  });
};

const sha256 = (text: string) => createHash('sha256').update(text).digest();

/** Compared by digest, so that neither length nor beginning of the token shows in the time it takes. */
const tokenFits = (request: FastifyRequest, staffToken: string): boolean => {
  const given = /^Bearer ([!-~]{1,512})$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
  return staffToken !== '' && timingSafeEqual(sha256(given), sha256(staffToken));
};

/** @throws StationError `staff-token-wrong` */
export const requireStaff = (request: FastifyRequest, staffToken: string): void => {
  if (!tokenFits(request, staffToken)) throw new StationError('staff-token-wrong');
};

/** False without a token; a wrong one is an error, never silently a patron's request. */
export const isStaff = (request: FastifyRequest, staffToken: string): boolean => {
  if (request.headers.authorization === undefined) return false;
  requireStaff(request, staffToken);
  return true;
};
