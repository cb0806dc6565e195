// `kitap board PATH`: what the kiosk board at this port says of itself, as one line of JSON; `--pulse` moves an output once. The
// bridge must not hold the port meanwhile.
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { loadDeviceProfiles } from '../../profiles/loader.ts';
import { checkBoard } from '../board-check.ts';
import { nativeModules } from '../ports/native-modules.ts';
import { openSerialPort } from '../ports/serial-port.ts';
import { systemClock } from '../system-clock.ts';

const PROFILE = 'kitap-board';

const pulseOf = (text: string): { output: number; ms: number } => {
  const [, output, ms] = /^(\d{1,3}):(\d{1,6})$/.exec(text) ?? [];
  if (output === undefined || Number(output) > 255)
    throw new InvalidArgumentError('OUTPUT:MS, such as 4:500');
  return { output: Number(output), ms: Number(ms) };
};

const check = async (path: string, options: { pulse?: ReturnType<typeof pulseOf> }) => {
  const settings = loadDeviceProfiles().get(PROFILE)!.serial!;
  const port = await openSerialPort({ path, settings, clock: systemClock, native: nativeModules });
  try {
    console.log(JSON.stringify(await checkBoard(port, systemClock, options.pulse)));
  } finally {
    await port.close();
  }
};

/** Exit status: 0 it answered, 2 called wrongly; what it throws says what to do. */
export const run = async (argv: string[]): Promise<number> => {
  const program = new Command('kitap board')
    .description('Asks a kiosk board who it is, prints one line of JSON.')
    .argument('<path>', 'serial port, such as /dev/ttyACM0')
    .option('--pulse <output:ms>', 'switch this output on for so long', pulseOf)
    .exitOverride()
    .action(check);
  try {
    await program.parseAsync(argv, { from: 'user' });
    return 0;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
};
