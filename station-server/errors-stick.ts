// Failures of sync by file, part of the table in `errors.ts`; their sentences for librarians in three languages stand in
// `strings/stick.ts`.
export const STICK_ERRORS = {
  'stick-unreadable': {
    message: 'The file on the stick does not hold what central writes.',
    hint: 'Leave it out. If central wrote it, update the station and read it again.',
    status: 400,
  },
  'stick-newer': {
    message: 'The file on the stick was written by a newer program.',
    hint: 'Update the station, then read the stick again; the file stays good.',
    status: 400,
  },
  'stick-cut': {
    message: 'The file on the stick ends too early.',
    hint: 'What stood before the cut was taken over. Take the stick to central and let the answer be written again.',
    status: 400,
  },
  'stick-damaged': {
    message: 'The file on the stick was damaged or altered, or central did not write it.',
    hint: 'What stood before the damage was taken over. Let central write the answer again, best on another stick.',
    status: 400,
  },
  'stick-foreign': {
    message: 'The file on the stick is for another station.',
    hint: 'Take it to the station whose number stands in its name.',
    status: 404,
  },
  'stick-key-unknown': {
    message: "Central's public key is not here, so nobody can tell who wrote the file.",
    hint: 'Run `kitap central stick key` at central and put what it prints into the file `central-key` of the data folder.',
    status: 404,
  },
  'stick-gap': {
    message: 'The answer on the stick begins behind what this station has.',
    hint: 'Write the stick here again and take it to central: the next answer begins where it must.',
    status: 409,
  },
  'stick-full': {
    message: 'There is no space left on the stick.',
    hint: 'Delete other files or take a larger stick, then write again. Nothing unfinished was left on it.',
    status: 507,
  },
  'stick-away': {
    message: 'The stick was pulled out or fails, or there is no such folder.',
    hint: 'Put the stick in, look at which folder it has, and do it again from the start. All acts are safe here.',
    status: 503,
  },
  'stick-locked': {
    message: 'The stick may not be written.',
    hint: 'Move its write-protect switch, or mount it for writing.',
    status: 403,
  },
  'stick-empty': {
    message: 'There is no answer for this station on the stick.',
    hint: 'Take the stick to central first, and let it be read and answered there.',
    status: 404,
  },
  'stick-journal-differs': {
    message: "The journal does not fit the station's token, or it is damaged; nothing was written.",
    hint: 'Compare the number in the token with the station profile; then run `kitap doctor`.',
    status: 409,
  },
} as const;
