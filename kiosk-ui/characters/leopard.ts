// The snow leopard cub: lends books. In a taqiya with a ram's horn on it.
import { type SVGTemplateResult, svg } from 'lit';
import { horn } from '../parts/ornament.ts';
import { arms, aura, blush, bookOnKnees, eyes, type Mood, mouth } from './face.ts';

const FUR = '#e8e5e0';
const SHADE = '#d6d2cd';
const SPOT = '#8d8996';

/** A rosette: an open ring round a darker middle. */
const rosette = (x: number, y: number, r: number): SVGTemplateResult =>
  svg`<circle cx=${x} cy=${y} r=${r} fill="#cfcbc9" stroke=${SPOT} stroke-width="6" stroke-dasharray="${r * 1.5} ${r * 0.6}"/>`;

export const leopard = (mood: Mood): SVGTemplateResult => svg`
  <path id="tail" d="M270 372C352 386 392 334 362 284c-14-24-6-44 10-52" fill="none" stroke=${SHADE} stroke-width="40" stroke-linecap="round"/>
  <path d="M270 372C352 386 392 334 362 284c-14-24-6-44 10-52" fill="none" stroke=${SPOT} stroke-width="40" stroke-dasharray="13 35" stroke-dashoffset="-34"/>
  <ellipse cx="200" cy="318" rx="106" ry="90" fill=${FUR}/>
  <ellipse cx="200" cy="330" rx="62" ry="66" fill="#fffaf2"/>
  ${rosette(118, 296, 12)}${rosette(124, 346, 14)}${rosette(282, 296, 12)}${rosette(276, 346, 14)}
  <g fill=${FUR}><ellipse cx="142" cy="390" rx="46" ry="24"/><ellipse cx="258" cy="390" rx="46" ry="24"/></g>
  <path d="M128 384v14m18-16v16m98-14v14m18-16v16" stroke=${SPOT} stroke-width="5" stroke-linecap="round"/>
  ${bookOnKnees(mood)}
  ${mood === 'thinking' ? '' : arms(mood, { fill: SHADE, hand: FUR, width: 44 })}
  <g fill=${SHADE}><circle cx="112" cy="86" r="40"/><circle cx="288" cy="86" r="40"/></g>
  <g fill="#6f6a78"><circle cx="112" cy="88" r="22"/><circle cx="288" cy="88" r="22"/></g>
  <path d="M200 58c70 0 122 38 126 92l22 18-24 8 8 24-32-6c-22 34-58 52-100 52s-78-18-100-52l-32 6 8-24-24-8 22-18c4-54 56-92 126-92z" fill=${FUR}/>
  <g fill=${SPOT}><ellipse cx="118" cy="134" rx="8" ry="5"/><ellipse cx="282" cy="134" rx="8" ry="5"/><ellipse cx="104" cy="160" rx="7" ry="4"/>
    <ellipse cx="296" cy="160" rx="7" ry="4"/><ellipse cx="170" cy="108" rx="7" ry="5"/><ellipse cx="230" cy="108" rx="7" ry="5"/><ellipse cx="200" cy="118" rx="6" ry="8"/></g>
  <path d="M126 88C134 40 166 24 200 24s66 16 74 64c-46 18-102 18-148 0z" fill="#2557cf"/>
  <path d="M126 88c46 18 102 18 148 0l-3-14c-44 16-98 16-142 0z" fill="#ffb627"/>
  <g color="#ffd98a" transform="translate(176 30) scale(1)">${horn}</g>
  ${blush(190, 92)}
  <g fill="#fffaf2"><ellipse cx="172" cy="200" rx="38" ry="30"/><ellipse cx="228" cy="200" rx="38" ry="30"/><ellipse cx="200" cy="222" rx="30" ry="16"/></g>
  ${eyes(mood, { apart: 52, y: 156, r: 23, iris: '#4fb0a5' })}
  ${mouth(mood, 208, 24)}
  <path d="M182 178h36q6 0 2 7l-13 15q-7 7-14 0l-13-15q-4-7 2-7z" fill="#b9817c"/>
  <path d="M146 204l-54-8m52 20-52 8m162-20 54-8m-52 20 52 8" stroke="#b8b3b0" stroke-width="4" stroke-linecap="round"/>
  ${mood === 'thinking' ? arms(mood, { fill: SHADE, hand: FUR, width: 44 }) : ''}
  ${aura(mood)}`;
