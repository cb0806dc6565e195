// Tells UNIMARC and RUSMARC from MARC 21 by the fields that a file really has (libraries.md 7.3),
// and which mapping file fits the field that holds its copies. Leaders alone are not believed:
// converters copy them. Pure.
import type { MarcRecord } from './iso2709.ts';
import type { Mapping } from './mapping.ts';

export type Dialect = 'unimarc' | 'marc21' | 'unknown';
export type TagCount = { tag: string; records: number };
export type DialectFinding = {
  dialect: Dialect;
  /** Null when the dialect is unknown or no mapping of it is at hand. */
  mapping: Mapping | null;
  /** How many records have each field, most frequent first. */
  tags: TagCount[];
};

/** One dialect must have this many times the evidence of the other. */
const MARGIN = 2;
/** `$a` and a date of entry: the coded data of UNIMARC field 100, where MARC 21 has an author. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the subfield mark is one.
const CODED_100 = /^..\x1fa\d{8}/;

const UNIMARC_TAGS: Record<string, number> = { '200': 4, '801': 1, '101': 1, '700': 0.5, '210': 1 };
const MARC21_TAGS: Record<string, number> = { '245': 4, '008': 1, '040': 1, '260': 1, '264': 1 };

/** What one record says: positive for UNIMARC, negative for MARC 21. */
const evidence = (record: MarcRecord, tags: Set<string>): number => {
  let sum = 0;
  for (const tag of tags) sum += (UNIMARC_TAGS[tag] ?? 0) - (MARC21_TAGS[tag] ?? 0);
  const field100 = record.fields.find((field) => field.tag === '100');
  if (field100) sum += CODED_100.test(field100.data.toString('latin1')) ? 2 : -1;
  if (record.leader.endsWith('4500')) sum -= 0.5;
  if (record.leader.endsWith('450 ')) sum += 0.5;
  return sum;
};

export class DialectSurvey {
  readonly #tags = new Map<string, number>();
  #unimarc = 0;
  #marc21 = 0;

  add(record: MarcRecord): void {
    const tags = new Set(record.fields.map((field) => field.tag));
    for (const tag of tags) this.#tags.set(tag, (this.#tags.get(tag) ?? 0) + 1);
    if (!tags.has('200') && !tags.has('245')) return;
    const sum = evidence(record, tags);
    if (sum > 0) this.#unimarc += sum;
    else this.#marc21 -= sum;
  }

  /**
   * Of the mappings of the dialect, the one whose holdings field is met most; the first when none
   * is met.
   */
  finding(mappings: readonly Mapping[]): DialectFinding {
    const tags = [...this.#tags]
      .map(([tag, records]) => ({ tag, records }))
      .sort((a, b) => b.records - a.records || (a.tag < b.tag ? -1 : 1));
    const dialect = this.#dialect();
    const fitting = mappings.filter((mapping) => mapping.dialect === dialect);
    const holders = (mapping: Mapping) => this.#tags.get(mapping.holdings.tag) ?? 0;
    fitting.sort((a, b) => holders(b) - holders(a));
    return { dialect, mapping: fitting[0] ?? null, tags };
  }

  #dialect(): Dialect {
    if (this.#unimarc > this.#marc21 * MARGIN) return 'unimarc';
    if (this.#marc21 > this.#unimarc * MARGIN) return 'marc21';
    return 'unknown';
  }
}
