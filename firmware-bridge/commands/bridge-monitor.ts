// `kitap bridge --monitor`: every byte in and out of the devices of one place, with its time, and beside it what the driver made of
// it. For a technician in front of a device that nobody here has seen; it shows card numbers, so its output is not for a file.
import { Command } from 'commander';
import type { DriverEvent } from '../../devices/driver.ts';
import type { DeviceState } from '../messages.ts';
import { systemClock } from '../system-clock.ts';
import { placeOf, untilTold } from './bridge-place.ts';
import { createPlaceUnits } from './place-units.ts';

const BYTES_A_LINE = 16;
/** A picture for a printer has 40 kB; its head tells enough. */
const BYTES_SHOWN_MAX = 256;
const HEX_CHARS = BYTES_A_LINE * 3 - 1;

const timeOf = (ms: number): string => new Date(ms).toISOString().slice(11, 23);
const lead = (atMs: number, device: string, sign: string): string =>
  `${timeOf(atMs)} ${device.padEnd(12)} ${sign}`;

const printable = (byte: number): string =>
  byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.';

export const formatBytes = (
  atMs: number,
  device: string,
  direction: 'in' | 'out',
  bytes: Uint8Array,
): string[] => {
  const head = lead(atMs, device, direction === 'in' ? '<' : '>');
  const shown = bytes.subarray(0, BYTES_SHOWN_MAX);
  const lines: string[] = [];
  for (let at = 0; at < shown.length; at += BYTES_A_LINE) {
    const part = [...shown.subarray(at, at + BYTES_A_LINE)];
    const hex = part.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    lines.push(`${head} ${hex.padEnd(HEX_CHARS)}  ${part.map(printable).join('')}`);
  }
  const more = bytes.length - shown.length;
  if (more > 0) lines.push(`${head} and ${more} bytes more`);
  return lines;
};

export const formatEvent = (atMs: number, device: string, event: DriverEvent): string => {
  const { type, ...rest } = event;
  const parts = Object.entries(rest).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return [lead(atMs, device, '*'), type, ...parts].join(' ');
};

export const formatState = (atMs: number, { device, state, code, why, hint }: DeviceState) =>
  [
    `${lead(atMs, device, '!')} ${[state, code, why].filter(Boolean).join(': ')}`,
    ...(hint === undefined ? [] : [`${lead(atMs, device, '!')} what to do: ${hint}`]),
  ].join('\n');

type Options = { station: string; place: string; simulate: boolean; devices?: string };

/** Runs until SIGTERM or SIGINT. */
export const runMonitor = async (argv: readonly string[]): Promise<number> => {
  const options = new Command('kitap bridge --monitor')
    .description('Shows the bytes of the devices of one place and what their drivers make of them.')
    .option('--monitor', 'this')
    .requiredOption('--station <profile>', 'station profile: an id of profiles/stations, or a file')
    .requiredOption('--place <id>', 'the place of that station')
    .option('--simulate', 'allow simulated devices', false)
    .option('--devices <folder>', 'device profiles that win over the shipped ones')
    .exitOverride()
    .parse([...argv], { from: 'user' })
    .opts<Options>();
  const say = (text: string) => process.stdout.write(`${text}\n`);
  const units = createPlaceUnits(options, {
    onEvent: (device, event) => say(formatEvent(systemClock.nowMs(), device, event)),
    onBytes: (device, direction, bytes) => {
      for (const line of formatBytes(systemClock.nowMs(), device, direction, bytes)) say(line);
    },
    tell: (message) => {
      if (message.type === 'device-state') say(formatState(systemClock.nowMs(), message.state));
    },
  });
  say(`${placeOf(options).id}: < from the device, > to it, * what the driver says, ! its state`);
  const told = untilTold();
  for (const { unit } of units) unit.supervisor.start();
  await told;
  await Promise.all(units.map(({ unit }) => unit.supervisor.stop()));
  return 0;
};
