// StationStatus of api-types.ts as a reply schema; the demo view holds one too.
import Type from 'typebox';
import { oneOf } from '../../profiles/site-schema.ts';
import { closed } from './schemas.ts';

const textOrNull = Type.Union([Type.String(), Type.Null()]);
const numberOrNull = Type.Union([Type.Number(), Type.Null()]);

const DeviceStatus = Type.Object(
  {
    device: Type.String(),
    profile: Type.String(),
    state: oneOf('absent', 'opening', 'ready', 'failed'),
    code: textOrNull,
    why: textOrNull,
    hint: textOrNull,
  },
  closed,
);

export const StatusBody = Type.Object(
  {
    station: Type.Integer(),
    branch: Type.String(),
    queue: Type.Object(
      {
        waiting: Type.Integer(),
        oldestAtMs: numberOrNull,
        applied: Type.Integer(),
        lastContactAtMs: numberOrNull,
        lastError: textOrNull,
        chainFork: Type.Boolean(),
        online: Type.Boolean(),
        link: Type.Union([
          Type.Null(),
          Type.Object(
            {
              upBytesPerS: Type.Number(),
              downBytesPerS: Type.Number(),
              roundTripMs: Type.Number(),
            },
            closed,
          ),
        ]),
        loading: Type.Union([
          Type.Null(),
          Type.Object(
            {
              bytesDone: Type.Number(),
              bytesTotal: Type.Number(),
              enoughToLend: Type.Boolean(),
            },
            closed,
          ),
        ]),
      },
      closed,
    ),
    clock: Type.Object(
      {
        source: oneOf('central', 'station', 'last-contact'),
        errorMs: numberOrNull,
        wrong: Type.Boolean(),
        hint: textOrNull,
      },
      closed,
    ),
    tagAlerts: Type.Array(
      Type.Object(
        {
          uid: Type.String(),
          barcode: Type.String(),
          title: Type.String(),
          wanted: oneOf('secured', 'unsecured'),
          place: Type.String(),
          sinceMs: Type.Number(),
        },
        closed,
      ),
    ),
    places: Type.Array(
      Type.Object(
        {
          place: Type.String(),
          bridge: oneOf('connected', 'away'),
          devices: Type.Array(DeviceStatus),
          printer: Type.String(),
          padTags: numberOrNull,
          lockerDoors: Type.Number(),
          help: Type.Union([
            Type.Null(),
            Type.Object({ sinceMs: Type.Number(), taken: Type.Boolean() }, closed),
          ]),
        },
        closed,
      ),
    ),
  },
  closed,
);
