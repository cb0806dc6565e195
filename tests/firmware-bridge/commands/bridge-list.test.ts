import { describe, expect, it } from 'vitest';
import { run } from '../../../firmware-bridge/commands/bridge.ts';
import { formatDevices, formatPorts } from '../../../firmware-bridge/commands/bridge-list.ts';
import { BRIDGE_ERRORS } from '../../../firmware-bridge/errors.ts';
import { noTraffic } from '../../../firmware-bridge/session.ts';

describe('kitap bridge --list', () => {
  it('names the profiles of each port, and says so where there is none', () => {
    expect(
      formatPorts([
        { bus: 'serial', path: '/dev/ttyACM0', usb: '0c2e:0b61', profiles: ['a', 'b'] },
        { bus: 'usb-printer', path: '/dev/usb/lp0', usb: '', profiles: [] },
      ]),
    ).toBe(
      [
        'PORT          BUS          VENDOR:PRODUCT  PROFILES',
        '/dev/ttyACM0  serial       0c2e:0b61       a, b',
        '/dev/usb/lp0  usb-printer  -               no profile names it; choose one by hand',
      ].join('\n'),
    );
    expect(formatPorts([])).toContain('Nothing is plugged in');
  });

  it('tells state, counters, last error and its hint', () => {
    const { hint } = BRIDGE_ERRORS['port-busy'];
    const ready = { ...noTraffic(), opens: 1, failures: 0, bytesIn: 12, events: 1 };
    const text = formatDevices([
      { id: 'pad', profile: 'x', health: { ...ready, state: { device: 'pad', state: 'ready' } } },
      {
        id: 'locks',
        profile: 'kerong-cu16',
        health: {
          ...{ ...noTraffic(), opens: 0, failures: 3 },
          state: { device: 'locks', state: 'failed', code: 'port-busy', why: 'ttyUSB0', hint },
        },
      },
    ]);
    expect(text.split('\n')).toEqual([
      'DEVICE  PROFILE      STATE   OPENS  FAILURES  IN  OUT  EVENTS  NOISE',
      'pad     x            ready   1      0         12  0    1       0',
      'locks   kerong-cu16  failed  0      3         0   0    0       0',
      'locks: port-busy: ttyUSB0',
      `  what to do: ${hint}`,
    ]);
    expect(formatDevices([])).toContain('no devices');
  });

  it('opens the devices of a place once and tells how they are', async () => {
    const said: string[] = [];
    const write = process.stdout.write;
    process.stdout.write = ((text: string) => said.push(text) > 0) as typeof write;
    const status = await run(['--list', '--station', 'demo', '--place', 'kiosk-1', '--simulate']);
    process.stdout.write = write;
    expect(status).toBe(0);
    expect(said.join('')).toMatch(/^scanner +generic-serial-scanner +ready +1 +0 /m);
  });
});
