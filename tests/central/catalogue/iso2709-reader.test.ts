// The stream of records: any chunks, any cut, noise between records; what is whole is always read.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RECORD_BYTES_MAX, writeRecord } from '../../../central/catalogue/iso2709.ts';
import { RecordSplitter } from '../../../central/catalogue/iso2709-reader.ts';
import { makeRecord, readAll, rusmarcOf, shape, titleRows, UNIMARC_BOOK } from './records.ts';

const RECORDS = rusmarcOf(titleRows.slice(0, 4), 'utf-8');
const SHAPES = (await readAll(Buffer.concat(RECORDS))).map(shape);
const [first, second] = RECORDS as [Buffer, Buffer];

test('records come out the same however the file is cut into chunks', async () => {
  const file = Buffer.concat(RECORDS);
  const sizes = fc.integer({ min: 1, max: file.length });
  await fc.assert(
    fc.asyncProperty(sizes, async (size) => {
      const results = await readAll(file, size);
      expect(results.map(shape)).toEqual(SHAPES);
      expect(results.map((r) => r.number)).toEqual([1, 2, 3, 4]);
    }),
    { numRuns: 60, examples: [[1], [24], [file.length]] },
  );
});

test('a record cut anywhere, without its end, costs itself and never the next one', async () => {
  for (let cut = 1; cut < first.length; cut++) {
    const results = await readAll(Buffer.concat([first.subarray(0, cut), second]));
    const shapes = results.map(shape);
    expect(shapes.at(-1), `cut at ${cut}`).toEqual(SHAPES[1]);
    expect(results.at(-1)!.offset).toBe(cut);
    expect(results).toHaveLength(2);
    // Only the terminator of the record is missing: all fields are there.
    if (cut === first.length - 1) expect(shapes[0]).toEqual(SHAPES[0]);
    else expect(results[0]!.outcome, `cut at ${cut}`).toBe('malformed');
  }
});

test('a record cut anywhere and closed with a terminator costs itself only', async () => {
  for (let cut = 1; cut < first.length - 1; cut++) {
    const file = Buffer.concat([first.subarray(0, cut), Buffer.of(0x1d), second]);
    const results = await readAll(file);
    expect(
      results.map((r) => r.outcome),
      `cut at ${cut}`,
    ).toEqual(['malformed', 'record']);
    expect(shape(results[1]!)).toEqual(SHAPES[1]);
  }
});

test('a file cut anywhere gives the records before the cut and one report', async () => {
  const file = Buffer.concat([first, second]);
  for (let cut = first.length + 1; cut < file.length - 1; cut++) {
    const results = await readAll(file.subarray(0, cut));
    expect(shape(results[0]!)).toEqual(SHAPES[0]);
    expect(results[1], `cut at ${cut}`).toMatchObject({
      outcome: 'malformed',
      number: 2,
      offset: first.length,
    });
  }
  expect(await readAll(file.subarray(0, first.length))).toHaveLength(1);
});

test('line ends, a byte order mark and the end sign of DOS are no records', async () => {
  const ends = Buffer.from('\r\n\n');
  const file = Buffer.concat([
    Buffer.from('\ufeff'),
    ...RECORDS.flatMap((record) => [record, ends]),
    Buffer.of(0x1a),
  ]);
  for (const size of [1, 2, 7, file.length])
    expect((await readAll(file, size)).map(shape)).toEqual(SHAPES);
});

test('a wrong length in the leader is healed and said', async () => {
  for (const wrong of ['00000', '99999', 'abcde', '00100']) {
    const copy = Buffer.from(first);
    copy.write(wrong, 0, 'latin1');
    const [one, two] = await readAll(Buffer.concat([copy, second]));
    expect(one).toMatchObject({ outcome: 'record', record: { healed: ['record-length'] } });
    expect(shape(one!)).toEqual(SHAPES[0]);
    expect(two).toMatchObject({ outcome: 'record', record: { healed: [] } });
  }
});

test('noise is reported once with its offset, and reading goes on after it', async () => {
  const noise = Buffer.concat([Buffer.from('no record at all'), Buffer.of(0x1d)]);
  const results = await readAll(Buffer.concat([first, noise, second]));
  expect(results.map((r) => r.outcome)).toEqual(['record', 'malformed', 'record']);
  expect(results[1]).toMatchObject({ number: 2, offset: first.length });
});

test('more than a record may hold is dropped, reported once, and held in memory never', () => {
  const splitter = new RecordSplitter();
  const results = splitter.push(first);
  for (let i = 0; i < 40; i++) results.push(...splitter.push(Buffer.alloc(30_000, 0x41)));
  results.push(...splitter.push(Buffer.concat([Buffer.of(0x1d), second])), ...splitter.end());
  expect(results.map(shape)).toEqual([SHAPES[0], 'too-long', SHAPES[1]]);
  expect(results[1]!.offset).toBe(first.length);
});

test('the longest record is read, one byte more is not', async () => {
  const piece = (length: number) => ({ tag: '300', data: Buffer.alloc(length, 0x61) });
  const ten = Array.from({ length: 10 }, () => piece(9_900));
  const bare = writeRecord({ leader: UNIMARC_BOOK, fields: ten });
  const last = piece(RECORD_BYTES_MAX - bare.length - 13);
  const longest = writeRecord({ leader: UNIMARC_BOOK, fields: [...ten, last] });
  expect(longest.length).toBe(RECORD_BYTES_MAX);
  expect((await readAll(longest))[0]!.outcome).toBe('record');
  const over = Buffer.concat([longest.subarray(0, -2), Buffer.from('a\x1e\x1d')]);
  expect((await readAll(Buffer.concat([over, second]))).map((r) => r.outcome)).toEqual([
    'malformed',
    'record',
  ]);
});

test('any bytes whatever are answered, never thrown', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 8 }), (chunks) => {
      const splitter = new RecordSplitter();
      const results = chunks.flatMap((chunk) => splitter.push(Buffer.from(chunk)));
      results.push(...splitter.end());
      expect(results.map((r) => r.number)).toEqual(results.map((_, index) => index + 1));
    }),
  );
});

test('a good record stands after any noise that ends in a terminator', async () => {
  const good = makeRecord(UNIMARC_BOOK, [['200', '1 ', 'aКітап']]);
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (noise) => {
      const results = await readAll(Buffer.concat([noise, Buffer.of(0x1d), good]));
      expect(results.at(-1)).toMatchObject({ outcome: 'record', bytes: good });
    }),
  );
});
