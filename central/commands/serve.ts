// `kitap central` without a sub-command: serves the central library database to the stations until a
// signal ends it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { type Logger, pino } from 'pino';
import { packageRoot } from '../../profiles/package-root.ts';
import { buildCentralApp } from '../app.ts';
import { CentralError } from '../errors.ts';
import { readHealth } from '../ops/health.ts';
import { createSnapshotShelf } from '../snapshot/shelf.ts';
import { keepSnapshots } from '../snapshot/snapshot-service.ts';
import { openSqlDatabase } from '../store/central-store.ts';
import { isPostgresUrl } from '../store/postgres-url.ts';
import type { ReplicaState } from '../store/report-reader.ts';
import {
  type CommonOptions,
  databaseOf,
  openStore,
  print,
  snapshotsOf,
} from './central-options.ts';
import { type TlsOptions, tlsOf } from './tls-files.ts';

type ServeOptions = CommonOptions &
  TlsOptions & {
    port: string;
    host: string;
    snapshotHours: string;
    reportsDatabase?: string;
    reportsLagSeconds: string;
    operatorTokenFile?: string;
  };

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

/** Reports from a read replica; the log says when they are not. */
const reportsOf = (options: ServeOptions, log: Logger) =>
  options.reportsDatabase === undefined
    ? {}
    : {
        reports: {
          database: options.reportsDatabase,
          lagMsMax: Number(options.reportsLagSeconds) * 1_000,
          onReplica: (state: ReplicaState, lagMs: number | null) =>
            state === 'used'
              ? log.info('reports are read from the replica again')
              : log.warn({ replica: state, lagMs }, 'reports are read from the primary'),
        },
      };

const operatorTokenOf = ({ operatorTokenFile }: ServeOptions): { operatorToken?: string } =>
  operatorTokenFile === undefined
    ? {}
    : { operatorToken: readFileSync(operatorTokenFile, 'utf8').trim() };

const serve = async (options: ServeOptions): Promise<void> => {
  const tls = tlsOf(options, options.host);
  const log = pino({ name: 'central' }, pino.destination(2));
  const store = await openStore(options, {
    ...reportsOf(options, log),
    onRuleFailure: ({ entry, type, text }) =>
      log.error({ entry, type, failure: text }, 'a rule failed, its entry is held'),
  });
  const database = databaseOf(options);
  // On a connection of its own: a pool that is used up must not hide that the database is well.
  const sql = openSqlDatabase(database, { connectionsMax: 1 });
  const folder = snapshotsOf(options);
  const keeper = keepSnapshots({
    ...{ database, folder, everyMs: Number(options.snapshotHours) * HOUR_MS },
    onFailure: ({ libraryId, cause }) => log.error({ libraryId, err: cause }, 'no snapshot made'),
  });
  const app = buildCentralApp({
    store,
    shelf: createSnapshotShelf(folder),
    pagesFolder: join(packageRoot, 'dist', 'kiosk-ui'),
    onFailure: ({ code, message, cause }) => log.error({ code, err: cause }, message),
    ...(tls === undefined ? {} : { tls }),
    health: {
      report: () =>
        readHealth({
          ...{ sql, file: isPostgresUrl(database) ? null : database, clock: Date.now },
          ...(store.replicaLag === undefined ? {} : { replicaLag: store.replicaLag }),
        }),
      ...operatorTokenOf(options),
    },
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
    await sql.close();
    await store.close();
  }
};

/** Gives `command` the options of serving; those of the database belong to every sub-command. */
export const addServe = (command: Command): void => {
  command
    .option('--reports-database <url>', 'read replica for counts and reports: postgres://...')
    .option('--reports-lag-seconds <n>', 'how far the replica may be behind', '30')
    .option('--operator-token-file <file>', 'opens /v1/health/long to other computers')
    .option('--snapshot-hours <n>', 'age from which a snapshot is made anew', '24')
    .option('--port <number>', 'TCP port', '7420')
    .option('--host <address>', 'address to listen at', '127.0.0.1')
    .option('--tls-cert <file>', 'certificate for HTTPS, PEM')
    .option('--tls-key <file>', 'its key, PEM')
    .option('--tls-ca <file>', 'certificate of its issuer, PEM, where it did not issue itself')
    .action((options: ServeOptions) => serve(options));
};
