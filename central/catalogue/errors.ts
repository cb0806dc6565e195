// Failures that end an import before or while it runs. What is wrong with one record or one row is
// no failure: it is counted, reported with its number and reason, and the rest goes on.

export const IMPORT_ERRORS = {
  'file-unreadable': {
    message: 'the file to import cannot be read',
    hint: 'Check the name of the file and who may read it.',
  },
  'charset-unknown': {
    message: 'there is no such character set',
    hint: 'Give --charset auto, detect-each, utf-8, cp1251, cp866 or kz-1048.',
  },
  'mapping-unknown': {
    message: 'there is no such mapping file',
    hint: 'Give --mapping a name from central/catalogue/mappings or the path of a JSON file.',
  },
  'mapping-invalid': {
    message: 'the mapping file does not fit its schema',
    hint: 'Correct the named place; central/catalogue/README.md explains each key.',
  },
  'dialect-unknown': {
    message: 'the records are neither UNIMARC/RUSMARC nor MARC 21',
    hint: 'Look at the listed fields, write a mapping file for them and give it with --mapping.',
  },
  'record-too-long': {
    message: 'a record or field is too long for ISO 2709',
    hint: 'A record holds 99,999 bytes and a field 9,999; split the holdings over two records.',
  },
  'csv-header': {
    message: 'the first line of the CSV file does not name the expected columns',
    hint: 'Separate columns by semicolons; central/catalogue/README.md lists their names.',
  },
} as const satisfies Record<string, { message: string; hint: string }>;

export type ImportErrorCode = keyof typeof IMPORT_ERRORS;

export class ImportError extends Error {
  readonly code: ImportErrorCode;
  readonly hint: string;

  /** `detail` follows the message: a file, a place in it. Never anything of a patron. */
  constructor(code: ImportErrorCode, detail = '', options?: { cause: unknown }) {
    const { message, hint } = IMPORT_ERRORS[code];
    super(detail === '' ? message : `${message}: ${detail}`, options);
    this.name = 'ImportError';
    this.code = code;
    this.hint = hint;
  }
}
