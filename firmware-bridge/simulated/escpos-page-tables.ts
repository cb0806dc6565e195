// What `ESC t n` selects on particular printers (printing.md 1.2). The same number is another alphabet on the next model, which is
// why a wrong profile prints mojibake; a number that is not in the table is ignored by the printer.

/** n to an encoding name of iconv-lite. */
export type PageTable = Readonly<Record<number, string>>;

const epsonCommon = {
  0: 'cp437',
  2: 'cp850',
  16: 'windows1252',
  17: 'cp866',
  18: 'cp852',
  19: 'cp858',
};
const chinese = {
  0: 'cp437',
  2: 'cp850',
  16: 'windows1252',
  17: 'cp866',
  53: 'cp858',
  59: 'cp866',
};

export const pageTables = {
  'epson-tm-t20iii': { ...epsonCommon, 46: 'windows1251', 53: 'rk1048' },
  'epson-tm-t88iv': epsonCommon,
  'xprinter-n160ii': { ...chinese, 23: 'windows1251', 73: 'windows1251' },
  'pos-5890': { ...chinese, 73: 'windows1251' },
  'rongta-rp326': { 0: 'cp437', 6: 'windows1251', 7: 'cp866' },
  'citizen-ct-s310ii': { 0: 'cp437', 7: 'cp866', 17: 'cp866' },
} as const satisfies Record<string, PageTable>;
