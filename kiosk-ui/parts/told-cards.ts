// What the library tells: new books, events, campaigns. Cards that stand still; the station sends others after a while.
import { css, html, type TemplateResult } from 'lit';
import type { Language, Told } from '../../station-server/api-types.ts';
import { TOLD } from '../strings/told.ts';
import { type IconName, icon } from './icons.ts';

const ICONS: Record<Told['kind'], IconName> = {
  campaign: 'sparkles',
  event: 'event',
  'new-book': 'book',
};

type Shown = { title: string; by: string; text: string; when: string };

const shownOf = (told: Told, language: Language): Shown => {
  const words = TOLD[language];
  switch (told.kind) {
    case 'campaign':
      return {
        ...{ title: told.title[language], by: '', text: told.text[language] },
        when: words.until(told.until),
      };
    case 'event':
      return {
        ...{ title: told.title[language], by: '', text: told.text[language] },
        when: words.when(told.date, told.time),
      };
    case 'new-book':
      return { title: told.title, by: told.author, text: told.about[language], when: '' };
  }
};

/** `told`: one to three entries. */
export const toldCards = (told: readonly Told[], language: Language): TemplateResult => {
  const words = TOLD[language];
  return html`<section class="told" aria-labelledby="told">
    <h2 id="told">${words.heading}</h2>
    <ul>${told.map((one) => {
      const { title, by, text, when } = shownOf(one, language);
      return html`<li class=${one.kind}>
        <span class="kind">${icon(ICONS[one.kind])}${words.kinds[one.kind]}</span>
        <div>
          <b>${title}</b>
          ${by ? html`<span class="by">${by}</span>` : ''}
          <p>${text}</p>
        </div>
        ${when ? html`<span class="when">${when}</span>` : ''}
      </li>`;
    })}</ul>
  </section>`;
};

/** Portrait: a row for each, landscape: a column. */
export const toldStyle = css`
  .told {
    flex: 1;
    display: flex;
    flex-direction: column;
    justify-content: center;
  }
  .told ul {
    display: grid;
    gap: 1.2rem;
  }
  .told li {
    background: var(--card);
    border-radius: var(--radius);
    box-shadow: var(--shadow);
    border-left: 1rem solid var(--sun);
    padding: calc(1.1rem / var(--z)) calc(2.8rem / var(--z));
    display: grid;
    grid-template: auto 1fr / 24rem 1fr;
    gap: 0.4rem var(--s-3);
    overflow-wrap: anywhere;
    align-items: start;
    font-size: 2.6rem;
    line-height: 1.25;
  }
  .told li.event {
    border-left-color: var(--fresh);
  }
  .told li.new-book {
    border-left-color: var(--deep);
  }
  .kind {
    display: flex;
    align-items: center;
    gap: 1.2rem;
    color: var(--ink-soft);
  }
  .told svg.i {
    width: 3.6rem;
    height: 3.6rem;
  }
  .told div {
    grid-column: 2;
    grid-row: 1 / span 2;
  }
  .told b {
    display: block;
    font-size: 2.8rem;
    line-height: 1.2;
  }
  .told .by,
  .told p {
    color: var(--ink-soft);
  }
  .told .when {
    font-weight: 650;
  }
  @media (orientation: landscape) {
    .told ul {
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 40rem), 1fr));
      gap: 2rem;
    }
    .told li {
      display: flex;
      flex-direction: column;
      padding: 1.2rem 2.4rem 1.4rem;
      gap: 0.4rem;
    }
    .told b {
      font-size: 2.6rem;
    }
    .told p {
      display: none;
    }
  }
`;
