// Who borrows for whom: staff scan the grown-up's card, then the child's. Asks the station for itself, with the staff's key; nothing is
// asked before the librarian begins.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Language } from '../../station-server/api-types.ts';
import { base } from '../parts/styles.ts';
import type { StaffStrings } from '../strings/staff.ts';
import { FAMILY_CARD } from '../strings/staff-families.ts';
import { keyForm, keyHeaders } from './key-form.ts';
import { staffCard, staffForm } from './staff-style.ts';

const ANSWER_MS_MAX = 10_000;

type Named = {
  patronId: string;
  card: string;
  surname: string;
  givenName: string;
  birthYear: number;
};
type Family = { outcome: 'family'; adult: Named; children: Named[] };
type Refused = { outcome: 'refused'; texts: Record<Language, { why: string; todo: string }> };

const nameOf = ({ surname, givenName }: Named): string => `${surname} ${givenName}`;

@customElement('family-card')
export class FamilyCard extends LitElement {
  static override styles = [
    base,
    staffCard,
    staffForm,
    css`
      li {
        border-top: 0.1rem solid var(--line);
        padding-top: 1.2rem;
        align-items: center;
      }
    `,
  ];
  @property({ attribute: false }) s!: StaffStrings;
  @property() language: Language = 'kk';
  @property() place = '';
  @state() private begun = false;
  @state() private key = '';
  @state() private wrongKey = false;
  @state() private family: Family | null = null;
  /** Null: no answer came. */
  @state() private refused: Refused['texts'] | null | undefined;

  private get words() {
    return FAMILY_CARD[this.language];
  }

  private async ask(path: string, body?: object): Promise<boolean> {
    this.refused = undefined;
    try {
      const response = await fetch(`/api/patrons/${path}`, {
        headers: keyHeaders(this.key),
        signal: AbortSignal.timeout(ANSWER_MS_MAX),
        ...(body ? { method: 'POST', body: JSON.stringify({ ...body, place: this.place }) } : {}),
      });
      if (response.status === 401) {
        this.wrongKey = true;
        this.key = '';
        return false;
      }
      if (!response.ok) throw new Error(String(response.status));
      const answer = (await response.json()) as Family | Refused;
      if (answer.outcome === 'family') this.family = answer;
      else this.refused = answer.texts;
      return answer.outcome === 'family';
    } catch {
      this.refused = null;
      return false;
    }
  }

  /** Sends what stands in the form's field, and empties it when it was taken. */
  private readonly send = (ask: (card: string) => Promise<boolean>) => async (event: Event) => {
    event.preventDefault();
    const input = (event.target as HTMLFormElement).querySelector('input');
    const card = input?.value.trim();
    if (input && card && (await ask(encodeURIComponent(card)))) input.value = '';
  };

  protected override render() {
    const { words } = this;
    return html`<section aria-labelledby="heading"><h2 id="heading">${words.heading}</h2>
      <p class="advice">${words.lead}</p>
      ${
        this.begun
          ? this.open()
          : html`<div class="row"><button @click=${() => {
              this.begun = true;
            }}>${words.begin}</button></div>`
      }
    </section>`;
  }

  private open() {
    const { s, words } = this;
    if (!this.key) {
      return keyForm(s.tagging, this.wrongKey, (key) => {
        this.key = key;
        this.wrongKey = false;
      });
    }
    const refusal = this.refused?.[this.language];
    const said = refusal ? `${refusal.why} ${refusal.todo}` : words.failed;
    const show = (card: string) => this.ask(`${card}/children?place=${this.place}`);
    return html`<p role="status" class="advice warn" ?hidden=${this.refused === undefined}>${said}</p>
      ${this.field(words.adultCard, words.show, show)}
      ${this.family ? this.members(this.family) : nothing}`;
  }

  private field(label: string, button: string, ask: (card: string) => Promise<boolean>) {
    return html`<form @submit=${this.send(ask)}>
      <label>${label}<input type="text" autocomplete="off" inputmode="numeric" maxlength="64"
        required /></label>
      <button>${button}</button></form>`;
  }

  private members({ adult, children }: Family) {
    const { words } = this;
    const at = `${adult.card}/children`;
    const link = (card: string) => this.ask(at, { childCard: decodeURIComponent(card) });
    return html`<p class="big">${nameOf(adult)}</p>
      ${children.length ? nothing : html`<p class="soft">${words.none}</p>`}
      <ul>${children.map(
        (child) => html`<li><span><b>${nameOf(child)}</b> · ${words.born(child.birthYear)}</span>
          <button class="second" aria-label=${words.endThis(nameOf(child))}
            @click=${() => void this.ask(`${at}/${child.patronId}/end`, {})}>${words.end}</button></li>`,
      )}</ul>
      ${this.field(words.childCard, words.link, link)}`;
  }
}
