// The review queue over HTTP, for staff with a token of `kitap central add-staff`: GET
// /v1/staff/reviews?state=&lang=&skip=, POST /v1/staff/reviews/:kind/:ref/:action. Each action is
// durable when it is answered, and doing it twice is doing it once.
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DecideBody, DecideParams, ReviewsQuery, StaffReview, StaffReviews } from '../api-types.ts';
import { CentralError } from '../errors.ts';
import type { StaffRef } from '../store/staff.ts';
import type { StaffSide } from '../store/staff-side.ts';
import { CentralError as CentralErrorBody } from '../sync-contract.ts';

const ANSWERS = { '4xx': CentralErrorBody, '5xx': CentralErrorBody };
const BEARER = /^Bearer ([\w.-]{1,200})$/;

export const staffReviewsRoute = (
  base: FastifyInstance,
  store: Pick<StaffSide, 'findStaff' | 'staffReviews' | 'decideReview'>,
): void => {
  const app = base.withTypeProvider<TypeBoxTypeProvider>();
  const known = new WeakMap<FastifyRequest, StaffRef>();
  /** Before the body is read: who has no token makes central read nothing. */
  const onRequest = async (request: FastifyRequest): Promise<void> => {
    const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
    const staff = token === undefined ? undefined : await store.findStaff(token);
    if (staff === undefined) throw new CentralError('staff-token-wrong');
    known.set(request, staff);
  };
  const staffOf = (request: FastifyRequest): StaffRef => {
    const staff = known.get(request);
    if (staff === undefined) throw new CentralError('staff-token-wrong');
    return staff;
  };

  app.get(
    '/v1/staff/reviews',
    {
      onRequest,
      schema: { querystring: ReviewsQuery, response: { 200: StaffReviews, ...ANSWERS } },
    },
    async (request) => {
      const { state = 'open', lang = 'kk', skip = 0 } = request.query;
      return store.staffReviews(staffOf(request).libraryId, { state, language: lang, skip });
    },
  );
  app.post(
    '/v1/staff/reviews/:kind/:ref/:action',
    {
      onRequest,
      schema: {
        params: DecideParams,
        body: DecideBody,
        response: { 200: StaffReview, ...ANSWERS },
      },
    },
    async (request) => {
      const { kind, ref, action } = request.params;
      const { lang = 'kk', ...given } = request.body;
      return store.decideReview(staffOf(request), { kind, ref, action, ...given }, lang);
    },
  );
};
