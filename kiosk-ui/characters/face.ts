// What the characters of the children's kiosk share: moods, eyes, mouths, arms and the book they read. Each is drawn in a box of
// 400 x 420 and stands on the line at 404. Decoration: what they mean is always said in words beside them.
import { nothing, type SVGTemplateResult, svg } from 'lit';

/** What is told by it: welcome; praise; something is to be done otherwise; nothing to do. */
export type Mood = 'hello' | 'happy' | 'thinking' | 'resting';
type Part = SVGTemplateResult | typeof nothing;

const LINE = '#33261f';

const open = (x: number, y: number, r: number, iris: string, mood: Mood): SVGTemplateResult => {
  const [dx, dy] = mood === 'thinking' ? [r * 0.28, -r * 0.34] : [0, 0];
  return svg`<circle cx=${x} cy=${y} r=${r} fill="#fff"/>
    <circle cx=${x + dx} cy=${y + dy} r=${r * 0.76} fill=${iris}/>
    <circle cx=${x + dx} cy=${y + dy} r=${r * 0.5} fill=${LINE}/>
    <circle cx=${x + dx + r * 0.24} cy=${y + dy - r * 0.26} r=${r * 0.22} fill="#fff"/>`;
};

/** Happy eyes are arcs that open below, sleeping ones open above. */
const shut = (x: number, y: number, r: number, mood: Mood): SVGTemplateResult => {
  const bend = mood === 'happy' ? -r * 1.25 : r * 1.05;
  const from = mood === 'happy' ? y + r * 0.4 : y - r * 0.1;
  return svg`<path d="M${x - r} ${from}Q${x} ${from + bend} ${x + r} ${from}" fill="none" stroke=${LINE}
    stroke-width="9" stroke-linecap="round"/>`;
};

/** A pair, mirrored at the middle of the face. */
export const eyes = (
  mood: Mood,
  at: { apart: number; y: number; r: number; iris: string },
): SVGTemplateResult[] =>
  [200 - at.apart, 200 + at.apart].map((x) =>
    mood === 'happy' || mood === 'resting'
      ? shut(x, at.y, at.r, mood)
      : open(x, at.y, at.r, at.iris, mood),
  );

export const mouth = (mood: Mood, y: number, half: number): SVGTemplateResult => {
  if (mood === 'happy') {
    return svg`<path d="M${200 - half} ${y}H${200 + half}Q${200 + half * 0.8} ${y + half * 1.15} 200 ${y + half * 1.15}T${200 - half} ${y}z"
      fill="#6b3a3a" stroke=${LINE} stroke-width="6" stroke-linejoin="round"/>
      <path d="M${200 - half * 0.55} ${y + half * 0.75}Q200 ${y + half * 0.35} ${200 + half * 0.55} ${y + half * 0.75}Q200 ${y + half * 1.3} ${200 - half * 0.55} ${y + half * 0.75}z" fill="#f39a8f"/>`;
  }
  const deep = mood === 'thinking' ? half * 0.15 : half * 0.75;
  const tilt = mood === 'thinking' ? -half * 0.3 : 0;
  return svg`<path d="M${200 - half} ${y}Q200 ${y + deep * 2} ${200 + half} ${y + tilt}" fill="none" stroke=${LINE}
    stroke-width="7" stroke-linecap="round"/>`;
};

export const blush = (y: number, apart: number): SVGTemplateResult =>
  svg`<g fill="#f7a98f" opacity=".55"><ellipse cx=${200 - apart} cy=${y} rx="22" ry="13"/><ellipse cx=${200 + apart} cy=${y} rx="22" ry="13"/></g>`;

/** Where the two arms go by mood, as seen: left is on the left of the picture. */
const ARMS: Record<Mood, [left: string, right: string]> = {
  hello: ['M116 288C84 306 84 344 118 356', 'M284 284C336 268 356 226 350 178'],
  happy: ['M116 284C64 268 44 226 50 178', 'M284 284C336 268 356 226 350 178'],
  thinking: ['M116 288C84 306 84 344 118 356', 'M286 300C330 308 336 262 268 252'],
  resting: ['M116 290C92 322 104 346 138 346', 'M284 290C308 322 296 346 262 346'],
};

/** The last stretch of each arm in the colour of the paw or hoof. */
export const arms = (
  mood: Mood,
  look: { fill: string; hand: string; width: number },
): SVGTemplateResult[] =>
  ARMS[mood].map((path) => {
    const end = /(-?\d+) (-?\d+)$/.exec(path);
    return svg`<path d=${path} fill="none" stroke=${look.fill} stroke-width=${look.width} stroke-linecap="round"/>
      <circle cx=${end?.[1] ?? 0} cy=${end?.[2] ?? 0} r=${look.width * 0.56} fill=${look.hand}/>`;
  });

/** The book that a resting character has on its knees. */
export const bookOnKnees = (mood: Mood): Part =>
  mood === 'resting'
    ? svg`<g stroke="#2557cf" stroke-width="9" stroke-linejoin="round">
      <path d="M200 332C172 312 134 312 108 322v62c26-10 64-10 92 10 28-20 66-20 92-10v-62c-26-10-64-10-92 10z" fill="#fff"/>
      <path d="M200 332v62" fill="none"/></g>
      <path d="M130 340c18-4 34-2 50 6m-50 14c18-4 34-2 50 6m90-26c-18-4-34-2-50 6m50 14c-18-4-34-2-50 6" fill="none"
        stroke="#9dbcf3" stroke-width="7" stroke-linecap="round"/>`
    : nothing;

/** What stands in the air beside the head: thoughts or joy. */
export const aura = (mood: Mood): Part => {
  if (mood === 'thinking') {
    return svg`<g fill="#fff" stroke="#b9dcea" stroke-width="5"><circle cx="318" cy="112" r="9"/><circle cx="340" cy="82" r="14"/>
      <path d="M352 60c-22 0-26-32-4-36 4-22 40-22 42 0 18 4 16 34-6 36z" transform="translate(-22 4)"/></g>`;
  }
  if (mood === 'happy') {
    return svg`<g fill="#ffb627">${[
      [64, 66, 1],
      [338, 60, 1.15],
      [26, 120, 0.6],
      [376, 122, 0.6],
    ].map(
      ([x, y, scale]) =>
        svg`<path transform="translate(${x} ${y}) scale(${scale})" d="M0-22 6.500-7 23-6 10.500 5 14.500 21 0 12-14.500 21-10.500 5-23-6-6.500-7z"/>`,
    )}</g>`;
  }
  return nothing;
};
