// A small, sound set of profiles in a temporary folder, for tests that plant one fault and look
// what is said.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { profilesFolder } from '../../profiles/loader.ts';

// biome-ignore lint/suspicious/noExplicitAny: faults are planted anywhere in the JSON
export type Json = any;

const shipped = (path: string): Json =>
  JSON.parse(readFileSync(join(profilesFolder, path), 'utf8'));

const scanner = (): Json => shipped('devices/generic-serial-scanner.json');
const wedge = (): Json => shipped('devices/generic-keyboard-wedge.json');
const hid = (): Json => shipped('devices/generic-hid-pos-scanner.json');

const station = (): Json => ({
  id: 'corner',
  station: 7,
  branch: 'BLK-C',
  site: 'balkhash',
  content: 'balkhash',
  places: [
    {
      id: 'desk-1',
      kind: 'desk',
      devices: [
        { id: 'scanner', profile: 'generic-serial-scanner', port: { kind: 'simulated' } },
        { id: 'wedge', profile: 'generic-keyboard-wedge', port: { kind: 'page-keyboard' } },
        { id: 'locks', profile: 'kerong-cu16', port: { kind: 'simulated' } },
      ],
    },
  ],
});

export type ProfileFolder = {
  path: string;
  /** Writes a file below the folder; an object as JSON, a text as it is. */
  write(file: string, content: Json | string): void;
  /** Reads, lets `change` edit it in place, writes back. */
  edit(file: string, change: (content: Json) => void): void;
  remove(): void;
};

export const makeProfileFolder = (): ProfileFolder => {
  const path = mkdtempSync(join(tmpdir(), 'kitap-profiles-'));
  const write = (file: string, content: Json | string) => {
    mkdirSync(join(path, file, '..'), { recursive: true });
    writeFileSync(
      join(path, file),
      typeof content === 'string' ? content : JSON.stringify(content, null, 2),
    );
  };
  write('devices/generic-serial-scanner.json', scanner());
  write('devices/generic-keyboard-wedge.json', wedge());
  write('devices/generic-hid-pos-scanner.json', hid());
  write('devices/kerong-cu16.json', shipped('devices/kerong-cu16.json'));
  write('stations/corner.json', station());
  write('sites/balkhash.json', shipped('sites/balkhash.json'));
  write('content/balkhash.json', shipped('content/balkhash.json'));
  return {
    path,
    write,
    edit: (file, change) => {
      const content = JSON.parse(readFileSync(join(path, file), 'utf8'));
      change(content);
      write(file, content);
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
};
