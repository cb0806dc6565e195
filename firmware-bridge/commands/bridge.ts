// `kitap bridge`: the process that owns one place's ports. Prints one line of JSON to stdout at
// each new link to the station and logs to stderr; ends cleanly on SIGTERM and SIGINT. This is the
// boundary where a failure becomes an exit status.
import { Command, CommanderError } from 'commander';
import { pino } from 'pino';
import { createDriver } from '../../devices/registry.ts';
import { loadDeviceProfiles } from '../../profiles/loader.ts';
import { type Bridge, createBridge } from '../bridge.ts';
import { systemClock } from '../system-clock.ts';
import { runList } from './bridge-list.ts';
import { runMonitor } from './bridge-monitor.ts';
import { placeOf, statusOf, tagRulesOf, untilTold } from './bridge-place.ts';

/** A device that hangs must not keep the process from ending when it was told to. */
const STOP_LIMIT_MS = 8_000;

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
    .addHelpText(
      'after',
      '\nkitap bridge --list --help, kitap bridge --monitor --help: what is plugged in, and what goes over the lines.',
    )
    .exitOverride()
    .parse([...argv], { from: 'user' })
    .opts<Options>();

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
    if (argv.includes('--list')) return await runList(argv);
    if (argv.includes('--monitor')) return await runMonitor(argv);
    return await serve(parse(argv));
  } catch (failure) {
    // commander has said what is wrong already; `--help` is no failure.
    if (failure instanceof CommanderError) return failure.exitCode === 0 ? 0 : 64;
    return statusOf(failure);
  }
};
