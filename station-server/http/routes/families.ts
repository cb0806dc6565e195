// Families, for staff who saw the papers. GET /api/patrons/:card/children: who borrows through this reader; POST .../children links a
// child by its card, POST .../children/:childId/end takes the link away. Addresses are not logged: these hold card numbers.
import Type, { type TSchema } from 'typebox';
import type { ActContext, PatronAccount } from '../../desk-types.ts';
import { type App, type AppDeps, STAFF_ACTOR } from '../app-types.ts';
import { Barcode, closed, EntryId, errorAnswers, PlaceId, RefusedBody } from '../schemas.ts';
import { requireStaff } from '../security.ts';
import { refusedBody } from '../staff-answers.ts';
import { hostOf } from './place-lookup.ts';

const place = { place: PlaceId };
const Card = Type.Object({ card: Barcode }, closed);
const CardAndChild = Type.Object({ card: Barcode, childId: EntryId }, closed);
const Named = Type.Object(
  {
    ...{ patronId: Type.String(), card: Type.String() },
    ...{ surname: Type.String(), givenName: Type.String(), birthYear: Type.Integer() },
  },
  closed,
);
const Family = Type.Object(
  { outcome: Type.Literal('family'), adult: Named, children: Type.Array(Named) },
  closed,
);
const answers = <T extends TSchema>(done: T) => ({
  200: Type.Union([done, RefusedBody]),
  ...errorAnswers,
});

const named = ({ patron, name }: Pick<PatronAccount, 'patron' | 'name'>) => ({
  ...{ patronId: patron.patronId, card: patron.card },
  ...{ surname: name.surname, givenName: name.givenName },
  birthYear: Number(patron.birthDate.slice(0, 4)),
});

export const familiesRoute = (app: App, deps: AppDeps): void => {
  const { desk } = deps;
  const context = (at: string): ActContext => ({
    place: hostOf(deps.hosts, at).place,
    actor: STAFF_ACTOR,
  });
  // Before the body is looked at: who is no member of staff learns nothing from its faults.
  const onRequest = async (request: Parameters<typeof requireStaff>[0]) =>
    requireStaff(request, deps.staffToken);
  const family = (card: string, by: ActContext) => {
    const found = desk.identify(card, by);
    if (found.outcome === 'refused') return refusedBody(found);
    const children = found.children.map(named);
    return { outcome: 'family' as const, adult: named(found), children };
  };

  app.get(
    '/api/patrons/:card/children',
    {
      onRequest,
      schema: { params: Card, querystring: Type.Object(place, closed), response: answers(Family) },
    },
    async ({ params, query }) => family(params.card, context(query.place)),
  );
  app.post(
    '/api/patrons/:card/children',
    {
      onRequest,
      schema: {
        params: Card,
        body: Type.Object({ ...place, childCard: Barcode }, closed),
        response: answers(Family),
      },
    },
    async ({ params, body }) => {
      const by = context(body.place);
      const adult = desk.identify(params.card, by);
      if (adult.outcome === 'refused') return refusedBody(adult);
      const child = desk.identify(body.childCard, by);
      if (child.outcome === 'refused') return refusedBody(child);
      const answer = desk.linkGuardian(adult.patron.patronId, child.patron.patronId, by);
      return answer.outcome === 'refused' ? refusedBody(answer) : family(params.card, by);
    },
  );
  app.post(
    '/api/patrons/:card/children/:childId/end',
    {
      onRequest,
      schema: { params: CardAndChild, body: Type.Object(place, closed), response: answers(Family) },
    },
    async ({ params, body }) => {
      const by = context(body.place);
      const adult = desk.identify(params.card, by);
      if (adult.outcome === 'refused') return refusedBody(adult);
      const answer = desk.endGuardian(adult.patron.patronId, params.childId, by);
      return answer.outcome === 'refused' ? refusedBody(answer) : family(params.card, by);
    },
  );
};
