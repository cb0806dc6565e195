// POST /api/places/:place/help/take: a librarian is on the way to whoever called there. GET /api/status tells which places call.
import { StationError } from '../../errors.ts';
import type { App, AppDeps } from '../app-types.ts';
import { Accepted, errorAnswers, NoBody, PlaceParams } from '../schemas.ts';
import { requireStaff } from '../security.ts';
import { hostOf } from './place-lookup.ts';

export const helpCallsRoute = (app: App, deps: AppDeps): void => {
  app.post(
    '/api/places/:place/help/take',
    {
      onRequest: async (request) => requireStaff(request, deps.staffToken),
      schema: { params: PlaceParams, body: NoBody, response: { 202: Accepted, ...errorAnswers } },
    },
    async ({ params }, reply) => {
      const host = hostOf(deps.hosts, params.place);
      if (!host.offer({ input: 'help-taken' })) throw new StationError('place-busy');
      return reply.code(202).send({ accepted: true });
    },
  );
};
