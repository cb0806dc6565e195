// POST /api/sync: a member of staff wants what waits to be sent, or written to the exchange folder, now.
import Type from 'typebox';
import type { App, AppDeps } from '../app-types.ts';
import { closed, errorAnswers } from '../schemas.ts';
import { requireStaff } from '../security.ts';

export const syncRoute = (app: App, deps: AppDeps): void => {
  app.post(
    '/api/sync',
    {
      schema: { body: Type.Object({}, closed), response: { 204: Type.Null(), ...errorAnswers } },
    },
    async (request, reply) => {
      requireStaff(request, deps.staffToken);
      deps.syncNow();
      return reply.status(204).send(null);
    },
  );
};
