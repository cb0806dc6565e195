// The disks that every history starts from, made once a process by the real programs: a station's empty store, central with the
// library brought in, and stations that have fetched it all.

import Database from 'better-sqlite3';
import { openCentralStore } from '../../central/store/central-store.ts';
import { sqliteOn } from '../../central/store/sqlite-engine.ts';
import { openDatabase } from '../../station-server/store/open-database.ts';
import { createSimulation } from './create-simulation.ts';
import { PATRONS, patronRecord, START_MS, site, TITLES, titleRecord } from './library.ts';
import { calm } from './run-history.ts';
import type { Images } from './simulation.ts';
import { createWorld } from './world.ts';

const STATIONS = 4;
const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

export const makeImages = async (): Promise<Images> => {
  const station = openDatabase(':memory:');
  const empty = station.serialize();
  station.close();

  const handle = new Database(':memory:');
  const store = await openCentralStore({ database: sqliteOn(handle), clock: () => START_MS });
  await store.ensureLibrary(site.id, site.libraryNumber);
  for (const slot of upTo(STATIONS)) await store.addStation(site.id, slot + 1);
  await store.importPatrons(
    site.id,
    upTo(PATRONS).map((patron) => patronRecord(patron)),
  );
  await store.importTitles(
    site.id,
    upTo(TITLES).map((title) => titleRecord(title)),
  );
  const images: Images = { central: handle.serialize(), stations: [], empty };
  await store.close();

  const world = createWorld(1, START_MS - 86_400_000, false);
  images.stations = upTo(STATIONS).map(() => empty);
  const given = { world, images, stations: STATIONS, empty: true, pageRows: 20, mutant: null };
  const sim = createSimulation(given);
  await sim.central.start();
  for (const node of sim.stations) sim.start(node);
  await calm(sim);
  if (world.violations.length > 0) throw new Error(world.violations.join('\n'));
  images.stations = sim.stations.map(({ disk }) => disk.handle.serialize());
  images.central = sim.central.handle.serialize();
  return images;
};
