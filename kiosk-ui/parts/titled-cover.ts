// A drawn cover that is big enough to be read: a picture from the country of the reader, then the title and the author. Loaded late.
import { html, nothing, type SVGTemplateResult, svg } from 'lit';
import { coverChoice, type Palette } from './cover-choice.ts';
import { setTitle, textWidth } from './cover-title.ts';
import { horn } from './ornament.ts';

const LEFT = 22;
const WIDTH_UNITS = 82;
const AUTHOR_UNITS = 8.5;
const TITLE_TOP = 82;
const TITLE_BOTTOM = 138;

const shanyrak = ({ light, accent }: Palette) => svg`<g fill="none" stroke-linecap="round">
  <circle cx="63" cy="38" r="25" stroke=${light} stroke-width="5"/>
  <path d="M40 28q23 20 46 0M40 48q23-20 46 0M53 15q20 23 0 46M73 15q-20 23 0 46" stroke=${accent} stroke-width="3"/></g>`;
const mountains = ({
  light,
  accent,
}: Palette) => svg`<circle cx="84" cy="22" r="11" fill=${accent}/>
  <path d="M14 72 44 26l16 24 12-16 40 38z" fill=${light}/><path d="m44 26 9 14-7 6-4-5-7 5z" fill="#fff" opacity=".8"/>`;
const lake = ({ light, accent }: Palette) => svg`<circle cx="63" cy="34" r="16" fill=${accent}/>
  <path d="M14 46q12-9 24 0t24 0 24 0 26 0v10q-13 9-26 0t-24 0-24 0-24 0z" fill=${light}/>
  <path d="M14 62q12-9 24 0t24 0 24 0 26 0v12H14z" fill=${light} opacity=".55"/>`;
const yurt = ({
  light,
  accent,
}: Palette) => svg`<path d="M86 14a11 11 0 1 0 9 17 9 9 0 0 1-9-17" fill=${accent}/>
  <path d="M30 46q4-18 33-24 29 6 33 24z" fill=${light}/><path d="M32 46h62v24H32z" fill=${light} opacity=".75"/>
  <path d="M32 50h62" stroke=${accent} stroke-width="4"/><path d="M54 70V52q9-8 18 0v18z" fill=${accent}/>`;
const horns = ({ light, accent }: Palette) =>
  svg`<g color=${light} transform="translate(29 8) scale(1.4)">${horn}</g>
  <path d="M22 70h82" stroke=${accent} stroke-width="4" stroke-dasharray="4 6"/>`;
const tulips = ({ light, accent }: Palette) =>
  svg`${[34, 63, 92].map(
    (x, index) => svg`<g transform="translate(${x} ${index === 1 ? 28 : 36})">
  <path d="M0 4v36M0 34q-12-2-12-14M0 34q12-2 12-14" fill="none" stroke=${light} stroke-width="3.500"/>
  <path d="M-12-12q2 22 12 22t12-22l-6 7-6-9-6 9z" fill=${accent}/></g>`,
  )}`;
const kilim = ({ light, accent }: Palette) =>
  svg`${[30, 63, 96].map(
    (x, index) => svg`<path d="m${x} 14 14 24-14 24-14-24z" fill=${index === 1 ? accent : light}/>
  <path d="m${x} 26 7 12-7 12-7-12z" fill="rgb(0 0 0 / .28)"/>`,
  )}`;
const night = ({ light, accent }: Palette) =>
  svg`<path d="M70 12a24 24 0 1 0 20 36 20 20 0 0 1-20-36" fill=${accent}/>
  <g fill=${light}>${[
    [34, 20, 1],
    [92, 22, 1.2],
    [28, 54, 0.8],
    [98, 58, 0.7],
  ].map(
    ([x, y, scale]) =>
      svg`<path transform="translate(${x} ${y}) scale(${scale})" d="M0-9q2 7 9 9-7 2-9 9-2-7-9-9 7-2 9-9"/>`,
  )}</g>`;

const MOTIFS: readonly ((palette: Palette) => SVGTemplateResult)[] = [
  ...[shanyrak, mountains, lake, yurt],
  ...[horns, tulips, kilim, night],
];

/** One of the pictures by itself, in its box of 98 x 74. */
export const motifPicture = (motif: number, palette: Palette): SVGTemplateResult | undefined =>
  MOTIFS[motif]?.(palette);

/** With its words as a name for those who do not see it: the title is nowhere else. */
export const titledCover = (title: string, author: string) => {
  const { palette, motif } = coverChoice(title, author);
  const { sizeUnits, lines } = setTitle(title, WIDTH_UNITS);
  const lineUnits = sizeUnits * 1.14;
  const room = TITLE_BOTTOM - TITLE_TOP - lines.length * lineUnits;
  const first = TITLE_TOP + room / 2 + sizeUnits * 0.82;
  const wide = textWidth(author) * AUTHOR_UNITS > WIDTH_UNITS;
  return html`<svg class="cover" viewBox="0 0 112 154" role="img" aria-label=${author ? `${title}. ${author}` : title}>
    <rect width="112" height="154" rx="8" fill=${palette.ground} />
    ${MOTIFS[motif]?.(palette)}
    <path d="M14 74h98" stroke=${palette.accent} stroke-width="2" />
    <path d="M8 0h6v154H8a8 8 0 0 1-8-8V8a8 8 0 0 1 8-8" fill="rgb(0 0 0 / .22)" />
    <g fill=${palette.ink} font-weight="700" font-size=${sizeUnits} aria-hidden="true">${lines.map(
      (line, index) => svg`<text x=${LEFT} y=${first + index * lineUnits}>${line}</text>`,
    )}</g>
    <text x=${LEFT} y="148" font-size=${AUTHOR_UNITS} fill=${palette.light} aria-hidden="true"
      textLength=${wide ? WIDTH_UNITS : nothing} lengthAdjust="spacingAndGlyphs">${author}</text>
  </svg>`;
};
