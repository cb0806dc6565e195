// The three who help at the children's kiosk. Loaded late, with the pages that show them.
import { css, html, type TemplateResult } from 'lit';
import type { Mood } from './face.ts';
import { leopard } from './leopard.ts';
import { owl } from './owl.ts';
import { saiga } from './saiga.ts';

export type { Mood } from './face.ts';

const CHARACTERS = { leopard, saiga, owl } as const;
export type Character = keyof typeof CHARACTERS;

/** As wide as its place; without words of its own. */
export const character = (who: Character, mood: Mood): TemplateResult =>
  html`<svg class="character" viewBox="0 0 400 420" aria-hidden="true">${CHARACTERS[who](mood)}</svg>`;

export const characterStyle = css`
  .character {
    display: block;
    width: 100%;
    height: 100%;
    min-height: 0;
    overflow: visible;
  }
`;
