// The demo's network over real TCP: what is cut is reset, what is asked while cut is refused, restored it works again.
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  createNetworkSwitch,
  type NetworkSwitch,
} from '../../../station-server/demo/network-switch.ts';
import { until } from '../../firmware-bridge/until.ts';

let central: Server;
let network: NetworkSwitch;
let port: number;
const far = new Set<Socket>();

beforeEach(async () => {
  central = createServer((socket) => {
    far.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => far.delete(socket));
    socket.on('data', (bytes) => socket.write(Buffer.from(bytes).reverse()));
  });
  await new Promise<void>((resolve) => central.listen(0, '127.0.0.1', resolve));
  network = createNetworkSwitch({
    host: '127.0.0.1',
    port: (central.address() as AddressInfo).port,
  });
  port = await network.start();
});
afterEach(async () => {
  await network.stop();
  central.close();
});

const dial = () => {
  const socket = connect(port, '127.0.0.1');
  const line = { socket, heard: '', closed: false };
  socket.setEncoding('utf8');
  socket.on('data', (text: string) => {
    line.heard += text;
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    line.closed = true;
  });
  return line;
};

test('passes bytes both ways, is cut, refuses, and is restored', async () => {
  const line = dial();
  line.socket.write('abc');
  await until('the answer', () => line.heard === 'cba');
  network.cut();
  expect(network.isCut()).toBe(true);
  await until('both ends to be gone', () => line.closed && far.size === 0);
  const during = dial();
  during.socket.write('abc');
  await until('the refusal', () => during.closed);
  expect(during.heard).toBe('');
  expect(far.size).toBe(0);
  network.restore();
  const after = dial();
  after.socket.write('xyz');
  await until('the answer', () => after.heard === 'zyx');
  after.socket.destroy();
});

test('a central that is not there ends the line', async () => {
  const closed = new Promise((resolve) => central.close(resolve));
  await closed;
  const line = dial();
  await until('the end', () => line.closed);
});
