// `kitap central`: puts its sub-commands together, one file each, and tells failures in one line and
// a hint (DESIGN.md, "Processes"). A new sub-command is a file and a line in SUB_COMMANDS.
import { Command, CommanderError } from 'commander';
import { CentralError } from '../errors.ts';
import { addStaffCommand } from './add-staff.ts';
import { addStationCommand } from './add-station.ts';
import { backupCommand } from './backup.ts';
import { eraseCommand } from './erase.ts';
import { healthCommand } from './health.ts';
import { raiseEpochCommand } from './raise-epoch.ts';
import { restoreCommand } from './restore.ts';
import { addServe } from './serve.ts';
import { snapshotCommand } from './snapshot.ts';
import { stickCommand } from './stick.ts';

const SUB_COMMANDS: readonly (() => Command)[] = [
  addStaffCommand,
  addStationCommand,
  backupCommand,
  eraseCommand,
  healthCommand,
  raiseEpochCommand,
  restoreCommand,
  snapshotCommand,
  stickCommand,
];

const program = (): Command => {
  const command = new Command('kitap central')
    .description('serve the central library database')
    .option('--database <url|file>', 'postgres://... or an SQLite file')
    .option(
      '--data <dir>',
      'folder of the SQLite file, and of the list of erasures of PostgreSQL',
      'data',
    )
    .option(
      '--snapshots <dir>',
      'folder of snapshots for the first load; beside the data if not given',
    );
  addServe(command);
  for (const make of SUB_COMMANDS) command.addCommand(make());
  for (const each of [command, ...command.commands]) each.exitOverride();
  return command;
};

/** `argv` without the program and `central`. Resolves to the exit code. */
export async function run(argv: string[]): Promise<number> {
  try {
    await program().parseAsync(argv, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    if (error instanceof CentralError) {
      process.stderr.write(`${error.code}: ${error.message}\n${error.hint}\n`);
      return 1;
    }
    throw error;
  }
}
