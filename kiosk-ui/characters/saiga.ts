// The saiga of the steppe: takes books back. Amber horns with rings, and the nose that no other animal has.
import { type SVGTemplateResult, svg } from 'lit';
import { arms, aura, blush, bookOnKnees, eyes, type Mood, mouth } from './face.ts';

const COAT = '#e2b06c';
const DARK = '#c9924d';
const CREAM = '#fbe9c8';

const HORN = 'M158 86C142 62 148 30 136 6';
const RINGS = 'M144 70l22-6M142 54l20-4M141 39l18-2M139 25l14-1';

const horn = svg`<path d=${HORN} fill="none" stroke="#b9772f" stroke-width="20" stroke-linecap="round"/>
  <path d=${RINGS} fill="none" stroke="#8a5620" stroke-width="4" stroke-linecap="round"/>`;

export const saiga = (mood: Mood): SVGTemplateResult => svg`
  <path d="M286 356q34-2 40-28" fill="none" stroke=${DARK} stroke-width="20" stroke-linecap="round"/>
  <ellipse cx="200" cy="318" rx="102" ry="88" fill=${COAT}/>
  <ellipse cx="200" cy="332" rx="62" ry="66" fill=${CREAM}/>
  <g fill=${DARK}><ellipse cx="144" cy="388" rx="40" ry="22"/><ellipse cx="256" cy="388" rx="40" ry="22"/></g>
  <g fill="#5a4130"><path d="M108 388a36 20 0 0 0 72 4l-20-12z"/><path d="M292 388a36 20 0 0 1-72 4l20-12z"/></g>
  ${bookOnKnees(mood)}
  ${mood === 'thinking' ? '' : arms(mood, { fill: COAT, hand: '#5a4130', width: 40 })}
  ${horn}<g transform="matrix(-1 0 0 1 400 0)">${horn}</g>
  <g fill=${DARK}><path d="M118 122C70 96 44 104 30 128c26 26 62 30 96 18z"/><path d="M282 122c48-26 74-18 88 6-26 26-62 30-96 18z"/></g>
  <g fill="#f3c9a0"><path d="M108 126c-28-12-46-10-58 2 18 12 36 14 58 8z"/><path d="M292 126c28-12 46-10 58 2-18 12-36 14-58 8z"/></g>
  <path d="M200 64c58 0 94 36 94 88 0 60-38 104-94 104s-94-44-94-104c0-52 36-88 94-88z" fill=${COAT}/>
  <path d="M168 78q32-22 64 0-10 26-32 26t-32-26z" fill=${DARK}/>
  <ellipse cx="200" cy="244" rx="58" ry="28" fill=${CREAM}/>
  ${blush(192, 76)}
  ${eyes(mood, { apart: 52, y: 150, r: 23, iris: '#b8742a' })}
  <path d="M166 150c-12 26-20 52-18 70 2 20 24 28 52 28s50-8 52-28c2-18-6-44-18-70-14-22-54-22-68 0z" fill="#d29c58"/>
  <path d="M172 162q28-14 56 0M164 184q36-14 72 0M158 206q42-12 84 0" fill="none" stroke="#b57f3d" stroke-width="5" stroke-linecap="round"/>
  <g fill="#7a4f28"><ellipse cx="180" cy="228" rx="11" ry="13"/><ellipse cx="220" cy="228" rx="11" ry="13"/></g>
  ${mouth(mood, 256, 20)}
  <path d="M132 282q68 36 136 0l6 20q-74 40-148 0z" fill="#0f8f86"/><path d="m236 302 34 54-30 6-18-54z" fill="#0b7a73"/>
  <path d="M150 296q50 20 100 0" fill="none" stroke="#ffd98a" stroke-width="5" stroke-dasharray="3 11" stroke-linecap="round"/>
  ${mood === 'thinking' ? arms(mood, { fill: COAT, hand: '#5a4130', width: 40 }) : ''}
  ${aura(mood)}`;
