// `kitap station`: the station-server of one branch. Opens the store, wires desk, sync and pages, and listens on loopback.
// Prints one JSON line when pages and bridges can connect; ends cleanly on SIGINT and SIGTERM. Logs go to stderr.
import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { pino } from 'pino';
import { loadContent, loadDeviceProfiles, loadSite, loadStation } from '../../profiles/loader.ts';
import { lockerDoorsOf } from '../../profiles/locker-doors.ts';
import { packageRoot } from '../../profiles/package-root.ts';
import type { Site } from '../../profiles/site-schema.ts';
import type { StationProfile } from '../../profiles/station-schema.ts';
import type { StationStatus } from '../api-types.ts';
import type { Backend } from '../backends/backend.ts';
import { type Clock, systemClock } from '../clock.ts';
import { createNetworkSwitch, type NetworkSwitch } from '../demo/network-switch.ts';
import { StationError } from '../errors.ts';
import { type OpenStation, openStation } from '../open-station.ts';
import { createStationRuntime, type StationRuntimeDeps } from '../runtime.ts';
import { readCa } from '../sync/central-link.ts';
import { createExchange } from '../sync/exchange.ts';
import { createSnapshotSource } from '../sync/first-load-source.ts';
import { createLinkMeter, type LinkMeter } from '../sync/link-meter.ts';
import { createSyncClient } from '../sync/sync-client.ts';
import { openFileBackend } from './open-file-backend.ts';
import { ensureSecret, readSecret } from './secret-file.ts';
import { bridgeSocketPath } from './socket-path.ts';

type Options = {
  station: string;
  data: string;
  port: string;
  central?: string;
  centralCa?: string;
  tokenFile?: string;
  exchange?: string;
  pullWaitSeconds: string;
  retryMaxSeconds: string;
  demo: boolean;
};

const HOST = '127.0.0.1';

const command = (): Command =>
  new Command('kitap station')
    .description(
      'The station server of one branch: loans, kiosk pages, sync. Listens on 127.0.0.1.',
    )
    .option('--station <profile>', 'station profile: an id of profiles/stations, or a file', 'demo')
    .option('--data <folder>', 'where its database and tokens are kept', 'data/station')
    .option('--port <number>', 'port on 127.0.0.1; 0 takes a free one', '7410')
    .option('--central <url>', 'address of central; without it nothing is synchronised')
    .option('--central-ca <file>', 'for https: the certificate, PEM, that add-station printed')
    .option('--token-file <file>', 'file with the token that `kitap central add-station` printed')
    .option(
      '--exchange <folder>',
      'instead of central: exchange files with another library program',
    )
    .option('--pull-wait-seconds <n>', 'how long a question for news stays open', '55')
    .option('--retry-max-seconds <n>', 'longest wait between tries when the link is down', '300')
    .option('--demo', 'serve the demo panel and take its commands', false);

/** The way to central: straight, or in a demo through a relay that can be cut. */
const openWay = async (
  options: Options,
): Promise<{ base: string | null; network: NetworkSwitch | null }> => {
  if (!options.central) return { base: null, network: null };
  const central = new URL(options.central);
  if (!options.demo || central.protocol !== 'http:') return { base: central.href, network: null };
  const network = createNetworkSwitch({ host: central.hostname, port: Number(central.port || 80) });
  return { base: `http://${HOST}:${await network.start()}`, network };
};

/** Certificates that are trusted beside no others; without the option those of the computer. */
const caOf = ({ centralCa }: Options): string | undefined =>
  centralCa === undefined ? undefined : readCa(resolve(centralCa));

/** With no central the queue only grows, and that is what the status says. */
const openSync = (
  options: Options,
  station: OpenStation,
  branch: string,
  way: { base: string | null; meter: LinkMeter },
  onChange: () => void,
): Backend | null => {
  const { base, meter } = way;
  if (base === null) return null;
  if (!options.tokenFile) throw new StationError('sync-unauthorised', { detail: '--token-file' });
  const token = readSecret(options.tokenFile);
  const ca = caOf(options);
  return createSyncClient({
    ...station,
    exchange: createExchange(base, token, systemClock, ca, meter),
    snapshots: { source: createSnapshotSource(base, token, systemClock, ca), branch },
    clock: systemClock,
    random: Math.random,
    pullWaitSeconds: Number(options.pullWaitSeconds),
    retryMsMax: Number(options.retryMaxSeconds) * 1_000,
    onChange,
  });
};

const queueStatus = (
  station: OpenStation,
  client: Backend | null,
  meter: LinkMeter,
): StationStatus['queue'] => {
  const { applied, lastContactAtMs, lastError, chainFork, online, loading } = client?.status() ?? {
    applied: station.meta.number('applied'),
    lastContactAtMs: null,
    lastError: null,
    chainFork: false,
    online: false,
    loading: null,
  };
  const { count, oldestAtMs } = station.journal.waiting(applied);
  return {
    ...{ waiting: count, oldestAtMs, applied, lastContactAtMs, lastError, chainFork, online },
    ...{ link: meter.speed(), loading },
  };
};

const deviceFacts = (): Pick<StationRuntimeDeps, 'deviceClass' | 'lockerDoors'> => {
  const profiles = loadDeviceProfiles();
  return {
    deviceClass: (profile) => profiles.get(profile)?.class ?? 'scanner',
    lockerDoors: (device) => lockerDoorsOf(device, profiles.get(device.profile)),
  };
};

const untilTold = (): Promise<unknown> =>
  new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, done);
  });

/** Two stations started by mistake are the usual reason that one does not start: say so plainly. */
const asPortFailure = (error: unknown, port: string): unknown =>
  (error as NodeJS.ErrnoException | null)?.code === 'EADDRINUSE'
    ? new StationError('port-in-use', { detail: `${HOST}:${port}`, cause: error })
    : error;

type Way = Awaited<ReturnType<typeof openWay>>;

const serve = async (
  options: Options,
  profile: StationProfile,
  site: Site,
  way: Way,
): Promise<void> => {
  const log = pino({ base: { process: 'station', station: profile.station } }, pino.destination(2));
  const told = untilTold();
  const dataFolder = resolve(options.data);
  const station = openStation({
    ...{ file: join(dataFolder, 'station.db'), site, clock: systemClock },
    ...{ station: profile.station, branch: profile.branch },
    onEntry: () => sync?.wake(),
  });
  // Receipts and pages show the time that the desk goes by, whatever the machine's clock says.
  const clock: Clock = { ...systemClock, nowMs: station.time.nowMs };
  const meter = createLinkMeter();
  const onChange = () => runtime.refresh();
  const sync = options.exchange
    ? openFileBackend(station, { folder: options.exchange, site, branch: profile.branch, onChange })
    : openSync(options, station, profile.branch, { base: way.base, meter }, onChange);
  const runtime = createStationRuntime({
    content: profile.content === undefined ? null : loadContent(profile.content),
    ...{ site, profile, db: station.db, desk: station.desk, clock },
    ...deviceFacts(),
    newJobId: randomUUID,
    socketPath: bridgeSocketPath(dataFolder),
    listen: { host: HOST, port: Number(options.port) },
    allowedHosts: [],
    staffToken: ensureSecret(join(dataFolder, 'staff-token')),
    pagesFolder: join(packageRoot, 'dist', 'kiosk-ui'),
    // A library's own recordings, such as a human voice, win over the shipped ones one by one.
    voiceFolders: [join(dataFolder, 'voice'), join(packageRoot, 'kiosk-ui', 'voice')],
    queue: () => queueStatus(station, sync, meter),
    time: station.time.state,
    syncNow: () => sync?.tryNow(),
    online: () => sync?.status().online ?? false,
    onErased: station.eraser.onErased,
    demo: options.demo ? { network: way.network, onNetwork: () => sync?.tryNow() } : null,
    onFailure: (code, cause, detail) => log.warn({ code, detail, err: cause }, 'failure'),
  });
  try {
    const { url } = await runtime.start().catch((error: unknown) => {
      throw asPortFailure(error, options.port);
    });
    sync?.start();
    console.log(JSON.stringify({ ready: true, url, pid: process.pid }));
    await told;
  } finally {
    await runtime.stop();
    await sync?.stop();
    station.close();
  }
};

export const run = async (argv: string[]): Promise<number> => {
  const options = command().parse(argv, { from: 'user' }).opts<Options>();
  const profile = loadStation(options.station);
  const way = await openWay(options);
  try {
    await serve(options, profile, loadSite(profile.site), way);
  } finally {
    // Also when the store refused to open: a relay left listening would keep the process alive.
    await way.network?.stop();
  }
  return 0;
};
