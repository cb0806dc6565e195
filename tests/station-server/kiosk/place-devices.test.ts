// Which trouble a place shows and whether there is paper, from what its bridge told.
import { describe, expect, test } from 'vitest';
import { createPlaceDevices } from '../../../station-server/kiosk/place-devices.ts';

const scanner = { id: 'scanner', profile: 's', class: 'scanner' } as const;
const second = { id: 'second', profile: 's', class: 'scanner' } as const;
const printer = { id: 'printer', profile: 'p', class: 'printer' } as const;
const ready = (device: string) => ({ device, state: 'ready' as const });

describe('trouble', () => {
  test('no bridge, no scanner, no printer: the worst is shown', () => {
    const devices = createPlaceDevices([scanner, second, printer]);
    expect(devices.trouble()).toBe('bridge-away');
    devices.bridgeReady([
      { device: 'scanner', state: 'absent' },
      { device: 'second', state: 'failed' },
    ]);
    expect(devices.trouble()).toBe('scanner-away');
    devices.deviceState(ready('second'));
    expect(devices.trouble()).toBe('printer-away');
    devices.deviceState(ready('printer'));
    expect(devices.trouble()).toBeNull();
    devices.bridgeAway();
    expect(devices.trouble()).toBe('bridge-away');
    expect(devices.printer()).toBeNull();
  });

  const states = [
    ['ready', null, true],
    ['near-end', null, true],
    ['unknown', null, true],
    ['paper-out', 'paper-out', false],
    ['cover-open', 'printer-fault', false],
    ['cutter', 'printer-fault', false],
    ['jam', 'printer-fault', false],
    ['offline', 'printer-fault', false],
  ] as const;
  test.each(states)('a printer that says %s', (state, trouble, paper) => {
    const devices = createPlaceDevices([scanner, printer]);
    devices.bridgeReady([ready('scanner'), ready('printer')]);
    devices.printerState('printer', state);
    expect([devices.trouble(), devices.printer() !== null]).toEqual([trouble, paper]);
  });

  test('a place without a printer misses none, one without devices no bridge', () => {
    const devices = createPlaceDevices([scanner]);
    devices.bridgeReady([ready('scanner')]);
    expect([devices.trouble(), devices.printerStatus()]).toEqual([null, 'none']);
    expect(createPlaceDevices([]).trouble()).toBeNull();
  });

  test('what a printer said before it was unplugged is forgotten; strangers are not heard', () => {
    const devices = createPlaceDevices([scanner, printer]);
    devices.bridgeReady([ready('scanner'), ready('printer')]);
    devices.printerState('printer', 'paper-out');
    devices.deviceState({ device: 'printer', state: 'absent' });
    devices.deviceState(ready('printer'));
    expect(devices.printer()).toBe('printer');
    devices.printerState('stranger', 'jam');
    devices.deviceState(ready('stranger'));
    expect(devices.status(() => '').map(({ device }) => device)).toEqual(['scanner', 'printer']);
  });
});
