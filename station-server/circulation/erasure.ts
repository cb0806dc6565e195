// What is left of a patron after an erasure, and whose personal data stand beside an entry. Shared by station and central, so
// that both keep the same row: its id for the statistics of loans, and nothing that names or describes the person.
import type { LocalDate } from '../../profiles/site-schema.ts';
import type { Patron, PersonName } from './types.ts';

/** A grown-up, so that no rule of age bars anything about an erased patron. */
export const ERASED_BIRTH_DATE: LocalDate = '1900-01-01';
export const ERASED_NAME: PersonName = { surname: '', givenName: '', patronymic: '' };

/** The row without the person. Doing it twice changes nothing. */
export const erased = <P extends Patron>(patron: P): P => ({
  ...patron,
  card: '',
  status: 'erased',
  birthDate: ERASED_BIRTH_DATE,
  language: 'kk',
});

/** The patron whose data an entry may carry: a registration makes one, every other type names one. */
export const personOf = (entry: {
  station: number;
  seq: number;
  type: string;
  body: Record<string, unknown>;
}): string | null => {
  if (entry.type === 'registration') return `${entry.station}-${entry.seq}`;
  const { patronId } = entry.body;
  return typeof patronId === 'string' ? patronId : null;
};
