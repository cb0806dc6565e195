// Қошқар мүйіз, the ram's horn: two horns that curl outwards from one stem, on a lozenge. Drawn once, used
// as a quiet edge of headers, as a border of panels and as the mark on a drawn cover.
import { svg } from 'lit';

/** The motif in a 48 x 40 box, filled with the current colour. */
export const horn = svg`<path fill="none" stroke="currentColor" stroke-width="3.800" stroke-linecap="round" stroke-linejoin="round"
  d="M24 30V20M24 20C24 10 18.500 4 12.500 4A8.500 8.500 0 0 0 4 12.500c0 4.700 3.600 8 7.700 8 3.600 0 6.300-2.600 6.300-5.700 0-2.700-2-4.600-4.300-4.600-1.900 0-3.300 1.300-3.300 2.900M24 20C24 10 29.500 4 35.500 4a8.500 8.500 0 0 1 8.500 8.500c0 4.700-3.600 8-7.700 8-3.600 0-6.300-2.600-6.300-5.700 0-2.700 2-4.600 4.300-4.600 1.900 0 3.300 1.300 3.300 2.900"/><path fill="currentColor" d="m24 27 8 5.500-8 5.500-8-5.500z"/>`;

/** A border of horns, upright and turned by turns, 44 units high, with a lozenge between; it repeats over any width. */
export const hornBand = svg`<defs><pattern id="horns" width="120" height="44" patternUnits="userSpaceOnUse">
  <g transform="translate(6 2)">${horn}</g><g transform="translate(114 42) rotate(180)">${horn}</g>
  <path fill="currentColor" d="m60 17 4.500 5-4.500 5-4.500-5zM0 17l4.500 5-4.500 5zM120 17l-4.500 5 4.500 5z"/></pattern></defs>
  <rect width="100%" height="44" fill="url(#horns)"/>`;
