// The one table of failures: each has words, a hint for staff and a status, and its code is what the class carries.
import { expect, test } from 'vitest';
import {
  STATION_ERRORS,
  StationError,
  type StationErrorCode,
} from '../../station-server/errors.ts';

test.each(Object.keys(STATION_ERRORS) as StationErrorCode[])('%s', (code) => {
  const error = new StationError(code, { detail: 'kiosk-1', cause: new Error('why') });
  expect(error).toMatchObject({ code, name: 'StationError', cause: new Error('why') });
  expect(error.message).toContain('(kiosk-1)');
  expect(error.hint.length).toBeGreaterThan(20);
  expect(error.status).toBeGreaterThanOrEqual(400);
  expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
});
