// The lint of central's SQL: every statement names the library in each WHERE, JOIN and INSERT, so that
// no text can mix up two library systems or make a distributed database ask every machine. Pure: paths
// and texts in, findings out.
import { parseAst } from 'vite';

type Node = { type: string; [key: string]: unknown };

/** Of no library by their nature. */
const FREE_TABLES =
  /^(?:meta|sqlite_master|information_schema\.\w+|pg_\w+|clock_timestamp|generate_series)\b/;
const STATEMENT = /^\s*(?:SELECT|INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s/;
const HOLE = '\u2026';

const walk = (node: unknown, visit: (node: Node) => void): void => {
  if (Array.isArray(node)) for (const child of node) walk(child, visit);
  else if (node !== null && typeof node === 'object') {
    const made = node as Node;
    if (typeof made.type === 'string') visit(made);
    for (const child of Object.values(made)) if (typeof child === 'object') walk(child, visit);
  }
};

/** Texts that begin as a statement, or as a subquery in brackets; `…` stands for what is put in. */
export const statementsIn = (text: string): string[] => {
  const found: string[] = [];
  const add = (literal: string): void => {
    const flat = literal.replaceAll(/\s+/g, ' ').replace(/^ ?\(/, '').trim();
    if (STATEMENT.test(`${flat} `)) found.push(flat);
  };
  walk(parseAst(text, { lang: 'ts' }), (node) => {
    if (node.type === 'Literal' && typeof node.value === 'string') add(node.value);
    if (node.type === 'TemplateLiteral') {
      const quasis = node.quasis as { value: { cooked: string } }[];
      add(quasis.map(({ value }) => value.cooked).join(HOLE));
    }
  });
  return found;
};

const OWN_LIBRARY = /^\(?\s*(?:\w+\.)?library_id = (?:\$\d+|\?)/;
const SAME_LIBRARY = /^(?:\w+\.)?library_id = \w+\.library_id\b/;

/** What is wrong with one statement; empty when it keeps to one library. */
export const libraryFaults = (statement: string): string[] => {
  const faults: string[] = [];
  const say = (what: string) => faults.push(`${what}: ${statement.slice(0, 160)}`);
  const insert = /^INSERT INTO (\S+) \(([^)]*)\)/.exec(statement);
  if (insert !== null) {
    const [, table = '', columns = ''] = insert;
    if (!FREE_TABLES.test(table) && !/^(?:library_id\b|\u2026)/.test(columns.trim()))
      say('inserts without the library first');
    return faults;
  }
  const table = /(?:FROM|^UPDATE) (\S+)/.exec(statement)?.[1] ?? '';
  if (FREE_TABLES.test(table)) return faults;
  if (!/\bWHERE\b/.test(statement) && table !== '') say('reads or writes every library');
  for (const [index, part] of statement.split(/\bWHERE /).entries())
    if (index > 0 && !OWN_LIBRARY.test(part) && !SAME_LIBRARY.test(part))
      say('a WHERE that does not begin with the library');
  for (const [, joined = '', on = ''] of statement.matchAll(
    /\bJOIN (\w+)(?: \w+)? ON (.*?)(?= (?:LEFT )?JOIN | WHERE |$)/g,
  ))
    if (!FREE_TABLES.test(joined) && !SAME_LIBRARY.test(on)) say('a JOIN across libraries');
  return faults;
};
