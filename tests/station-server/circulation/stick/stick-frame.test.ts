// The format of files on a stick: pieces of any size give the same, and every cut and every flipped
// byte is noticed, with nothing given out but true frames from the beginning.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createSealer,
  SEALED_BYTES_MAX,
} from '../../../../station-server/circulation/stick/stick-frame.ts';
import { secretOfToken } from '../../../../station-server/circulation/stick/stick-keys.ts';
import {
  CONTENTS,
  HEADER,
  OPEN_KEYS,
  partsOf,
  readAll,
  SEAL_KEYS,
  sealed,
} from './stick-samples.ts';

const FILE = sealed();
const isPrefix = (contents: unknown[]): boolean =>
  JSON.stringify(contents) === JSON.stringify(CONTENTS.slice(0, contents.length));

test('cut in two anywhere on its way, it reads the same', async () => {
  for (let at = 0; at <= FILE.length; at += 1) {
    const pieces = [FILE.subarray(0, at), FILE.subarray(at)];
    expect(await readAll(pieces)).toEqual({ contents: CONTENTS, fault: null });
  }
});

test('any contents in pieces of any size come out as they went in', async () => {
  const contents = fc.array(fc.jsonValue(), { minLength: 1, maxLength: 5 });
  const sizes = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(contents, sizes, async (values, lengths) => {
      const plain = JSON.parse(JSON.stringify(values)) as unknown[];
      const file = sealed(plain);
      const pieces: Uint8Array[] = [];
      for (let at = 0, n = 0; at < file.length; n += 1) {
        const size = lengths[n % lengths.length] as number;
        pieces.push(file.subarray(at, at + size));
        at += size;
      }
      expect(await readAll(pieces)).toEqual({ contents: plain, fault: null });
    }),
    { numRuns: 60 },
  );
});

test('cut off anywhere, it is noticed, and only whole frames come out', async () => {
  const parts = partsOf(FILE);
  for (let length = 0; length < FILE.length; length += 1) {
    const read = await readAll([FILE.subarray(0, length)]);
    const inHeader = length < (parts[0] as Buffer).length;
    expect(read.fault).toBe(inHeader ? 'stick-unreadable' : 'stick-cut');
    let end = (parts[0] as Buffer).length;
    const whole = parts.slice(1).filter((part) => {
      end += part.length;
      return end <= length;
    });
    expect(read.contents).toEqual(CONTENTS.slice(0, whole.length));
  }
});

test('every flipped byte is noticed', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: FILE.length - 1 }),
      fc.integer({ min: 1, max: 255 }),
      async (at, mask) => {
        const changed = Buffer.from(FILE);
        changed[at] = (changed[at] as number) ^ mask;
        const { contents, fault } = await readAll([changed]);
        expect(fault).toMatch(/^stick-(damaged|cut|unreadable|newer)$/);
        expect(isPrefix(contents)).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});

test('each byte, one after the other, with one bit changed', async () => {
  for (let at = 0; at < FILE.length; at += 1) {
    const changed = Buffer.from(FILE);
    changed[at] = (changed[at] as number) ^ (1 << (at % 8));
    const { contents, fault } = await readAll([changed]);
    expect(fault).not.toBeNull();
    expect(isPrefix(contents)).toBe(true);
  }
});

test('zeros behind a cut, as a pulled stick leaves them, are damage', async () => {
  const zeros = Buffer.alloc(4_096);
  const [start, first] = partsOf(FILE) as [Buffer, Buffer];
  expect(await readAll([start, first, zeros])).toEqual({
    contents: CONTENTS.slice(0, 1),
    fault: 'stick-damaged',
  });
});

describe('frames that are true, and in the wrong place', () => {
  const [start, one, two, three] = partsOf(FILE) as [Buffer, Buffer, Buffer, Buffer];
  const otherFile = sealed(CONTENTS, { ...HEADER, nonce: 'f'.repeat(32) });
  const [, otherOne] = partsOf(otherFile) as [Buffer, Buffer];
  test.each([
    ['one left out', [start, one, three], 1],
    ['two exchanged', [start, two, one, three], 0],
    ['one twice', [start, one, one, two, three], 1],
    ['one of another file', [start, otherOne, two, three], 0],
    ['one behind the end', [start, one, two, three, three], 3],
  ])('%s', async (_, pieces, whole) => {
    expect(await readAll(pieces)).toEqual({
      contents: CONTENTS.slice(0, whole),
      fault: 'stick-damaged',
    });
  });
  test('no file can be made to end before its end', async () => {
    const ended = Buffer.from(one);
    ended[0] = 1;
    expect(await readAll([start, ended])).toEqual({ contents: [], fault: 'stick-damaged' });
  });
});

describe('who may read and write', () => {
  test('another secret opens nothing, though the signature is right', async () => {
    const keys = { ...OPEN_KEYS, secret: secretOfToken('test-library.8.other') };
    expect(await readAll([FILE], keys)).toEqual({ contents: [], fault: 'stick-damaged' });
  });
  test('whoever has the secret alone, as a copy of central has, can write nothing', async () => {
    const forged = sealed(CONTENTS, HEADER, {
      secret: SEAL_KEYS.secret,
      privateKey: (await import('node:crypto')).generateKeyPairSync('ed25519').privateKey,
    });
    expect(await readAll([forged])).toEqual({ contents: [], fault: 'stick-damaged' });
  });
  test('the header of another direction, library or station does not fit', async () => {
    for (const header of [
      { ...HEADER, direction: 'to-station' as const },
      { ...HEADER, library: 'test-librarx' },
      { ...HEADER, station: 8 },
      { ...HEADER, purpose: 'rows' as const },
    ]) {
      const [start] = partsOf(sealed(CONTENTS, header)) as [Buffer];
      const frames = FILE.subarray(partsOf(FILE)[0]?.length);
      expect(await readAll([start, frames])).toEqual({ contents: [], fault: 'stick-damaged' });
    }
  });
  test('nothing of the contents can be read in the file', () => {
    const text = sealed([{ surname: 'Кедрова-'.repeat(20) }]).toString('utf8');
    expect(text).not.toContain('Кедрова');
  });
});

test('a file that claims an endless frame takes no memory', async () => {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(SEALED_BYTES_MAX + 1, 1);
  const [start] = partsOf(FILE) as [Buffer];
  expect(await readAll([start, head])).toEqual({ contents: [], fault: 'stick-damaged' });
});

test('nothing is sealed behind the last frame', () => {
  const sealer = createSealer(HEADER, SEAL_KEYS);
  sealer.seal(1, true);
  expect(() => sealer.seal(2, true)).toThrow('last frame');
});
