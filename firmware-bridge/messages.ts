// The one contract between a station-server and a firmware-bridge: one JSON object a line, UTF-8, over a Unix socket (a named
// pipe on Windows). The station listens, each place's bridge connects and says `hello`. A line longer than LINE_BYTES_MAX or
// one that does not fit the schema ends the connection with a reason; the bridge connects again by itself.
import Type, { type Static } from 'typebox';
import { ReceiptDocument } from '../devices/receipt/receipt-document.ts';
import { oneOf, Symbology } from '../profiles/site-schema.ts';
import {
  contactMessages,
  contactOrders,
  rfidMessages,
  rfidOrders,
  simulatedContactActs,
  simulatedRfidActs,
} from './contact-messages.ts';

export type { PrinterState, PrintJobState } from '../devices/driver.ts';
export type { ReceiptBlock } from '../devices/receipt/receipt-document.ts';
export { ReceiptDocument } from '../devices/receipt/receipt-document.ts';
export type { PadTag, TagContent, TagParts } from '../devices/rfid/tag-content.ts';

export const LINE_BYTES_MAX = 1_048_576;
export const PROTOCOL_VERSION = 1;

const closed = { additionalProperties: false };
const deviceId = Type.String({ maxLength: 32 });

export const DeviceState = Type.Object(
  {
    device: deviceId,
    /** `absent`: not plugged in, looked for again by itself. `failed`: present but cannot be used, `why` says so. */
    state: oneOf('absent', 'opening', 'ready', 'failed'),
    /** Code of the bridge's error table, for the hint to staff. */
    code: Type.Optional(Type.String({ maxLength: 64 })),
    why: Type.Optional(Type.String({ maxLength: 500 })),
    /** What staff do about it, from the bridge's error table. */
    hint: Type.Optional(Type.String({ maxLength: 500 })),
  },
  closed,
);

/** Bridge to station. */
export const BridgeMessage = Type.Union([
  Type.Object(
    {
      type: Type.Literal('hello'),
      protocol: Type.Integer(),
      place: Type.String({ maxLength: 32 }),
      pid: Type.Integer(),
      /** True when this bridge takes `simulate` messages. */
      simulated: Type.Boolean(),
      devices: Type.Array(DeviceState, { maxItems: 32 }),
    },
    closed,
  ),
  Type.Object({ type: Type.Literal('device-state'), state: DeviceState }, closed),
  Type.Object(
    {
      type: Type.Literal('barcode-read'),
      device: deviceId,
      text: Type.String({ maxLength: 4096 }),
      symbology: Symbology,
      aim: Type.Optional(Type.String({ maxLength: 3 })),
      /** How long ago the last byte came in when this line was written, for dropping stale scans. */
      ageMs: Type.Number({ minimum: 0 }),
    },
    closed,
  ),
  Type.Object(
    { type: Type.Literal('noise-dropped'), device: deviceId, bytes: Type.Integer({ minimum: 0 }) },
    closed,
  ),
  Type.Object(
    {
      type: Type.Literal('printer-state'),
      device: deviceId,
      state: oneOf(
        'ready',
        'near-end',
        'paper-out',
        'cover-open',
        'cutter',
        'jam',
        'offline',
        'unknown',
      ),
    },
    closed,
  ),
  Type.Object(
    {
      type: Type.Literal('print-progress'),
      device: deviceId,
      jobId: Type.String({ maxLength: 64 }),
      state: oneOf(
        'sending',
        'awaiting-ack',
        'printed',
        'interrupted',
        'unconfirmed',
        'expired',
        'failed',
      ),
      why: Type.Optional(Type.String({ maxLength: 500 })),
    },
    closed,
  ),
  /** Simulated printers only: a slip was cut; the picture is drawn from the bytes that the printer received. */
  Type.Object(
    {
      type: Type.Literal('simulated-slip'),
      device: deviceId,
      pngBase64: Type.String(),
      /** Text lines as the printer decoded them (empty for rastered text). */
      lines: Type.Array(Type.String()),
      bytes: Type.Integer({ minimum: 0 }),
    },
    closed,
  ),
  ...rfidMessages,
  ...contactMessages,
]);

/** Station to bridge. */
export const StationMessage = Type.Union([
  Type.Object({ type: Type.Literal('welcome'), protocol: Type.Integer() }, closed),
  Type.Object(
    {
      type: Type.Literal('print'),
      device: deviceId,
      jobId: Type.String({ maxLength: 64 }),
      document: ReceiptDocument,
      reprint: Type.Boolean(),
      /** The job is not begun later than this after it was received. */
      ttlMs: Type.Integer({ minimum: 0 }),
    },
    closed,
  ),
  /** Keys typed into the page, for a keyboard-wedge device on a `page-keyboard` port: `KeyboardEvent.code` and milliseconds since the one before. */
  Type.Object(
    {
      type: Type.Literal('keys-typed'),
      keys: Type.Array(
        Type.Object(
          {
            code: Type.String({ maxLength: 24 }),
            shift: Type.Boolean(),
            gapMs: Type.Number({ minimum: 0 }),
          },
          closed,
        ),
        { maxItems: 256 },
      ),
    },
    closed,
  ),
  ...rfidOrders,
  ...contactOrders,
  /** Only a bridge with simulated devices takes these; others answer nothing. */
  Type.Object(
    {
      type: Type.Literal('simulate'),
      device: deviceId,
      act: Type.Union([
        Type.Object(
          {
            kind: Type.Literal('scan'),
            text: Type.String({ maxLength: 200 }),
            symbology: Symbology,
          },
          closed,
        ),
        Type.Object({ kind: Type.Literal('unplug') }, closed),
        Type.Object({ kind: Type.Literal('plug') }, closed),
        Type.Object({ kind: Type.Literal('paper-out') }, closed),
        Type.Object({ kind: Type.Literal('paper-in') }, closed),
        Type.Object(
          { kind: Type.Literal('noise'), bytes: Type.Integer({ minimum: 1, maximum: 2_000_000 }) },
          closed,
        ),
        ...simulatedRfidActs,
        ...simulatedContactActs,
      ]),
    },
    closed,
  ),
]);

export type DeviceState = Static<typeof DeviceState>;
export type BridgeMessage = Static<typeof BridgeMessage>;
export type StationMessage = Static<typeof StationMessage>;
