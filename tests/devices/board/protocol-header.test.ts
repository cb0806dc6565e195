// The same words in C and in TypeScript: firmware-bridge/firmware/protocol.h, board_config.c and their counterparts.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  CAPABILITY,
  INPUT_KIND,
  NAK,
  OUTPUT_KIND,
  PROTOCOL_MAJOR,
  PROTOCOL_MINOR,
  SILENCE_MS,
  TYPE,
} from '../../../devices/board/board-messages.ts';
import { PN5180_OP } from '../../../devices/board/pn5180-messages.ts';
import { KIOSK_OUTPUTS } from '../../../firmware-bridge/simulated/board-outputs.ts';
import { packageRoot } from '../../../profiles/package-root.ts';

const source = (name: string) =>
  readFileSync(join(packageRoot, 'firmware-bridge/firmware', name), 'utf8');
const header = source('protocol.h');

/** Constants of the header that begin with `prefix`, named as in TypeScript. */
const constants = (prefix: string): Record<string, number> => {
  const found = header.matchAll(new RegExp(`\\b${prefix}([A-Z0-9_]+) = (0x[0-9a-f]+|\\d+)`, 'g'));
  return Object.fromEntries(
    [...found].map(([, name, value]) => [name!.toLowerCase().replaceAll('_', '-'), Number(value)]),
  );
};

describe('C header and TypeScript agree on', () => {
  it.each([
    ['TYPE_', TYPE],
    ['NAK_', NAK],
    ['CAN_', CAPABILITY],
    ['OUTPUT_', OUTPUT_KIND],
    ['INPUT_', INPUT_KIND],
    ['PN5180_OP_', PN5180_OP],
  ])('%s', (prefix, table) => {
    expect(constants(prefix)).toEqual(table);
  });

  it('version and silence', () => {
    expect(constants('PROTOCOL_')).toEqual({ major: PROTOCOL_MAJOR, minor: PROTOCOL_MINOR });
    expect(constants('SILENCE_')).toEqual({ ms: SILENCE_MS });
  });

  it('the outputs of the kiosk', () => {
    const rows = [
      ...source('board_config.c').matchAll(/\{OUTPUT_([A-Z]+), \d+, false, (\d+), (\d+)\}/g),
    ];
    const outputs = rows.map(([, kind, onMsMax, restMs]) => ({
      kind: OUTPUT_KIND[kind!.toLowerCase() as keyof typeof OUTPUT_KIND],
      onMsMax: Number(onMsMax),
      restMs: Number(restMs),
    }));
    expect(outputs).toEqual(KIOSK_OUTPUTS);
  });
});
