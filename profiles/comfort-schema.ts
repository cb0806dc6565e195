// The settings that make a kiosk suit whoever stands there (WCAG 2.2; EN 301 549, 5.1): what a visitor may change for the
// visit, and what a place may begin with.
import Type, { type Static } from 'typebox';

const closed = { additionalProperties: false };

/** Per cent. */
export const TEXT_SIZES = [100, 125, 150, 200] as const;

const settings = {
  /** White on black, the next step in yellow. */
  contrast: Type.Boolean(),
  text: Type.Union(TEXT_SIZES.map((size) => Type.Literal(size))),
  /** All controls in the lower half of the screen. */
  reach: Type.Boolean(),
  /** Nothing moves. */
  calm: Type.Boolean(),
  /** Each page says what to do. Never a name or a title. */
  voice: Type.Boolean(),
};
export const PartialComfort = Type.Partial(Type.Object(settings), closed);

export type Comfort = {
  contrast: boolean;
  text: (typeof TEXT_SIZES)[number];
  reach: boolean;
  calm: boolean;
  voice: boolean;
};
export type PartialComfort = Static<typeof PartialComfort>;

export const usualComfort: Comfort = {
  contrast: false,
  text: 100,
  reach: false,
  calm: false,
  voice: false,
};
