// What the pages of a children's kiosk share: sky, hill, a character that says the one thing to do, big buttons. A refusal is said
// by a character who thinks, in amber, and always with a next step; nothing here is red.
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type {
  KioskView,
  Language,
  Reason,
  ReasonDetails,
} from '../../../station-server/api-types.ts';
import { type Character, character, type Mood } from '../../characters/character.ts';
import { Chimes } from '../../parts/chimes.ts';
import { comfortButton } from '../../parts/comfort-button.ts';
import { icon, scanPicture } from '../../parts/icons.ts';
import { KioskPage } from '../../parts/kiosk-page.ts';
import { base, column } from '../../parts/styles.ts';
import { CHILDREN, type ChildrenStrings } from '../../strings/children.ts';
import { LIBRARIAN_COMING } from '../../strings/help-call.ts';
import { whyOf } from '../../strings/languages.ts';
import { childStyle } from './child-style.ts';
import '../../parts/language-switch.ts';

export type Said = { mood: Mood; heading: string; more?: string };
export type ChildFrame = {
  who: Character;
  said: Said;
  body?: TemplateResult | typeof nothing;
  /** Who else is there, in the room of a big character. */
  friends?: TemplateResult | typeof nothing;
  foot: TemplateResult;
  /** The character fills the page; without it, it stands beside its words. */
  big?: boolean;
};

/** One for all pages of this kind: what was heard on the page before is not heard again. */
const chimes = new Chimes();

export abstract class ChildPage<S extends KioskView['screen']> extends KioskPage<S> {
  static override styles = [base, column, childStyle];

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    chimes.follow(this.view);
  }

  protected get words(): ChildrenStrings {
    return CHILDREN[this.view.language];
  }

  /** Why, then what to do: as to a child where there are words for it. */
  protected refusal(reason: Reason, details?: ReasonDetails): { heading: string; more: string } {
    const refusal = this.words.reasons[reason] ?? this.s.reasons[reason];
    return { heading: whyOf(refusal, details), more: refusal.todo };
  }

  /** What stands above the page's own words: a scan that led nowhere, a device that is away. */
  private noticed(): Said | null {
    const { notice } = this.view;
    if (!notice) return null;
    if (notice.reason) return { mood: 'thinking', ...this.refusal(notice.reason, notice.details) };
    if (!notice.device) return null;
    const { why, todo } = this.s.devices[notice.device];
    return { mood: 'thinking', heading: why, more: todo };
  }

  protected childFrame({
    who,
    said,
    body = nothing,
    friends = nothing,
    foot,
    big = false,
  }: ChildFrame) {
    const { view } = this;
    const noticed = this.noticed();
    const { mood, heading, more } = noticed ?? said;
    return html`
      <header class="top"><div class="lib">${view.branchName[view.language]}</div>
        <language-switch .language=${view.language}
          @language-chosen=${(event: CustomEvent<Language>) =>
            this.act({ act: 'language', language: event.detail })}></language-switch>
        ${comfortButton(this, view)}</header>
      <main class=${big ? 'big' : ''}>
        <div class="scene">
          <div class="who">${friends}${character(who, mood)}</div>
          <div class="says ${noticed || mood === 'thinking' ? 'amber' : ''}">
            <h1 tabindex="-1">${heading}</h1>
            <div aria-live="assertive">${noticed && view.notice ? this.next(more ?? '', view.notice.staffCode) : nothing}</div>
            ${more && !noticed ? html`<p>${more}</p>` : nothing}
          </div>
        </div>
        ${body}
      </main>
      <footer>${foot}</footer>`;
  }

  private next(todo: string, staffCode: string) {
    return html`<p>${todo}</p><div class="known"><small>${this.s.common.staffCode(staffCode)}</small>
      <button class="plain" @click=${() => this.act({ act: 'dismiss-notice' })}
        >${icon('check')}${this.words.understood}</button></div>`;
  }

  /** Where the books will stand; nothing while the camera takes that room. */
  protected waits() {
    return this.view.camera === 'open' ? nothing : html`<div class="waits">${scanPicture}</div>`;
  }

  protected override helpButton(): TemplateResult {
    const { helpCalled: called, helpComing } = this.view;
    const word = helpComing
      ? LIBRARIAN_COMING[this.view.language]
      : called
        ? this.s.common.librarianCalled
        : this.words.help;
    return html`<button class="quiet help" aria-disabled=${called ? 'true' : nothing} aria-live="polite"
      @click=${() => !called && this.act({ act: 'call-librarian' })}
      >${icon(called ? 'check' : 'bell')}${word}</button>`;
  }

  override focusStart(): void {
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus();
  }
}

/** The same praise for the same book, another for the next. */
export const praiseOf = <T>(praises: readonly [T, ...T[]], turn: number): T =>
  praises[turn % praises.length] ?? praises[0];
