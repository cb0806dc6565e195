// `kitap central add-station`: makes a station number and its token, which is printed once and kept
// nowhere.
import { Command } from 'commander';
import { loadSite } from '../../profiles/loader.ts';
import { type CommonOptions, print, withStore } from './central-options.ts';
import { stationsCa, type TlsOptions } from './tls-files.ts';

type StationOptions = CommonOptions & TlsOptions & { site: string; station: string };

/** Prints what the station needs: number, token, the key of sticks and, for HTTPS, the certificate that it is to trust. */
const addStation = async (options: StationOptions): Promise<void> => {
  // Before the number is given away: it is never given again.
  const ca = stationsCa(options);
  await withStore(options, async (store) => {
    const site = loadSite(options.site);
    const libraryId = await store.ensureLibrary(site.id, site.libraryNumber, site);
    const station = Number(options.station);
    const token = await store.addStation(libraryId, station);
    // Not secret: the station checks by it who wrote the files on a stick.
    const { publicKey: centralKey } = await store.stick.signer(libraryId);
    print(
      JSON.stringify({ library: libraryId, station, token, centralKey, ...(ca ? { ca } : {}) }),
    );
  });
};

export const addStationCommand = (): Command =>
  new Command('add-station')
    .description('make a station number; prints its token once, and the certificate to trust')
    .requiredOption('--site <id>', 'id or path of the site file')
    .requiredOption('--station <number>', 'number from 1 to 999, never given before')
    .action((_own, sub: Command) => addStation(sub.optsWithGlobals<StationOptions>()));
