// The HTTP interface of a station: pages, sessions, the staff interface and, where given, the demo panel. Does not listen.
// Schema on every route, reply too; every answer carries the headers of `security.ts`.

import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify from 'fastify';
import type { App, AppDeps } from './app-types.ts';
import { answerErrors } from './error-answers.ts';
import { accountsRoute } from './routes/accounts.ts';
import { actsRoute } from './routes/acts.ts';
import { checkinsRoute } from './routes/checkins.ts';
import { checkoutsRoute } from './routes/checkouts.ts';
import { counterRoute } from './routes/counter.ts';
import { counterActsRoute } from './routes/counter-acts.ts';
import { demoRoute } from './routes/demo.ts';
import { erasuresRoute } from './routes/erasures.ts';
import { familiesRoute } from './routes/families.ts';
import { helpCallsRoute } from './routes/help-calls.ts';
import { keysRoute } from './routes/keys.ts';
import { lockersRoute } from './routes/lockers.ts';
import { pagesRoute } from './routes/pages.ts';
import { registrationsRoute } from './routes/registrations.ts';
import { renewalsRoute } from './routes/renewals.ts';
import { statusRoute } from './routes/status.ts';
import { streamRoute } from './routes/stream.ts';
import { syncRoute } from './routes/sync.ts';
import { tagAlertsRoute } from './routes/tag-alerts.ts';
import { taggingRoute } from './routes/tagging.ts';
import { voiceRoute } from './routes/voice.ts';
import { wishesRoute } from './routes/wishes.ts';
import { guardRequests } from './security.ts';

export const BODY_BYTES_MAX = 65_536;
const REQUEST_WAIT_MS_MAX = 10_000;
const PARAM_CHARACTERS_MAX = 64;

export const buildApp = (deps: AppDeps): App => {
  const app = Fastify({
    bodyLimit: BODY_BYTES_MAX,
    // Addresses hold card numbers and places; what went wrong is told to `onFailure`.
    logger: false,
    requestTimeout: REQUEST_WAIT_MS_MAX,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: PARAM_CHARACTERS_MAX },
    ajv: {
      customOptions: {
        ...{ removeAdditional: false, coerceTypes: false, useDefaults: false },
        // The schemas are our own: they are not held against the schema of schemas at every start.
        ...{ meta: false, validateSchema: false },
      },
    },
  }).withTypeProvider<TypeBoxTypeProvider>();
  app.removeContentTypeParser('text/plain');
  guardRequests(app, deps.allowedHosts);
  answerErrors(app, deps.onFailure);
  const routes = [
    ...[streamRoute, actsRoute, keysRoute, checkoutsRoute, checkinsRoute, renewalsRoute],
    ...[
      accountsRoute,
      registrationsRoute,
      erasuresRoute,
      familiesRoute,
      counterActsRoute,
      counterRoute,
      tagAlertsRoute,
      taggingRoute,
      lockersRoute,
      helpCallsRoute,
      wishesRoute,
    ],
    ...[statusRoute, syncRoute, pagesRoute, voiceRoute],
  ];
  for (const route of routes) route(app, deps);
  const { demo } = deps;
  if (demo) demoRoute(app, { ...deps, demo });
  return app;
};
