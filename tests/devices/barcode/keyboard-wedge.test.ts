// A typing scanner: the Kazakh layout, key gaps, people at the same keyboard, the driver contract.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { characterOfKey, undoKazakhLayout } from '../../../devices/barcode/key-layouts.ts';
import { createKeyboardWedge } from '../../../devices/barcode/keyboard-wedge.ts';
import type { DriverContext } from '../../../devices/driver.ts';
import { driverBench, driverContract } from '../driver-contract.ts';
import { scannerProfile } from './scanner-profiles.ts';

type Key = [code: string, shift?: boolean, gapMs?: number];

const make =
  (over: Parameters<typeof scannerProfile>[1] = {}) =>
  (context: DriverContext) =>
    createKeyboardWedge(
      context,
      scannerProfile('keyboard-wedge', {
        suffix: ['0d', '09'],
        keyGapMsMax: 60,
        lengthMin: 6,
        ...over,
      }),
    );

const line = ([code, shift = false, gapMs = 8]: Key) =>
  Buffer.from(`${JSON.stringify({ code, shift, gapMs })}\n`);
const digits = (text: string, gapMs = 8): Key[] =>
  [...text].map((digit) => [`Digit${digit}`, false, gapMs]);

const typed = async (keys: Key[], over: Parameters<typeof scannerProfile>[1] = {}) => {
  const bench = driverBench(make(over));
  await bench.driver.start();
  for (const key of keys) bench.port.receive(line(key));
  return bench;
};

driverContract('keyboard wedge', make(), [...digits('20000117'), ['Enter'] as Key].map(line));
driverContract('keyboard wedge by silence', make({ suffix: [] }), digits('20000117').map(line));

describe('codes', () => {
  it('typed under the Kazakh layout as әққққ"". are read by their keys: 20000117', async () => {
    const { events } = await typed([...digits('20000117'), ['Enter']]);
    expect(events).toEqual([{ type: 'barcode-read', text: '20000117', symbology: 'unknown' }]);
  });

  it.each(['Enter', 'NumpadEnter', 'Tab'])('end with %s', async (key) => {
    const { events } = await typed([...digits('20000117'), [key]]);
    expect(events).toHaveLength(1);
  });

  it('may come from the number pad', async () => {
    const keys = [...'20000117'].map((digit): Key => [`Numpad${digit}`]);
    const { events } = await typed([...keys, ['NumpadEnter']]);
    expect(events).toMatchObject([{ text: '20000117' }]);
  });

  it('have capitals, signs and an AIM identifier: ]A0KZ-42$', async () => {
    const keys: Key[] = [
      ['BracketRight'],
      ['ShiftLeft', true],
      ['KeyA', true],
      ['Digit0'],
      ['ShiftLeft', true],
      ['KeyK', true],
      ['KeyZ', true],
      ['Minus'],
      ['Digit4'],
      ['Digit2'],
      ['Digit4', true],
      ['Enter'],
    ];
    const { events } = await typed(keys);
    expect(events).toEqual([
      { type: 'barcode-read', text: 'KZ-42$', symbology: 'code39', aim: ']A0' },
    ]);
  });

  it('follow each other without a pause', async () => {
    const { events } = await typed([
      ...digits('20000117'),
      ['Enter'],
      ...digits('20000125'),
      ['Enter'],
    ]);
    expect(events).toMatchObject([{ text: '20000117' }, { text: '20000125' }]);
  });

  it('end by silence where no suffix is sent', async () => {
    const { events, clock } = await typed(digits('20000117'), { suffix: [], interByteMs: 200 });
    expect(events).toEqual([]);
    clock.advance(200);
    expect(events).toMatchObject([{ text: '20000117' }]);
  });

  it('with a prefix may be short, and without it are none', async () => {
    const prefix = { prefix: '7e' };
    const marked = await typed([['Backquote', true], ...digits('42'), ['Enter']], prefix);
    expect(marked.events).toMatchObject([{ text: '42' }]);
    const bare = await typed([...digits('20000117'), ['Enter']], prefix);
    expect(bare.events).toEqual([]);
  });

  it('wait after the key before them', async () => {
    const { events } = await typed([
      ['KeyX'],
      ['Digit2', false, 900],
      ...digits('0000117'),
      ['Enter'],
    ]);
    expect(events).toMatchObject([{ text: '20000117' }]);
  });
});

describe('people', () => {
  it('typing a number are no scan', async () => {
    const { events } = await typed([...digits('20000117', 140), ['Enter', false, 140]]);
    expect(events).toEqual([]);
  });

  it('with one slow key among fast ones are no scan, also behind Shift', async () => {
    for (const slow of [
      [['Digit0', false, 61]],
      [
        ['ShiftLeft', true, 55],
        ['KeyA', true, 10],
      ],
    ] as Key[][]) {
      const { events } = await typed([...digits('20000'), ...slow, ...digits('117'), ['Enter']]);
      expect(events).toEqual([]);
    }
  });

  it('pressing Enter after a scan without suffix do not complete it', async () => {
    const { events } = await typed([...digits('20000117'), ['Enter', false, 400]]);
    expect(events).toEqual([]);
  });

  it('rattling on letters, on few keys or on editing keys are no scan', async () => {
    const letters = [...'ASDFGHJK'].map((letter): Key => [`Key${letter}`]);
    for (const keys of [
      letters,
      digits('20011'),
      [...digits('2000011'), ['Backspace'] as Key, ...digits('7')],
    ]) {
      const { events } = await typed([...keys, ['Enter']]);
      expect(events).toEqual([]);
    }
  });

  it('leaning on a key hold no memory', async () => {
    const bench = await typed([], { lineBytesMax: 64 });
    for (let held = 0; held < 10_000; held++) bench.port.receive(line(['Digit1', false, 30]));
    bench.clock.advance(10_000);
    expect(bench.events).toEqual([]);
    expect(bench.clock.pending()).toBe(0);
  });
});

describe('lines', () => {
  it('that are no key are noise, and the scan around them goes on', async () => {
    const bench = await typed(digits('2000'));
    bench.port.receive('{"code":"Digit9"}\n');
    for (const key of [...digits('0117'), ['Enter'] as Key]) bench.port.receive(line(key));
    expect(bench.events).toMatchObject([{ type: 'noise-dropped' }, { text: '20000117' }]);
  });

  it('may be cut anywhere', async () => {
    const bytes = Buffer.concat([...digits('20000117'), ['Enter'] as Key].map(line));
    for (let cut = 0; cut <= bytes.length; cut++) {
      const bench = await typed([]);
      bench.port.receive(bytes.subarray(0, cut));
      bench.port.receive(bytes.subarray(cut));
      expect(bench.events).toMatchObject([{ text: '20000117' }]);
    }
  });
});

describe('undoKazakhLayout', () => {
  it('gives back what the scanner meant', () => {
    expect(undoKazakhLayout('әққққ"".')).toBe('20000117');
    expect(undoKazakhLayout('ЛЯө,әҢ')).toBe('KZ-62$');
  });

  it('says null to what was not typed under it', () => {
    for (const text of ['', '20000117', 'ә0', 'abc', 'С123', 'ß'])
      expect(undoKazakhLayout(text)).toBeNull();
  });

  it('undoes every Code 39 text that was typed under it', () => {
    const codes = ['Minus', 'Period', 'Slash', 'Space'].concat(
      [...'0123456789'].map((digit) => `Digit${digit}`),
      [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => `Key${letter}`),
    );
    // xkb-data 2.35.1 symbols/kz, written down apart from the product's table.
    const kazakh: Record<string, string> = { Minus: 'ө', Period: 'ю', Slash: '№', Space: ' ' };
    [...'қ"әіңғ,.үұ'].forEach((character, digit) => {
      kazakh[`Digit${digit}`] = character;
    });
    [...'ФИСВУАПРШОЛДЬТЩЗЙКЫЕГМЦЧНЯ'].forEach((character, index) => {
      kazakh[`Key${String.fromCharCode(65 + index)}`] = character;
    });
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...codes), { minLength: 1, maxLength: 20 }), (keys) => {
        const meant = keys.map((key) => characterOfKey(key, key.startsWith('Key'))).join('');
        expect(undoKazakhLayout(keys.map((key) => kazakh[key]).join(''))).toBe(meant);
      }),
    );
  });
});
