// Every family of the vectors is tested somewhere or stands here with the reason why not.
import { describe, expect, it } from 'vitest';
import { hasValidCrc, reverseBlocks } from '../../../../devices/rfid/tag/basic-block.ts';
import {
  compactText,
  expandText,
  type TextCompaction,
} from '../../../../devices/rfid/tag/compaction.ts';
import {
  compactContentParameter,
  expandContentParameter,
} from '../../../../devices/rfid/tag/content-parameter.ts';
import { ebv8Bytes, readEbv8 } from '../../../../devices/rfid/tag/ebv8.ts';
import { BYTE_OIDS } from '../../../../devices/rfid/tag/element-names.ts';
import { compactIsil, expandIsil } from '../../../../devices/rfid/tag/isil-code.ts';
import { decodeIso28560Part2 } from '../../../../devices/rfid/tag/iso-28560-2.ts';
import { decodeIso28560Part3 } from '../../../../devices/rfid/tag/iso-28560-3.ts';
import { decodeRfid501, isFactoryBlank } from '../../../../devices/rfid/tag/rfid501.ts';
import { tagCrc } from '../../../../devices/rfid/tag/tag-crc.ts';
import { bytesOf, family, hexOf, type Vector, vectors } from './vectors.ts';

const testCompaction = ({ hex, text, compaction }: Vector): void => {
  const scheme = compaction as TextCompaction;
  expect(expandText(scheme, bytesOf(hex))).toBe(text);
  expect(hexOf(compactText(scheme, text!))).toBe(hex);
};

const testEbv8 = ({ hex, meaning }: Vector): void => {
  const length = Number(/length (\d+)/.exec(meaning)?.[1]);
  expect(readEbv8(bytesOf(hex), 0)).toEqual({ value: length, next: hex.length / 2 });
  expect(hexOf(Uint8Array.from(ebv8Bytes(length)))).toBe(hex);
};

/** Shift or latch: where two codes are as short, ours may be the other one. */
const testIsil = ({ hex, text }: Vector): void => {
  expect(expandIsil(bytesOf(hex))).toBe(text);
  const own = compactIsil(text!)!;
  expect(own.length).toBeLessThanOrEqual(hex.length / 2);
  expect(expandIsil(own)).toBe(text);
};

const testContentParameter = ({ hex, meaning }: Vector): void => {
  const oids = JSON.parse(/\[.*\]/.exec(meaning)![0]) as number[];
  expect(expandContentParameter(bytesOf(hex))).toEqual(oids);
  expect(hexOf(compactContentParameter(oids))).toBe(hex.replace(/(00)+$/, ''));
};

const testPart2 = ({ hex, verify, elements }: Vector): void => {
  const reading = decodeIso28560Part2(bytesOf(hex));
  if (verify.startsWith('raises')) {
    expect(reading).toMatchObject({ data: null, fault: 'text-malformed' });
    return;
  }
  const expected = elements!.map(({ oid, comp, value }) => ({
    oid,
    compaction: comp,
    value: Array.isArray(value) ? value.join(' ') : value.replace(/^\0+$/, ''),
  }));
  expect(reading.fault).toBeNull();
  expect(
    reading.elements.map(({ oid, compaction, value }) => ({ oid, compaction, value })),
  ).toEqual(expected);
};

const testPart3 = ({ hex, decoded }: Vector): void => {
  const reading = decodeIso28560Part3(bytesOf(hex));
  const { usage, parts, part, pii, isil, ext } = decoded!;
  expect(reading.checks.map(({ ok }) => ok)).toEqual([true, ...ext.map(({ xor_ok }) => xor_ok)]);
  const value = (oid: number) => reading.elements.find((element) => element.oid === oid)?.value;
  expect([value(1), value(3)?.replace('-', ''), value(4), value(5)]).toEqual([
    pii,
    isil,
    `${parts}/${part}`,
    `${usage}0`,
  ]);
  expect(reading.fault).toBe(pii === '' ? 'pii-missing' : null);
};

const testRfid501 = (vector: Vector): void => {
  const memory = bytesOf(vector.hex);
  const pii = /PII (\d+)/.exec(vector.meaning)![1];
  if (!vector.hex.startsWith('04110010')) {
    expect(decodeRfid501(memory).data).toEqual({ pii, owner: null, parts: null, usage: null });
    return;
  }
  // The source wrote NUL and the digits 20 as one octal escape: two bytes are one, and the type is none of 3M's. What it means to
  // say is put right here; as it stands it must be refused.
  expect(decodeRfid501(memory)).toMatchObject({ data: null, fault: 'model-unknown' });
  const meant = bytesOf(vector.hex.replace('04110010', '041100003230'));
  expect(meant.length).toBe(32);
  expect(decodeRfid501(meant).data).toMatchObject({ pii });
  expect(
    decodeRfid501(meant)
      .elements.slice(2)
      .map(({ value }) => value),
  ).toEqual(['00', 'FFFFFFFF', '7FFFFFFF']);
};

/** Family: how each of its vectors is tested here. */
const BUILT: Record<string, (vector: Vector) => void> = {
  'ISO/IEC 15962 compaction 1 (integer)': testCompaction,
  'ISO/IEC 15962 compaction 2 (numeric string)': testCompaction,
  'ISO/IEC 15962 compaction 3 (5-bit)': testCompaction,
  'ISO/IEC 15962 compaction 4 (6-bit)': testCompaction,
  'ISO/IEC 15962 compaction 5 (7-bit)': testCompaction,
  'ISO/IEC 15962 EBV-8 length': testEbv8,
  'ISO 28560-2 ISIL compaction (application-defined 0)': testIsil,
  'ISO 28560-1/-2 content parameter (OID 2)': testContentParameter,
  'ISO 28560-2 tag memory (DSFID 06)': testPart2,
  'ISO/IEC 15962 Annex P example': testPart2,
  'ISO 28560-3 CRC': ({ hex, meaning }) =>
    expect(tagCrc(bytesOf(hex))).toBe(Number(/0x[0-9A-F]{4}/.exec(meaning)![0])),
  'ISO 28560-3 basic block': testPart3,
  'ISO 28560-3 truncated basic block': testPart3,
  'ISO 28560-3 basic + extension blocks': testPart3,
  'ISO 28560-3 basic + unstructured block': testPart3,
  'DDM / ISO 28560-3 32 byte': testPart3,
  'ISO 28560-3 as delivered by FEIG (each 4-byte block reversed)': ({ hex }) => {
    const turned = reverseBlocks(bytesOf(hex), 4);
    expect(hasValidCrc(bytesOf(hex))).toBe(false);
    expect(hasValidCrc(turned)).toBe(true);
    expect(hexOf(turned)).toBe(family('ISO 28560-3 truncated basic block')[0]!.hex);
  },
  '3M RFID501 alphanumeric (legacy)': testRfid501,
  '3M factory blank': ({ hex }) => expect(isFactoryBlank(bytesOf(hex))).toBe(true),
};

const UHF = 'UHF: no reader here speaks it, and no tag of it lies on a pad';
const NOT_BUILT: Record<string, string> = {
  'ISO 28560-4 EPC bank': UHF,
  'ISO 28560-4 user memory': UHF,
  'ISO 28560-4 / URN Code 40': UHF,
  'ISO 15459 URN Code 40 long numeric': UHF,
  'EPC Gen2 CRC-16 (poly 1021 init FFFF xorout FFFF)': UHF,
  'Chinese university UHF profile, 96-bit IPC': UHF,
  'Wireless-scanner WGC serial frame (2-complement sum)': 'set up by its own barcodes',
  'WGI3220 serial frame LEN SRC EXID EXCMD DATA CS16': 'set up by its own barcodes',
};

const READERS = 'with the frames of its reader, tests/devices/rfid/';
const BOARDS = 'with its frames, tests/devices/contacts/';
const SCANNERS = 'with the frames of scanners, tests/devices/barcode/';
const LABELS = 'tests/profiles/check-digits.test.ts';
const ELSEWHERE: Record<string, string> = {
  'FEIG OBID ISO-HOST standard frame': READERS,
  'FEIG OBID ISO-HOST advanced frame': READERS,
  'FEIG ISO-HOST read-multiple reply data (mode 09)': READERS,
  '3M RFID reader 210/810 frame': READERS,
  'RL866 (rfidlib family) frame FA LEN RID PCB INF CRC': READERS,
  'PC/SC part 3 amendment transparent session (ACR1552U)': READERS,
  'USB CCID bulk-out': READERS,
  'Zebra/Symbol SSI packet': SCANNERS,
  'Honeywell HID POS output report FD': SCANNERS,
  'Kerong CU16 STX ADDR CMD ETX SUM': BOARDS,
  'Modbus RTU': BOARDS,
  'LCUS A0 CH STATE SUM': BOARDS,
  COBS: BOARDS,
  'USB HID POS report 02 (Honeywell)': 'tests/devices/barcode/hid-pos-scanner.test.ts',
  '14-digit library Codabar (Luhn mod 10)': LABELS,
  'ISBN-10': LABELS,
  'EAN-13': LABELS,
  'Code 39 mod 43': LABELS,
  'ITF-14 mod 10': LABELS,
};

it('every family is in one of the three tables, and no table names another', () => {
  const named = [BUILT, NOT_BUILT, ELSEWHERE].flatMap((table) => Object.keys(table));
  expect(named.toSorted()).toEqual(
    [...new Set(vectors.map(({ standard }) => standard))].toSorted(),
  );
});

describe.each(Object.entries(BUILT))('%s', (standard, test) => {
  it.each(family(standard).map((vector) => [`${vector.hex}: ${vector.meaning}`, vector] as const))(
    '%s',
    (_name, vector) => test(vector),
  );
});

describe('the worked example of ISO 28560-2', () => {
  const hex =
    '9100051CBE991A14 0201D014 0204B346 07441CB6E2E335D6 830207ACC09EBAA06F6B0000'.toLowerCase();
  it('decodes', () => {
    const { data, elements } = decodeIso28560Part2(bytesOf(hex));
    expect(data).toEqual({
      pii: '123456789012',
      owner: 'US-InU-Mu',
      parts: { of: 12, ordinal: 3 },
      usage: null,
    });
    expect(elements.map(({ oid }) => oid)).toEqual([1, 2, 4, 6, 3]);
  });
});

it('one-byte elements are told as hex, whichever compaction holds them', () => {
  for (const hex of ['050110', '250110', '650110']) {
    expect(BYTE_OIDS.has(5)).toBe(true);
    expect(decodeIso28560Part2(bytesOf(`11030aa8ae${hex}`)).data?.usage).toBe(0x10);
  }
});
