// The on-screen keyboard for names: 42 Kazakh letters, Russian, Latin (libraries.md 5.8). Ten keys
// a row, so that a key is 96 px wide at 1080. Fires `pad-key` like number-pad. The alphabet follows
// the language of the page but can be changed by itself: a Kazakh name is also typed by those who
// read the page in Russian.
import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Language } from '../../station-server/api-types.ts';
import { ALPHABETS } from '../strings/alphabets.ts';
import type { Strings } from '../strings/strings.ts';
import { icon } from './icons.ts';
import { padKey } from './number-pad.ts';
import { base } from './styles.ts';

const COLUMNS = 10;
const NEXT: Record<Language, Language> = { kk: 'ru', ru: 'en', en: 'kk' };

@customElement('letter-board')
export class LetterBoard extends LitElement {
  static override styles = [
    base,
    css`
      .board {
        display: grid;
        grid-template-columns: repeat(10, minmax(0, 1fr));
        gap: calc(1rem / var(--z)) calc(0.6rem / var(--z));
        background: var(--sand);
        padding: calc(1.8rem / var(--z)) calc(3rem / var(--z));
        margin: 0 calc(-1 * var(--edge));
      }
      button {
        background: var(--card);
        min-width: 0;
        min-height: calc(10rem / var(--z));
        border-radius: 1.4rem;
        font-size: calc(4.2rem * (0.5 + 0.5 / var(--z)));
        font-weight: 550;
        padding: 0;
      }
      .tool {
        background: var(--key);
        font-size: 2.8rem;
        font-weight: 650;
      }
      @media (orientation: landscape) {
        .board {
          gap: calc(0.8rem / var(--z));
          padding: calc(0.8rem / var(--z)) var(--edge);
        }
        button {
          min-height: var(--touch);
          font-size: calc(3.6rem * (0.5 + 0.5 / var(--z)));
        }
      }
    `,
  ];
  @property({ attribute: false }) s!: Strings;
  @property() language: Language = 'kk';
  @property({ type: Boolean }) capital = false;
  @state() private chosen: Language | null = null;

  protected override render() {
    const alphabet = this.chosen ?? this.language;
    const letters = [...ALPHABETS[alphabet].letters];
    const next = NEXT[alphabet];
    // Three tools share what the last row leaves, or take a row of their own: alphabet 2 columns,
    // erase 2, space the rest.
    const used = letters.length % COLUMNS;
    const room = COLUMNS - used < 6 ? COLUMNS : COLUMNS - used;
    const start = room === COLUMNS ? 'grid-column: 1 / span 2' : 'grid-column-end: span 2';
    return html`<div class="board" @pointerdown=${(event: Event) => event.preventDefault()}
      @mousedown=${(event: Event) => event.preventDefault()}>
      ${letters.map((letter) => this.key(this.capital ? letter.toLocaleUpperCase('ru') : letter))}
      <button tabindex="-1" class="tool" style=${start}
        aria-label=${`${this.s.common.otherLetters}: ${ALPHABETS[next].name}`}
        @click=${() => {
          this.chosen = next;
        }}>${ALPHABETS[next].name}</button>
      ${this.tool(' ', '␣', room - 4, this.s.common.space)}
      ${this.tool('erase', icon('erase'), 2, this.s.common.deleteLetter)}
    </div>`;
  }

  private key(key: string) {
    return html`<button tabindex="-1" @click=${() => padKey(this, key)}>${key}</button>`;
  }

  private tool(key: string, face: unknown, columns: number, label: string) {
    return html`<button tabindex="-1" class="tool" style="grid-column-end: span ${columns}"
      aria-label=${label}
      @click=${() => padKey(this, key)}>${face}</button>`;
  }
}
