// What a drawn cover looks like is chosen by the title and the author alone: the same book has the same cover everywhere.

export type CoverChoice = { palette: Palette; motif: number };
/** `ink` is written on `ground` with at least 4.5:1; the motif has the other two. */
export type Palette = { ground: string; ink: string; light: string; accent: string };

const PALETTES: readonly [Palette, ...Palette[]] = [
  { ground: '#7a3b2e', ink: '#fff4e3', light: '#f3c9a0', accent: '#e08a4a' },
  { ground: '#145e67', ink: '#f0fbfa', light: '#9fdcd7', accent: '#f2b84b' },
  { ground: '#5d5c3d', ink: '#fdf9e6', light: '#d8d29a', accent: '#efa94a' },
  { ground: '#2d4f7c', ink: '#f2f7ff', light: '#a9c8ee', accent: '#ffc24a' },
  { ground: '#6b3a5e', ink: '#fff1fa', light: '#dfb0d0', accent: '#f3a66b' },
  { ground: '#2a6144', ink: '#f2fbf3', light: '#a9d9b8', accent: '#f4c64f' },
  { ground: '#80500f', ink: '#fff8e8', light: '#f4d58f', accent: '#d9f0f0' },
  { ground: '#3e4a63', ink: '#f4f6fb', light: '#b4c0d9', accent: '#f2a33a' },
];
export const MOTIFS = 8;

/** FNV-1a, 32 bits: spreads titles evenly over the looks. */
const hash = (text: string): number => {
  let h = 0x811c9dc5;
  for (const char of text) h = Math.imul(h ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return h >>> 0;
};

export const coverChoice = (title: string, author: string): CoverChoice => {
  const number = hash(`${title}\n${author}`);
  return {
    palette: PALETTES[number % PALETTES.length] ?? PALETTES[0],
    motif: (number >>> 8) % MOTIFS,
  };
};
