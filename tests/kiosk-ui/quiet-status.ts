// What a station says of itself when nothing waits and nothing is wrong, with one place.
import type { StationStatus } from '../../station-server/api-types.ts';

export const QUIET_STATUS: StationStatus = {
  ...{ station: 7, branch: 'BLK-7', tagAlerts: [] },
  queue: {
    ...{ waiting: 0, oldestAtMs: null, applied: 41_238, lastContactAtMs: Date.now() },
    ...{ lastError: null, chainFork: false, online: true, loading: null, link: null },
  },
  clock: { source: 'central', errorMs: 0, wrong: false, hint: null },
  places: [
    {
      ...{ place: 'kiosk-1', bridge: 'connected', printer: 'ready', padTags: null, help: null },
      ...{ lockerDoors: 0, devices: [] },
    },
  ],
};
