// POST /api/places/:place/acts: what a finger did. The answer says only that it was taken; what came of it is on the stream.
import type { KioskAct } from '../../api-types.ts';
import { StationError } from '../../errors.ts';
import { ActBody } from '../act-schema.ts';
import type { App, AppDeps } from '../app-types.ts';
import { Accepted, errorAnswers, PlaceParams } from '../schemas.ts';
import { hostOf } from './place-lookup.ts';

const ACT_BYTES_MAX = 16_384;

const CAMERA_ACTS: ReadonlySet<KioskAct['act']> = new Set(['camera', 'camera-scan']);

export const actsRoute = (app: App, deps: AppDeps): void => {
  app.post(
    '/api/places/:place/acts',
    {
      bodyLimit: ACT_BYTES_MAX,
      schema: { params: PlaceParams, body: ActBody, response: { 202: Accepted, ...errorAnswers } },
    },
    async (request, reply) => {
      const host = hostOf(deps.hosts, request.params.place);
      const { revision, ...act } = request.body;
      if (CAMERA_ACTS.has(act.act) && host.view().camera === 'none') {
        throw new StationError('camera-off');
      }
      if (!host.act(act as KioskAct, revision)) throw new StationError('place-busy');
      return reply.code(202).send({ accepted: true });
    },
  );
};
