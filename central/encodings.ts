// Compressed bodies both ways: a batch of 100 entries is 10 bytes each with brotli 5, five times
// less than plain JSON (sync.md 1.3). The limit of a body counts the bytes after decompression, so
// a small body cannot unfold into a large one.
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import type {
  FastifyReply,
  FastifyRequest,
  onSendAsyncHookHandler,
  preParsingAsyncHookHandler,
} from 'fastify';
import { CentralError } from './errors.ts';

const BROTLI_QUALITY = 5;
const GZIP_LEVEL = 6;
/** Below this, headers and checksums eat what compression saves. */
const COMPRESS_FROM_BYTES = 200;

const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);

/** Fastify hook: unpacks what `Content-Encoding` names. */
export const decodeBody: preParsingAsyncHookHandler = async (request, _reply, payload) => {
  const encoding = request.headers['content-encoding'];
  if (encoding === undefined || encoding === 'identity') return payload;
  if (encoding !== 'br' && encoding !== 'gzip') throw new CentralError('encoding-unknown');
  const decoder = encoding === 'br' ? zlib.createBrotliDecompress() : zlib.createGunzip();
  // Fastify compares this with Content-Length, which is of the compressed bytes.
  const counted = Object.assign(decoder, { receivedEncodedLength: 0 });
  payload.on('data', (chunk: Buffer) => {
    counted.receivedEncodedLength += chunk.length;
  });
  payload.on('error', (error: Error) => decoder.destroy(error));
  return payload.pipe(counted);
};

const wanted = (request: FastifyRequest): 'br' | 'gzip' | null => {
  const accepted = String(request.headers['accept-encoding'] ?? '');
  const names = accepted.split(',').map((part) => part.split(';')[0]?.trim());
  return names.includes('br') ? 'br' : names.includes('gzip') ? 'gzip' : null;
};

/** Fastify hook: packs an answer in what the station reads. */
export const encodeReply: onSendAsyncHookHandler = async (
  request: FastifyRequest,
  reply: FastifyReply,
  payload,
) => {
  const encoding = wanted(request);
  if (typeof payload !== 'string' || payload.length < COMPRESS_FROM_BYTES || encoding === null)
    return payload;
  reply.header('content-encoding', encoding);
  reply.header('vary', 'accept-encoding');
  reply.removeHeader('content-length');
  const quality = { [zlib.constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY };
  return encoding === 'br'
    ? brotli(payload, { params: quality })
    : gzip(payload, { level: GZIP_LEVEL });
};
