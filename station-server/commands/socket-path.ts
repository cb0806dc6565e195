// Where station and bridge meet on this machine: a Unix socket in the data folder, a named pipe on Windows.
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** sockaddr_un holds 108 bytes on Linux and 104 on macOS, the end mark included. */
const SOCKET_PATH_BYTES_MAX = 103;

export const bridgeSocketPath = (dataFolder: string): string => {
  const folder = resolve(dataFolder);
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  if (process.platform === 'win32') return `\\\\.\\pipe\\kitap-${name}`;
  const path = join(folder, 'bridge.sock');
  return Buffer.byteLength(path) <= SOCKET_PATH_BYTES_MAX
    ? path
    : join(tmpdir(), `kitap-${name}.sock`);
};
