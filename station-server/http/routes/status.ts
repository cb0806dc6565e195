// GET /api/status: queue, bridges and devices. Holds no patron, so the technician's page may show it without a token.
import type { App, AppDeps } from '../app-types.ts';
import { errorAnswers } from '../schemas.ts';
import { StatusBody } from '../status-schema.ts';

export const statusRoute = (app: App, deps: AppDeps): void => {
  app.get('/api/status', { schema: { response: { 200: StatusBody, ...errorAnswers } } }, async () =>
    deps.status(),
  );
};
