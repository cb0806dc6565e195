// What the browser throws becomes a code, and every code has its row for staff.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CAMERA_FAULTS, cameraFaultOf } from '../../../kiosk-ui/camera/camera-fault.ts';
import { packageRoot } from '../../../profiles/package-root.ts';

test.each([
  ['NotAllowedError', 'camera-refused'],
  ['SecurityError', 'camera-refused'],
  ['NotFoundError', 'camera-absent'],
  ['OverconstrainedError', 'camera-absent'],
  ['NotReadableError', 'camera-busy'],
  ['AbortError', 'camera-busy'],
  ['SomethingNew', 'camera-absent'],
])('%s is %s', (name, fault) => {
  expect(cameraFaultOf(new DOMException('', name))).toBe(fault);
});

test('what is no error at all is an absent camera', () => {
  expect(cameraFaultOf(undefined)).toBe('camera-absent');
});

test('the README tells staff what to do about each', () => {
  const readme = readFileSync(join(packageRoot, 'kiosk-ui/camera/README.md'), 'utf8');
  const rows = [...readme.matchAll(/^\| `(camera-[a-z]+)`/gm)].map((row) => row[1]);
  expect(rows).toEqual([...CAMERA_FAULTS]);
});
