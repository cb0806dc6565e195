// Connections to PostgreSQL. An address may name several hosts, a primary and its standbys: the one
// that takes writes is found and kept until it is gone, so a promotion needs no restart of central.
import { Socket } from 'node:net';
import pg from 'pg';
import { perHost } from './postgres-url.ts';

export type Pools = {
  /** A connection to the host that takes writes; whoever asks releases it. */
  connect(): Promise<pg.PoolClient>;
  /** One statement on any connection, outside of transactions. */
  query<T extends pg.QueryResultRow>(
    query: string | pg.QueryConfig,
    values?: unknown[],
  ): Promise<pg.QueryResult<T>>;
  close(): Promise<void>;
};

const CONNECT_TIMEOUT_MS = 10_000;
const INT8_OID = 20;

const wholeNumber = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('a BIGINT beyond 2^53 in the database');
  return value;
};

/** BIGINT comes as a safe integer. */
export const postgresTypes = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === INT8_OID ? wholeNumber : pg.types.getTypeParser(oid, format),
} as pg.CustomTypesConfig;

const readOnly = (): Error =>
  Object.assign(new Error('the server takes no writes'), { code: '25006' });

/**
 * What is asked together goes out in one write: a write for each statement costs more than the
 * statement's text.
 */
const gatheringSocket = (): Socket => {
  const socket = new Socket();
  const cork = socket.cork.bind(socket);
  let held = false;
  socket.cork = () => {
    cork();
    if (held) return;
    held = true;
    cork();
    process.nextTick(() => {
      held = false;
      socket.uncork();
    });
  };
  return socket;
};

export const openPools = (url: string, connectionsMax: number): Pools => {
  const { urls, writableOnly } = perHost(url);
  const pools = urls.map((connectionString) => {
    const pool = new pg.Pool({
      connectionString,
      max: connectionsMax,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      types: postgresTypes,
      // Statements are sent as they are asked for and not one after the other's answer.
      pipeline: true,
      stream: gatheringSocket,
    });
    // An idle connection that breaks is taken out by the pool itself; whoever asks next gets a new
    // one or `database-away`.
    pool.on('error', () => undefined);
    return pool;
  });
  /** A server that stops being the primary ends its connections, so each is asked once. */
  const writable = new WeakSet<pg.PoolClient>();
  let current = 0;

  const connectTo = async (index: number): Promise<pg.PoolClient> => {
    const client = await (pools[index] as pg.Pool).connect();
    if (!writableOnly || writable.has(client)) return client;
    try {
      const { rows } = await client.query('SHOW transaction_read_only');
      if (rows[0]?.transaction_read_only !== 'off') throw readOnly();
    } catch (error) {
      client.release(error as Error);
      throw error;
    }
    writable.add(client);
    return client;
  };
  const connect = async (): Promise<pg.PoolClient> => {
    let failure: unknown;
    const first = current;
    for (let tries = 0; tries < pools.length; tries += 1) {
      const index = (first + tries) % pools.length;
      try {
        const client = await connectTo(index);
        current = index;
        return client;
      } catch (error) {
        failure = error;
      }
    }
    throw failure;
  };
  return {
    connect,
    query: async <T extends pg.QueryResultRow>(
      query: string | pg.QueryConfig,
      values?: unknown[],
    ) => {
      const client = await connect();
      let broken: Error | undefined;
      const onError = (error: Error) => {
        broken = error;
      };
      client.on('error', onError);
      try {
        return await client.query<T>(query as string, values);
      } finally {
        client.off('error', onError);
        client.release(broken);
      }
    },
    close: async () => {
      await Promise.all(pools.map((pool) => pool.end()));
    },
  };
};
