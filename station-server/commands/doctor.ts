// `kitap doctor`: looks whether this machine can run a station and says what to do where it cannot. Changes nothing. Each check
// is a function of its own in `doctor-*.ts`; this file gives them the real world and prints what they found.
import { readFileSync, statfsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { lintProfiles } from '../../profiles/lint.ts';
import { loadSite, loadStation, profilesFolder } from '../../profiles/loader.ts';
import { packageRoot } from '../../profiles/package-root.ts';
import { checkClock, checkZone, offsetMinutes, programDateMs } from './doctor-clock.ts';
import { checkDatabases, checkSpace, checkWritable, writeProbe } from './doctor-data.ts';
import { checkDevices, runChild } from './doctor-devices.ts';
import { type Check, lineOf, lookAll } from './doctor-finding.ts';
import { askStation, checkPort, tryListen } from './doctor-port.ts';
import { checkNode, checkPages, checkProfiles, checkSqlite } from './doctor-program.ts';

type Options = { data: string; port: string; station: string; json: boolean };

const built = join(packageRoot, 'dist');

const enginesOf = (): string => {
  const text = readFileSync(join(packageRoot, 'package.json'), 'utf8');
  return (JSON.parse(text) as { engines: { node: string } }).engines.node;
};

// Loaded here and not above: where it does not load, the other checks must still run.
const loadSqlite = async () => (await import('better-sqlite3')).default;

const sqliteVersion = async (): Promise<string> => {
  const db = new (await loadSqlite())(':memory:');
  try {
    return String(db.prepare('SELECT sqlite_version()').pluck().get());
  } finally {
    db.close();
  }
};

const checksOf = (options: Options): Check[] => {
  const data = resolve(options.data);
  const probe = (folder: string) => writeProbe(folder, `.kitap-doctor-${process.pid}`);
  const programMs = () =>
    programDateMs(
      join(packageRoot, 'CHANGELOG.md'),
      join(built, 'station-server', 'cli', 'kitap.js'),
    );
  const devices = join(built, 'firmware-bridge', 'commands', 'check-devices.js');
  return [
    { name: 'node', look: () => [checkNode(process.version, enginesOf())] },
    { name: 'pages', look: () => [checkPages(join(built, 'kiosk-ui'))] },
    { name: 'profiles', look: () => [checkProfiles(() => lintProfiles(profilesFolder))] },
    { name: 'sqlite', look: async () => [await checkSqlite(sqliteVersion)] },
    { name: 'data', look: () => [checkWritable(data, probe)] },
    { name: 'space', look: () => [checkSpace(data, statfsSync)] },
    {
      name: 'database',
      look: async () => {
        const Database = await loadSqlite();
        const readOnly = { readonly: true, fileMustExist: true };
        return checkDatabases(data, (file) => new Database(file, readOnly));
      },
    },
    { name: 'clock', look: () => [checkClock(Date.now(), programMs())] },
    {
      name: 'zone',
      look: () => [checkZone(loadSite(loadStation(options.station).site).timeZone, offsetMinutes)],
    },
    {
      name: 'port',
      look: async () => [await checkPort(Number(options.port), tryListen, askStation)],
    },
    { name: 'devices', look: () => checkDevices(() => runChild(devices)) },
  ];
};

/** @returns 1 when any check fails, else 0: a warning leaves everything else working */
export const run = async (argv: string[]): Promise<number> => {
  const options = new Command('kitap doctor')
    .description('Checks this machine and says what to do. Changes nothing.')
    .option('--data <folder>', 'where the data is kept, or will be', 'data')
    .option('--port <number>', 'port of the station on 127.0.0.1', '7410')
    .option('--station <profile>', 'station profile, for the time zone of its library', 'demo')
    .option('--json', 'print one JSON object instead of lines', false)
    .parse(argv, { from: 'user' })
    .opts<Options>();
  const findings = await lookAll(checksOf(options));
  const well = findings.every(({ outcome }) => outcome !== 'fail');
  if (options.json) console.log(JSON.stringify({ well, findings }));
  else for (const finding of findings) console.log(lineOf(finding));
  return well ? 0 : 1;
};
