// The PN5180 requests of the simulated board, answered from the air above it: what firmware-bridge/firmware/pn5180_request.c makes of
// the chip, without a chip.
import { NAK } from '../../devices/board/board-messages.ts';
import { PN5180_OP } from '../../devices/board/pn5180-messages.ts';
import type { AirBytes, Iso15693Air } from './iso15693-air.ts';

const COLLISION_BYTE = 1 << 2;

/** The answer after the request's type, or a NAK code. */
export type AnswerPn5180 = (request: Uint8Array) => number[] | number;

export const createBoardPn5180 = (air: Iso15693Air): AnswerPn5180 => {
  let on = false;
  const told = (op: number, answer: AirBytes): number[] => {
    if (answer.kind === 'none') return [op, 1, 0, 0, 0, 0];
    if (answer.kind === 'collision') return [op, 0, 0, 0, COLLISION_BYTE, 0];
    return [op, 0, answer.bytes.length, 0, 0, 0, ...answer.bytes];
  };
  return (request) => {
    const [op = 0, ...rest] = request;
    const nothing: AirBytes = { kind: 'none' };
    if (op === PN5180_OP.command && rest.length > 1) return [op, ...[0x00, 0x04].slice(0, rest[0])];
    if (op === PN5180_OP['field-on'] || op === PN5180_OP['field-off']) {
      air.fieldOff();
      on = op === PN5180_OP['field-on'];
      return [op];
    }
    if (op === PN5180_OP.transceive && rest.length > 1)
      return told(op, on ? air.send(rest.slice(1)) : nothing);
    if (op === PN5180_OP['next-slot']) return told(op, on ? air.nextSlot() : nothing);
    return NAK.malformed;
  };
};
