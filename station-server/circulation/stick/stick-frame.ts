// One frame of a file on a stick: flag (1 = last), length, AES-256-GCM of brotli of JSON, Ed25519
// signature. The number of the frame and the flag enter the nonce and the signature, so that frames
// can neither be left out, moved, nor taken for the end; the digest of the header binds them to their
// file. This is the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015) with a signature.
import { createCipheriv, createDecipheriv, sign, verify } from 'node:crypto';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { StickFault } from './stick-fault.ts';
import { headerDigest, headerLine, type StickHeader } from './stick-header.ts';
import { fileKey, type OpenKeys, type SealKeys } from './stick-keys.ts';

export const FRAME_HEAD_BYTES = 5;
const TAG_BYTES = 16;
export const SIGNATURE_BYTES = 64;
/** 500 rows of the largest size, or 1,000 entries, are less before they are compressed. */
const CONTENT_BYTES_MAX = 8_388_608;
export const SEALED_BYTES_MAX = CONTENT_BYTES_MAX + 65_536;
const BROTLI_QUALITY = 5;
const CIPHER = 'aes-256-gcm';
const SIGNED = Buffer.from('kitap-stick 1 frame\n');

const numbered = (index: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(index);
  return bytes;
};
/** 96 bits: the frame's number and the flag; the key is of this file alone. */
const nonceOf = (index: number, head: Uint8Array): Buffer =>
  Buffer.concat([Buffer.alloc(4), numbered(index), Buffer.alloc(3), head.subarray(0, 1)]);
const signedBytes = (digest: Buffer, index: number, head: Uint8Array, sealed: Uint8Array) =>
  Buffer.concat([SIGNED, digest, numbered(index), head, sealed]);

const packed = (content: unknown): Buffer => {
  const text = Buffer.from(JSON.stringify(content));
  if (text.length > CONTENT_BYTES_MAX) throw new Error('more than a frame of a stick holds');
  return brotliCompressSync(text, {
    params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY },
  });
};

export type Sealer = {
  /** The bytes before the first frame. */
  readonly start: Buffer;
  /** The next frame; none follows one that was sealed as the last. */
  seal(content: unknown, last: boolean): Buffer;
};

export const createSealer = (header: StickHeader, keys: SealKeys): Sealer => {
  const start = headerLine(header);
  const digest = headerDigest(start);
  const key = fileKey(keys.secret, header.direction, digest);
  let index = 0;
  let ended = false;
  return {
    start,
    seal: (content, last) => {
      if (ended) throw new Error('this stick file has its last frame');
      ended = last;
      const text = packed(content);
      const head = Buffer.alloc(FRAME_HEAD_BYTES);
      head.writeUInt8(last ? 1 : 0);
      head.writeUInt32BE(text.length + TAG_BYTES, 1);
      const cipher = createCipheriv(CIPHER, key, nonceOf(index, head));
      cipher.setAAD(head);
      const sealed = Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]);
      const signature = sign(null, signedBytes(digest, index, head, sealed), keys.privateKey);
      index += 1;
      return Buffer.concat([head, sealed, signature]);
    },
  };
};

export type FrameHead = { last: boolean; sealedBytes: number };

/** @throws StickFault `stick-damaged` for what no sealer writes */
export const readFrameHead = (head: Uint8Array): FrameHead => {
  const bytes = Buffer.from(head);
  const [flag, sealedBytes] = [bytes.readUInt8(0), bytes.readUInt32BE(1)];
  if (flag > 1 || sealedBytes <= TAG_BYTES || sealedBytes > SEALED_BYTES_MAX)
    throw new StickFault('stick-damaged');
  return { last: flag === 1, sealedBytes };
};

export type Unsealer = {
  /** Of the next frame, all three parts as they stand in the file. @throws StickFault */
  open(head: Uint8Array, sealed: Uint8Array, signature: Uint8Array): unknown;
};

const unpacked = (text: Buffer): unknown => {
  try {
    const bytes = brotliDecompressSync(text, { maxOutputLength: CONTENT_BYTES_MAX });
    return JSON.parse(bytes.toString());
  } catch (cause) {
    throw new StickFault('stick-unreadable', '', { cause });
  }
};

export const createUnsealer = (
  start: Uint8Array,
  header: StickHeader,
  keys: OpenKeys,
): Unsealer => {
  const digest = headerDigest(start);
  const key = fileKey(keys.secret, header.direction, digest);
  let index = 0;
  return {
    open: (head, sealed, signature) => {
      const signed = signedBytes(digest, index, head, sealed);
      if (!verify(null, signed, keys.publicKey, signature)) throw new StickFault('stick-damaged');
      const decipher = createDecipheriv(CIPHER, key, nonceOf(index, head), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(head);
      decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
      let text: Buffer;
      try {
        text = Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
      } catch (cause) {
        throw new StickFault('stick-damaged', '', { cause });
      }
      index += 1;
      return unpacked(text);
    },
  };
};
