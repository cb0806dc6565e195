// GET /api/places/:place/tagging shows how tagging goes at a desk; POST begins and ends it. Staff only: while it runs, what is
// scanned there is tagged and not lent.
import Type from 'typebox';
import { oneOf } from '../../../profiles/site-schema.ts';
import { TAGGING_FAULTS, TAGGING_MODES } from '../../kiosk/tagging.ts';
import type { App, AppDeps } from '../app-types.ts';
import { closed, errorAnswers, PlaceParams } from '../schemas.ts';
import { requireStaff } from '../security.ts';
import { hostOf } from './place-lookup.ts';

const Body = Type.Object({ mode: oneOf(...TAGGING_MODES), lock: Type.Boolean() }, closed);
const View = Type.Object(
  {
    mode: oneOf(...TAGGING_MODES),
    lock: Type.Boolean(),
    phase: oneOf('scan', 'put', 'writing', 'lift'),
    item: Type.Union([
      Type.Null(),
      Type.Object({ barcode: Type.String(), title: Type.String() }, closed),
    ]),
    fault: Type.Union([Type.Null(), oneOf(...TAGGING_FAULTS)]),
    done: Type.Integer(),
    lastHour: Type.Integer(),
  },
  closed,
);

export const taggingRoute = (app: App, deps: AppDeps): void => {
  const onRequest = async (request: Parameters<typeof requireStaff>[0]) =>
    requireStaff(request, deps.staffToken);
  const schema = { params: PlaceParams, response: { 200: View, ...errorAnswers } };
  const path = '/api/places/:place/tagging';
  app.get(path, { onRequest, schema }, async ({ params }) => {
    hostOf(deps.hosts, params.place);
    return deps.tagging(params.place).view();
  });
  app.post(path, { onRequest, schema: { ...schema, body: Body } }, async ({ params, body }) => {
    hostOf(deps.hosts, params.place);
    const tagging = deps.tagging(params.place);
    tagging.set(body.mode, body.lock);
    return tagging.view();
  });
};
