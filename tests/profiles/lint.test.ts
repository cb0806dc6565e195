// The shipped profiles are clean, and each lint rule finds the fault that is planted for it, alone
// and by its place.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatProblem } from '../../profiles/errors.ts';
import { lintProfiles } from '../../profiles/lint.ts';
import { loadDeviceProfiles, profilesFolder } from '../../profiles/loader.ts';
import { defaultRfidRules } from '../../profiles/rfid-rules.ts';
import { type Json, makeProfileFolder, type ProfileFolder } from './profile-folder.ts';

let folder: ProfileFolder;
beforeEach(() => {
  folder = makeProfileFolder();
});
afterEach(() => folder.remove());

const problems = (dropIn?: string) =>
  lintProfiles(folder.path, dropIn).map((problem) =>
    formatProblem({ ...problem, file: problem.file.slice(folder.path.length + 1) }),
  );

it('the shipped profiles are clean', () => {
  expect(lintProfiles(profilesFolder).map(formatProblem)).toEqual([]);
});

it('the set without a fault is clean', () => {
  expect(problems()).toEqual([]);
});

const SERIAL = 'devices/generic-serial-scanner.json';
const HID = 'devices/generic-hid-pos-scanner.json';
const WEDGE = 'devices/generic-keyboard-wedge.json';
const LOCKER = 'devices/kerong-cu16.json';
const STATION = 'stations/corner.json';
const SITE = 'sites/balkhash.json';
const CONTENT = 'content/balkhash.json';

const flapAt = (device: string, output: number): Json => ({
  rules: [{ bin: '1', why: 'x' }],
  outputs: [{ bin: '1', device, output, ms: 500 }],
});
const reversed = (value: Json): Json => Object.fromEntries(Object.entries(value).reverse());
const planted: [rule: string, file: string, plant: (content: Json) => void, said: string][] = [
  ['file name is the id', HID, (c) => (c.id = 'other'), '/id: call it "generic-hid-pos-scanner"'],
  ['station file name is the id', STATION, (c) => (c.id = 'other'), '/id: call it "corner"'],
  ['site file name is the id', SITE, (c) => (c.id = 'other'), '/id: call it "balkhash"'],
  [
    'key order',
    HID,
    (c) => {
      delete c.label;
      c.label = 'late';
    },
    '/: put the keys in the order id, label',
  ],
  [
    'key order inside',
    SERIAL,
    (c) => (c.scanner = reversed(c.scanner)),
    '/scanner: put the keys in the order prefix',
  ],
  [
    'key order in lists',
    STATION,
    (c) => (c.places = c.places.map(reversed)),
    '/places/0: put the keys in the order id, kind',
  ],
  ['unknown keys', SERIAL, (c) => (c.colour = 'red'), '/: remove the unknown key "colour"'],
  [
    'unknown keys inside',
    SITE,
    (c) => (c.policy.fines = 1),
    '/policy: remove the unknown key "fines"',
  ],
  [
    'content of a site that exists',
    CONTENT,
    (c) => (c.id = 'nowhere'),
    '/id: no site file "nowhere.json" is valid',
  ],
  [
    'content for branches that exist',
    CONTENT,
    (c) => (c.events[0].branches = ['BLK-99']),
    '/events/0/branches: name branches of this site, there is no "BLK-99"',
  ],
  [
    'content on days that exist',
    CONTENT,
    (c) => (c.campaigns[0].until = '2027-02-30'),
    '/campaigns/0/until: name a day that the calendar has',
  ],
  [
    'content that somebody can see',
    CONTENT,
    (c) => {
      c.events[0].from = '2027-03-02';
      c.events[0].date = '2027-03-01';
    },
    '/events/0/from: put it on or before 2027-03-01',
  ],
  [
    'shelves with names of their own',
    CONTENT,
    (c) => (c.shelves[1].id = c.shelves[0].id),
    '/shelves/1/id: give each shelf its own id',
  ],
  [
    'shelves for some age',
    CONTENT,
    (c) => (c.shelves[0].ages.from = 9),
    '/shelves/0/ages/from: put it at or below 6, or nobody sees it',
  ],
  [
    'content in three languages',
    CONTENT,
    (c) => delete c.newBooks[0].about.kk,
    '/newBooks/0/about: add "kk"',
  ],
  [
    'content that says something',
    CONTENT,
    (c) => (c.events[0].title.en = ' '),
    '/events/0/title/en',
  ],
  [
    'a station tells content that exists',
    STATION,
    (c) => (c.content = 'nowhere'),
    '/content: no content file "nowhere.json" is valid',
  ],
  [
    'an address that no frame can hold',
    LOCKER,
    (c) => (c.contacts.address = 16),
    '/contacts/address: use 0 to 15',
  ],
  [
    'locks that no frame can name',
    LOCKER,
    (c) => {
      c.contacts.outputs = 17;
      c.contacts.inputs = 17;
    },
    '/contacts/outputs: at most 16',
  ],
  [
    'a lock without a sensor',
    LOCKER,
    (c) => (c.contacts.inputs = 8),
    '/contacts/inputs: each lock has one sensor',
  ],
  [
    'every return has a bin',
    SITE,
    (c) => (c.bins = { rules: [{ bin: '1', hold: true, why: 'x' }] }),
    '/bins/rules/0: end with a rule without any condition',
  ],
  [
    'no bin rule without a chance',
    SITE,
    (c) =>
      (c.bins = {
        rules: [
          { bin: '1', why: 'x' },
          { bin: '2', why: 'x' },
        ],
      }),
    '/bins/rules/0: put the rule without any condition last',
  ],
  [
    'branches of a bin rule',
    SITE,
    (c) =>
      (c.bins = {
        rules: [
          { bin: '1', branches: ['NOWHERE'], why: 'x' },
          { bin: '2', why: 'x' },
        ],
      }),
    '/bins/rules/0/branches: name branches of this site',
  ],
  [
    'one output a bin',
    SITE,
    (c) =>
      (c.bins = {
        rules: [{ bin: '1', why: 'x' }],
        outputs: [
          { bin: '1', device: 'locks', output: 0, ms: 500 },
          { bin: '1', device: 'locks', output: 1, ms: 500 },
        ],
      }),
    '/bins/outputs/1/bin: give each bin one output',
  ],
  [
    'an output of a bin that is used',
    SITE,
    (c) =>
      (c.bins = {
        rules: [{ bin: '1', why: 'x' }],
        outputs: [{ bin: '9', device: 'locks', output: 0, ms: 500 }],
      }),
    '/bins/outputs/0/bin: no rule sends anything to "9"',
  ],
  [
    'the device of a bin stands at a place',
    SITE,
    (c) => (c.bins = flapAt('flaps', 0)),
    '/bins/outputs/0/device: no place of this site has a device "flaps"',
  ],
  [
    'the device of a bin has that output',
    SITE,
    (c) => (c.bins = flapAt('locks', 16)),
    '/bins/outputs/0/output: the device "locks" has 16 outputs, counted from 0',
  ],
  [
    'the device of a bin is a board',
    SITE,
    (c) => (c.bins = flapAt('scanner', 0)),
    '/bins/outputs/0/output: the device "scanner" has 0 outputs',
  ],
  [
    'the pattern of tags compiles',
    SITE,
    (c) => (c.rfid = { ...defaultRfidRules, piiPattern: '[0-9' }),
    '/rfid/piiPattern: correct the regular expression',
  ],
  [
    'each door has its own number',
    STATION,
    (c) => c.places[0].devices.push({ ...c.places[0].devices[2], id: 'more-locks', firstDoor: 16 }),
    '/places/0/devices/3/firstDoor: give each door of the place its own number, 17 is free',
  ],
  [
    'doors belong to boards with outputs',
    STATION,
    (c) => (c.places[0].devices[0].firstDoor = 1),
    '/places/0/devices/0/firstDoor: leave it out, "generic-serial-scanner" has no outputs',
  ],
  [
    'inputs that a device has',
    STATION,
    (c) => (c.places[0].devices[0].inputs = [{ input: 0, means: 'visit-in' }]),
    '/places/0/devices/0/inputs/0/input: "generic-serial-scanner" has 0 inputs',
  ],
  [
    'one meaning an input',
    STATION,
    (c) =>
      (c.places[0].devices[2].inputs = [
        { input: 3, means: 'flap' },
        { input: 3, means: 'presence' },
      ]),
    '/places/0/devices/2/inputs/1/input: give each input one meaning',
  ],
  ['missing keys', SERIAL, (c) => delete c.vendor, '/: add "vendor"'],
  [
    'values of a list',
    SERIAL,
    (c) => (c.status = 'fine'),
    '/status: use one of: "verified", "reported", "untested"',
  ],
  [
    'a union of types',
    HID,
    (c) => (c.scanner.fallbackLayout.aimAt = 'x'),
    '/scanner/fallbackLayout/aimAt: use one of: a value of type null, a value of type integer',
  ],
  [
    'ranges',
    SERIAL,
    (c) => (c.scanner.interByteMs = 1),
    '/scanner/interByteMs: the value must be >= 5',
  ],
  ['source', SERIAL, (c) => (c.source = ' '), '/source: name the manual'],
  ['source present', SERIAL, (c) => delete c.source, '/source: name the manual'],
  ['status present', SERIAL, (c) => delete c.status, '/status: say how far'],
  [
    'extends something',
    SERIAL,
    (c) => (c.extends = 'nobody'),
    '/extends: name a profile that exists',
  ],
  [
    'class of the driver',
    SERIAL,
    (c) => (c.class = 'printer'),
    '/class: "serial-scanner" drives a scanner',
  ],
  ['scanner settings', SERIAL, (c) => delete c.scanner, '/: add "scanner"'],
  ['serial settings', SERIAL, (c) => delete c.serial, '/: add "serial"'],
  [
    'a layout to fall back on',
    HID,
    (c) => delete c.scanner.fallbackLayout,
    '/scanner: add "fallbackLayout"',
  ],
  [
    'a layout that fits together',
    HID,
    (c) => (c.scanner.fallbackLayout.lengthAt = 20),
    '/scanner/fallbackLayout: length, AIM',
  ],
  ['a key gap', WEDGE, (c) => delete c.scanner.keyGapMsMax, '/scanner: add "keyGapMsMax"'],
  ['a least length', WEDGE, (c) => delete c.scanner.lengthMin, '/scanner: add "lengthMin"'],
  [
    'printer settings',
    SERIAL,
    (c) => Object.assign(c, { class: 'printer', driver: 'escpos-printer' }),
    '/: add "printer"',
  ],
  [
    'RFID settings',
    SERIAL,
    (c) => Object.assign(c, { class: 'rfid', driver: 'feig-iso-host' }),
    '/: add "rfid"',
  ],
  [
    'RFID settings of a scanner',
    SERIAL,
    (c) => (c.rfid = loadDeviceProfiles().get('feig-serial')!.rfid),
    '/rfid: remove it, a scanner reads no tags',
  ],
  [
    'device profiles exist',
    STATION,
    (c) => (c.places[0].devices[0].profile = 'none'),
    '/places/0/devices/0/profile: no device profile "none.json"',
  ],
  [
    'ports the driver speaks',
    STATION,
    (c) => (c.places[0].devices[1].port.kind = 'serial'),
    '/places/0/devices/1/port/kind: use one of: page-keyboard',
  ],
  ['sites exist', STATION, (c) => (c.site = 'none'), '/site: no site file "none.json"'],
  ['branches exist', STATION, (c) => (c.branch = 'NONE'), '/branch: name a branch'],
  [
    'device ids',
    STATION,
    (c) => (c.places[0].devices[1].id = 'scanner'),
    '/places/0/devices/1/id: give each device',
  ],
  [
    'place ids',
    STATION,
    (c) => c.places.push({ ...c.places[0], devices: [] }),
    '/places/1/id: give each place',
  ],
  ['time zone', SITE, (c) => (c.timeZone = 'Asia/Nowhere'), '/timeZone: use an IANA name'],
  [
    'branch codes',
    SITE,
    (c) => (c.branches[1].code = c.branches[0].code),
    '/branches/1/code: give each branch',
  ],
  [
    'patterns',
    SITE,
    (c) => (c.barcodeRules[0].pattern = '['),
    '/barcodeRules/0/pattern: correct the regular expression',
  ],
  [
    'last loan rule',
    SITE,
    (c) => (c.policy.loanRules.at(-1).itemTypes = ['book']),
    'end with a rule without any condition',
  ],
  [
    'branches of loan rules',
    SITE,
    (c) => (c.policy.loanRules[0].branches = ['NONE']),
    '/policy/loanRules/0/branches: name branches',
  ],
  [
    'idle warning',
    SITE,
    (c) => (c.policy.kioskIdleWarningSeconds = c.policy.kioskIdleSeconds),
    '/policy/kioskIdleWarningSeconds: warn before',
  ],
  [
    'closed periods',
    SITE,
    (c) => (c.calendar.closedPeriods = [{ from: '2025-02-01', to: '2025-01-01', why: 'repair' }]),
    '/calendar/closedPeriods/0: put the earlier',
  ],
];

describe('each rule finds its planted fault', () => {
  it.each(planted)('%s', (_, file, plant, said) => {
    folder.edit(file, plant);
    const own = problems().filter((problem) => problem.startsWith(`${file}: `));
    expect(own.some((problem) => problem.slice(file.length + 2).includes(said))).toBe(true);
  });

  it('every problem is told once', () => {
    for (const [, file, plant] of planted) {
      folder.remove();
      folder = makeProfileFolder();
      folder.edit(file, plant);
      const all = problems();
      expect(new Set(all).size).toBe(all.length);
    }
  });

  it('two profiles that claim one device', () => {
    folder.edit(HID, (content) => {
      content.match = [...content.match, { ...reversed(content.match[0]) }];
    });
    expect(problems()).toContainEqual(expect.stringContaining('/match/1: make it narrower'));
  });

  it('a profile that extends one which extends another', () => {
    folder.edit(SERIAL, (content) => {
      content.extends = 'generic-keyboard-wedge';
    });
    folder.edit(WEDGE, (content) => {
      content.extends = 'generic-hid-pos-scanner';
    });
    expect(problems()).toContainEqual(
      expect.stringContaining('/extends: extend a profile that stands alone'),
    );
  });

  it.each(['{', '[]', '"text"', ''])('a file that is no JSON object: %j', (text) => {
    folder.write('devices/broken.json', text);
    expect(problems()).toHaveLength(1);
    expect(problems()[0]).toMatch(
      /^devices\/broken\.json: \/: (correct the JSON|write one JSON object)/,
    );
  });

  it('a drop-in folder is read too, and its file stands in for the shipped one', () => {
    folder.edit(SERIAL, (content) => {
      content.colour = 'red';
    });
    const dropIn = makeProfileFolder();
    try {
      expect(problems(`${dropIn.path}/devices`)).toEqual([]);
      dropIn.edit(WEDGE, (content) => {
        content.colour = 'red';
      });
      expect(lintProfiles(folder.path, `${dropIn.path}/devices`)).toMatchObject([
        { todo: 'remove the unknown key "colour"' },
        { todo: 'no device profile "generic-keyboard-wedge.json" is valid' },
      ]);
    } finally {
      dropIn.remove();
    }
  });
});
