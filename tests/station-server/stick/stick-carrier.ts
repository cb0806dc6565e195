// A stick that a test carries between real stations and a real central: a folder on disk, and what each
// side does with it. Central may be put back to an earlier copy, on either engine.
import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as files from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { readSticks } from '../../../central/stick/read-sticks.ts';
import { type WriteOptions, writeAnswer } from '../../../central/stick/write-answer.ts';
import type { StickFiles } from '../../../station-server/circulation/stick/stick-files.ts';
import { readStick } from '../../../station-server/stick/read-stick.ts';
import { stickIdentity } from '../../../station-server/stick/stick-identity.ts';
import { stickStatus } from '../../../station-server/stick/stick-status.ts';
import {
  type WriteOptions as StationWriteOptions,
  writeStick,
} from '../../../station-server/stick/write-stick.ts';
import { createBootClocks } from '../../../station-server/sync/boot-clocks.ts';
import { type Network, site, type TestStation } from '../sync/test-network.ts';

export type Carrier = ReturnType<typeof createCarrier>;

/** `database` of PostgreSQL, else central is the SQLite file of the network. */
export const createCarrier = (net: Network, database: string | undefined) => {
  let sticks = 0;
  const stick = (): string => {
    sticks += 1;
    const folder = join(net.folder, `stick-${sticks}`);
    mkdirSync(folder);
    return folder;
  };
  const store = () => net.central().store;
  const identity = async (number: number) => {
    const { publicKey } = await store().stick.signer(site.id);
    return stickIdentity(await net.tokenOf(number), publicKey);
  };

  /** What the commands of a station do; `through` may be a file system that fails. */
  const at = async (station: TestStation, through: StickFiles = files) => {
    const deps = {
      ...station,
      clocks: createBootClocks(station.db, 'stick'),
      identity: await identity(station.number),
      files: through,
      nowMs: net.nowMs,
      randomBytes,
    };
    return {
      write: (folder: string, options: Omit<StationWriteOptions, 'folder'> = {}) =>
        writeStick(deps, { folder, ...options }),
      read: (folder: string, keep = false) => readStick(deps, { folder, keep }),
      status: () => stickStatus(station.journal, station.meta),
    };
  };
  const central = (through: StickFiles = files) => ({
    read: (folder: string) => readSticks({ store: store(), files: through, folder }),
    write: (folder: string, station: number, options: Omit<WriteOptions, 'folder' | 'ref'> = {}) =>
      writeAnswer(
        { store: store(), files: through, randomBytes },
        { folder, ref: net.ref(station), ...options },
      ),
  });

  /** The whole way and back on a new stick, which it gives. */
  const carry = async (station: TestStation): Promise<string> => {
    const folder = stick();
    const here = await at(station);
    await here.write(folder);
    await central().read(folder);
    await central().write(folder, station.number);
    await here.read(folder);
    return folder;
  };

  const copyPostgres = async (from: string, to: string): Promise<void> => {
    const client = new pg.Client({ connectionString: database?.replace(/[^/]+$/, 'postgres') });
    await client.connect();
    await client.query(`DROP DATABASE IF EXISTS ${to}`);
    await client.query(`CREATE DATABASE ${to} TEMPLATE ${from}`);
    await client.end();
  };
  const copy = join(net.folder, 'central-copy.db');
  const name = database?.split('/').pop() ?? '';
  return {
    stick,
    at,
    central,
    carry,
    /** A copy of central as it is now. */
    backUp: () =>
      net.restart(() =>
        database === undefined ? copyFileSync(net.file, copy) : copyPostgres(name, `${name}_copy`),
      ),
    /** Central becomes what it was at `backUp`. */
    putBack: () =>
      net.restart(() => {
        if (database !== undefined) return copyPostgres(`${name}_copy`, name);
        for (const end of ['', '-wal', '-shm']) rmSync(`${net.file}${end}`, { force: true });
        copyFileSync(copy, net.file);
      }),
  };
};

export const namesOn = (folder: string): string[] => readdirSync(folder).sort();

/** The same files on another stick, as whoever borrowed it could have copied them. */
export const copyOf = (folder: string, to: string, fits: RegExp = /./): void => {
  for (const name of namesOn(folder))
    if (fits.test(name)) copyFileSync(join(folder, name), join(to, name));
};

export const changeFile = (
  folder: string,
  name: string,
  change: (bytes: Buffer) => Uint8Array,
): void => {
  const path = join(folder, name);
  writeFileSync(path, change(readFileSync(path)));
};

/** Where a station stands, to see that something moved nothing. */
export const standingOf = ({ meta }: TestStation) => ({
  epoch: meta.number('epoch'),
  applied: meta.number('applied'),
  cursor: meta.number('cursor'),
});
