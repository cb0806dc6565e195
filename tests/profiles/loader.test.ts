// Loading: what is shipped, what a drop-in folder changes, `extends`, and that every refusal names
// file, place and remedy.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ProfileError } from '../../profiles/errors.ts';
import {
  loadDeviceProfiles,
  loadSite,
  loadStation,
  profilesFolder,
} from '../../profiles/loader.ts';
import { PROFILE_BYTES_MAX } from '../../profiles/read-json.ts';
import { makeProfileFolder, type ProfileFolder } from './profile-folder.ts';

let folder: ProfileFolder;
beforeEach(() => {
  folder = makeProfileFolder();
});
afterEach(() => folder.remove());

const thrown = (call: () => unknown): ProfileError => {
  try {
    call();
  } catch (error) {
    if (error instanceof ProfileError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
};

describe('the shipped files', () => {
  it('the demo station, its site and every device it names load', () => {
    const station = loadStation('demo');
    const site = loadSite(station.site);
    expect(site.branches.map((branch) => branch.code)).toContain(station.branch);
    const profiles = loadDeviceProfiles();
    for (const place of station.places)
      for (const device of place.devices) expect([...profiles.keys()]).toContain(device.profile);
  });
});

describe('loadStation and loadSite', () => {
  it('take a path as well as an id', () => {
    expect(loadStation(join(folder.path, 'stations/corner.json')).station).toBe(7);
    expect(loadSite(join(folder.path, 'sites/balkhash.json')).id).toBe('balkhash');
  });

  it('say which file is missing', () => {
    const error = thrown(() => loadStation('nowhere'));
    expect(error.code).toBe('profile-missing');
    expect(error.message).toMatch(/stations.nowhere\.json: \/: put the file here/);
    expect(error.hint).not.toBe('');
  });

  it('say where the value is wrong and what to do', () => {
    folder.edit('sites/balkhash.json', (site) => {
      site.libraryNumber = '71';
      site.extra = 1;
    });
    const error = thrown(() => loadSite(join(folder.path, 'sites/balkhash.json')));
    expect(error.code).toBe('profile-invalid');
    expect(error.message).toContain('balkhash.json: /: remove the unknown key "extra"');
    expect(error.message).toContain('balkhash.json: /libraryNumber: the value must match pattern');
  });

  it('refuse broken JSON and a file of absurd size, and take a byte order mark', () => {
    folder.write('stations/broken.json', '{"id": ');
    expect(thrown(() => loadStation(join(folder.path, 'stations/broken.json'))).code).toBe(
      'profile-not-json',
    );
    folder.write('stations/big.json', ' '.repeat(PROFILE_BYTES_MAX + 1));
    expect(thrown(() => loadStation(join(folder.path, 'stations/big.json'))).message).toContain(
      'shorten it',
    );
    folder.write('stations/bom.json', `\uFEFF${JSON.stringify(loadStation('demo'))}`);
    expect(loadStation(join(folder.path, 'stations/bom.json')).id).toBe('demo');
  });
});

describe('loadDeviceProfiles', () => {
  const devices = () => join(folder.path, 'devices');
  const child = (over: object = {}) => ({
    id: 'child',
    label: 'child',
    vendor: 'test',
    extends: 'generic-serial-scanner',
    class: 'scanner',
    driver: 'serial-scanner',
    status: 'untested',
    source: 'made for a test',
    match: [],
    scanner: { interByteMs: 50 },
    quirks: [],
    help: [],
    ...over,
  });

  it('a child takes what it does not say from its parent, settings key by key', () => {
    folder.write('devices/child.json', child());
    const profiles = loadDeviceProfiles(undefined, devices());
    const [parent, made] = [profiles.get('generic-serial-scanner'), profiles.get('child')];
    expect(made?.serial).toEqual(parent?.serial);
    expect(made?.scanner).toEqual({ ...parent?.scanner, interByteMs: 50 });
    expect(made?.help).toEqual([]);
  });

  it('a drop-in wins over the shipped file, may be extended and may extend', () => {
    const dropIn = makeProfileFolder();
    try {
      dropIn.edit('devices/generic-serial-scanner.json', (profile) => {
        profile.serial.baudRate = 19200;
      });
      dropIn.write('devices/child.json', child());
      const profiles = loadDeviceProfiles(join(dropIn.path, 'devices'), devices());
      expect(profiles.get('generic-serial-scanner')?.serial?.baudRate).toBe(19200);
      expect(profiles.get('child')?.serial?.baudRate).toBe(19200);
    } finally {
      dropIn.remove();
    }
  });

  it('a folder that is not there adds nothing', () => {
    expect(loadDeviceProfiles(join(folder.path, 'nothing'), devices()).size).toBe(4);
  });

  it('refuses a missing parent, a second level, a wrong id and what is no object', () => {
    folder.write('devices/child.json', child({ extends: 'nobody' }));
    const missing = thrown(() => loadDeviceProfiles(undefined, devices()));
    expect([missing.code, missing.message]).toEqual([
      'profile-extends',
      expect.stringContaining('child.json: /extends: name a profile that exists'),
    ]);
    folder.write('devices/child.json', child());
    folder.write('devices/grandchild.json', child({ id: 'grandchild', extends: 'child' }));
    expect(thrown(() => loadDeviceProfiles(undefined, devices())).message).toContain(
      'stands alone',
    );
    folder.write('devices/grandchild.json', child({ id: 'other' }));
    expect(thrown(() => loadDeviceProfiles(undefined, devices())).message).toContain(
      '/id: call it "grandchild"',
    );
    folder.write('devices/grandchild.json', '[]');
    expect(thrown(() => loadDeviceProfiles(undefined, devices())).code).toBe('profile-invalid');
  });
});

it('the reader model in the root README is the shipped one', () => {
  const readme = readFileSync(join(profilesFolder, '../README.md'), 'utf8');
  const example = /```json\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  const file = readFileSync(join(profilesFolder, 'devices/feig-mr102-poe.json'), 'utf8');
  expect(example).toBe(file);
});
