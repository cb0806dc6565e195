// A device profile: one JSON file = one model, file name = `id`. It says which driver speaks to the
// model, how it is recognised and what is particular about it; adding a model of a known protocol
// touches one file here and no code. Checked by `kitap lint-profiles`. What differs per library
// (barcode rules, limits) stands in the site file, not here.
import Type, { type Static } from 'typebox';
import { oneOf, Symbology } from './site-schema.ts';

const closed = { additionalProperties: false };
const hexId = Type.String({ pattern: '^[0-9a-f]{4}$' });
const hexBytes = Type.String({ pattern: '^([0-9a-f]{2})*$' });

/**
 * How a plugged-in device is known; all given fields must fit. Vendor and product in lower-case
 * hex, as udev prints them.
 */
export const DeviceMatch = Type.Object(
  {
    bus: oneOf('hid', 'serial', 'usb-printer', 'usb'),
    vendorId: Type.Optional(hexId),
    productId: Type.Optional(hexId),
    usagePage: Type.Optional(Type.Integer()),
    usage: Type.Optional(Type.Integer()),
  },
  closed,
);

export const SerialSettings = Type.Object(
  {
    baudRate: Type.Integer({ minimum: 300, maximum: 921600 }),
    dataBits: oneOf('7', '8'),
    parity: oneOf('none', 'even', 'odd'),
    stopBits: oneOf('1', '2'),
  },
  closed,
);

export const ScannerSettings = Type.Object(
  {
    /**
     * Bytes before and after each code, hex. An empty suffix means that a silence of `interByteMs`
     * ends the code.
     */
    prefix: hexBytes,
    suffix: Type.Array(hexBytes, { maxItems: 4 }),
    interByteMs: Type.Integer({ minimum: 5, maximum: 2000 }),
    /** Whether the scanner is set to send AIM identifiers; `optional` takes both. */
    aim: oneOf('always', 'never', 'optional'),
    /** The symbology to report when none is sent. */
    symbology: Symbology,
    /** Longer lines are noise. */
    lineBytesMax: Type.Integer({ minimum: 8, maximum: 4096 }),
    /**
     * HID POS only: used when the report descriptor cannot be read. Offsets into the report, id
     * byte included.
     */
    fallbackLayout: Type.Optional(
      Type.Object(
        {
          reportId: Type.Integer({ minimum: 0, maximum: 255 }),
          lengthAt: Type.Integer({ minimum: 0 }),
          aimAt: Type.Union([Type.Null(), Type.Integer({ minimum: 0 })]),
          dataAt: Type.Integer({ minimum: 0 }),
          dataBytes: Type.Integer({ minimum: 1 }),
          continuedAt: Type.Union([Type.Null(), Type.Integer({ minimum: 0 })]),
          continuedMask: Type.Integer({ minimum: 0, maximum: 255 }),
        },
        closed,
      ),
    ),
    /** Keyboard wedge only: keys this close together are a scanner's (libraries.md 7.7). */
    keyGapMsMax: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
    lengthMin: Type.Optional(Type.Integer({ minimum: 1 })),
    /**
     * HID POS only: a feature report (id byte first) that makes the model send its scans; written
     * once at start.
     */
    enableFeatureReport: Type.Optional(hexBytes),
  },
  closed,
);

/** printing.md section 4, "Profile". */
export const PrinterSettings = Type.Object(
  {
    dialect: oneOf('epson', 'star'),
    widthDots: Type.Integer({ minimum: 200, maximum: 1200 }),
    columns: Type.Integer({ minimum: 16, maximum: 80 }),
    /**
     * Verified pages only: a person read the test slip of this very model. `select` is the n of ESC
     * t n.
     */
    pages: Type.Array(
      Type.Object(
        {
          encoding: oneOf('kz1048', 'cp866', 'windows1251'),
          select: Type.Integer({ minimum: 0, maximum: 255 }),
        },
        closed,
      ),
    ),
    textMode: oneOf('auto', 'raster', 'text'),
    bandRows: Type.Integer({ minimum: 8, maximum: 256 }),
    /** Sends FS . after ESC @: clones power up in a double-byte mode. */
    leaveKanji: Type.Boolean(),
    cut: oneOf('partial', 'full', 'none'),
    status: oneOf('asb', 'dle-eot', 'none'),
    /** What proves that a job was printed; `none` ends every job as unconfirmed. */
    ack: oneOf('process-id', 'gs-r', 'none'),
    clearBuffer: oneOf('dle-dc4', 'reconnect'),
  },
  closed,
);

/**
 * hardware.md section 2. Milliseconds are those of the reader's manual or, where it is silent,
 * measured.
 */
export const RfidSettings = Type.Object(
  {
    /** A silence this long after a command means that nothing comes. */
    replyTimeoutMs: Type.Integer({ minimum: 20, maximum: 10_000 }),
    writeTimeoutMs: Type.Integer({ minimum: 20, maximum: 10_000 }),
    /** Silence that the reader needs before a frame, and the longest inside one. */
    gapMs: Type.Integer({ minimum: 0, maximum: 100 }),
    interByteMs: Type.Integer({ minimum: 1, maximum: 500 }),
    /** The reader delivers and expects each block back to front. */
    blockReversed: Type.Boolean(),
    readBytesMax: Type.Integer({ minimum: 4, maximum: 2048 }),
    tagsMax: Type.Integer({ minimum: 1, maximum: 64 }),
    /**
     * Numbers of the antennas that are asked, one after the other; empty where the reader has one.
     */
    antennas: Type.Array(Type.Integer({ minimum: 0, maximum: 16 }), { maxItems: 8 }),
    /** Field power in milliwatts, where the reader takes it; null leaves it as it was set. */
    powerMw: Type.Union([Type.Null(), Type.Integer({ minimum: 10, maximum: 4_000 })]),
    /** Pause between two looks at the pad. */
    pollMs: Type.Integer({ minimum: 10, maximum: 5_000 }),
    /** So many looks in a row must agree before a tag counts as come or gone. */
    seenPolls: Type.Integer({ minimum: 1, maximum: 10 }),
    gonePolls: Type.Integer({ minimum: 1, maximum: 20 }),
    writeTries: Type.Integer({ minimum: 1, maximum: 30 }),
    /** Whether it reaches the EAS bit of NXP tags. */
    eas: Type.Boolean(),
    /**
     * FEIG: bit that asks for the rest of an inventory; the manual says 80, some readers want 01.
     */
    moreBit: Type.Optional(Type.Integer({ minimum: 1, maximum: 255 })),
  },
  closed,
);

/** Outputs and inputs: relays, locks, lamps, sensors. */
export const ContactSettings = Type.Object(
  {
    /** Bus address (Modbus unit, locker board, station number); 0 where there is none. */
    address: Type.Integer({ minimum: 0, maximum: 247 }),
    outputs: Type.Integer({ minimum: 0, maximum: 64 }),
    inputs: Type.Integer({ minimum: 0, maximum: 64 }),
    /** Longest time that an output may stay on, milliseconds; the driver never asks for more. */
    pulseMsMax: Type.Integer({ minimum: 50, maximum: 600_000 }),
    replyTimeoutMs: Type.Integer({ minimum: 20, maximum: 10_000 }),
    pollMs: Type.Integer({ minimum: 10, maximum: 60_000 }),
    /** Kerong: which of the two frame layouts in the field. */
    dialect: Type.Optional(oneOf('cu16', 'cu48')),
  },
  closed,
);

export const DeviceProfile = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9-]{1,64}$' }),
    label: Type.String(),
    vendor: Type.String(),
    /** One level only; the child's keys win. */
    extends: Type.Optional(Type.String()),
    class: oneOf('scanner', 'printer', 'rfid', 'contacts'),
    driver: oneOf(
      'serial-scanner',
      'hid-pos-scanner',
      'keyboard-wedge',
      'escpos-printer',
      'modbus-relay',
      'kerong-locker',
      'winnsen-locker',
      'kitap-board',
      'kitap-board-pad',
      'feig-iso-host',
      'rl866',
      '3m-810',
    ),
    status: oneOf('verified', 'reported', 'untested'),
    /** Manual and page, or the study that the facts come from. */
    source: Type.String({ minLength: 8 }),
    match: Type.Array(DeviceMatch),
    serial: Type.Optional(SerialSettings),
    scanner: Type.Optional(ScannerSettings),
    printer: Type.Optional(PrinterSettings),
    rfid: Type.Optional(RfidSettings),
    contacts: Type.Optional(ContactSettings),
    /** What is odd about this model, each with its reason. */
    quirks: Type.Array(Type.Object({ name: Type.String(), why: Type.String() }, closed)),
    /** What a technician does once: configuration barcodes, DIP switches. */
    help: Type.Array(Type.String()),
  },
  closed,
);

export type DeviceMatch = Static<typeof DeviceMatch>;
export type SerialSettings = Static<typeof SerialSettings>;
export type ScannerSettings = Static<typeof ScannerSettings>;
export type PrinterSettings = Static<typeof PrinterSettings>;
export type RfidSettings = Static<typeof RfidSettings>;
export type ContactSettings = Static<typeof ContactSettings>;
export type DeviceProfile = Static<typeof DeviceProfile>;
export type DeviceClass = DeviceProfile['class'];
