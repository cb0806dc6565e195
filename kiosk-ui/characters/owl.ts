// The owl in glasses: knows every shelf.
import { type SVGTemplateResult, svg } from 'lit';
import { arms, aura, bookOnKnees, eyes, type Mood } from './face.ts';

const BROWN = '#8d6242';
const DARK = '#6c4830';
const CREAM = '#f8e6c3';

const feathers = [
  [152, 286],
  [184, 286],
  [216, 286],
  [248, 286],
  [168, 316],
  [200, 316],
  [232, 316],
  [184, 346],
  [216, 346],
].map(([x, y]) => svg`<path d="M${(x ?? 0) - 11} ${y}q11 18 22 0"/>`);

export const owl = (mood: Mood): SVGTemplateResult => svg`
  <path d="M200 54c92 0 132 76 132 176 0 104-46 168-132 168S68 334 68 230C68 130 108 54 200 54z" fill=${BROWN}/>
  <path d="M92 96C76 64 72 40 76 16c34 6 60 24 78 52zM308 96c16-32 20-56 16-80-34 6-60 24-78 52z" fill=${DARK}/>
  <path d="M200 250c60 0 88 40 80 92-8 36-38 54-80 54s-72-18-80-54c-8-52 20-92 80-92z" fill=${CREAM}/>
  <g fill="none" stroke="#c99a5c" stroke-width="6" stroke-linecap="round">${feathers}</g>
  <g fill="#f0a030"><path d="M138 390q-6 14-20 14h64q-14 0-18-14zM262 390q6 14 20 14h-64q14 0 18-14z"/></g>
  ${bookOnKnees(mood)}
  ${mood === 'thinking' ? '' : arms(mood, { fill: DARK, hand: DARK, width: 48 })}
  <g fill=${CREAM}><circle cx="142" cy="168" r="70"/><circle cx="258" cy="168" r="70"/></g>
  <path d="M128 80q72 34 144 0-10 52-72 70-62-18-72-70z" fill=${BROWN}/>
  ${eyes(mood, { apart: 58, y: 168, r: 36, iris: '#f0a030' })}
  <g fill="none" stroke="#14275e" stroke-width="9"><circle cx="142" cy="168" r="52"/><circle cx="258" cy="168" r="52"/><path d="M193 160q7-6 14 0"/></g>
  <path d="M184 196q16-14 32 0-2 26-16 36-14-10-16-36z" fill="#f0a030"/>
  ${mood === 'happy' ? svg`<path d="M190 232q10 12 20 0z" fill="#6b3a3a"/>` : ''}
  ${mood === 'thinking' ? arms(mood, { fill: DARK, hand: DARK, width: 48 }) : ''}
  ${aura(mood)}`;
