// Tags as they lie in a stack of a library's books, for tests and benchmarks of readers.
import { plainMemory } from './plain-codec.ts';

export const uidAt = (index: number): string =>
  `E00401${index.toString(16).toUpperCase().padStart(10, '0')}`;

export const stack = (tags: number) =>
  Array.from({ length: tags }, (_, index) => ({
    uid: uidAt(index),
    dsfid: 0x3e,
    afi: 0x07,
    memory: plainMemory(`30000000${String(index).padStart(6, '0')}`),
  }));
