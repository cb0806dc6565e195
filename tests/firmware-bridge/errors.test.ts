import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BRIDGE_ERRORS, BridgeError, whyOf } from '../../firmware-bridge/errors.ts';
import { packageRoot } from '../../profiles/package-root.ts';

const folder = join(packageRoot, 'firmware-bridge');
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && name !== 'errors.ts')
  .map((name) => readFileSync(join(folder, name), 'utf8'))
  .join('\n');

describe('error table', () => {
  it.each(Object.keys(BRIDGE_ERRORS))('%s is thrown somewhere and explained in README', (code) => {
    expect(sources).toContain(`'${code}'`);
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain(`\`${code}\``);
  });

  it('README explains no code that is gone', () => {
    const readme = readFileSync(join(folder, 'README.md'), 'utf8');
    const listed = [...readme.matchAll(/^- `([a-z-]+)`:/gm)].map((row) => row[1]);
    expect(listed.sort()).toEqual(Object.keys(BRIDGE_ERRORS).sort());
  });

  it('an error carries code, hint, status and its cause', () => {
    const cause = new Error('EBUSY');
    const error = new BridgeError('port-busy', '/dev/ttyUSB0', cause);
    expect(error).toMatchObject({ code: 'port-busy', status: 69, cause });
    expect(error.message).toBe('Another program holds the device: /dev/ttyUSB0');
    expect(error.hint).toContain('ModemManager');
  });

  it('a reason always fits the contract, one line of it', () => {
    expect(whyOf(new Error(`a\n${'b'.repeat(2_000)}`))).toMatch(/^a b{398}$/);
    expect(whyOf('text')).toBe('text');
  });
});
