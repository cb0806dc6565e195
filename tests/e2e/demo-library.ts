// A library of demo data as the end-to-end tests use it: real central, station and bridge with its simulated devices.
import type { DemoView } from '../../station-server/api-types.ts';
import { stationReady } from './kiosk.ts';
import {
  endAll,
  freePort,
  prepareLibrary,
  startBridge,
  startCentral,
  startStation,
} from './processes.ts';

export type DemoLibrary = {
  /** Where all its files are. */
  folder: string;
  /** Of the station: its store, its staff's key. */
  stationFolder: string;
  /** Of the station. */
  url: string;
  demo: DemoView;
  /** Ends every process and removes the folder. */
  end(): Promise<void>;
};

export const startDemoLibrary = async (): Promise<DemoLibrary> => {
  const library = prepareLibrary();
  const end = async (): Promise<void> => {
    await endAll();
    library.remove();
  };
  try {
    const ports = { station: await freePort(), central: await freePort() };
    await startCentral(library, ports.central);
    const station = await startStation(library, ports);
    const url = String(station.ready.url);
    await startBridge(library);
    const { folder, stationFolder } = library;
    return { folder, stationFolder, url, demo: await stationReady(url), end };
  } catch (cause) {
    await end();
    throw cause;
  }
};
