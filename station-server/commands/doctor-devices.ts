// Checks that load native port libraries or draw: made by a child process, `firmware-bridge/commands/check-devices`, so that a
// library that crashes or hangs takes only the child with it. Its answer is one line of JSON, checked here.
import { spawn } from 'node:child_process';
import { Ajv } from 'ajv';
import Type, { type Static } from 'typebox';
import { type Finding, fail, ok, warn } from './doctor-finding.ts';

export const DEVICES_MS_MAX = 20_000;
const OUTPUT_CHARACTERS_MAX = 262_144;

const Part = Type.Object({
  name: Type.String(),
  well: Type.Boolean(),
  what: Type.String(),
  hint: Type.Optional(Type.String()),
});
/** What `check-devices` prints; see there. */
const Report = Type.Object({
  modules: Type.Array(Part),
  font: Part,
  listing: Part,
  ports: Type.Array(
    Type.Object({
      bus: Type.String(),
      path: Type.String(),
      usb: Type.String(),
      profiles: Type.Array(Type.String()),
    }),
  ),
});
type Report = Static<typeof Report>;

export type ChildAnswer = { output: string; end: string };

/** Runs the module and gives what it printed and how it ended: `status 0`, a signal, `time limit`. */
export const runChild = (module: string, limitMs = DEVICES_MS_MAX): Promise<ChildAnswer> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [module], { stdio: ['ignore', 'pipe', 'ignore'] });
    let output = '';
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, limitMs);
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      if (output.length < OUTPUT_CHARACTERS_MAX) output += piece;
    });
    const done = (end: string): void => {
      clearTimeout(timer);
      resolve({ output, end: late ? 'time limit' : end });
    };
    child.once('error', (error) => done(error.message));
    child.once('close', (status, signal) => done(signal ?? `status ${status}`));
  });

const isReport = new Ajv({ meta: false, validateSchema: false }).compile<Report>(Report);

const reportOf = (output: string): Report | null => {
  try {
    const value: unknown = JSON.parse(output);
    return isReport(value) ? value : null;
  } catch {
    return null;
  }
};

const findingsOf = ({ modules, font, listing, ports }: Report): Finding[] => {
  const hintOf = (part: Static<typeof Part>): string => part.hint ?? 'Run `npm ci` again.';
  const findings = modules.map((part) =>
    part.well
      ? ok(part.name, part.what)
      : warn(part.name, `${part.what}; everything else works without it`, hintOf(part)),
  );
  findings.push(
    font.well ? ok('font', font.what) : fail('font', font.what, hintOf(font)),
    ...(listing.well ? [] : [warn('devices', listing.what, hintOf(listing))]),
  );
  if (listing.well && ports.length === 0)
    findings.push(ok('devices', 'nothing that looks like a scanner or printer is plugged in'));
  for (const { bus, path, usb, profiles } of ports) {
    const what = `${path} (${[bus, usb].filter((part) => part !== '').join(' ')})`;
    if (profiles.length > 0) findings.push(ok('devices', `${what}: ${profiles.join(', ')}`));
    // Every mouse is a HID device, and many a radio stick a plain USB one; a serial line or a printer
    // without a profile is worth a look.
    else if (bus === 'hid' || bus === 'usb')
      findings.push(ok('devices', `${what}: no profile, left alone`));
    else {
      const hint =
        'Name it by its path in the station profile with a generic profile, or add a profile.';
      findings.push(warn('devices', `${what}: no profile fits`, hint));
    }
  }
  return findings;
};

/** @param ask runs the child; see `runChild` */
export const checkDevices = async (ask: () => Promise<ChildAnswer>): Promise<Finding[]> => {
  const { output, end } = await ask();
  const report = end === 'status 0' ? reportOf(output) : null;
  if (report !== null) return findingsOf(report);
  const why = end === 'status 0' ? 'its answer cannot be read' : `it ended by: ${end}`;
  const hint = 'Run `npm ci` on this computer; if it stays, unplug devices one by one.';
  return [fail('devices', `the check of ports and font did not finish; ${why}`, hint)];
};
