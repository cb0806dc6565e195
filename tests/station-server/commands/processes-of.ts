// The children of a process and what they were started with, read from /proc: a test asks whether any was left behind.
import { readdirSync, readFileSync } from 'node:fs';

export type Child = { pid: number; command: string };

const read = (pid: number, file: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    // It ended while we looked.
    return '';
  }
};

const allPids = (): number[] =>
  readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []));

const commandOf = (pid: number): string => read(pid, 'cmdline').split('\0').join(' ').trim();

/** In parentheses stands the name, which may hold anything; the parent is the second field after it. */
const parentOf = (pid: number): number =>
  Number(read(pid, 'stat').split(') ').at(-1)?.split(' ')[1] ?? 0);

export const childrenOf = (parent: number): Child[] =>
  allPids()
    .filter((pid) => parentOf(pid) === parent)
    .map((pid) => ({ pid, command: commandOf(pid) }))
    .filter(({ command }) => command !== '');

/** Every running process whose command line holds `text`, such as the path of a data folder. */
export const processesWith = (text: string): Child[] =>
  allPids()
    .map((pid) => ({ pid, command: commandOf(pid) }))
    .filter(({ pid, command }) => pid !== process.pid && command.includes(text));
