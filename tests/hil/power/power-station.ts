// The station of the power-cut test: the real store and the real desk on a small seeded library.
import { loadSite } from '../../../profiles/loader.ts';
import { systemClock } from '../../../station-server/clock.ts';
import { type OpenStation, openStation } from '../../../station-server/open-station.ts';

export const site = loadSite('balkhash');
/** Every loan is of another book, and no patron comes to a limit. */
export const SIZE = { patrons: 400, titles: 200, items: 1_600 };

export const openAt = (file: string): OpenStation =>
  openStation({ file, station: 1, branch: 'BLK-C', site, clock: systemClock });
