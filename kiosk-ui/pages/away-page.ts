// Shown when the station does not answer: nobody's language is known then, so it says the same in
// all three. Nothing is lost; the page comes back by itself.
import { css, html, LitElement } from 'lit';
import { customElement } from 'lit/decorators.js';
import { horn } from '../parts/ornament.ts';
import { base } from '../parts/styles.ts';

const WORDS = [
  {
    lang: 'kk',
    why: 'Станция жауап бермейді',
    todo: 'Күте тұрыңыз, бет өзі ашылады. Ашылмаса, кітапханашыға жолығыңыз.',
  },
  {
    lang: 'ru',
    why: 'Станция не отвечает',
    todo: 'Подождите, страница откроется сама. Если нет, подойдите к библиотекарю.',
  },
  {
    lang: 'en',
    why: 'The station does not answer',
    todo: 'Please wait, the page will come back. If not, see the librarian.',
  },
] as const;

@customElement('away-page')
export class AwayPage extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
        height: 100%;
        background: var(--deep);
        color: var(--on-deep);
      }
      main {
        height: 100%;
        display: grid;
        align-content: center;
        justify-items: center;
        gap: 5.6rem;
        padding: 0 var(--edge);
        text-align: center;
      }
      svg {
        width: 24rem;
        color: var(--horn);
      }
      h1,
      h2 {
        font-size: 5.2rem;
        line-height: 1.15;
        font-weight: 700;
      }
      p {
        font-size: 3rem;
        margin-top: 1.2rem;
        color: var(--on-deep-soft);
        max-width: 86rem;
      }
      @media (orientation: landscape) {
        main {
          gap: 4rem;
        }
        svg {
          width: 14rem;
        }
        h1,
        h2 {
          font-size: 4.2rem;
        }
      }
    `,
  ];

  protected override render() {
    return html`<main role="main" aria-live="polite">
      <svg aria-hidden="true" viewBox="0 0 48 40">${horn}</svg>
      ${WORDS.map(
        ({ lang, why, todo }, index) => html`<section lang=${lang}>
        ${index === 0 ? html`<h1>${why}</h1>` : html`<h2>${why}</h2>`}<p>${todo}</p></section>`,
      )}
    </main>`;
  }
}
