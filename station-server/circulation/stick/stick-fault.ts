// What can be wrong with a stick or with a file on it, as codes that station and central share. Each
// side has the words in its own table of errors.
export const STICK_FAULTS = [
  /** No file of ours, or its content does not have the shape that it must have. */
  'stick-unreadable',
  /** Written by a newer program. */
  'stick-newer',
  /** It ends before its last frame; every frame before the cut is whole. */
  'stick-cut',
  /** A byte was changed, or another than the named sender wrote it. */
  'stick-damaged',
  /** For, or from, a station or a library that is not known here. */
  'stick-foreign',
  /** The key is missing that says who wrote it. */
  'stick-key-unknown',
  'stick-full',
  /** Pulled out, failing, or no such folder. */
  'stick-away',
  /** It may be read but not written. */
  'stick-locked',
] as const;
export type StickFaultCode = (typeof STICK_FAULTS)[number];

export class StickFault extends Error {
  readonly code: StickFaultCode;

  constructor(code: StickFaultCode, detail = '', options?: { cause: unknown }) {
    super(detail === '' ? code : `${code}: ${detail}`, options);
    this.name = 'StickFault';
    this.code = code;
  }
}

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const LOCKED = new Set(['EROFS', 'EACCES', 'EPERM']);
const AWAY = new Set(['ENOENT', 'ENOTDIR', 'EIO', 'ENODEV', 'ENXIO', 'ESTALE', 'EBUSY']);

/** The fault that a failed call on a file means; anything else comes back as it is. */
export const asStickFault = (error: unknown): unknown => {
  const { code } = (error ?? {}) as { code?: unknown };
  if (error instanceof StickFault || typeof code !== 'string') return error;
  const cause = { cause: error };
  if (FULL.has(code)) return new StickFault('stick-full', code, cause);
  if (LOCKED.has(code)) return new StickFault('stick-locked', code, cause);
  return AWAY.has(code) ? new StickFault('stick-away', code, cause) : error;
};
