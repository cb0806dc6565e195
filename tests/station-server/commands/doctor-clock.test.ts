// The checks of clock and time zone, with planted faults.
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  checkClock,
  checkZone,
  offsetMinutes,
  programDateMs,
} from '../../../station-server/commands/doctor-clock.ts';

const HOUR_MS = 3_600_000;
const PROGRAM_MS = Date.UTC(2026, 10, 20);

describe('clock', () => {
  it.each([
    ['a minute after the build', PROGRAM_MS + 60_000, 'ok'],
    ['in another zone on the day of the release', PROGRAM_MS - 14 * HOUR_MS, 'ok'],
    ['two days before the build', PROGRAM_MS - 48 * HOUR_MS, 'fail'],
    ['reset to 1970', 0, 'fail'],
    ['twenty years ahead', Date.UTC(2046, 10, 20), 'warn'],
  ])('%s', (_name, nowMs, outcome) => {
    expect(checkClock(nowMs, PROGRAM_MS).outcome).toBe(outcome);
  });
});

describe('date of the program', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kitap-doctor-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is the newer of change log and build; a date that no calendar has counts for nothing', () => {
    const [log, built] = [join(folder, 'CHANGELOG.md'), join(folder, 'kitap.js')];
    expect(programDateMs(log, built)).toBe(0);
    writeFileSync(log, '## 0.2.0, 2026-10-01\n## 0.1.0, 2026-09-01\n## 0.3.0, 2026-99-99\n');
    expect(programDateMs(log, built)).toBe(Date.UTC(2026, 9, 1));
    writeFileSync(built, '');
    // What npm stamps into a package, and then a build on this computer.
    utimesSync(built, 499_162_500, 499_162_500);
    expect(programDateMs(log, built)).toBe(Date.UTC(2026, 9, 1));
    utimesSync(built, PROGRAM_MS / 1_000, PROGRAM_MS / 1_000);
    expect(programDateMs(log, built)).toBe(PROGRAM_MS);
  });
});

describe('zone', () => {
  it('this Node knows the change of 2024-03-01', () => {
    expect(checkZone('Asia/Almaty', offsetMinutes)).toMatchObject({
      outcome: 'ok',
      what: 'Asia/Almaty: UTC+6 before 2024-03-01, UTC+5 since',
    });
    expect(offsetMinutes('America/St_Johns', Date.UTC(2024, 0, 1))).toBe(-210);
    expect(offsetMinutes('UTC', 0)).toBe(0);
  });

  it('an old zone database fails for the zones that changed, and only for them', () => {
    const old = () => 360;
    expect(checkZone('Asia/Almaty', old).outcome).toBe('fail');
    expect(checkZone('Asia/Qostanay', old).outcome).toBe('fail');
    expect(checkZone('Asia/Omsk', old).outcome).toBe('ok');
  });

  it('an unknown zone fails', () => {
    expect(checkZone('Asia/Balkhash', offsetMinutes)).toMatchObject({ outcome: 'fail' });
  });
});
