// POST /api/counter/lookups: what staff scanned or typed at the counter means: a reader with what is in hand, an item with where it is,
// or readers and titles that begin so. By POST: addresses must hold no names. Notes nothing.
import Type, { type Static } from 'typebox';
import { LocalDate } from '../../../profiles/site-schema.ts';
import type { CounterFound } from '../../desk-types.ts';
import type { StoredPatron } from '../../store/rows.ts';
import type { App, AppDeps } from '../app-types.ts';
import { closed, EntryId, errorAnswers, PlaceId, StaffItem, StaffLoan } from '../schemas.ts';
import { requireStaff } from '../security.ts';
import { staffItem, staffLoan } from '../staff-answers.ts';
import { Account, accountBody } from './accounts.ts';
import { hostOf } from './place-lookup.ts';

const TEXT_CHARACTERS_MAX = 128;
const Body = Type.Union([
  Type.Object(
    { place: PlaceId, text: Type.String({ minLength: 1, maxLength: TEXT_CHARACTERS_MAX }) },
    closed,
  ),
  Type.Object({ place: PlaceId, patronId: EntryId }, closed),
]);
const Person = Type.Object(
  {
    ...{ patronId: Type.String(), card: Type.String(), birthDate: LocalDate },
    ...{ surname: Type.String(), givenName: Type.String(), patronymic: Type.String() },
  },
  closed,
);
const TitleHit = Type.Object(
  {
    ...{ titleId: Type.String(), title: Type.String(), author: Type.String() },
    ...{ here: Type.Integer(), elsewhere: Type.Integer(), copies: Type.Integer() },
  },
  closed,
);
const PatronFound = Type.Object({ kind: Type.Literal('patron'), account: Account }, closed);
const ItemFound = Type.Object(
  {
    ...{ kind: Type.Literal('item'), item: StaffItem, inventoryNo: Type.String() },
    ...{ branch: Type.String(), status: Type.String(), home: Type.Boolean() },
    loan: Type.Union([Type.Null(), StaffLoan]),
    borrower: Type.Union([Type.Null(), Person]),
    waiting: Type.Integer(),
  },
  closed,
);
const Choice = Type.Object(
  {
    ...{ kind: Type.Literal('choice'), patrons: Type.Array(Person) },
    titles: Type.Array(TitleHit),
  },
  closed,
);
const Found = Type.Union([PatronFound, ItemFound, Choice]);

const person = ({ patronId, card, birthDate, name }: StoredPatron): Static<typeof Person> => {
  const { surname, givenName, patronymic } = name;
  return { patronId, card, birthDate, surname, givenName, patronymic };
};

const foundBody = (found: CounterFound): Static<typeof Found> => {
  if (found.kind === 'patron') return { kind: 'patron', account: accountBody(found) };
  if (found.kind === 'item') {
    const { item, loan, borrower, waiting } = found;
    const { inventoryNo, branch, status, home } = item;
    return {
      ...{ kind: 'item', item: staffItem(found), inventoryNo, branch, status, home, waiting },
      loan: loan && staffLoan(loan),
      borrower: borrower && person(borrower),
    };
  }
  const titles = found.titles.map(({ title, here, elsewhere, copies }) => ({
    ...{ titleId: title.titleId, title: title.title, author: title.author },
    ...{ here, elsewhere, copies },
  }));
  return { kind: 'choice', patrons: found.patrons.map(person), titles };
};

export const counterRoute = (app: App, deps: AppDeps): void => {
  app.post(
    '/api/counter/lookups',
    {
      onRequest: async (request) => requireStaff(request, deps.staffToken),
      schema: { body: Body, response: { 200: Found, ...errorAnswers } },
    },
    async ({ body }) => {
      hostOf(deps.hosts, body.place);
      const { desk } = deps;
      return foundBody('text' in body ? desk.lookUp(body.text) : desk.lookUpPatron(body.patronId));
    },
  );
};
