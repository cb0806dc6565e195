// Check of the station's port on 127.0.0.1: free, or held by a station of ours, which its /api/status tells.
import { createServer } from 'node:net';
import { type Finding, fail, ok, reasonOf } from './doctor-finding.ts';

const HOST = '127.0.0.1';
const ANSWER_MS_MAX = 3_000;
const PORT_MAX = 65_535;

/** Null when the port could be listened on; else the code of the system, `EADDRINUSE` and the like. */
export const tryListen = (port: number): Promise<string | null> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? reasonOf(error)));
    server.listen({ port, host: HOST, exclusive: true }, () => server.close(() => resolve(null)));
  });

/** Number and branch of the station that answers there, or null when something else does. */
export const askStation = async (port: number): Promise<string | null> => {
  try {
    const response = await fetch(`http://${HOST}:${port}/api/status`, {
      signal: AbortSignal.timeout(ANSWER_MS_MAX),
    });
    const status = (await response.json()) as Record<string, unknown> | null;
    if (typeof status?.station !== 'number' || !Array.isArray(status.places)) return null;
    return `station ${status.station} of ${status.branch}`;
  } catch {
    // Another program, or none that speaks HTTP: either way not ours, and that is the answer.
    return null;
  }
};

export const checkPort = async (
  port: number,
  listen: typeof tryListen,
  ask: typeof askStation,
): Promise<Finding> => {
  if (!Number.isInteger(port) || port < 1 || port > PORT_MAX)
    return fail('port', `${port} is no port`, 'Give --port a number from 1 to 65535.');
  const refused = await listen(port);
  if (refused === null) return ok('port', `${HOST}:${port} is free`);
  if (refused !== 'EADDRINUSE') {
    const hint = 'Choose a port above 1024 with --port.';
    return fail('port', `${HOST}:${port} cannot be used: ${refused}`, hint);
  }
  const station = await ask(port);
  if (station !== null) return ok('port', `${HOST}:${port} is answered by ${station}`);
  const hint = 'Stop that program, or start the station with --port and another number.';
  return fail('port', `another program listens on ${HOST}:${port}`, hint);
};
