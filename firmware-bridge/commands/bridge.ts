// `kitap bridge`: the process that owns one place's ports. Prints one line of JSON to stdout at
// each new link to the station and logs to stderr; ends cleanly on SIGTERM and SIGINT. This is the
// boundary where a failure becomes an exit status.
import { Command, CommanderError } from 'commander';
import { pino } from 'pino';
import { createDriver } from '../../devices/registry.ts';
import { loadDeviceProfiles, loadSite, loadStation } from '../../profiles/loader.ts';
import { defaultRfidRules } from '../../profiles/rfid-rules.ts';
import type { Place } from '../../profiles/station-schema.ts';
import { type Bridge, createBridge } from '../bridge.ts';
import { BridgeError } from '../errors.ts';
import { systemClock } from '../system-clock.ts';

/** A device that hangs must not keep the process from ending when it was told to. */
const STOP_LIMIT_MS = 8_000;

type Profiles = ReturnType<typeof loadDeviceProfiles>;

type Options = {
  station: string;
  place: string;
  socket: string;
  simulate: boolean;
  devices?: string;
};

const parse = (argv: readonly string[]): Options =>
  new Command('kitap bridge')
    .description("Owns one place's scanners and printers and speaks to the station.")
    .requiredOption('--station <profile>', 'station profile: an id of profiles/stations, or a file')
    .requiredOption('--place <id>', 'the place of that station whose devices are used')
    .requiredOption('--socket <path>', 'Unix socket of the station (a named pipe on Windows)')
    .option('--simulate', 'allow simulated devices and take commands for them', false)
    .option('--devices <folder>', 'device profiles that win over the shipped ones')
    .exitOverride()
    .parse([...argv], { from: 'user' })
    .opts<Options>();

const placeOf = (options: Options): Place => {
  const station = loadStation(options.station);
  const place = station.places.find(({ id }) => id === options.place);
  if (place) return place;
  const known = station.places.map(({ id }) => id).join(', ');
  throw new BridgeError('place-unknown', `${options.place}; ${station.id} has: ${known}`);
};

/** What drivers of pads need of the site file; a place without a pad works without that file. */
const tagRulesOf = (station: string, place: Place, profiles: Profiles) => {
  if (!place.devices.some(({ profile }) => profiles.get(profile)?.class === 'rfid')) return {};
  const { rfid = defaultRfidRules, isil } = loadSite(loadStation(station).site);
  return { tagRules: { rfid, isil } };
};

const untilTold = () =>
  new Promise<NodeJS.Signals>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, resolve);
  });

const serve = async (options: Options): Promise<number> => {
  const log = pino({ base: { process: 'bridge', place: options.place } }, pino.destination(2));
  const place = placeOf(options);
  const profiles = loadDeviceProfiles(options.devices);
  const bridge: Bridge = createBridge({
    place,
    profiles,
    socketPath: options.socket,
    simulate: options.simulate,
    clock: systemClock,
    createDriver,
    ...tagRulesOf(options.station, place, profiles),
    onLinked(linked) {
      if (!linked) return;
      const ready = { ready: true, place: place.id, pid: process.pid, devices: bridge.states() };
      process.stdout.write(`${JSON.stringify(ready)}\n`);
    },
    onProblem: (problem) => log.warn(problem, 'no link to the station; trying again'),
  });
  const told = untilTold();
  bridge.start();
  log.info({ signal: await told }, 'stopping');
  const cancel = systemClock.after(STOP_LIMIT_MS, () => process.exit(70));
  await bridge.stop();
  cancel();
  return 0;
};

/**
 * Runs until told to stop. Resolves with the exit status: 0, 64 for a wrong command line, or the
 * status of the failure.
 */
export const run = async (argv: readonly string[]): Promise<number> => {
  try {
    return await serve(parse(argv));
  } catch (failure) {
    // commander has said what is wrong already; `--help` is no failure.
    if (failure instanceof CommanderError) return failure.exitCode === 0 ? 0 : 64;
    const told = failure as { code?: unknown; hint?: unknown; status?: unknown; message: string };
    if (typeof told.code !== 'string' || typeof told.hint !== 'string') throw failure;
    process.stderr.write(`kitap bridge: ${told.message}\n${told.hint}\n`);
    return failure instanceof BridgeError ? failure.status : 78;
  }
};
