// POST /api/places/:place/keys: keys of a scanner in keyboard mode, passed to its driver in the bridge by physical key
// (libraries.md 7.7). The server decides nothing about them.
import { StationError } from '../../errors.ts';
import { KeysBody } from '../act-schema.ts';
import type { App, AppDeps } from '../app-types.ts';
import { Accepted, errorAnswers, PlaceParams } from '../schemas.ts';
import { hostOf } from './place-lookup.ts';

const KEYS_BYTES_MAX = 32_768;

export const keysRoute = (app: App, deps: AppDeps): void => {
  app.post(
    '/api/places/:place/keys',
    {
      bodyLimit: KEYS_BYTES_MAX,
      schema: { params: PlaceParams, body: KeysBody, response: { 202: Accepted, ...errorAnswers } },
    },
    async (request, reply) => {
      const { place } = hostOf(deps.hosts, request.params.place);
      if (!deps.typeKeys(place, request.body.keys)) throw new StationError('bridge-away');
      return reply.code(202).send({ accepted: true });
    },
  );
};
