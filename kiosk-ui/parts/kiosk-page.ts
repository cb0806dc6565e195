// What all pages share: they take the view, the words and the idle tick, draw header, notice, body
// and actions, and fire one event, `kiosk-act` (KioskActEvent), for whatever the patron wants. No
// page has network or timers.
import { html, LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { IdleTick, KioskAct, KioskView } from '../../station-server/api-types.ts';
import { STRINGS } from '../strings/languages.ts';
import type { Strings } from '../strings/strings.ts';
import { callButton } from './call-button.ts';
import { sendAct } from './kiosk-act.ts';
import type { KioskHeader } from './kiosk-header.ts';
import './kiosk-header.ts';
import './notice-bar.ts';
import { base, column, page } from './styles.ts';

export type Frame = {
  heading: string;
  sub?: string;
  body: TemplateResult;
  foot: TemplateResult;
};

export abstract class KioskPage<S extends KioskView['screen']> extends LitElement {
  static override styles = [base, column, page];
  @property({ attribute: false }) view!: Extract<KioskView, { screen: S }>;
  @property({ attribute: false }) idle: IdleTick | null = null;

  protected get s(): Strings {
    return STRINGS[this.view.language];
  }

  protected act(act: KioskAct): void {
    sendAct(this, act);
  }

  protected frame({ heading, sub = '', body, foot }: Frame): TemplateResult {
    const { view, s } = this;
    return html`
      <kiosk-header .view=${view} .idle=${this.idle} .heading=${heading} .sub=${sub}></kiosk-header>
      <main>
        <notice-bar .notice=${view.notice} .s=${s}></notice-bar>
        ${body}
      </main>
      <footer>${foot}</footer>
    `;
  }

  protected helpButton(): TemplateResult {
    return callButton(this, this.view, this.s, 'quiet');
  }

  /** Where the keyboard and a screen reader begin on a new screen. */
  focusStart(): void {
    this.renderRoot.querySelector<KioskHeader>('kiosk-header')?.focusHeading();
  }
}
