// The command: what a technician reads, what programs read, and what a wrong word gets.
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { run } from '../../../devices/commands/tag.ts';

let out: string;
let err: string;
beforeEach(() => {
  out = '';
  err = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += text;
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    err += text;
    return true;
  });
});
afterEach(() => void vi.restoreAllMocks());

const B1 = '1101013130303030303030353600000000000098a4444b3731383530300000000000';
const FINNISH = '9101046091CE43800201A8050110670242410307 3240DE05AB075B';
const decode = (...words: string[]) => run(['decode', ...words]);
const piped = (text: string, ...words: string[]) =>
  run(['decode', ...words], Readable.from([text]));

describe('kitap tag decode', () => {
  it('prints model, meaning, gate and every element by OID, name and compaction', async () => {
    expect(await decode(FINNISH, '--dsfid', '06', '--afi', 'c2')).toBe(0);
    expect(out).toBe(
      [
        'model     28560-2',
        'meaning   item 1620168259, owner FI-Mamk-M (not of this site)',
        'AFI       C2: on loan: the gate is silent',
        '  OID 1   primary item identifier                "1620168259" [integer]',
        '  OID 2   content parameter                      "3 5 7" [application-defined]',
        '  OID 5   type of usage                          "10" = circulating item ' +
          '[application-defined]',
        '  OID 7   ONIX media format                      "BA" [octets]',
        '  OID 3   owner institution (ISIL)               "FI-Mamk-M" [application-defined]',
        '\n',
      ].join('\n'),
    );
  });

  it('tells check values, and why a tag was refused, with status 1', async () => {
    expect(await decode(B1)).toBe(0);
    expect(out).toContain('check     basic block: right (A498)');
    out = '';
    expect(await decode(B1.replace('98a4', '98a5'))).toBe(1);
    expect(out).toContain('meaning   unreadable: crc-wrong');
    expect(out).toContain('check     basic block: WRONG, computed A498 (A598)');
    expect(out).toContain(
      'refused   28560-3: crc-wrong: the check value of the basic block is wrong',
    );
  });

  it.each([
    ['07', 'in stock: the gate alarms'],
    ['0xC2', 'on loan: the gate is silent'],
    ['d7', 'neither of this site; secured at 3M sites'],
    ['55', 'neither of this site'],
  ])('AFI %s is %s', async (afi, meaning) => {
    await decode(B1, '--afi', afi);
    expect(out).toContain(`: ${meaning}\n`);
  });

  it('says that blocks came back to front', async () => {
    const reversed = '3101011130303030353030300000003698000000374b44a43035383100000030';
    expect(await decode(reversed)).toBe(0);
    expect(out).toContain('set blockReversed');
    expect(out).toContain('item 1000000056');
  });

  it('takes the rules of a site', async () => {
    expect(await decode(B1, '--site', 'balkhash')).toBe(0);
    expect(out).toContain('(not of this site)');
    await expect(decode(B1, '--site', 'no-such-site')).rejects.toMatchObject({
      code: 'profile-missing',
    });
  });

  it('tells offline rules, parts, cards and blanks', async () => {
    await piped('11030aa8ae24020302050115\n11030aa8ae050181\n0000\n');
    expect(out).toContain(
      'item 698542, no owner, part 2 of 3; not to be issued or returned offline',
    );
    expect(out).toContain('meaning   patron-card 698542');
    expect(out).toContain('"81" = patron card, adult');
    expect(out).toContain('meaning   blank');
  });

  it('reads one tag a line and prints one JSON line each', async () => {
    expect(await piped(`${B1}\n\n# a remark\r\n91 01:04-60 91ce4380 # one more\n`, '--json')).toBe(
      0,
    );
    const told = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(told).toMatchObject([
      { model: '28560-3', content: { pii: '1000000056' }, checks: [{ ok: true }] },
      { model: '28560-2', content: { pii: '1620168259' }, blocksReversed: false },
    ]);
  });

  it.each([
    ['12x4', '"x" is no hex digit (place 3)'],
    ['123', '3 hex digits: a byte has two'],
    [':', 'no hex digits'],
    ['00'.repeat(8_193), 'more than 8192 bytes'],
  ])('bad hex %# is told with status 2', async (hex, why) => {
    expect(await decode(hex)).toBe(2);
    expect(err).toContain(why);
    expect(out).toBe('');
  });

  it('a bad line is named by its number and the others are read', async () => {
    expect(await piped(`${B1}\nzz\n${B1}\n`, '--json')).toBe(2);
    expect(err).toBe('line 2: "z" is no hex digit (place 1)\n');
    expect(out.trim().split('\n')).toHaveLength(2);
  });
});

describe('kitap tag encode', () => {
  const encode = (model: string, item: unknown, ...words: string[]) =>
    run(['encode', '--model', model, '--json', JSON.stringify(item), ...words]);

  it('prints the memory and, as remarks, DSFID and blocks to lock', async () => {
    const item = {
      pii: '123456789012',
      owner: 'US-InU-Mu',
      parts: { of: 12, ordinal: 3 },
      elements: [{ oid: 6, value: 'QA268.L55' }],
    };
    expect(await encode('28560-2', item, '--bytes', '36', '--lock')).toBe(0);
    expect(out).toBe(
      '9100051CBE991A140201D0140204B34607441CB6E2E335D6830207ACC09EBAA06F6B0000\n' +
        '# DSFID 06\n# blocks to lock: 0 1 6 7 8\n',
    );
  });

  it('what it prints can be piped back', async () => {
    expect(await encode('28560-3', { pii: '77', owner: 'KZ-BALK', usage: '70' })).toBe(0);
    const printed = out;
    out = '';
    expect(await piped(printed, '--json')).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      content: { kind: 'discarded', pii: '77', owner: 'KZ-BALK' },
    });
  });

  it('refuses what does not fit, with its code', async () => {
    await expect(encode('28560-2', { pii: '1'.repeat(80) }, '--bytes', '28')).rejects.toMatchObject(
      {
        code: 'tag-too-small',
      },
    );
    await expect(encode('28560-3', { pii: '77', usage: 0x13 })).rejects.toMatchObject({
      code: 'value-unfit',
    });
  });

  it.each([
    ['{', 'is no JSON'],
    ['{}', '/'],
    ['{"pii":"1","colour":"red"}', '/'],
    ['{"pii":"1","usage":"circulating"}', '/usage'],
  ])('a wrong item %s is told with status 2', async (json, why) => {
    expect(await run(['encode', '--model', '28560-2', '--json', json])).toBe(2);
    expect(err).toContain('--json');
    expect(err).toContain(why);
  });
});
