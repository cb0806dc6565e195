// The overview after a class: initials and figures, no names and no titles.
import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { ClassPupilLine } from '../../../station-server/api-types.ts';
import { icon } from '../../parts/icons.ts';
import { CLASS } from '../../strings/class-session.ts';
import { ChildPage } from './child-page.ts';

@customElement('class-done-page')
export class ClassDonePage extends ChildPage<'class-done'> {
  static override styles = [
    ...ChildPage.styles,
    css`
      .pupils {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 28rem), 1fr));
        gap: var(--s-2);
      }
      .pupil {
        background: var(--card);
        border-radius: var(--radius-s);
        padding: var(--s-2) var(--s-3);
        display: grid;
        align-content: start;
        gap: 0.2rem;
        font-size: 2.8rem;
        line-height: 1.25;
      }
      .pupil b {
        font-size: 3.6rem;
        font-weight: 750;
      }
      .pupil .waits {
        color: var(--clay);
        font-weight: 650;
      }
      .returned {
        flex: none;
        text-align: center;
        font-size: 3.2rem;
        font-weight: 650;
      }
      @media (orientation: landscape) {
        .pupils {
          grid-template-columns: repeat(auto-fill, minmax(min(100%, 22rem), 1fr));
        }
      }
    `,
  ];

  private pupil({ initials, home, hall, refused }: ClassPupilLine) {
    const words = CLASS[this.view.language];
    const nothingDone = home + hall + refused === 0;
    return html`<li class="pupil"><b>${initials}</b>
      ${home > 0 || nothingDone ? html`<span>${words.home(home)}</span>` : nothing}
      ${hall > 0 ? html`<span>${words.hall(hall)}</span>` : nothing}
      ${refused > 0 ? html`<span class="waits">${words.refused(refused)}</span>` : nothing}</li>`;
  }

  protected override render() {
    const { view } = this;
    const words = CLASS[view.language];
    const { pupils } = view;
    const books = pupils.reduce((sum, { home, hall }) => sum + home + hall, 0);
    return this.childFrame({
      who: 'owl',
      said: {
        mood: 'happy',
        heading: words.doneHeading,
        more: pupils.length > 0 ? words.count(pupils.length, books) : words.nobody,
      },
      body: html`
        <div class="list" tabindex="0" role="region" aria-label=${words.count(pupils.length, books)}
          ><ul class="pupils">${pupils.map((line) => this.pupil(line))}</ul></div>
        ${
          view.returnedCount > 0
            ? html`<p class="returned">${words.returned(view.returnedCount)}</p>`
            : nothing
        }`,
      foot: html`<button class="go wide" @click=${() => this.act({ act: 'home' })}
        >${icon('check')}${words.ready}</button>`,
    });
  }
}
