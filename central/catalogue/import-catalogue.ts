// A catalogue file into the central database: survey, map, store in batches, and say what became of
// each record. The same file imported twice changes nothing (libraries.md A4). Nothing in the file
// can stop the import; only an unknown dialect does.
import type { Branch } from '../../profiles/site-schema.ts';
import type { ImportedTitle, ImportOutcome } from '../sync-contract.ts';
import { type Charset, CharsetSurvey, detectRecord } from './charset.ts';
import { type Dialect, DialectSurvey, type TagCount } from './dialect.ts';
import { ImportError } from './errors.ts';
import { type ReadResult, readRecords } from './iso2709-reader.ts';
import { createRecordMapper, type RecordMapper, unmappedTags } from './map-record.ts';
import type { Mapping } from './mapping.ts';

export const TITLES_PER_BATCH = 500;
/** Rejected records named one by one; all are counted. */
export const REJECTIONS_LISTED_MAX = 1_000;
/** Fields named in a message about an unknown dialect. */
const TAGS_NAMED_MAX = 15;

export type CharsetChoice = Charset | 'auto' | 'detect-each';
export type ImportProgress = {
  phase: 'survey' | 'import';
  bytes: number;
  totalBytes: number;
  records: number;
};
export type Rejection = { record: number; offset: number; reason: string };
export type ImportSummary = {
  records: number;
  new: number;
  updated: number;
  unchanged: number;
  rejected: Rejection[];
  rejectedTotal: number;
  /** Records whose lengths were wrong and were read by their delimiters. */
  healed: number;
  charset: CharsetChoice;
  /** Some records are UTF-8 and some are not; `detect-each` reads both. */
  mixedCharsets: boolean;
  dialect: Dialect;
  mapping: string;
  /** Fields that nothing reads, most frequent first. */
  unmapped: TagCount[];
};

export type ImportOptions = {
  /** Opens the file from its beginning; called twice. */
  open(): AsyncIterable<Buffer>;
  totalBytes: number;
  charset: CharsetChoice;
  mapping: Mapping | 'auto';
  /** What `auto` chooses from. */
  mappings: readonly Mapping[];
  branches: readonly Branch[];
  /** Put before each key, for databases that count their records separately; usually ''. */
  collection: string;
  /** At most TITLES_PER_BATCH titles, answered in their order. */
  importTitles(batch: ImportedTitle[]): Promise<ImportOutcome[]>;
  onProgress(progress: ImportProgress): void;
};

type Plan = {
  charset: CharsetChoice;
  /** For records whose bytes say nothing, and for all when not `detect-each`. */
  fallback: Charset;
  mixedCharsets: boolean;
  dialect: Dialect;
  mapping: Mapping;
  tags: TagCount[];
};

/** The first pass: what the whole file is, before any of it is stored. */
const survey = async (options: ImportOptions): Promise<Plan> => {
  const charsets = new CharsetSurvey();
  const dialects = new DialectSurvey();
  const { totalBytes } = options;
  let records = 0;
  for await (const { results, bytesRead } of readRecords(options.open())) {
    for (const result of results) {
      records += 1;
      if (result.outcome !== 'record') continue;
      charsets.add(result.bytes);
      dialects.add(result.record);
    }
    options.onProgress({ phase: 'survey', bytes: bytesRead, totalBytes, records });
  }
  const found = dialects.finding(options.mappings);
  const mapping = options.mapping === 'auto' ? found.mapping : options.mapping;
  if (mapping === null) {
    const named = found.tags.slice(0, TAGS_NAMED_MAX);
    const list = named.map((count) => `${count.tag} in ${count.records}`).join(', ');
    throw new ImportError('dialect-unknown', list === '' ? 'no readable record' : list);
  }
  const { charset, mixed } = charsets.finding();
  const { charset: choice } = options;
  return {
    charset: choice === 'auto' ? charset : choice,
    fallback: choice === 'auto' || choice === 'detect-each' ? charset : choice,
    mixedCharsets: mixed,
    dialect: found.dialect,
    mapping,
    tags: found.tags,
  };
};

type Waiting = { record: number; offset: number; title: ImportedTitle };

/** The second pass, a record at a time; holds one batch. */
class Importer {
  readonly summary: ImportSummary;
  readonly #plan: Plan;
  readonly #map: RecordMapper;
  readonly #store: ImportOptions['importTitles'];
  /** Record number by key: a key met again would make the second import differ from the first. */
  readonly #keys = new Map<string, number>();
  #batch: Waiting[] = [];

  constructor(options: ImportOptions, plan: Plan) {
    this.#plan = plan;
    this.#map = createRecordMapper(plan.mapping, options.branches, options.collection);
    this.#store = options.importTitles;
    const isUnmapped = unmappedTags(plan.mapping);
    this.summary = {
      records: 0,
      new: 0,
      updated: 0,
      unchanged: 0,
      rejected: [],
      rejectedTotal: 0,
      healed: 0,
      charset: plan.charset,
      mixedCharsets: plan.mixedCharsets,
      dialect: plan.dialect,
      mapping: plan.mapping.name,
      unmapped: plan.tags.filter(({ tag }) => isUnmapped(tag)),
    };
  }

  async add(result: ReadResult): Promise<void> {
    const { number, offset } = result;
    this.summary.records += 1;
    if (result.outcome === 'malformed') return this.#reject(number, offset, result.reason);
    if (result.record.healed.length > 0) this.summary.healed += 1;
    const { charset, fallback } = this.#plan;
    const own = charset === 'detect-each' ? detectRecord(result.bytes, fallback) : fallback;
    const mapped = this.#map(result.record, own);
    if (mapped.outcome === 'rejected') {
      const { reason, detail } = mapped;
      return this.#reject(number, offset, detail === '' ? reason : `${reason}: ${detail}`);
    }
    const { key } = mapped.imported;
    const earlier = this.#keys.get(key);
    if (earlier !== undefined)
      return this.#reject(number, offset, `key-twice: as in record ${earlier}`);
    this.#keys.set(key, number);
    this.#batch.push({ record: number, offset, title: mapped.imported });
    if (this.#batch.length >= TITLES_PER_BATCH) await this.flush();
  }

  async flush(): Promise<void> {
    const batch = this.#batch;
    this.#batch = [];
    if (batch.length === 0) return;
    const outcomes = await this.#store(batch.map(({ title }) => title));
    batch.forEach(({ record, offset }, index) => {
      const answer = outcomes[index];
      if (answer === undefined) throw new Error('the store answered for fewer titles than it got');
      if (answer.outcome === 'rejected') this.#reject(record, offset, answer.reason);
      else this.summary[answer.outcome] += 1;
    });
  }

  #reject(record: number, offset: number, reason: string): void {
    const { summary } = this;
    summary.rejectedTotal += 1;
    if (summary.rejected.length < REJECTIONS_LISTED_MAX)
      summary.rejected.push({ record, offset, reason });
  }
}

/**
 * Imports an ISO 2709 file. Throws `dialect-unknown` before anything is stored, and whatever `open`
 * and `importTitles` throw; batches stored before that stay, and the next import of the file finds
 * them unchanged.
 */
export const importCatalogue = async (options: ImportOptions): Promise<ImportSummary> => {
  const importer = new Importer(options, await survey(options));
  const { summary } = importer;
  const { totalBytes } = options;
  for await (const { results, bytesRead } of readRecords(options.open())) {
    for (const result of results) await importer.add(result);
    options.onProgress({ phase: 'import', bytes: bytesRead, totalBytes, records: summary.records });
  }
  await importer.flush();
  summary.rejected.sort((a, b) => a.record - b.record);
  return summary;
};
