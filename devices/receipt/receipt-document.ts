// A receipt as meaning, before any printer is known: what the station writes, the screen shows and every encoder lays out.
// Blocks carry finished text in the patron's language; layout and fonts are the encoder's business (printing.md section 4).
import Type, { type Static } from 'typebox';

const closed = { additionalProperties: false };
const text = (maxLength: number) => Type.String({ maxLength });

export const ReceiptBlock = Type.Union([
  /** Large, centred. */
  Type.Object({ kind: Type.Literal('heading'), text: text(200) }, closed),
  Type.Object(
    {
      kind: Type.Literal('text'),
      text: text(500),
      align: Type.Optional(Type.Union([Type.Literal('left'), Type.Literal('center')])),
      bold: Type.Optional(Type.Boolean()),
    },
    closed,
  ),
  /** An item: its title wraps, `detail` (author, number) is smaller or indented, `value` (due date) is bold at the right or on its own line. */
  Type.Object(
    {
      kind: Type.Literal('item'),
      title: text(500),
      detail: Type.Optional(text(300)),
      value: Type.Optional(text(100)),
    },
    closed,
  ),
  /** Left label, right value on one line when they fit, else on two. */
  Type.Object({ kind: Type.Literal('pair'), label: text(200), value: text(200) }, closed),
  Type.Object({ kind: Type.Literal('rule') }, closed),
  /** Code 128 with its text below; only printable ASCII. */
  Type.Object(
    { kind: Type.Literal('barcode'), data: Type.String({ pattern: '^[ -~]{1,40}$' }) },
    closed,
  ),
  Type.Object(
    { kind: Type.Literal('qr'), data: Type.String({ pattern: '^[ -~]{1,300}$' }) },
    closed,
  ),
  Type.Object({ kind: Type.Literal('space') }, closed),
]);

export const ReceiptDocument = Type.Object(
  {
    language: Type.Union([Type.Literal('kk'), Type.Literal('ru'), Type.Literal('en')]),
    blocks: Type.Array(ReceiptBlock, { maxItems: 300 }),
  },
  closed,
);

export type ReceiptBlock = Static<typeof ReceiptBlock>;
export type ReceiptDocument = Static<typeof ReceiptDocument>;
