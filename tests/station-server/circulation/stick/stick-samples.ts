// A small file of a stick, its parts and its keys, for the tests of the format.

import { openStick } from '../../../../station-server/circulation/stick/open-stick.ts';
import {
  createSealer,
  FRAME_HEAD_BYTES,
  readFrameHead,
  SIGNATURE_BYTES,
} from '../../../../station-server/circulation/stick/stick-frame.ts';
import type { StickHeader } from '../../../../station-server/circulation/stick/stick-header.ts';
import {
  newSigningKey,
  type OpenKeys,
  privateKeyOf,
  publicKeyOf,
  secretOfToken,
} from '../../../../station-server/circulation/stick/stick-keys.ts';

export const TOKEN = `test-library.7.${'a'.repeat(43)}`;
const signing = newSigningKey();
export const SEAL_KEYS = {
  secret: secretOfToken(TOKEN),
  privateKey: privateKeyOf(signing.privateKey),
};
export const OPEN_KEYS: OpenKeys = {
  secret: SEAL_KEYS.secret,
  publicKey: publicKeyOf(signing.publicKey) as OpenKeys['publicKey'],
};
export const HEADER: StickHeader = {
  direction: 'to-central',
  library: 'test-library',
  station: 7,
  purpose: 'journal',
  nonce: '0123456789abcdef0123456789abcdef',
};
export const CONTENTS: unknown[] = [{ first: 1 }, { text: 'Абай жолы' }, { last: [1, 2, 3] }];

/** A whole file in one piece. */
export const sealed = (contents = CONTENTS, header = HEADER, keys = SEAL_KEYS): Buffer => {
  const sealer = createSealer(header, keys);
  const frames = contents.map((content, at) => sealer.seal(content, at === contents.length - 1));
  return Buffer.concat([sealer.start, ...frames]);
};

/** The header line and each frame. */
export const partsOf = (file: Buffer): Buffer[] => {
  const start = file.indexOf(10) + 1;
  const parts = [file.subarray(0, start)];
  for (let at = start; at < file.length; ) {
    const { sealedBytes } = readFrameHead(file.subarray(at, at + FRAME_HEAD_BYTES));
    const end = at + FRAME_HEAD_BYTES + sealedBytes + SIGNATURE_BYTES;
    parts.push(file.subarray(at, end));
    at = end;
  }
  return parts;
};

const inPieces = async function* (pieces: Uint8Array[]) {
  for (const piece of pieces) yield piece;
};

export type Read = { contents: unknown[]; fault: string | null };

/** What is given out, and the code of what ends the reading early. */
export const readAll = async (pieces: Uint8Array[], keys = OPEN_KEYS): Promise<Read> => {
  const contents: unknown[] = [];
  try {
    const { frames } = await openStick(inPieces(pieces), () => keys);
    for await (const content of frames) contents.push(content);
    return { contents, fault: null };
  } catch (error) {
    return { contents, fault: String((error as { code?: unknown }).code) };
  }
};
