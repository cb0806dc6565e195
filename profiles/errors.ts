// Every failure that `profiles/` throws: code, hint for staff, HTTP status. Codes are never reused
// (STYLE.md "Errors"). The message always reads `file: path: what to do`, so that whoever edits the
// file knows where to look.

export const PROFILE_ERRORS = {
  'profile-missing': {
    hint: 'Check the name in the station file and that the file was copied with the package.',
    status: 500,
  },
  'profile-not-json': {
    hint: 'Open the file in an editor: a comma, quote or brace is missing or too many.',
    status: 500,
  },
  'profile-invalid': {
    hint: 'Run `kitap lint-profiles`: it lists every place to correct.',
    status: 500,
  },
  'profile-extends': {
    hint: 'A profile may extend one other profile, and that one must stand alone.',
    status: 500,
  },
  'number-out-of-range': {
    hint: 'This station has used up its numbers: ask for a further station number.',
    status: 500,
  },
} as const;

export type ProfileErrorCode = keyof typeof PROFILE_ERRORS;

/** One thing to correct in one file. `path` is a JSON pointer, empty for the file as a whole. */
export type Problem = { file: string; path: string; todo: string };

export const formatProblem = (problem: Problem): string =>
  `${problem.file}: ${problem.path || '/'}: ${problem.todo}`;

export class ProfileError extends Error {
  readonly code: ProfileErrorCode;
  readonly hint: string;
  readonly status: number;
  constructor(code: ProfileErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'ProfileError';
    this.code = code;
    this.hint = PROFILE_ERRORS[code].hint;
    this.status = PROFILE_ERRORS[code].status;
  }
}
