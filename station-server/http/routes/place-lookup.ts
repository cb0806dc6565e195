// Finds the session of a place that an address or a body names.
import { StationError } from '../../errors.ts';
import type { SessionHost } from '../../kiosk/session-host.ts';

/** @throws StationError `place-unknown` */
export const hostOf = (hosts: ReadonlyMap<string, SessionHost>, place: string): SessionHost => {
  const host = hosts.get(place);
  if (!host) throw new StationError('place-unknown');
  return host;
};
