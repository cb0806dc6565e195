// `kitap central` without a sub-command: serves the central library database to the stations until a
// signal ends it.
import { join } from 'node:path';
import type { Command } from 'commander';
import { pino } from 'pino';
import { packageRoot } from '../../profiles/package-root.ts';
import { buildCentralApp } from '../app.ts';
import { CentralError } from '../errors.ts';
import { createSnapshotShelf } from '../snapshot/shelf.ts';
import { keepSnapshots } from '../snapshot/snapshot-service.ts';
import {
  type CommonOptions,
  databaseOf,
  openStore,
  print,
  snapshotsOf,
} from './central-options.ts';
import { type TlsOptions, tlsOf } from './tls-files.ts';

type ServeOptions = CommonOptions &
  TlsOptions & { port: string; host: string; snapshotHours: string };

const HOUR_MS = 3_600_000;

const untilSignal = (): Promise<void> =>
  new Promise((resolve) => {
    const stop = (): void => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });

const serve = async (options: ServeOptions): Promise<void> => {
  const tls = tlsOf(options, options.host);
  const log = pino({ name: 'central' }, pino.destination(2));
  const store = await openStore(options);
  const folder = snapshotsOf(options);
  const keeper = keepSnapshots({
    ...{ database: databaseOf(options), folder, everyMs: Number(options.snapshotHours) * HOUR_MS },
    onFailure: ({ libraryId, cause }) => log.error({ libraryId, err: cause }, 'no snapshot made'),
  });
  const app = buildCentralApp({
    store,
    shelf: createSnapshotShelf(folder),
    pagesFolder: join(packageRoot, 'dist', 'kiosk-ui'),
    onFailure: ({ code, message, cause }) => log.error({ code, err: cause }, message),
    ...(tls === undefined ? {} : { tls }),
  });
  try {
    const stopping = untilSignal();
    const url = await app.listen({ port: Number(options.port), host: options.host });
    print(JSON.stringify({ ready: true, url }));
    keeper.start();
    await stopping;
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    throw taken ? new CentralError('address-taken', '', { cause: error }) : error;
  } finally {
    await keeper.stop();
    await app.close();
    await store.close();
  }
};

/** Gives `command` the options of serving; those of the database belong to every sub-command. */
export const addServe = (command: Command): void => {
  command
    .option('--snapshot-hours <n>', 'age from which a snapshot is made anew', '24')
    .option('--port <number>', 'TCP port', '7420')
    .option('--host <address>', 'address to listen at', '127.0.0.1')
    .option('--tls-cert <file>', 'certificate for HTTPS, PEM')
    .option('--tls-key <file>', 'its key, PEM')
    .option('--tls-ca <file>', 'certificate of its issuer, PEM, where it did not issue itself')
    .action((options: ServeOptions) => serve(options));
};
