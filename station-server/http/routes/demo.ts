// The demo panel's end points: what can be clicked, the clicks, and pictures of the slips that the simulated printer cut. They
// exist only where a demo was given (api-types.ts).
import Type from 'typebox';
import { oneOf, PatronCategory } from '../../../profiles/site-schema.ts';
import { StationError } from '../../errors.ts';
import type { App, AppDeps, Demo } from '../app-types.ts';
import { Accepted, closed, errorAnswers } from '../schemas.ts';
import { StatusBody } from '../status-schema.ts';

const Device = Type.String({ pattern: '^[a-z][a-z0-9-]{0,31}$' });
const ActBody = Type.Union([
  Type.Object(
    {
      act: Type.Literal('scan'),
      device: Device,
      text: Type.String({ minLength: 1, maxLength: 200 }),
    },
    closed,
  ),
  Type.Object(
    { act: oneOf('put', 'take'), device: Device, text: Type.String({ pattern: '^[0-9]{14}$' }) },
    closed,
  ),
  Type.Object({ act: oneOf('unplug', 'plug', 'paper-out', 'paper-in'), device: Device }, closed),
  Type.Object(
    {
      act: Type.Literal('noise'),
      device: Device,
      bytes: Type.Integer({ minimum: 1, maximum: 2_000_000 }),
    },
    closed,
  ),
  Type.Object(
    {
      act: Type.Literal('jam'),
      device: Device,
      lock: Type.Integer({ minimum: 0, maximum: 63 }),
      jammed: Type.Boolean(),
    },
    closed,
  ),
  Type.Object({ act: Type.Literal('network'), cut: Type.Boolean() }, closed),
]);

const text = Type.String();
const Card = Type.Object(
  {
    barcode: text,
    label: text,
    category: PatronCategory,
    note: oneOf('adult', 'child', 'blocked', 'overdue', 'reregistration-due', 'pending'),
  },
  closed,
);
const Book = Type.Object(
  {
    barcode: text,
    title: text,
    author: text,
    note: oneOf('home', 'reading-room', 'on-loan', 'adult-only'),
  },
  closed,
);
const Slip = Type.Object(
  {
    id: Type.Integer(),
    atMs: Type.Number(),
    pngUrl: text,
    bytes: Type.Integer(),
    lines: Type.Array(text),
  },
  closed,
);
const ViewBody = Type.Object(
  {
    place: text,
    cards: Type.Array(Card),
    books: Type.Array(Book),
    networkCut: Type.Boolean(),
    devices: Type.Array(text),
    pads: Type.Array(text),
    onPad: Type.Array(text),
    lockers: Type.Array(text),
    inLocker: Type.Array(text),
    status: StatusBody,
    slips: Type.Array(Slip),
  },
  closed,
);
const SlipParams = Type.Object({ file: Type.String({ pattern: '^[0-9]{1,9}\\.png$' }) }, closed);

export const demoRoute = (app: App, { demo }: AppDeps & { demo: Demo }): void => {
  app.get('/api/demo', { schema: { response: { 200: ViewBody, ...errorAnswers } } }, async () =>
    demo.view(),
  );
  app.post(
    '/api/demo/acts',
    { schema: { body: ActBody, response: { 202: Accepted, ...errorAnswers } } },
    async (request, reply) => {
      await demo.act(request.body);
      return reply.code(202).send({ accepted: true });
    },
  );
  app.get(
    '/api/demo/slips/:file',
    // Bytes are sent as they are; the schema is for JSON only.
    { schema: { params: SlipParams, response: { 200: Type.Any(), ...errorAnswers } } },
    async (request, reply) => {
      const png = demo.slip(Number.parseInt(request.params.file, 10));
      if (!png) throw new StationError('demo-slip-unknown');
      return reply.type('image/png').send(png);
    },
  );
};
