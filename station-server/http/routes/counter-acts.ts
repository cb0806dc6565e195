// What staff put right: POST /api/stornos undoes a lending, a return or a renewal; /api/patrons/:patronId/block bars a reader or
// lifts the bar, .../merge joins two records of one person; /api/holds and /api/holds/:holdId/cancel are readers' wishes.
import Type, { type TSchema } from 'typebox';
import { oneOf } from '../../../profiles/site-schema.ts';
import { BLOCK_REASONS } from '../../circulation/journal-entry.ts';
import type { ActContext, DeskRefusal } from '../../desk-types.ts';
import { type App, type AppDeps, STAFF_ACTOR } from '../app-types.ts';
import { closed, EntryId, errorAnswers, PlaceId, RefusedBody } from '../schemas.ts';
import { requireStaff } from '../security.ts';
import { refusedBody } from '../staff-answers.ts';
import { hostOf } from './place-lookup.ts';

const place = { place: PlaceId };
const PatronParams = Type.Object({ patronId: EntryId }, closed);
const HoldParams = Type.Object({ holdId: EntryId }, closed);
const StornoBody = Type.Object({ ...place, entry: EntryId }, closed);
const BlockBody = Type.Object(
  { ...place, blocked: Type.Boolean(), reason: oneOf(...BLOCK_REASONS) },
  closed,
);
const MergeBody = Type.Object({ ...place, intoPatronId: EntryId }, closed);
const HoldBody = Type.Object(
  { ...place, patronId: EntryId, titleId: EntryId, itemId: Type.Union([Type.Null(), EntryId]) },
  closed,
);
const PlaceBody = Type.Object(place, closed);

const answers = <T extends TSchema>(done: T) => ({
  200: Type.Union([done, RefusedBody]),
  ...errorAnswers,
});
const Undone = Type.Object({ outcome: Type.Literal('undone'), entry: EntryId }, closed);
const Blocked = Type.Object({ outcome: oneOf('blocked', 'unblocked') }, closed);
const Merged = Type.Object({ outcome: Type.Literal('merged'), intoPatronId: EntryId }, closed);
const Held = Type.Object({ outcome: Type.Literal('held'), holdId: EntryId }, closed);
const Cancelled = Type.Object({ outcome: Type.Literal('cancelled') }, closed);

const told = <A extends { outcome: string }>(answer: A | DeskRefusal) =>
  answer.outcome === 'refused' ? refusedBody(answer as DeskRefusal) : (answer as A);

export const counterActsRoute = (app: App, deps: AppDeps): void => {
  const { desk } = deps;
  const context = (at: string): ActContext => ({
    place: hostOf(deps.hosts, at).place,
    actor: STAFF_ACTOR,
  });
  // Before the body is looked at: who is no member of staff learns nothing from its faults.
  const onRequest = async (request: Parameters<typeof requireStaff>[0]) =>
    requireStaff(request, deps.staffToken);

  app.post(
    '/api/stornos',
    { onRequest, schema: { body: StornoBody, response: answers(Undone) } },
    async ({ body }) => {
      const answer = desk.undo(body.entry, context(body.place));
      if (answer.outcome === 'refused') return refusedBody(answer);
      const { station, seq } = answer.entry;
      return { outcome: 'undone' as const, entry: `${station}-${seq}` };
    },
  );
  app.post(
    '/api/patrons/:patronId/block',
    { onRequest, schema: { params: PatronParams, body: BlockBody, response: answers(Blocked) } },
    async ({ params, body }) =>
      told(desk.block(params.patronId, body.blocked, body.reason, context(body.place))),
  );
  app.post(
    '/api/patrons/:patronId/merge',
    { onRequest, schema: { params: PatronParams, body: MergeBody, response: answers(Merged) } },
    async ({ params, body }) =>
      told(desk.merge(params.patronId, body.intoPatronId, context(body.place))),
  );
  app.post(
    '/api/holds',
    { onRequest, schema: { body: HoldBody, response: answers(Held) } },
    async ({ body }) => {
      const { patronId, titleId, itemId } = body;
      const answer = desk.placeHold(patronId, titleId, itemId, context(body.place));
      if (answer.outcome === 'refused') return refusedBody(answer);
      return { outcome: 'held' as const, holdId: answer.hold.holdId };
    },
  );
  app.post(
    '/api/holds/:holdId/cancel',
    { onRequest, schema: { params: HoldParams, body: PlaceBody, response: answers(Cancelled) } },
    async ({ params, body }) => told(desk.cancelHold(params.holdId, context(body.place))),
  );
};
