// The `kitap` command line: picks a command and starts its module by path, so that `kitap bridge` loads nothing of the server
// and `kitap station` nothing of the ports (DESIGN.md "Folders"). A command module exports `run(argv): Promise<exit status>`.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageRoot } from '../../profiles/package-root.ts';

type CommandModule = { run(argv: string[]): Promise<number> };

/** `with` names another module for a command line that has this option. */
type CommandRow = { module: string; summary: string; with?: { option: string; module: string } };

const COMMANDS: Record<string, CommandRow> = {
  start: {
    module: 'station-server/commands/start',
    summary: 'everything for a demo: central, station, bridge with simulated devices, kiosk page',
  },
  station: {
    module: 'station-server/commands/station',
    summary: 'the station server of one branch',
  },
  stick: {
    module: 'station-server/commands/stick',
    summary: 'sync by file for a station with no link: write, read, status',
  },
  bridge: {
    module: 'firmware-bridge/commands/bridge',
    summary: 'the process that owns the ports of one place: scanners, printers',
  },
  board: {
    module: 'firmware-bridge/commands/board',
    summary: 'asks a kiosk board who it is; --pulse OUTPUT:MS moves one of its outputs',
  },
  central: {
    module: 'central/commands/central',
    summary: 'the central library database; add-station gives a station its token',
  },
  import: {
    module: 'central/commands/import',
    summary: 'catalogue FILE.mrc (ISO 2709) or patrons FILE.csv into central',
  },
  audit: {
    module: 'station-server/commands/audit',
    with: { option: '--database', module: 'central/commands/audit' },
    summary:
      'verify: no entry of a journal was changed, removed or put in; nothing left of the erased',
  },
  tag: {
    module: 'devices/commands/tag',
    summary: 'decode HEX: every element of an RFID tag and why it is refused; encode: its memory',
  },
  'lint-profiles': {
    module: 'profiles/commands/lint-profiles',
    summary: 'checks every device, station and site profile and says what to do',
  },
  doctor: {
    module: 'station-server/commands/doctor',
    summary: 'checks this machine: Node, disk, ports, native modules, devices, clock',
  },
};

const help = (): string => {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length)) + 2;
  const lines = Object.entries(COMMANDS).map(
    ([name, { summary }]) => `  ${name.padEnd(width)}${summary}`,
  );
  return `Usage: kitap COMMAND [options]\n\nCommands:\n${lines.join('\n')}\n
kitap COMMAND --help tells the options of a command; kitap --version prints the version.`;
};

const version = (): string =>
  (JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string })
    .version;

const main = async (argv: string[]): Promise<number> => {
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    console.log(help());
    return name === undefined ? 2 : 0;
  }
  if (name === '--version') {
    console.log(version());
    return 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    console.error(`kitap: there is no command "${name}".\n\n${help()}`);
    return 2;
  }
  const other = rest.some((word) => word.split('=')[0] === command.with?.option);
  const module = (other && command.with?.module) || command.module;
  const path = join(packageRoot, 'dist', `${module}.js`);
  const { run } = (await import(pathToFileURL(path).href)) as CommandModule;
  return run(rest);
};

// Started by `kitap start`: when the parent is gone, this process must not stay behind.
if (process.connected) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  // A listener keeps the channel, and so the process, alive: nothing waits for it when the command is done.
  process.channel?.unref();
}

const describe = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const { code, hint } = error as Error & { code?: string; hint?: string };
  const cause = error.cause instanceof Error ? `\n  cause: ${error.cause.message}` : '';
  return `${code ? `${code}: ` : ''}${error.message}${hint ? `\n  what to do: ${hint}` : ''}${cause}`;
};

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(`kitap: ${describe(error)}`);
  process.exitCode = 1;
}
