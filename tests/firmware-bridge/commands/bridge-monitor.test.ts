import { describe, expect, it } from 'vitest';
import { run } from '../../../firmware-bridge/commands/bridge.ts';
import {
  formatBytes,
  formatEvent,
  formatState,
} from '../../../firmware-bridge/commands/bridge-monitor.ts';
import { until } from '../until.ts';

const AT_MS = Date.UTC(2026, 10, 26, 3, 4, 5, 67);

describe('kitap bridge --monitor', () => {
  it('shows bytes in hex with their time and way, sixteen a line', () => {
    expect(
      formatBytes(AT_MS, 'relays', 'out', Uint8Array.of(1, 5, 0, 0, 0xff, 0, 0x8c, 0x3a)),
    ).toEqual([
      '03:04:05.067 relays       > 01 05 00 00 ff 00 8c 3a                          .......:',
    ]);
    expect(formatBytes(AT_MS, 'relays', 'in', new Uint8Array(17))).toHaveLength(2);
    expect(formatBytes(AT_MS, 'printer', 'out', new Uint8Array(40_000)).at(-1)).toContain(
      'and 39744 bytes more',
    );
  });

  it('shows what the driver says, and states with what to do', () => {
    expect(formatEvent(AT_MS, 'locks', { type: 'contact', input: 3, on: true })).toBe(
      '03:04:05.067 locks        * contact input=3 on=true',
    );
    expect(
      formatState(AT_MS, {
        device: 'locks',
        state: 'failed',
        code: 'port-busy',
        why: 'x',
        hint: 'h',
      }),
    ).toBe(
      '03:04:05.067 locks        ! failed: port-busy: x\n03:04:05.067 locks        ! what to do: h',
    );
  });

  it('runs until it is told to stop', async () => {
    const said: string[] = [];
    const write = process.stdout.write;
    process.stdout.write = ((text: string) => said.push(text) > 0) as typeof write;
    const running = run(['--monitor', '--station', 'demo', '--place', 'kiosk-1', '--simulate']);
    await until('the printer to speak', () => said.join('').includes('printer-state'));
    process.emit('SIGTERM');
    expect(await running).toBe(0);
    process.stdout.write = write;
    expect(said.join('')).toMatch(/printer {6}> 10 04 01/);
    expect(said.join('')).toMatch(/! ready/);
  });
});
