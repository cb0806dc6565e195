// Line icons of lucide (ISC), each imported by itself so that the page carries no others. Decoration
// only: a word always stands beside them.
import { html, type TemplateResult } from 'lit';
import { unsafeSVG } from 'lit/directives/unsafe-svg.js';
import aLargeSmall from 'lucide/dist/esm/icons/a-large-small.mjs';
import accessibility from 'lucide/dist/esm/icons/accessibility.mjs';
import archive from 'lucide/dist/esm/icons/archive.mjs';
import arrowLeft from 'lucide/dist/esm/icons/arrow-left.mjs';
import arrowRight from 'lucide/dist/esm/icons/arrow-right.mjs';
import bell from 'lucide/dist/esm/icons/bell.mjs';
import bookDown from 'lucide/dist/esm/icons/book-down.mjs';
import bookOpen from 'lucide/dist/esm/icons/book-open.mjs';
import bookUp from 'lucide/dist/esm/icons/book-up.mjs';
import calendarDays from 'lucide/dist/esm/icons/calendar-days.mjs';
import camera from 'lucide/dist/esm/icons/camera.mjs';
import check from 'lucide/dist/esm/icons/check.mjs';
import clock from 'lucide/dist/esm/icons/clock.mjs';
import contrast from 'lucide/dist/esm/icons/contrast.mjs';
import erase from 'lucide/dist/esm/icons/delete.mjs';
import meh from 'lucide/dist/esm/icons/face-neutral.mjs';
import frown from 'lucide/dist/esm/icons/face-slightly-frowning.mjs';
import smile from 'lucide/dist/esm/icons/face-slightly-smiling.mjs';
import globe from 'lucide/dist/esm/icons/globe.mjs';
import grip from 'lucide/dist/esm/icons/grip.mjs';
import heart from 'lucide/dist/esm/icons/heart.mjs';
import house from 'lucide/dist/esm/icons/house.mjs';
import idCard from 'lucide/dist/esm/icons/id-card.mjs';
import library from 'lucide/dist/esm/icons/library.mjs';
import lockKeyhole from 'lucide/dist/esm/icons/lock-keyhole.mjs';
import minus from 'lucide/dist/esm/icons/minus.mjs';
import moveDown from 'lucide/dist/esm/icons/move-down.mjs';
import pause from 'lucide/dist/esm/icons/pause.mjs';
import plus from 'lucide/dist/esm/icons/plus.mjs';
import receiptText from 'lucide/dist/esm/icons/receipt-text.mjs';
import refreshCw from 'lucide/dist/esm/icons/refresh-cw.mjs';
import scanBarcode from 'lucide/dist/esm/icons/scan-barcode.mjs';
import search from 'lucide/dist/esm/icons/search.mjs';
import shieldCheck from 'lucide/dist/esm/icons/shield-check.mjs';
import sparkles from 'lucide/dist/esm/icons/sparkles.mjs';
import star from 'lucide/dist/esm/icons/star.mjs';
import triangleAlert from 'lucide/dist/esm/icons/triangle-alert.mjs';
import trophy from 'lucide/dist/esm/icons/trophy.mjs';
import userPlus from 'lucide/dist/esm/icons/user-plus.mjs';
import users from 'lucide/dist/esm/icons/users.mjs';
import volume2 from 'lucide/dist/esm/icons/volume-2.mjs';
import x from 'lucide/dist/esm/icons/x.mjs';

const NODES = {
  borrow: bookUp,
  giveBack: bookDown,
  books: library,
  register: userPlus,
  bell: bell,
  scan: scanBarcode,
  check: check,
  back: arrowLeft,
  next: arrowRight,
  close: x,
  erase,
  card: idCard,
  keys: grip,
  renew: refreshCw,
  receipt: receiptText,
  home: house,
  clock: clock,
  alert: triangleAlert,
  gate: shieldCheck,
  locker: archive,
  globe: globe,
  comfort: accessibility,
  letters: aLargeSmall,
  contrast: contrast,
  reach: moveDown,
  still: pause,
  voice: volume2,
  search: search,
  smile,
  meh,
  frown,
  star: star,
  event: calendarDays,
  plus: plus,
  minus: minus,
  people: users,
  camera: camera,
  heart: heart,
  sparkles: sparkles,
  trophy: trophy,
  book: bookOpen,
  lock: lockKeyhole,
} as const;
export type IconName = keyof typeof NODES;

/** Constant data of the package, so it needs no escaping. */
const markup = (name: IconName): string =>
  NODES[name]
    .map(([tag, attributes]) => {
      const pairs = Object.entries(attributes).map(([key, value]) => `${key}="${value}"`);
      return `<${tag} ${pairs.join(' ')}/>`;
    })
    .join('');

export const icon = (name: IconName): TemplateResult =>
  html`<svg class="i" viewBox="0 0 24 24" aria-hidden="true">${unsafeSVG(markup(name))}</svg>`;

/** A card under the scanner's line of light: what to do, without words. */
export const scanPicture = html`<svg class="scan-picture" viewBox="0 0 198 150" aria-hidden="true">
  <rect x="6" y="26" width="130" height="88" rx="14" fill="var(--card-ink)" />
  <rect x="20" y="42" width="46" height="10" rx="5" fill="var(--card-paper)" />
  <path d="M22 66v34m9-34v34m9-34v34m12-34v34m7-34v34m10-34v34m12-34v34m7-34v34m10-34v34m12-34v34"
    stroke="var(--card-paper)" stroke-width="4.500" />
  <path d="M2 84h186" stroke="var(--sun-line)" stroke-width="6" stroke-linecap="round" />
  <path d="M158 46c14 10 14 66 0 76M172 34c22 18 22 82 0 100" fill="none" stroke="var(--fresh)"
    stroke-width="6" stroke-linecap="round" />
</svg>`;
