// The command: exit status and what it prints.
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { run } from '../../../profiles/commands/lint-profiles.ts';
import { makeProfileFolder, type ProfileFolder } from '../profile-folder.ts';

let folder: ProfileFolder;
let printed: string;
beforeEach(() => {
  folder = makeProfileFolder();
  printed = '';
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      printed += text;
      return true;
    });
});
afterEach(() => {
  vi.restoreAllMocks();
  folder.remove();
});

it('prints help', async () => {
  expect(await run(['--help'])).toBe(0);
  expect(printed).toContain('kitap lint-profiles');
});

it('says that all is well', async () => {
  expect(await run([folder.path])).toBe(0);
  expect(printed).toContain('all is well');
});

it('prints each problem as file, path and what to do', async () => {
  folder.edit('stations/corner.json', (station) => {
    station.branch = 'NONE';
  });
  expect(await run([folder.path])).toBe(1);
  expect(printed).toMatch(/corner\.json: \/branch: name a branch of the site "balkhash"\n$/);
});

it('reads a drop-in folder', async () => {
  folder.write('own/mine.json', '{');
  expect(await run([folder.path, '--devices', join(folder.path, 'own')])).toBe(1);
  expect(printed).toContain('mine.json: /: correct the JSON');
});

it.each([[['--wrong']], [['a', 'b']], [['/no/such/folder']], [['--devices', '/no/such/folder']]])(
  'answers a wrong call %j with 2 and help',
  async (argv) => {
    expect(await run(argv)).toBe(2);
    expect(printed).toContain('kitap lint-profiles [folder]');
  },
);
