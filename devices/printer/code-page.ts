// Device code pages of the profiles and whether they hold a text. A page earns its use per job, never per letter
// (printing.md 1.1 and "Code page negotiation"). Byte tables are iconv-lite's; RK1048 is unicode.org VENDORS/MISC/KZ1048.TXT.
import iconv from 'iconv-lite';
import type { PrinterSettings } from '../../profiles/device-schema.ts';

export type CodePage = PrinterSettings['pages'][number];

const tables = { kz1048: 'rk1048', cp866: 'cp866', windows1251: 'windows1251' } as const;

export const encodeInPage = (page: CodePage, text: string): Uint8Array =>
  iconv.encode(text, tables[page.encoding]);

/** True when the page's bytes for this text read back as this text; a lost letter would read back as `?`. */
export const pageHolds = (page: CodePage, text: string): boolean => {
  const table = tables[page.encoding];
  return iconv.decode(iconv.encode(text, table), table) === text;
};
