import { describe, expect, it } from 'vitest';
import type { StationMessage } from '../../../firmware-bridge/messages.ts';
import {
  createLockOpener,
  OPEN_WAIT_MS,
  PULSE_MS,
} from '../../../station-server/lockers/lock-opener.ts';
import { createManualClock } from '../../devices/manual-clock.ts';

const name = { place: 'kiosk-1', device: 'locks', lock: 3 };
const bench = (takes = true) => {
  const clock = createManualClock();
  const sent: StationMessage[] = [];
  let requests = 0;
  const opener = createLockOpener({
    clock,
    newRequest: () => `r${++requests}`,
    send: (_place, message) => {
      sent.push(message);
      return takes;
    },
  });
  const answer = (request: string, done: boolean, fault: string | null = null, place = 'kiosk-1') =>
    opener.message(place, { type: 'output-pulsed', device: 'locks', request, done, fault });
  return { clock, sent, opener, answer };
};

describe('lock opener', () => {
  it('sends one order and gives its answer, not that of another place or order', async () => {
    const { opener, sent, answer, clock } = bench();
    const opened = opener.open(name);
    expect(sent).toEqual([
      { type: 'pulse-output', device: 'locks', request: 'r1', output: 3, ms: PULSE_MS },
    ]);
    answer('r2', false);
    answer('r1', false, null, 'kiosk-2');
    answer('r1', true);
    expect(await opened).toEqual({ opened: true, fault: null });
    expect(clock.pending()).toBe(0);
  });

  it('silence, no bridge and a bridge that leaves are faults', async () => {
    const silent = bench();
    const waiting = silent.opener.open(name);
    silent.clock.advance(OPEN_WAIT_MS);
    expect(await waiting).toEqual({ opened: false, fault: 'lock-silent' });
    silent.answer('r1', true);
    expect(await bench(false).opener.open(name)).toEqual({ opened: false, fault: 'bridge-away' });
    const left = bench();
    const under = left.opener.open(name);
    left.opener.away('kiosk-2');
    left.opener.away('kiosk-1');
    expect(await under).toEqual({ opened: false, fault: 'bridge-away' });
  });
});
