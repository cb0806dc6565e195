// A stream of ISO 2709 records: chunks in, records or reports of malformed ones out, never more
// than one record held in memory. A record is framed by its terminator 1D; the length in its leader
// only tells whether that frame is whole. Pure.
import {
  digitsAt,
  type Healing,
  LEADER_BYTES,
  type MalformedReason,
  type MarcRecord,
  parseRecord,
  RECORD_BYTES_MAX,
  RECORD_END,
} from './iso2709.ts';

/**
 * `number` counts from 1 over everything that stood in the place of a record; `offset` is its first
 * byte in the file.
 */
export type ReadResult =
  | { outcome: 'record'; number: number; offset: number; bytes: Buffer; record: MarcRecord }
  | { outcome: 'malformed'; number: number; offset: number; reason: MalformedReason };

/**
 * Line ends and NUL between records, the end-of-file sign of DOS, and a byte order mark at the
 * start of the file.
 */
const isFiller = (byte: number, offset: number): boolean =>
  byte === 0x0a ||
  byte === 0x0d ||
  byte === 0x00 ||
  byte === 0x1a ||
  (offset < 3 && (byte === 0xef || byte === 0xbb || byte === 0xbf));

/**
 * Whether a leader may begin here: a length, two figures 2 (or near), a base address, and the
 * directory shape `45`.
 */
const leaderAt = (bytes: Buffer, at: number): boolean =>
  digitsAt(bytes, at, 5) > LEADER_BYTES &&
  digitsAt(bytes, at + 10, 2) >= 0 &&
  digitsAt(bytes, at + 12, 5) > LEADER_BYTES &&
  digitsAt(bytes, at + 20, 2) === 45;

export class RecordSplitter {
  #rest: Buffer = Buffer.alloc(0);
  /** File offset of the first byte of `#rest`. */
  #offset = 0;
  /**
   * Bytes of `#rest` known to hold no terminator: tiny chunks must not make the search quadratic.
   */
  #searched = 0;
  #number = 0;
  #skipping = false;
  #results: ReadResult[] = [];

  push(chunk: Buffer): ReadResult[] {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    for (;;) {
      this.#dropFiller();
      const end = this.#rest.indexOf(RECORD_END, this.#searched);
      if (end < 0) {
        this.#searched = this.#rest.length;
        if (this.#rest.length > RECORD_BYTES_MAX) this.#overflow();
        return this.#take();
      }
      const segment = this.#rest.subarray(0, end + 1);
      const offset = this.#offset;
      this.#drop(end + 1);
      if (this.#skipping) this.#skipping = false;
      else if (segment.length > RECORD_BYTES_MAX) this.#malformed(offset, 'too-long');
      else this.#segment(segment, offset);
    }
  }

  /** The last record of a file that was cut, if any. */
  end(): ReadResult[] {
    this.#dropFiller();
    if (this.#rest.length > 0 && !this.#skipping) {
      const offset = this.#offset;
      const rest = this.#rest;
      this.#drop(rest.length);
      this.#piece(rest, offset, ['record-end']);
    }
    return this.#take();
  }

  /**
   * More than a record may hold and no terminator: report it once and go to the next terminator.
   */
  #overflow(): void {
    if (!this.#skipping) this.#malformed(this.#offset, 'too-long');
    this.#skipping = true;
    this.#drop(this.#rest.length);
  }

  #segment(segment: Buffer, offset: number): void {
    if (digitsAt(segment, 0, 5) === segment.length) {
      this.#piece(segment, offset, []);
      return;
    }
    // A record that lost its end runs into the next one: a leader whose length ends exactly here
    // begins a whole record.
    for (let at = 1; at + LEADER_BYTES < segment.length; at++) {
      if (digitsAt(segment, at, 5) !== segment.length - at || !leaderAt(segment, at)) continue;
      this.#piece(segment.subarray(0, at), offset, ['record-end']);
      this.#piece(segment.subarray(at), offset + at, []);
      return;
    }
    this.#piece(segment, offset, ['record-length']);
  }

  #piece(bytes: Buffer, offset: number, healed: Healing[]): void {
    const parsed = parseRecord(bytes, healed);
    if (!parsed.ok) {
      this.#malformed(offset, parsed.reason);
      return;
    }
    const { record } = parsed;
    this.#number += 1;
    this.#results.push({ outcome: 'record', number: this.#number, offset, bytes, record });
  }

  #malformed(offset: number, reason: MalformedReason): void {
    this.#number += 1;
    this.#results.push({ outcome: 'malformed', number: this.#number, offset, reason });
  }

  #dropFiller(): void {
    let at = 0;
    while (at < this.#rest.length && isFiller(this.#rest[at]!, this.#offset + at)) at += 1;
    if (at > 0 && !this.#skipping) this.#drop(at);
  }

  #drop(count: number): void {
    this.#rest = this.#rest.subarray(count);
    this.#offset += count;
    this.#searched = Math.max(0, this.#searched - count);
  }

  #take(): ReadResult[] {
    const results = this.#results;
    this.#results = [];
    return results;
  }
}

/**
 * Records of a file in the order of the file, in one array for each chunk. Nothing is thrown for
 * what stands in the file.
 */
export async function* readRecords(
  source: AsyncIterable<Buffer>,
): AsyncGenerator<{ results: ReadResult[]; bytesRead: number }> {
  const splitter = new RecordSplitter();
  let bytesRead = 0;
  for await (const chunk of source) {
    bytesRead += chunk.length;
    yield { results: splitter.push(chunk), bytesRead };
  }
  yield { results: splitter.end(), bytesRead };
}
