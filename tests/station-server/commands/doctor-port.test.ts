// The check of the station's port against real listeners: nobody, another program, a station.
import { createServer as createHttpServer, type Server } from 'node:http';
import { type AddressInfo, createServer, type Server as NetServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { askStation, checkPort, tryListen } from '../../../station-server/commands/doctor-port.ts';

let held: Server | NetServer | null = null;
afterEach(() => {
  held?.close();
  held = null;
});

const hold = (server: Server | NetServer): Promise<number> => {
  held = server;
  return new Promise((done) =>
    server.listen(0, '127.0.0.1', () => done((server.address() as AddressInfo).port)),
  );
};

const answering = (body: string) =>
  hold(createHttpServer((_request, response) => response.end(body)));

describe('port', () => {
  it('that nobody holds is free, and stays so', async () => {
    const port = await hold(createServer());
    await new Promise((done) => held?.close(done));
    expect(await checkPort(port, tryListen, askStation)).toMatchObject({ outcome: 'ok' });
    expect(await tryListen(port)).toBe(null);
  });

  it('that our own station answers on is well', async () => {
    const port = await answering(JSON.stringify({ station: 7, branch: 'BLK-C', places: [] }));
    const told = await checkPort(port, tryListen, askStation);
    expect(told).toMatchObject({ outcome: 'ok' });
    expect(told.what).toContain('answered by station 7 of BLK-C');
  });

  it.each([
    ['other JSON', '{"station":"seven"}'],
    ['JSON null', 'null'],
    ['a web page', '<html>'],
  ])('that another program holds and answers with %s fails', async (_name, body) => {
    const port = await answering(body);
    expect(await checkPort(port, tryListen, askStation)).toMatchObject({
      outcome: 'fail',
      hint: expect.stringContaining('--port'),
    });
  });

  it('that the system refuses, and a number that is no port, fail', async () => {
    const refused = await checkPort(80, async () => 'EACCES', askStation);
    expect(refused).toMatchObject({ outcome: 'fail', what: expect.stringContaining('EACCES') });
    for (const port of [0, 65_536, 1.5, Number.NaN])
      expect((await checkPort(port, tryListen, askStation)).outcome).toBe('fail');
  });
});
