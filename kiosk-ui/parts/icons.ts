// Line icons in a 24 x 24 box; decoration only, a word always stands beside them.
import { html, svg, type TemplateResult } from 'lit';

const PATHS = {
  borrow: svg`<path d="M4 5.5A2.5 2.5 0 0 1 6.5 3H20v15H6.5A2.5 2.5 0 0 0 4 20.5zM4 20.5A2.5 2.5 0 0 0 6.5 23H20v-5M12 14V7m-3 3 3-3 3 3"/>`,
  giveBack: svg`<path d="M4 5.5A2.5 2.5 0 0 1 6.5 3H20v15H6.5A2.5 2.5 0 0 0 4 20.5zM4 20.5A2.5 2.5 0 0 0 6.5 23H20v-5M12 7v7m-3-3 3 3 3-3"/>`,
  books: svg`<path d="M4 4h4.5v16H4zM9.5 4H14v16H9.5zM15.5 4.8l3.8-1 3.2 15.4-3.9 1z"/>`,
  register: svg`<circle cx="9" cy="8" r="4"/><path d="M2 21a7 7 0 0 1 14 0M19 8v6M16 11h6"/>`,
  bell: svg`<path d="M6 9a6 6 0 0 1 12 0c0 7 3 8 3 8H3s3-1 3-8M10 21h4"/>`,
  scan: svg`<path d="M3 7V4h3M18 4h3v3M21 17v3h-3M6 20H3v-3M7 8v8M10.5 8v8M14 8v8M17 8v8"/>`,
  check: svg`<path d="m5 13 4 4L19 7"/>`,
  back: svg`<path d="M20 12H5m6-6-6 6 6 6"/>`,
  next: svg`<path d="M4 12h15m-6-6 6 6-6 6"/>`,
  close: svg`<path d="m6 6 12 12M18 6 6 18"/>`,
  erase: svg`<path d="M8 5h13v14H8l-6-7zM12 9.5l5 5M17 9.5l-5 5"/>`,
  card: svg`<rect x="2.5" y="5" width="19" height="14" rx="2.5"/><path d="M6 9h5M6 12.5v3M9 12.5v3M12 12.5v3M15 12.5v3M18 12.5v3"/>`,
  keys: svg`<circle cx="6" cy="6" r="1.5"/><circle cx="12" cy="6" r="1.5"/><circle cx="18" cy="6" r="1.5"/><circle cx="6" cy="12" r="1.5"/><circle cx="12" cy="12" r="1.5"/><circle cx="18" cy="12" r="1.5"/><circle cx="12" cy="18" r="1.5"/>`,
  renew: svg`<path d="M20 11a8 8 0 0 0-14.5-4L3 9.5M3 4v5.5h5.5M4 13a8 8 0 0 0 14.5 4l2.5-2.5M21 20v-5.5h-5.5"/>`,
  receipt: svg`<path d="M5 2.5 7 4l2.5-1.5L12 4l2.5-1.5L17 4l2-1.5v19L17 20l-2.5 1.5L12 20l-2.5 1.5L7 20l-2 1.5zM9 9h6M9 13h6"/>`,
  home: svg`<path d="m3 11 9-8 9 8M5.5 9.5V20h13V9.5M10 20v-6h4v6"/>`,
  clock: svg`<circle cx="12" cy="12" r="9"/><path d="M12 7v5.5l3.5 2"/>`,
  alert: svg`<path d="M12 3.5 22 20H2zM12 10v4.5M12 17.2v.3"/>`,
  gate: svg`<path d="M5 21V4M19 21V4M9 13l2.5 2.5L16 10"/>`,
  locker: svg`<rect x="4" y="2.5" width="16" height="19" rx="2"/><path d="M4 12h16M16 6v2.5M16 15.5v2.5"/>`,
  globe: svg`<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c3.5 3.5 3.5 14.5 0 18M12 3c-3.5 3.5-3.5 14.5 0 18"/>`,
} as const;
export type IconName = keyof typeof PATHS;

export const icon = (name: IconName): TemplateResult =>
  html`<svg class="i" viewBox="0 0 24 24" aria-hidden="true">${PATHS[name]}</svg>`;

/** A card under the scanner's line of light: what to do, without words. */
export const scanPicture = html`<svg class="scan-picture" viewBox="0 0 198 150" aria-hidden="true">
  <rect x="6" y="26" width="130" height="88" rx="14" fill="#0e4f63" />
  <rect x="20" y="42" width="46" height="10" rx="5" fill="#fff" />
  <path d="M22 66v34m9-34v34m9-34v34m12-34v34m7-34v34m10-34v34m12-34v34m7-34v34m10-34v34m12-34v34"
    stroke="#fff" stroke-width="4.500" />
  <path d="M2 84h186" stroke="#f2a33a" stroke-width="6" stroke-linecap="round" />
  <path d="M158 46c14 10 14 66 0 76M172 34c22 18 22 82 0 100" fill="none" stroke="#157f8c"
    stroke-width="6" stroke-linecap="round" />
</svg>`;
