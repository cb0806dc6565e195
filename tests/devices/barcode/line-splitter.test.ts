// The splitter over every cut, prefix and suffix, over noise, overlong lines and silences.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLineSplitter } from '../../../devices/barcode/line-splitter.ts';
import { createManualClock } from '../manual-clock.ts';

type Settings = { prefix?: string; suffixes?: string[]; lineBytesMax?: number };

const latin1 = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));

const bench = ({ prefix = '', suffixes = ['\r\n', '\r', '\n'], lineBytesMax = 64 }: Settings) => {
  const clock = createManualClock();
  const lines: string[] = [];
  let noise = 0;
  const splitter = createLineSplitter({
    clock,
    prefix: latin1(prefix),
    suffixes: suffixes.map(latin1),
    interByteMs: 300,
    lineBytesMax,
    onLine: (line) => lines.push(Buffer.from(line).toString('latin1')),
    onNoise: (bytes) => {
      noise += bytes;
    },
  });
  return {
    clock,
    splitter,
    lines,
    noise: () => noise,
    push: (text: string) => splitter.push(latin1(text)),
  };
};

describe('suffixes', () => {
  it.each(['\r', '\n', '\r\n', '\t'])('%j ends a code', (suffix) => {
    const { push, lines, noise } = bench({ suffixes: ['\r\n', '\r', '\n', '\t'] });
    push(`20000117${suffix}20000125${suffix}`);
    expect(lines).toEqual(['20000117', '20000125']);
    expect(noise()).toBe(0);
  });

  it('eats the LF after a CR that ended the code, also in the next delivery, and no other byte', () => {
    const { push, lines } = bench({ suffixes: ['\r', '\r\n'] });
    push('1\r');
    expect(lines).toEqual(['1']);
    push('\n2\r');
    push('3\r\n');
    expect(lines).toEqual(['1', '2', '3']);
  });

  it('does not eat a late LF where a code begins with it after a silence', () => {
    const { push, lines, clock } = bench({ suffixes: ['\r', '\r\n'] });
    push('1\r');
    clock.advance(300);
    push('\n2\r');
    expect(lines).toEqual(['1', '\n2']);
  });

  it('keeps half a long suffix as part of the code', () => {
    const { push, lines } = bench({ suffixes: ['##'] });
    push('1#2##');
    expect(lines).toEqual(['1#2']);
  });

  it('empty lines are nothing', () => {
    const { push, lines, noise } = bench({});
    push('\r\n\r\n\n\n\r\r');
    expect([lines, noise()]).toEqual([[], 0]);
  });
});

describe('every cut', () => {
  it.each([
    { prefix: '', suffixes: ['\r\n'] },
    { prefix: '\x02', suffixes: ['\x03'] },
    { prefix: '~~', suffixes: ['\r', '\r\n'] },
  ])('of two codes in two gives the same codes: %j', (settings) => {
    const one = `${settings.prefix}20000117${settings.suffixes.at(-1)}`;
    const bytes = latin1(one + one);
    for (let cut = 0; cut <= bytes.length; cut++) {
      const { splitter, lines, noise } = bench(settings);
      splitter.push(bytes.subarray(0, cut));
      splitter.push(bytes.subarray(cut));
      expect(lines).toEqual(['20000117', '20000117']);
      expect(noise()).toBe(0);
    }
  });

  it('into any pieces gives the same codes', () => {
    const codes = fc.array(fc.stringMatching(/^[0-9A-Z]{1,20}$/), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(codes, fc.array(fc.nat(140)), (expected, cuts) => {
        const bytes = latin1(expected.map((code) => `${code}\r\n`).join(''));
        const { splitter, lines } = bench({});
        const at = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b)];
        at.forEach((from, index) => {
          splitter.push(bytes.subarray(from, at[index + 1] ?? bytes.length));
        });
        expect(lines).toEqual(expected);
      }),
    );
  });
});

describe('silence', () => {
  it('ends a code that has no suffix, not sooner', () => {
    const { push, lines, clock } = bench({ suffixes: [] });
    push('2000');
    clock.advance(299);
    push('0117');
    clock.advance(299);
    expect(lines).toEqual([]);
    clock.advance(1);
    expect(lines).toEqual(['20000117']);
    expect(clock.pending()).toBe(0);
  });

  it('makes a code noise that lost its suffix', () => {
    const { push, lines, clock, noise } = bench({});
    push('2000');
    clock.advance(300);
    push('20000117\r');
    expect(lines).toEqual(['20000117']);
    expect(noise()).toBe(4);
  });
});

describe('prefix', () => {
  it('what stands before it is noise', () => {
    const { push, lines, noise } = bench({ prefix: '~' });
    push('junk~20000117\r');
    expect(lines).toEqual(['20000117']);
    expect(noise()).toBe(4);
  });

  it('a line without it is noise', () => {
    const { push, lines, noise } = bench({ prefix: '~' });
    push('20000117\r~20000125\r');
    expect(lines).toEqual(['20000125']);
    expect(noise()).toBe(8);
  });

  it('of two in a line the first lost its end', () => {
    const { push, lines, noise } = bench({ prefix: '~' });
    push('~2000~20000117\r');
    expect(lines).toEqual(['20000117']);
    expect(noise()).toBe(5);
  });
});

describe('bounds', () => {
  it('an overlong line is noise, byte for byte, and the next code is read', () => {
    const { push, lines, noise } = bench({ lineBytesMax: 16 });
    push(`${'9'.repeat(100)}\r20000117\r`);
    expect(lines).toEqual(['20000117']);
    expect(noise()).toBe(100);
  });

  it('a line of exactly the maximum, suffix included, is a code', () => {
    const { push, lines, noise } = bench({ lineBytesMax: 16, suffixes: ['\r\n'] });
    push(`${'9'.repeat(14)}\r\n${'9'.repeat(15)}\r\n`);
    expect(lines).toEqual(['9'.repeat(14)]);
    expect(noise()).toBe(15);
  });

  it('finds a suffix that lies across the place where an overlong line was cut', () => {
    for (let length = 10; length < 60; length++) {
      const { push, lines } = bench({ lineBytesMax: 16, suffixes: ['##'] });
      push(`${'9'.repeat(length)}##20000117##`);
      expect(lines.at(-1)).toBe('20000117');
    }
  });

  it('a prefix leads out of noise without end or silence', () => {
    for (let length = 0; length < 60; length++) {
      const { push, lines, noise } = bench({ lineBytesMax: 24, prefix: '~~' });
      push(`${'9'.repeat(length)}~~20000117\r`);
      expect(lines).toEqual(['20000117']);
      expect(noise()).toBe(length);
    }
  });

  it('1 MB of noise holds no memory and the next good code is read', () => {
    const { splitter, lines, clock, noise, push } = bench({ lineBytesMax: 256 });
    const chunk = new Uint8Array(4_096).fill(0x39);
    const before = process.memoryUsage().arrayBuffers;
    for (let sent = 0; sent < 1_048_576; sent += chunk.length) splitter.push(chunk);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(262_144);
    clock.advance(300);
    expect(noise()).toBe(1_048_576);
    push('20000117\r');
    expect(lines).toEqual(['20000117']);
  });

  it('no byte is lost from the count: codes, framing and noise are all there was', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 80 }), { maxLength: 30 }), (chunks) => {
        const { splitter, lines, noise, clock } = bench({ lineBytesMax: 16, suffixes: ['\r'] });
        for (const chunk of chunks) splitter.push(chunk);
        clock.advance(300);
        const all = chunks.flatMap((chunk) => [...chunk]);
        const framing = all.filter((byte) => byte === 0x0d).length;
        const told = lines.reduce((total, line) => total + line.length, 0);
        expect(told + noise() + framing).toBe(all.length);
      }),
    );
  });
});

describe('reset', () => {
  it('forgets what is held and its timer, also from inside a code', () => {
    const { push, splitter, lines, clock, noise } = bench({});
    push('2000');
    splitter.reset();
    expect(clock.pending()).toBe(0);
    push('0117\r');
    expect([lines, noise()]).toEqual([['0117'], 0]);
  });
});
