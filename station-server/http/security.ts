// Who may speak to the station over HTTP: this machine's own pages and programs that know it by its name (sync.md 3.2, "DNS
// rebinding, CSRF at the localhost server"). Applied to every request, known address or not, before anything of it is read.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { StationError, type StationErrorCode } from '../errors.ts';

/** Framed by own pages only: the demo panel shows the kiosk beside itself. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'self'; font-src 'self'; img-src 'self' data:; media-src 'self'; worker-src 'self'; object-src 'none'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
  // The pages may ask for the camera; nothing else of the machine, and nobody else.
  'permissions-policy': 'camera=(self), microphone=(), geolocation=(), display-capture=()',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};
export const NO_STORE = 'no-store';

/** Methods that carry a body here. */
const WITH_BODY = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
const SITES_ALLOWED = new Set(['same-origin', 'none']);

/** Each header as often as it was sent: Node's own `headers` silently keeps the first of two `Host` lines. */
export type RequestHead = {
  method: string;
  headers: Readonly<Record<string, string[] | undefined>>;
};

/** Undefined when absent, null when sent twice. */
const single = (values: string[] | undefined): string | null | undefined =>
  values === undefined || values.length === 0 ? undefined : values.length === 1 ? values[0] : null;

/** What is wrong with the request's head, or null. */
export const headFault = (
  { method, headers }: RequestHead,
  allowedHosts: ReadonlySet<string>,
): StationErrorCode | null => {
  const host = single(headers.host);
  if (!host || !allowedHosts.has(host.toLowerCase())) return 'host-refused';
  const origin = single(headers.origin);
  const ownOrigin = [...allowedHosts].some((name) => origin === `http://${name}`);
  if (origin !== undefined && !ownOrigin) return 'origin-refused';
  const site = single(headers['sec-fetch-site']);
  if (site !== undefined && (site === null || !SITES_ALLOWED.has(site))) return 'origin-refused';
  const isJson = /^application\/json\s*(;|$)/i.test(single(headers['content-type']) ?? '');
  return WITH_BODY.has(method) && !isJson ? 'json-only' : null;
};

export const guardRequests = (app: FastifyInstance, allowedHosts: ReadonlySet<string>): void => {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(SECURITY_HEADERS);
    if (request.url.startsWith('/api/')) reply.header('cache-control', NO_STORE);
    const fault = headFault(
      { method: request.method, headers: request.raw.headersDistinct },
      allowedHosts,
    );
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
