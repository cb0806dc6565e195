// The house rules that a program can check (DESIGN.md "Who may import whom", STYLE.md): pure, over a map of path to text, so
// that `tidy.test.ts` can plant a fault for each. Imports are read by the parser, not by eye.
import { dirname, join } from 'node:path/posix';
import { parseAst } from 'vite';

export type Files = Map<string, string>;

type Import = { from: string; target: string; typeOnly: boolean; relative: boolean };
type Node = { type: string; [key: string]: unknown };

const FILE_LINES_MAX = 350;

const literal = (node: unknown): string | null => {
  const value = (node as { value?: unknown } | null)?.value;
  return typeof value === 'string' ? value : null;
};

const walk = (node: unknown, visit: (node: Node) => void): void => {
  if (Array.isArray(node)) for (const child of node) walk(child, visit);
  else if (node !== null && typeof node === 'object') {
    const made = node as Node;
    if (typeof made.type === 'string') visit(made);
    for (const child of Object.values(made)) if (typeof child === 'object') walk(child, visit);
  }
};

/** Imports, re-exports and dynamic imports of constant texts. */
export const importsOf = (path: string, text: string): Import[] => {
  const found: Import[] = [];
  const add = (source: string | null, typeOnly: boolean): void => {
    if (source === null) return;
    const relative = source.startsWith('.');
    found.push({
      from: path,
      target: relative ? join(dirname(path), source) : source,
      typeOnly,
      relative,
    });
  };
  walk(
    parseAst(text, { lang: path.endsWith('.js') || path.endsWith('.mjs') ? 'js' : 'ts' }),
    (node) => {
      if (node.type === 'ImportDeclaration') add(literal(node.source), node.importKind === 'type');
      else if (node.type === 'ExportNamedDeclaration' || node.type === 'ExportAllDeclaration') {
        add(literal(node.source), node.exportKind === 'type');
      } else if (node.type === 'ImportExpression') add(literal(node.source), false);
    },
  );
  return found;
};

const folderOf = (path: string): string => path.split('/')[0] as string;

/** From a folder: what of other folders it may import. `types` marks targets that may be imported as types only. */
const MAY_IMPORT: Record<string, { any: RegExp[]; types?: RegExp[] }> = {
  profiles: { any: [] },
  devices: { any: [/^profiles\//] },
  'firmware-bridge': { any: [/^profiles\//, /^devices\//] },
  'station-server': {
    any: [/^profiles\//, /^firmware-bridge\/messages\.ts$/, /^central\/sync-contract\.ts$/],
  },
  central: { any: [/^profiles\//, /^station-server\/circulation\//] },
  'kiosk-ui': { any: [], types: [/^station-server\/api-types\.ts$/, /^central\/api-types\.ts$/] },
  tests: { any: [/./] },
};

const NATIVE_PORTS = new Set(['node-hid', 'serialport', 'usb']);
const CLOCK_WORDS =
  /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bset(?:Timeout|Interval|Immediate)\(/;
const EFFECT_MODULES =
  /^(?:node:)?(?:fs|fs\/promises|net|http|https|child_process|worker_threads|dgram)$|^(?:better-sqlite3|fastify|pg)$/;

const importProblems = (files: Files, imports: Import[]): string[] => {
  const problems: string[] = [];
  for (const { from, target, typeOnly, relative } of imports) {
    const say = (what: string) => problems.push(`${from}: imports ${target}: ${what}`);
    const folder = folderOf(from);
    if (!relative) {
      if (
        NATIVE_PORTS.has(target) &&
        folder !== 'tests' &&
        !from.startsWith('firmware-bridge/ports/')
      ) {
        say('native port libraries are loaded only in firmware-bridge/ports/');
      }
      if (isPure(from) && EFFECT_MODULES.test(target)) say('this file must be pure');
      continue;
    }
    if (/\.[cm]?[jt]s$/.test(target) && !files.has(target)) say('there is no such file');
    if (folderOf(target) === folder) continue;
    const rule = MAY_IMPORT[folder];
    if (rule?.any.some((allowed) => allowed.test(target))) continue;
    if (rule?.types?.some((allowed) => allowed.test(target))) {
      if (!typeOnly) say('only `import type` is allowed here');
    } else say(`${folder}/ may not import this`);
  }
  return problems;
};

/** Rules, drivers, frames and the kiosk's step function: bytes, rows and time in, decision out. */
const isPure = (path: string): boolean =>
  path.startsWith('station-server/circulation/') ||
  (path.startsWith('devices/') && path !== 'devices/printer/receipt-font.ts') ||
  /^station-server\/kiosk\/(?:session|session-[a-z-]+|view)\.ts$/.test(path);

const textProblems = (path: string, text: string): string[] => {
  const problems: string[] = [];
  const say = (what: string) => problems.push(`${path}: ${what}`);
  const lines = text.split('\n');
  const source = path.endsWith('.ts') && !path.startsWith('tests/');
  if (source && lines.length > FILE_LINES_MAX) say(`${lines.length} lines; split it`);
  if (source && !/^(?:#!.*\n)?(?:\/\/|\/\*)/.test(text)) say('opens without saying what it is for');
  if (isPure(path) && CLOCK_WORDS.test(text))
    say('reads the clock, chance or a timer; they are passed in');
  if (/(?:^|\/)(?:src|utils?|common|helpers?)\//.test(path)) say('this folder name says nothing');
  if (/(?:^|\/)index\.ts$/.test(path)) say('no barrels');
  if (
    /\b(?:it|test|describe)\.(?:skip|only|todo)\b|\bskipIf\b/.test(text) &&
    path !== 'tests/tidy.ts'
  ) {
    say('a test that does not run');
  }
  return problems;
};

/** Each cycle once, as the path of its files. Type imports count: files that need each other belong together or apart. */
const cycleProblems = (imports: Import[]): string[] => {
  const edges = new Map<string, string[]>();
  for (const { from, target, relative } of imports) {
    if (relative) edges.set(from, [...(edges.get(from) ?? []), target]);
  }
  const done = new Set<string>();
  const trail: string[] = [];
  const problems: string[] = [];
  const visit = (path: string): void => {
    const at = trail.indexOf(path);
    if (at >= 0) problems.push(`${trail.slice(at).join(' -> ')} -> ${path}: a cycle`);
    if (at >= 0 || done.has(path)) return;
    trail.push(path);
    for (const next of edges.get(path) ?? []) visit(next);
    trail.pop();
    done.add(path);
  };
  for (const path of edges.keys()) visit(path);
  return problems;
};

/** @returns one line a problem, `file: what`; empty when the house is in order */
export const tidyProblems = (files: Files): string[] => {
  const imports = [...files]
    .filter(([path]) => /\.[cm]?[jt]s$/.test(path))
    .flatMap(([path, text]) => importsOf(path, text));
  return [
    ...importProblems(files, imports),
    ...cycleProblems(imports),
    ...[...files].flatMap(([path, text]) => textProblems(path, text)),
  ];
};
