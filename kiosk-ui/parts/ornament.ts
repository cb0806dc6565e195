// Қошқар мүйіз, the ram's horn: drawn once, used as a quiet edge of headers and as the mark on a
// drawn cover.
import { svg } from 'lit';

/** One horn in a 48 x 40 box, stroked with the current colour. */
export const horn = svg`<path fill="none" stroke="currentColor" stroke-width="3.4" stroke-linecap="round"
  d="M24 38V22C24 8 5 5 5 17c0 9 12 9 12 1.500 0-4.500-6-4.500-6-.5M24 22C24 8 43 5 43 17c0 9-12 9-12 1.500 0-4.500 6-4.500 6-.5M18 38h12"/>`;

/** A border of horns, upright and turned by turns, 48 units high; it repeats over any width. */
export const hornBand = svg`<defs><pattern id="horns" width="96" height="44" patternUnits="userSpaceOnUse">
  <g transform="translate(0 2)">${horn}</g><g transform="translate(96 42) rotate(180)">${horn}</g></pattern></defs>
  <rect width="100%" height="44" fill="url(#horns)"/>`;
