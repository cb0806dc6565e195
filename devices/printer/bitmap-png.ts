// A bitmap as a PNG of one bit a dot (W3C PNG, greyscale, bit depth 1): what node-thermal-printer takes for a picture. A canvas
// would blow each dot up to four bytes first, and the bridge has scanners to listen to meanwhile.
import { deflateSync } from 'node:zlib';
import type { Bitmap } from './bitmap.ts';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

/** CRC-32 of PNG annex D, one entry a byte. */
const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

const crcOf = (bytes: Uint8Array): number => {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (crcTable[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
};

const pngChunk = (type: string, data: Uint8Array): Buffer => {
  const chunk = Buffer.alloc(data.length + 12);
  chunk.writeUInt32BE(data.length, 0);
  chunk.write(type, 4, 'ascii');
  chunk.set(data, 8);
  chunk.writeUInt32BE(crcOf(chunk.subarray(4, 8 + data.length)), 8 + data.length);
  return chunk;
};

export const bitmapToPng = (bitmap: Bitmap): Buffer => {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(bitmap.width, 0);
  head.writeUInt32BE(bitmap.height, 4);
  head[8] = 1;
  const rowBytes = bitmap.bytesPerRow + 1;
  // Each row begins with its filter, 0 = none. PNG counts 1 as white.
  const rows = Buffer.alloc(rowBytes * bitmap.height);
  for (let y = 0; y < bitmap.height; y++)
    for (let at = 0; at < bitmap.bytesPerRow; at++)
      rows[y * rowBytes + 1 + at] = ~(bitmap.data[y * bitmap.bytesPerRow + at] ?? 0) & 0xff;
  const data = deflateSync(rows, { level: 1 });
  return Buffer.concat([
    SIGNATURE,
    pngChunk('IHDR', head),
    pngChunk('IDAT', data),
    pngChunk('IEND', new Uint8Array(0)),
  ]);
};
