// Staff at the lockers: GET /api/lockers lists what lies where and all doors; POST /api/lockers/fill puts a held book in, .../pick-up
// lends and opens for the reader whose card is shown, .../open only opens, .../empty says that the compartment is empty, with the
// loan undone or not.
import Type, { type TSchema } from 'typebox';
import { defaultLockerRules } from '../../../profiles/site-schema.ts';
import type { LockerList } from '../../api-types.ts';
import { localDateOf } from '../../circulation/local-date.ts';
import type { ActContext } from '../../desk-types.ts';
import { lockHint } from '../../lockers/lock-hints.ts';
import type { LockOpened } from '../../lockers/lock-opener.ts';
import { isOverstayed } from '../../lockers/locker-rule.ts';
import { lockerTexts } from '../../strings/lockers.ts';
import { type App, type AppDeps, STAFF_ACTOR } from '../app-types.ts';
import { Barcode, closed, EntryId, errorAnswers, PlaceId, RefusedBody } from '../schemas.ts';
import { requireStaff } from '../security.ts';
import { refusedBody } from '../staff-answers.ts';
import { hostOf } from './place-lookup.ts';

const name = {
  place: PlaceId,
  device: PlaceId,
  lock: Type.Integer({ minimum: 0, maximum: 63 }),
};
const Texts = Type.Object({ kk: Type.String(), ru: Type.String(), en: Type.String() }, closed);
const nullable = <T extends TSchema>(schema: T) => Type.Union([Type.Null(), schema]);
/** `hint` for staff where the door did not open. */
const door = {
  opened: Type.Boolean(),
  fault: nullable(Type.String()),
  hint: nullable(Type.String()),
};
const Row = Type.Object(
  {
    ...{ ...name, itemId: EntryId, patronId: EntryId, holdId: EntryId },
    ...{ putAtMs: Type.Integer(), loanId: nullable(EntryId), alert: Type.Boolean() },
    ...{ door: Type.Integer(), barcode: Type.String(), title: Type.String() },
    takeBack: Type.Boolean(),
  },
  closed,
);
const answers = <T extends TSchema>(done: T) => ({
  200: Type.Union([done, RefusedBody]),
  ...errorAnswers,
});
const Board = Type.Object(
  { place: PlaceId, device: PlaceId, first: Type.Integer(), count: Type.Integer() },
  closed,
);
const Listed = Type.Object({ lockers: Type.Array(Row), boards: Type.Array(Board) }, closed);
const List = { 200: Listed, ...errorAnswers };
const Opened = Type.Object({ outcome: Type.Literal('told'), ...door }, closed);
const Filled = Type.Object({ outcome: Type.Literal('filled'), holdId: EntryId, ...door }, closed);
const PickedUp = Type.Object(
  { outcome: Type.Enum(['opened', 'not-opened']), loanId: EntryId, texts: Texts, ...door },
  closed,
);
const Emptied = Type.Object({ outcome: Type.Literal('emptied') }, closed);

const told = ({ opened, fault }: LockOpened) => ({
  ...{ opened, fault, hint: opened ? null : lockHint(fault) },
});

export const lockersRoute = (app: App, deps: AppDeps): void => {
  const { desk, lockers } = deps;
  const context = (at: string): ActContext => ({
    ...{ place: hostOf(deps.hosts, at).place, actor: STAFF_ACTOR },
  });
  const onRequest = async (request: Parameters<typeof requireStaff>[0]) =>
    requireStaff(request, deps.staffToken);
  const body = <F extends Record<string, TSchema>>(fields: F) =>
    Type.Object({ ...name, ...fields }, closed);

  const list = (): LockerList => {
    const { timeZone, lockers: rules } = deps.site;
    const today = localDateOf(deps.clock.nowMs(), timeZone);
    const { daysMax } = rules ?? defaultLockerRules;
    return {
      boards: [...lockers.boards],
      lockers: lockers.list().map((locker) => {
        const found = desk.describeItem(locker.itemId);
        return {
          ...{ ...locker, door: lockers.doorOf(locker) },
          ...{ barcode: found?.item.barcode ?? '', title: found?.title.title ?? '' },
          takeBack: isOverstayed(locker, { today, timeZone, daysMax }),
        };
      }),
    };
  };
  app.get('/api/lockers', { onRequest, schema: { response: List } }, async () => list());
  app.post(
    '/api/lockers/fill',
    { onRequest, schema: { body: body({ barcode: Barcode }), response: answers(Filled) } },
    async ({ body: { barcode, ...at } }) => {
      const answer = await lockers.fill(at, barcode, context(at.place));
      if (answer.outcome === 'refused') return refusedBody(answer);
      return { outcome: 'filled' as const, holdId: answer.locker.holdId, ...told(answer) };
    },
  );
  app.post(
    '/api/lockers/pick-up',
    { onRequest, schema: { body: body({ card: Barcode }), response: answers(PickedUp) } },
    async ({ body: { card, ...at } }) => {
      const by = context(at.place);
      const reader = desk.identify(card, by);
      if (reader.outcome === 'refused') return refusedBody(reader);
      const answer = await lockers.pickUp(at, reader.patron.patronId, by);
      if (answer.outcome === 'refused') return refusedBody(answer);
      const { outcome, loanId } = answer;
      return { outcome, loanId, texts: lockerTexts[outcome], ...told(answer) };
    },
  );
  app.post(
    '/api/lockers/open',
    { onRequest, schema: { body: body({}), response: { 200: Opened, ...errorAnswers } } },
    async ({ body: at }) => {
      hostOf(deps.hosts, at.place);
      return { outcome: 'told' as const, ...told(await lockers.open(at)) };
    },
  );
  app.post(
    '/api/lockers/empty',
    { onRequest, schema: { body: body({ undo: Type.Boolean() }), response: answers(Emptied) } },
    async ({ body: { undo, ...at } }) => {
      const answer = lockers.empty(at, undo, context(at.place));
      if (answer.outcome === 'refused') return refusedBody(answer);
      return { outcome: 'emptied' as const };
    },
  );
};
