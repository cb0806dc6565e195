// Lint rules for station and site files, beyond what the schemas say: names that must exist, rules
// that must make sense.
import type { DeviceProfile } from './device-schema.ts';
import { checkDoors, checkInputs } from './lint-boards.ts';
import type { ShapeProblem } from './schema-check.ts';
import type { Site } from './site-schema.ts';
import type { StationProfile } from './station-schema.ts';

type PortKind = StationProfile['places'][number]['devices'][number]['port']['kind'];

/** Which ports speak what a driver understands; `simulated` speaks everything. */
const portsOf: Record<DeviceProfile['driver'], PortKind[]> = {
  'serial-scanner': ['serial', 'tcp', 'file', 'simulated'],
  'hid-pos-scanner': ['hid', 'simulated'],
  'keyboard-wedge': ['page-keyboard', 'simulated'],
  'escpos-printer': ['serial', 'tcp', 'file', 'simulated'],
  'modbus-relay': ['serial', 'tcp', 'simulated'],
  'kerong-locker': ['serial', 'tcp', 'simulated'],
  'winnsen-locker': ['serial', 'tcp', 'simulated'],
  'kitap-board': ['serial', 'simulated'],
  'kitap-board-pad': ['serial', 'simulated'],
  'feig-iso-host': ['serial', 'tcp', 'usb', 'simulated'],
  rl866: ['serial', 'tcp', 'simulated'],
  '3m-810': ['serial', 'tcp', 'simulated'],
};

const repeats = (ids: string[]): number[] =>
  ids.flatMap((id, index) => (ids.indexOf(id) < index ? [index] : []));

/**
 * A station must name a site, a branch of it, and device profiles that exist, each on a port its
 * driver can use.
 */
export const lintStation = (
  station: StationProfile,
  sites: ReadonlyMap<string, Site>,
  profiles: ReadonlyMap<string, DeviceProfile>,
): ShapeProblem[] => {
  const problems: ShapeProblem[] = [];
  const site = sites.get(station.site);
  if (!site) problems.push({ path: '/site', todo: `no site file "${station.site}.json" is valid` });
  else if (!site.branches.some((branch) => branch.code === station.branch))
    problems.push({ path: '/branch', todo: `name a branch of the site "${site.id}"` });
  for (const index of repeats(station.places.map((place) => place.id)))
    problems.push({ path: `/places/${index}/id`, todo: 'give each place its own id' });
  station.places.forEach((place, placeIndex) => {
    const path = `/places/${placeIndex}/devices`;
    for (const index of repeats(place.devices.map((device) => device.id)))
      problems.push({ path: `${path}/${index}/id`, todo: 'give each device its own id' });
    place.devices.forEach((device, index) => {
      const profile = profiles.get(device.profile);
      if (!profile)
        problems.push({
          path: `${path}/${index}/profile`,
          todo: `no device profile "${device.profile}.json" is valid`,
        });
      else if (!portsOf[profile.driver].includes(device.port.kind))
        problems.push({
          path: `${path}/${index}/port/kind`,
          todo: `use one of: ${portsOf[profile.driver].join(', ')}`,
        });
      for (const found of profile ? checkInputs(device, profile) : [])
        problems.push({ path: `${path}/${index}/inputs${found.path}`, todo: found.todo });
    });
    for (const found of checkDoors(place, profiles))
      problems.push({ path: `${path}${found.path}`, todo: found.todo });
  });
  return problems;
};

/** Every return needs a bin, every rule a chance to decide, every flap a bin. */
const checkBins = ({ bins, branches }: Site): ShapeProblem[] => {
  if (!bins) return [];
  const problems: ShapeProblem[] = [];
  const codes = new Set(branches.map((branch) => branch.code));
  const last = bins.rules.length - 1;
  bins.rules.forEach((rule, index) => {
    const path = `/bins/rules/${index}`;
    const { bin: _, why: __, ...conditions } = rule;
    const free = Object.values(conditions).every((value) => value === undefined);
    if (index === last && !free)
      problems.push({
        path,
        todo: 'end with a rule without any condition, so that every return has a bin',
      });
    if (index < last && free)
      problems.push({
        path,
        todo: 'put the rule without any condition last, none behind it counts',
      });
    for (const code of rule.branches ?? [])
      if (!codes.has(code))
        problems.push({
          path: `${path}/branches`,
          todo: `name branches of this site, there is no "${code}"`,
        });
  });
  const outputs = bins.outputs ?? [];
  for (const index of repeats(outputs.map(({ bin }) => bin)))
    problems.push({ path: `/bins/outputs/${index}/bin`, todo: 'give each bin one output' });
  outputs.forEach(({ bin }, index) => {
    if (!bins.rules.some((rule) => rule.bin === bin))
      problems.push({
        path: `/bins/outputs/${index}/bin`,
        todo: `no rule sends anything to "${bin}"`,
      });
  });
  return problems;
};

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== null;
  } catch {
    return false;
  }
};

const isPattern = (pattern: string): boolean => {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u') !== null;
  } catch {
    return false;
  }
};

/**
 * A site's rules must be usable: patterns that compile, a last loan rule for everybody, periods
 * that do not run backwards.
 */
export const lintSite = (site: Site): ShapeProblem[] => {
  const problems: ShapeProblem[] = [];
  if (!isTimeZone(site.timeZone))
    problems.push({ path: '/timeZone', todo: 'use an IANA name such as Asia/Almaty' });
  for (const index of repeats(site.branches.map((branch) => branch.code)))
    problems.push({ path: `/branches/${index}/code`, todo: 'give each branch its own code' });
  site.barcodeRules.forEach((rule, index) => {
    if (!isPattern(rule.pattern))
      problems.push({
        path: `/barcodeRules/${index}/pattern`,
        todo: 'correct the regular expression, it does not compile',
      });
  });
  if (site.rfid && !isPattern(site.rfid.piiPattern))
    problems.push({
      path: '/rfid/piiPattern',
      todo: 'correct the regular expression, it does not compile',
    });
  const { loanRules, kioskIdleSeconds, kioskIdleWarningSeconds } = site.policy;
  loanRules.forEach((rule, index) => {
    const codes = new Set(site.branches.map((branch) => branch.code));
    for (const code of rule.branches ?? [])
      if (!codes.has(code))
        problems.push({
          path: `/policy/loanRules/${index}/branches`,
          todo: `name branches of this site, there is no "${code}"`,
        });
  });
  const last = loanRules.at(-1);
  if (last?.categories || last?.itemTypes || last?.branches)
    problems.push({
      path: `/policy/loanRules/${loanRules.length - 1}`,
      todo: 'end with a rule without any condition, so that every loan has one',
    });
  if (kioskIdleWarningSeconds >= kioskIdleSeconds)
    problems.push({
      path: '/policy/kioskIdleWarningSeconds',
      todo: 'warn before the session ends: make it less than kioskIdleSeconds',
    });
  problems.push(...checkBins(site));
  site.calendar.closedPeriods.forEach((period, index) => {
    if (period.from > period.to)
      problems.push({
        path: `/calendar/closedPeriods/${index}`,
        todo: 'put the earlier day into "from"',
      });
  });
  return problems;
};
