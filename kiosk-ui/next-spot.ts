// Where the focus goes by an arrow key: to the nearest control in that direction, as the eye sees them. For pads of five keys (up,
// down, left, right, OK) and for keyboards alike. Pure: boxes in, one of them out.

/** In CSS px of the window. */
export type Box = { left: number; top: number; right: number; bottom: number };
export type Way = 'up' | 'down' | 'left' | 'right';
/** A control; `list` names the scrolled list in which it lies, null outside of any. */
export type Spot = { box: Box; list: number | null };

/** Boxes may overlap so far and still lie one after the other. */
const OVERLAP_PX_MAX = 4;
/** A control straight on wins over one that is nearer but aside. */
const ASIDE_WEIGHT = 2;
/** Between two that lie equally well, the one whose middle is nearer. */
const MIDDLE_WEIGHT = 0.05;

/** The box as it looks when the way goes down. */
const turned = ({ left, top, right, bottom }: Box, way: Way): Box => {
  switch (way) {
    case 'down':
      return { left, top, right, bottom };
    case 'up':
      return { left, top: -bottom, right, bottom: -top };
    case 'right':
      return { left: top, top: left, right: bottom, bottom: right };
    case 'left':
      return { left: top, top: -right, right: bottom, bottom: -left };
  }
};

const middle = ({ left, right }: Box): number => (left + right) / 2;

/** How far one must go, or null where it does not lie that way. Sideways only along a row, so that a row's end is one. */
const distance = (from: Box, to: Box, way: Way): number | null => {
  const [a, b] = [turned(from, way), turned(to, way)];
  const ahead = b.top - a.bottom;
  if (ahead < -OVERLAP_PX_MAX || b.bottom <= a.bottom) return null;
  const aside = Math.max(0, b.left - a.right, a.left - b.right);
  const sideways = way === 'left' || way === 'right';
  if (sideways && Math.min(a.right, b.right) - Math.max(a.left, b.left) <= OVERLAP_PX_MAX)
    return null;
  const between = Math.abs(middle(a) - middle(b));
  return Math.max(0, ahead) + ASIDE_WEIGHT * aside + MIDDLE_WEIGHT * between;
};

/** Past the end of a row, as reading goes on: the beginning of the next one, or the end of the one before. */
const nextRow = (spots: readonly Spot[], from: Box, way: 'left' | 'right'): number | null => {
  const onward = way === 'right' ? 'down' : 'up';
  const rows = spots
    .map(({ box }, index) => ({ index, box: turned(box, onward) }))
    .filter(({ box }) => box.top >= turned(from, onward).bottom - OVERLAP_PX_MAX);
  const nearest = rows.reduce((top, { box }) => Math.min(top, box.top), Number.POSITIVE_INFINITY);
  const row = rows.filter(({ box }) => box.top <= nearest + OVERLAP_PX_MAX);
  const start = (box: Box) => (way === 'right' ? box.left : -box.right);
  return row.sort((a, b) => start(a.box) - start(b.box))[0]?.index ?? null;
};

const nearestOf = (spots: readonly Spot[], from: Box, way: Way, fits: (spot: Spot) => boolean) => {
  let best: { index: number; far: number } | null = null;
  for (const [index, spot] of spots.entries()) {
    const far = fits(spot) ? distance(from, spot.box, way) : null;
    if (far !== null && (best === null || far < best.far)) best = { index, far };
  }
  return best?.index ?? null;
};

/**
 * The index of the spot to go to, or null where there is none that way. A list is gone through to its end first, also what is
 * scrolled out of sight; `spots` holds of other lists only what can be seen.
 */
export const nextSpot = (spots: readonly Spot[], from: Spot, way: Way): number | null => {
  const { box, list } = from;
  const inside = list === null ? null : nearestOf(spots, box, way, (spot) => spot.list === list);
  if (inside !== null) return inside;
  const straight = nearestOf(spots, box, way, (spot) => list === null || spot.list !== list);
  if (straight !== null || way === 'up' || way === 'down') return straight;
  return nextRow(spots, box, way);
};
