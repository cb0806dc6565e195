// The page nobody has touched yet: what to do (scan), the two things people come for, two smaller ones, and what the library tells or
// how to borrow. No patron on it.
import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { KioskAct, Language } from '../../station-server/api-types.ts';
import { callButton } from '../parts/call-button.ts';
import { comfortButton } from '../parts/comfort-button.ts';
import { type IconName, icon, scanPicture } from '../parts/icons.ts';
import { KioskPage } from '../parts/kiosk-page.ts';
import { hornBand } from '../parts/ornament.ts';
import { base, column } from '../parts/styles.ts';
import { toldCards, toldStyle } from '../parts/told-cards.ts';
import { FIND_OFFER } from '../strings/find-offer.ts';
import { attractStyle } from './attract-style.ts';
import '../parts/language-switch.ts';

type Start = Extract<KioskAct, { act: 'start' }>['what'];

@customElement('attract-page')
export class AttractPage extends KioskPage<'attract'> {
  static override styles = [base, column, attractStyle, toldStyle];

  override focusStart(): void {
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus();
  }

  protected override render() {
    const { s, view } = this;
    const words = s.attract;
    const status = [
      view.hours ? words.hours(view.hours.opens, view.hours.closes) : words.closed,
      view.paper ? words.paper : words.noPaper,
      view.online ? words.online : words.offline,
    ];
    const telling = view.told.length > 0 && !view.notice;
    return html`
      <header class=${telling ? 'telling' : ''}>
        <div class="top">
          <div class="lib">${view.branchName[view.language]}</div>
          <language-switch .language=${view.language}
            @language-chosen=${(event: CustomEvent<Language>) =>
              this.act({ act: 'language', language: event.detail })}></language-switch>
          ${comfortButton(this, view)}
        </div>
        <h1 tabindex="-1">${words.welcome}</h1>
        <p class="lead">${words.lead}</p>
        <svg class="horns" aria-hidden="true" viewBox="0 0 4320 44"
          preserveAspectRatio="xMinYMin slice">${hornBand}</svg>
        <svg class="waves" aria-hidden="true" viewBox="0 0 1080 76" preserveAspectRatio="none">
          <path fill="currentColor" d="M0 76V46c60-34 120-34 180 0s120 34 180 0 120-34 180 0 120 34 180 0 120-34 180 0 120 34 180 0v30z" />
        </svg>
      </header>
      <main class=${telling ? 'telling' : ''}>
        <div class="scan">${scanPicture}<div><b>${words.scan}</b><span>${words.scanSub}</span></div></div>
        <notice-bar .notice=${view.notice} .s=${s}></notice-bar>
        <div class="tiles">
          ${this.tile('borrow', 'borrow', words.borrow, words.borrowSub, 'tile sun')}
          ${this.tile('return', 'giveBack', words.giveBack, words.giveBackSub, 'tile deep')}
        </div>
        <div class="tiles small">
          ${this.tile('account', 'books', words.myBooks, '', 'quiet')}
          ${this.tile('register', 'register', words.register, '', 'quiet')}
          <button class="quiet" @click=${() => this.act({ act: 'search-open' })}
            >${icon('search')}<span><b>${FIND_OFFER[view.language].search}</b></span></button>
        </div>
        ${view.notice ? '' : telling ? toldCards(view.told, view.language) : this.steps()}
      </main>
      <footer><ul>${status.map((line) => html`<li>${line}</li>`)}</ul>${callButton(this, view, s, 'dark')}</footer>
    `;
  }

  private steps() {
    const { stepsTitle, steps } = this.s.attract;
    return html`<section class="steps" aria-labelledby="steps">
      <h2 id="steps">${stepsTitle}</h2>
      <ol>${steps.map(
        (step, index) =>
          html`<li>${icon((['card', 'scan', 'receipt'] as const)[index] ?? 'card')}<span><b>${index + 1}</b> ${step}</span></li>`,
      )}</ol>
    </section>`;
  }

  private tile(what: Start, name: IconName, title: string, sub: string, style: string) {
    return html`<button class=${style} @click=${() => this.act({ act: 'start', what })}>
      ${icon(name)}<span><b>${title}</b>${sub ? html`<small>${sub}</small>` : ''}</span>
    </button>`;
  }
}
