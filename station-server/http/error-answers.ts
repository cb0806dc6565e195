// Every failure of the HTTP interface as one kind of body, ApiError (api-types.ts). What was sent is never repeated in it: it may
// name a patron.
import type { FastifyError, FastifyInstance } from 'fastify';
import type { ApiError } from '../api-types.ts';
import { StationError, type StationErrorCode } from '../errors.ts';

const CODES: Readonly<Record<string, StationErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'json-only',
  FST_ERR_CTP_INVALID_JSON_BODY: 'body-not-json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'body-not-json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'body-not-json',
  FST_ERR_BAD_URL: 'route-unknown',
};

/** Which field, not which value. */
const whereInvalid = (error: FastifyError): string => {
  const first = error.validation?.[0];
  const path = first?.instancePath.replaceAll('/', '.') ?? '';
  return `${error.validationContext ?? 'request'}${path}: ${first?.keyword ?? 'invalid'}`;
};

export const asStationError = (error: FastifyError | StationError): StationError => {
  if (error instanceof StationError) return error;
  if (error.validation) return new StationError('request-invalid', { detail: whereInvalid(error) });
  const known = CODES[error.code] ?? (error instanceof SyntaxError ? 'body-not-json' : undefined);
  if (known) return new StationError(known);
  // The static-file plugin and the parser answer with plain status codes below 500.
  if (error.statusCode && error.statusCode < 500) return new StationError('request-invalid');
  return new StationError('internal', { cause: error });
};

export const apiError = (error: StationError): ApiError => ({
  code: error.code,
  message: error.message,
  hint: error.hint,
});

export const answerErrors = (
  app: FastifyInstance,
  onFailure: (code: StationErrorCode, cause: unknown) => void,
): void => {
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const known = asStationError(error);
    if (known.status >= 500) onFailure(known.code, known.cause ?? known);
    return reply.code(known.status).send(apiError(known));
  });
  app.setNotFoundHandler((_request, reply) => {
    const unknown = new StationError('route-unknown');
    return reply.code(unknown.status).send(apiError(unknown));
  });
};
