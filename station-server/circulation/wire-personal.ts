// Personal data and their digest, as version 2 carries them. They are a text, hashed as it stands, so only a text that is spelled
// as this program would spell it is taken apart; any other goes as it is. Pure.
import { personalDigest } from './journal-chain.ts';
import { type Coder, mapGiven } from './wire-coder.ts';
import { WireError } from './wire-numbers.ts';

export type Personal = { digest: string | null; personal: [salt: string, text: string] | null };

/** Whether there are any; `derived`: the digest follows from the data. */
const STATES = ['none', 'derived', 'erased', 'both'] as const;

/** Values of a person, and of the guardian where there is one. */
const [ALONE, GUARDIAN] = [6, 5];

/** Values without keys, or the text itself when these values would be spelled otherwise. */
const apart = (text: string): unknown => {
  let values: unknown[];
  try {
    const { name, birthDate, phone, iin, guardian, card } = JSON.parse(text);
    values = [...Object.values(name), birthDate, phone, iin];
    if (guardian)
      values.push(...Object.values(guardian.name), guardian.phone, guardian.guaranteeAtMs);
    if (card !== undefined) values.push(card);
  } catch {
    return text;
  }
  return together(values) === text ? values : text;
};

const nameOf = ([surname, givenName, patronymic]: unknown[]) => ({
  ...{ surname, givenName, patronymic },
});

const together = (values: unknown[]): string => {
  const [birthDate, phone, iin] = values.slice(3);
  const [phoneOfGuardian, guaranteeAtMs] = values.slice(9);
  const ofGuardian = values.length >= ALONE + GUARDIAN;
  const guardian = ofGuardian
    ? { name: nameOf(values.slice(ALONE)), phone: phoneOfGuardian, guaranteeAtMs }
    : null;
  // From version 2 of a registration on the card stands here, the last of all.
  const card = values[ofGuardian ? ALONE + GUARDIAN : ALONE];
  return JSON.stringify({
    ...{ name: nameOf(values), birthDate, phone, iin, guardian },
    ...(card === undefined ? {} : { card }),
  });
};

const stateOf = ({ digest, personal }: Personal): (typeof STATES)[number] => {
  if (personal === null) return digest === null ? 'none' : 'erased';
  return personalDigest(...personal) === digest ? 'derived' : 'both';
};

export const codePersonal = (
  coder: Coder,
  stream: string,
  given: Personal | undefined,
): Personal => {
  const index = mapGiven(given, (told) => STATES.indexOf(stateOf(told)));
  const state = STATES[coder.number(stream, index)];
  if (state === undefined) throw new WireError('personal data of no known state');
  if (state === 'none') return { digest: null, personal: null };
  const text = (told: unknown): string => {
    if (typeof told !== 'string') throw new WireError('a text was expected');
    return told;
  };
  // Null under present data is what no station writes; it is carried for central to judge.
  const digest = state === 'derived' ? null : coder.value(given?.digest);
  if (state === 'erased') return { digest: text(digest), personal: null };
  const salt = text(coder.value(given?.personal?.[0]));
  const told = coder.value(mapGiven(given?.personal?.[1], apart));
  const personal: [string, string] = [salt, Array.isArray(told) ? together(told) : text(told)];
  if (state === 'derived') return { digest: personalDigest(...personal), personal };
  return { digest: digest === null ? null : text(digest), personal };
};
