// GET /api/wishes: the books that readers asked for at this station and did not get, the newest first, at most 100; for staff, without
// the readers. What all branches wish for is in the journal at central.
import Type from 'typebox';
import { Language } from '../../../profiles/site-schema.ts';
import { WISHES_MAX } from '../../store/find-rows.ts';
import type { App, AppDeps } from '../app-types.ts';
import { closed, errorAnswers, PlaceId } from '../schemas.ts';
import { requireStaff } from '../security.ts';

const Wish = Type.Object(
  {
    ...{ wishedAtMs: Type.Integer(), place: PlaceId },
    ...{ title: Type.String(), author: Type.String(), language: Language },
  },
  closed,
);
const Wishes = Type.Object({ wishes: Type.Array(Wish, { maxItems: WISHES_MAX }) }, closed);

export const wishesRoute = (app: App, deps: AppDeps): void => {
  app.get(
    '/api/wishes',
    { schema: { response: { 200: Wishes, ...errorAnswers } } },
    async (request) => {
      requireStaff(request, deps.staffToken);
      return { wishes: deps.desk.wishes() };
    },
  );
};
