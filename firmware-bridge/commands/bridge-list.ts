// `kitap bridge --list`: all that is plugged in with the profiles that fit, or, for a place, each of its devices opened once and what
// came of it, with the hint that staff need.
import { Command } from 'commander';
import { loadDeviceProfiles } from '../../profiles/loader.ts';
import { listPorts } from '../ports/list-ports.ts';
import { nativeModules } from '../ports/native-modules.ts';
import { START_LIMIT_MS } from '../session.ts';
import type { DeviceHealth } from '../supervisor.ts';
import { systemClock } from '../system-clock.ts';
import { createWaiter } from '../time-limit.ts';
import { type PortReport, profilesFor } from './check-devices.ts';
import { createPlaceUnits } from './place-units.ts';

/** At least so long, so that a device that is only slow to appear is seen. */
const LOOK_MS_MIN = 1_500;
const LOOK_MS_MAX = START_LIMIT_MS + 1_000;
const STEP_MS = 100;

export type ListedDevice = { id: string; profile: string; health: DeviceHealth };

const table = (rows: readonly (readonly string[])[]): string => {
  const widths = rows.reduce<number[]>(
    (most, row) => row.map((cell, at) => Math.max(most[at] ?? 0, cell.length)),
    [],
  );
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};

export const formatPorts = (ports: readonly PortReport[]): string => {
  if (ports.length === 0) return 'Nothing is plugged in that a profile could be chosen for.';
  const rows = ports.map(({ bus, path, usb, profiles }) => [
    path,
    bus,
    usb || '-',
    profiles.join(', ') || 'no profile names it; choose one by hand',
  ]);
  return table([['PORT', 'BUS', 'VENDOR:PRODUCT', 'PROFILES'], ...rows]);
};

export const formatDevices = (devices: readonly ListedDevice[]): string => {
  if (devices.length === 0) return 'This place has no devices.';
  const rows = devices.map(({ id, profile, health }) => [
    ...[id, profile, health.state.state, String(health.opens), String(health.failures)],
    ...[String(health.bytesIn), String(health.bytesOut)],
    ...[String(health.events), String(health.noiseBytes)],
  ]);
  const head = ['DEVICE', 'PROFILE', 'STATE', 'OPENS', 'FAILURES', 'IN', 'OUT', 'EVENTS', 'NOISE'];
  const troubles = devices.flatMap(({ id, health: { state } }) =>
    state.code === undefined
      ? []
      : [`${id}: ${state.code}: ${state.why ?? ''}`, `  what to do: ${state.hint ?? ''}`],
  );
  return [table([head, ...rows]), ...troubles].join('\n');
};

type Options = { station?: string; place?: string; simulate: boolean; devices?: string };

const listPlugged = async (folder: string | undefined): Promise<string> => {
  const profiles = loadDeviceProfiles(folder);
  const ports = (await listPorts(nativeModules)).map((port): PortReport => {
    const { bus, path, vendorId, productId } = port;
    const usb = vendorId && productId ? `${vendorId}:${productId}` : '';
    return { bus, path, usb, profiles: profilesFor(port, profiles) };
  });
  return formatPorts(ports);
};

const listPlace = async (options: Options & { station: string; place: string }) => {
  const units = createPlaceUnits(options, { onEvent() {}, tell() {} });
  for (const { unit } of units) unit.supervisor.start();
  const waiter = createWaiter(systemClock);
  const opening = () => units.some(({ unit }) => unit.supervisor.state().state === 'opening');
  for (let ms = 0; ms < LOOK_MS_MIN || (opening() && ms < LOOK_MS_MAX); ms += STEP_MS)
    await waiter.wait(STEP_MS);
  const listed = units.map(({ id, profile, unit }) => ({
    ...{ id, profile },
    health: unit.supervisor.health(),
  }));
  await Promise.all(units.map(({ unit }) => unit.supervisor.stop()));
  return { text: formatDevices(listed), well: listed.every(({ health }) => health.opens > 0) };
};

/** Exit status 0, or 69 when a device of the place did not become ready. */
export const runList = async (argv: readonly string[]): Promise<number> => {
  const options = new Command('kitap bridge --list')
    .description('Tells what is plugged in, or how the devices of one place are.')
    .option('--list', 'this')
    .option('--station <profile>', 'with --place: the devices of that place')
    .option('--place <id>', 'the place of that station')
    .option('--simulate', 'allow simulated devices', false)
    .option('--devices <folder>', 'device profiles that win over the shipped ones')
    .exitOverride()
    .parse([...argv], { from: 'user' })
    .opts<Options>();
  const { station, place } = options;
  if (station === undefined || place === undefined) {
    process.stdout.write(`${await listPlugged(options.devices)}\n`);
    return 0;
  }
  const { text, well } = await listPlace({ ...options, station, place });
  process.stdout.write(`${text}\n`);
  return well ? 0 : 69;
};
