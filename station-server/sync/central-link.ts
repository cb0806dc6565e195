// The connections to central: one kept for pushes and one for questions for news, so that a handshake is not paid for each act
// (sync.md 1.2 "Batching"); two for the chunks of a first load. Over HTTPS only the certificates that the station was given are
// trusted; the open way is for this computer alone. Not `fetch`: it opens connections as it likes, and takes no certificate without another library.
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { Readable } from 'node:stream';
import { createBrotliDecompress } from 'node:zlib';
import { StationError } from '../errors.ts';
import type { LinkMeter } from './link-meter.ts';

/** Unpacked; 500 of the largest rows are under 2 MB. */
export const ANSWER_BYTES_MAX = 8_388_608;
/** A little less than central keeps it; after that a handshake is cheaper than what keeps the way through routers open. */
const IDLE_MS_MAX = 300_000;
/** An idle connection says so once a minute: routers forget silent ones, and each word costs 80 bytes. */
const ALIVE_EVERY_MS = 60_000;
const LOADS_AT_ONCE = 2;

export type Lane = 'push' | 'pull' | 'load';
export type LinkRequest = {
  lane: Lane;
  method: 'GET' | 'POST';
  path: string;
  headers: Record<string, string>;
  body?: Uint8Array;
  signal: AbortSignal;
};
export type LinkAnswer = { status: number; headers: http.IncomingHttpHeaders; text: string };
/** An answer whose body is taken as it comes; one that is not read to its end must be `dropped`. */
export type LinkStream = {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: AsyncIterable<Uint8Array>;
  text(): Promise<string>;
  drop(): void;
};
/** Throws what the network or the certificate says; an answer of any status is an answer. */
export type CentralLink = {
  ask(request: LinkRequest): Promise<LinkAnswer>;
  open(request: LinkRequest): Promise<LinkStream>;
};

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** OpenSSL's names for a certificate that is not trusted, and Node's for one of another name. */
const UNTRUSTED =
  /^(?:UNABLE_TO_(?:GET_ISSUER_CERT|GET_ISSUER_CERT_LOCALLY|VERIFY_LEAF_SIGNATURE)|(?:DEPTH_ZERO_)?SELF_SIGNED_CERT(?:_IN_CHAIN)?|CERT_\w+|INVALID_CA|INVALID_PURPOSE|ERR_TLS_CERT_ALTNAME_INVALID)$/;

/** @throws StationError `sync-ca-unreadable` */
export const readCa = (file: string): string => {
  try {
    const pem = readFileSync(file, 'utf8');
    new X509Certificate(pem);
    return pem;
  } catch (cause) {
    throw new StationError('sync-ca-unreadable', { detail: file, cause });
  }
};

/** By the bytes of its socket: to listen to the answer itself would start it before anybody reads. */
const watchBody = (answer: http.IncomingMessage, meter: LinkMeter): void => {
  const { socket } = answer;
  const [beganMs, before] = [performance.now(), socket.bytesRead];
  answer.once('end', () => meter.received(socket.bytesRead - before, performance.now() - beganMs));
};

const codeOf = (error: unknown): string => String((error as NodeJS.ErrnoException | null)?.code);

const asTrustFailure = (error: unknown): unknown => {
  const code = codeOf(error);
  if (!UNTRUSTED.test(code)) return error;
  return new StationError('sync-central-untrusted', { detail: code, cause: error });
};

const unpackedText = async (answer: http.IncomingMessage): Promise<string> => {
  const packed = answer.headers['content-encoding'] === 'br';
  const body: Readable = packed ? answer.pipe(createBrotliDecompress()) : answer;
  // A line that breaks in the middle is told to the unpacker, which would else wait for the rest.
  if (packed) answer.once('error', (error) => body.destroy(error));
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = '';
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > ANSWER_BYTES_MAX) {
      throw new StationError('sync-answer-unreadable', { detail: 'too large' });
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
};

const textOf = async (answer: http.IncomingMessage): Promise<string> => {
  try {
    return await unpackedText(answer);
  } catch (error) {
    // Half read, it would hold the one connection of its lane for ever.
    answer.destroy();
    throw error;
  }
};

/**
 * @param base such as `https://central.example:7420`
 * @param ca the certificates to trust, PEM; without it those of the computer
 * @param meter told of what went up and came down
 * @throws StationError `sync-https-required`
 */
export const createCentralLink = (base: string, ca?: string, meter?: LinkMeter): CentralLink => {
  const { protocol, hostname } = new URL(base);
  const secure = protocol === 'https:';
  if (!secure && !LOOPBACK.has(hostname)) {
    throw new StationError('sync-https-required', { detail: hostname });
  }
  const kept = { keepAlive: true, keepAliveMsecs: ALIVE_EVERY_MS, timeout: IDLE_MS_MAX };
  const newAgent = (maxSockets: number) =>
    secure
      ? new https.Agent({ ...kept, maxSockets, minVersion: 'TLSv1.2', ...(ca ? { ca } : {}) })
      : new http.Agent({ ...kept, maxSockets });
  const agents: Record<Lane, http.Agent> = {
    push: newAgent(1),
    pull: newAgent(1),
    load: newAgent(LOADS_AT_ONCE),
  };

  const once = (given: LinkRequest): Promise<http.IncomingMessage> =>
    new Promise((resolve, reject) => {
      const { lane, method, path, headers, body, signal } = given;
      const options = { method, headers, signal, agent: agents[lane] };
      const request = (secure ? https : http).request(new URL(path, base), options);
      // HTTP/1.1 keeps the connection without being told.
      request.removeHeader('connection');
      let answered = false;
      let sentMs = performance.now();
      request.once('finish', () => {
        sentMs = performance.now();
      });
      request.on('error', (error) =>
        reject(Object.assign(error, { stale: request.reusedSocket && !answered })),
      );
      request.once('response', (answer) => {
        answered = true;
        // A question for news is answered when there are some: that says nothing of the line.
        if (lane === 'push') meter?.sent(body?.length ?? 0, performance.now() - sentMs);
        if (meter) watchBody(answer, meter);
        resolve(answer);
      });
      request.end(body);
    });
  /** A kept connection may have been closed by the other end meanwhile: that says nothing about the link. */
  const wasStale = (error: unknown): boolean =>
    (error as { stale?: boolean } | null)?.stale === true &&
    ['ECONNRESET', 'EPIPE'].includes(codeOf(error));
  const answered = async (request: LinkRequest): Promise<http.IncomingMessage> => {
    try {
      return await once(request).catch((error: unknown) => {
        if (wasStale(error) && !request.signal.aborted) return once(request);
        throw error;
      });
    } catch (error) {
      throw asTrustFailure(error);
    }
  };
  return {
    ask: async (request) => {
      const answer = await answered(request);
      const text = await textOf(answer);
      return { status: answer.statusCode ?? 0, headers: answer.headers, text };
    },
    open: async (request) => {
      const answer = await answered(request);
      return {
        ...{ status: answer.statusCode ?? 0, headers: answer.headers, body: answer },
        text: () => textOf(answer),
        drop: () => void answer.destroy(),
      };
    },
  };
};
