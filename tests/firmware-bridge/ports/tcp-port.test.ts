import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTcpPort } from '../../../firmware-bridge/ports/tcp-port.ts';
import { systemClock } from '../../../firmware-bridge/system-clock.ts';
import { until } from '../until.ts';

describe('tcp port', () => {
  let server: Server;
  let port: number;
  let peers: Socket[];
  beforeEach(async () => {
    peers = [];
    server = createServer((peer) => {
      peer.on('error', () => {});
      peers.push(peer);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterEach(async () => {
    for (const peer of peers) peer.destroy();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  });
  const open = (writeLimitMs = 5_000) =>
    openTcpPort({ host: '127.0.0.1', port, clock: systemClock, writeLimitMs });

  it('carries bytes both ways and is heard to close', async () => {
    const opened = await open();
    let got = '';
    opened.onData((bytes) => {
      got += Buffer.from(bytes).toString();
    });
    await until('the peer', () => peers.length === 1);
    let heard = '';
    peers[0]!.on('data', (bytes) => {
      heard += bytes.toString();
    });
    await opened.write(Buffer.from('receipt'));
    peers[0]!.write('status');
    await until('both', () => heard === 'receipt' && got === 'status');
    await opened.close();
    await expect(opened.write(Buffer.from('x'))).rejects.toMatchObject({ code: 'port-closed' });
  });

  it('tells once that the device closed', async () => {
    const opened = await open();
    const closes: string[] = [];
    opened.onClose((why) => closes.push(why));
    await until('the peer', () => peers.length === 1);
    peers[0]!.end();
    await until('the close', () => closes.length === 1);
    await opened.close();
    expect(closes).toEqual(['the device closed the connection']);
  });

  it('gives up a write that the device does not take', async () => {
    const opened = await open(200);
    await until('the peer', () => peers.length === 1);
    peers[0]!.pause();
    const failure = await opened.write(new Uint8Array(60_000_000)).catch((reason) => reason);
    expect(failure).toMatchObject({ code: 'write-timeout' });
    await opened.close();
  });

  it('a device that is switched off is missing, not broken', async () => {
    await new Promise((resolve) => server.close(resolve));
    await expect(open()).rejects.toMatchObject({ code: 'port-missing' });
  });
});
