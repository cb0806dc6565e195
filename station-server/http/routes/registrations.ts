// POST /api/registrations: with the staff token a reader is registered at once, without it as pending until staff saw a document.
// POST /api/registrations/:patronId/confirm is that confirmation (libraries.md 1B B2).
import Type from 'typebox';
import type { FieldFault } from '../../circulation/reasons.ts';
import type { ActContext } from '../../desk-types.ts';
import { faultTexts } from '../../strings/reasons.ts';
import { type App, type AppDeps, STAFF_ACTOR } from '../app-types.ts';
import {
  closed,
  EntryId,
  errorAnswers,
  Faults,
  FormBody,
  PlaceId,
  RefusedBody,
} from '../schemas.ts';
import { isStaff, requireStaff } from '../security.ts';
import { refusedBody } from '../staff-answers.ts';
import { hostOf } from './place-lookup.ts';

const FORM_BYTES_MAX = 16_384;

const Body = Type.Object({ place: PlaceId, form: FormBody }, closed);
const Registered = Type.Object(
  {
    outcome: Type.Literal('registered'),
    patronId: Type.String(),
    card: Type.String(),
    status: Type.String(),
  },
  closed,
);
const Sentences = Type.Object({ kk: Type.String(), ru: Type.String(), en: Type.String() }, closed);
const Invalid = Type.Object(
  {
    outcome: Type.Literal('invalid'),
    faults: Faults,
    /** By field, for the reader. */
    texts: Type.Record(Type.String(), Sentences),
  },
  closed,
);
const Warned = Type.Object({ outcome: Type.Literal('duplicate-warning') }, closed);
const Answer = Type.Union([Registered, Invalid, Warned]);

const ConfirmParams = Type.Object({ patronId: EntryId }, closed);
const ConfirmBody = Type.Object({ place: PlaceId }, closed);
const Confirmed = Type.Object({ outcome: Type.Literal('confirmed') }, closed);

const sentencesOf = (faults: Partial<Record<string, FieldFault>>) =>
  Object.fromEntries(
    Object.entries(faults).flatMap(([field, fault]) =>
      fault
        ? [
            [
              field,
              { kk: faultTexts.kk[fault], ru: faultTexts.ru[fault], en: faultTexts.en[fault] },
            ],
          ]
        : [],
    ),
  );

const registerRoute = (app: App, deps: AppDeps): void => {
  app.post(
    '/api/registrations',
    {
      bodyLimit: FORM_BYTES_MAX,
      schema: { body: Body, response: { 200: Answer, ...errorAnswers } },
    },
    async (request) => {
      const actor: ActContext['actor'] = isStaff(request, deps.staffToken) ? STAFF_ACTOR : 'patron';
      const { place } = hostOf(deps.hosts, request.body.place);
      const answer = deps.desk.register(request.body.form, { place, actor });
      if (answer.outcome === 'invalid') {
        const { faults } = answer;
        return { outcome: 'invalid' as const, faults, texts: sentencesOf(faults) };
      }
      if (answer.outcome === 'duplicate-warning') return { outcome: 'duplicate-warning' as const };
      const { patronId, card, status } = answer.patron;
      return { outcome: 'registered' as const, patronId, card, status };
    },
  );
};

export const registrationsRoute = (app: App, deps: AppDeps): void => {
  registerRoute(app, deps);
  app.post(
    '/api/registrations/:patronId/confirm',
    {
      schema: {
        params: ConfirmParams,
        body: ConfirmBody,
        response: { 200: Type.Union([Confirmed, RefusedBody]), ...errorAnswers },
      },
    },
    async (request) => {
      requireStaff(request, deps.staffToken);
      const { place } = hostOf(deps.hosts, request.body.place);
      const { patronId } = request.params;
      const answer = deps.desk.confirmRegistration(patronId, { place, actor: STAFF_ACTOR });
      return answer.outcome === 'refused' ? refusedBody(answer) : { outcome: 'confirmed' as const };
    },
  );
};
