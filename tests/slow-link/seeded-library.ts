// Central of a slow-link run: a folder with the seeded library and its snapshot, then `kitap central` over it.
import { join } from 'node:path';
import { snapshotNow } from '../../central/snapshot/snapshot-service.ts';
import { loadSite } from '../../profiles/loader.ts';
import { packageRoot } from '../../profiles/package-root.ts';
import type { SeededSize } from '../bench/seeded.ts';
import { fillCentral } from '../bench/seeded-central.ts';
import { makeCertificates } from '../central/test-certificates.ts';
import { type ChildLines, startNode } from './child-lines.ts';

export type SeededCentral = { token: string; bytesOfTier: number[]; seconds: number; rows: number };

const files = (folder: string) => ({
  database: join(folder, 'central.sqlite'),
  folder: join(folder, 'snapshots'),
});

export const seedCentral = async (
  folder: string,
  size: SeededSize,
  loans: number,
): Promise<SeededCentral> => {
  const where = files(folder);
  const given = { size, loans, stations: 1 };
  const [token = ''] = await fillCentral(where.database, loadSite('balkhash'), given);
  const startedMs = performance.now();
  const [made] = await snapshotNow({ ...where, nowMs: Date.now() });
  if (made === undefined) throw new Error('no snapshot was made');
  const seconds = (performance.now() - startedMs) / 1_000;
  return { token, bytesOfTier: made.bytesOfTier, seconds, rows: made.rows };
};

/** The process that users run, over HTTPS; `names` are those of the certificate. Gives its port and whom to trust. */
export const startCentral = async (
  folder: string,
  names: readonly string[],
  prefix: string[] = [],
): Promise<{ central: ChildLines; port: number; caFile: string }> => {
  const where = files(folder);
  const bin = join(packageRoot, 'station-server', 'cli', 'bin.js');
  const subject = names.map((name) => `IP:${name}`).join(',');
  const { caFile, certFile, keyFile } = makeCertificates(folder, 'central', subject);
  const args = [bin, 'central', '--database', where.database, '--snapshots', where.folder];
  const tls = ['--tls-cert', certFile, '--tls-key', keyFile, '--tls-ca', caFile];
  const central = startNode([...args, ...tls, '--port', '0'], prefix);
  const { url } = await central.next();
  return { central, port: Number(new URL(String(url)).port), caFile };
};
