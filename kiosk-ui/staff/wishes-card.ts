// What readers wished for and did not find, each title once, the most wanted first. Asks the station when the librarian begins, with the
// staff's key; no reader is named.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Language } from '../../station-server/api-types.ts';
import { base } from '../parts/styles.ts';
import type { StaffStrings } from '../strings/staff.ts';
import { WISHES_CARD } from '../strings/staff-wishes.ts';
import { keyForm, keyHeaders } from './key-form.ts';
import { staffCard, staffForm } from './staff-style.ts';

const ANSWER_MS_MAX = 10_000;

type Wish = { wishedAtMs: number; title: string; author: string };
type Wanted = Wish & { times: number };

/** The same words in another case are the same wish. */
export const mostWanted = (wishes: readonly Wish[]): Wanted[] => {
  const byTitle = new Map<string, Wanted>();
  for (const wish of wishes) {
    const key = `${wish.title}|${wish.author}`.toLocaleLowerCase('kk');
    const { times = 0, wishedAtMs = 0 } = byTitle.get(key) ?? {};
    const lastMs = Math.max(wishedAtMs, wish.wishedAtMs);
    byTitle.set(key, { ...wish, wishedAtMs: lastMs, times: times + 1 });
  }
  return [...byTitle.values()].sort((a, b) => b.times - a.times || b.wishedAtMs - a.wishedAtMs);
};

const dayOf = (ms: number): string =>
  new Date(ms).toLocaleDateString('ru', { day: '2-digit', month: '2-digit', year: 'numeric' });

@customElement('wishes-card')
export class WishesCard extends LitElement {
  static override styles = [
    base,
    staffCard,
    staffForm,
    css`
      li {
        grid-template-columns: 1fr;
        border-top: 0.1rem solid var(--line);
        padding-top: 1.2rem;
        overflow-wrap: anywhere;
      }
    `,
  ];
  @property({ attribute: false }) s!: StaffStrings;
  @property() language: Language = 'kk';
  @state() private begun = false;
  @state() private wrongKey = false;
  @state() private failed = false;
  @state() private wishes: Wanted[] | null = null;

  private readonly open = async (key: string): Promise<void> => {
    this.wrongKey = false;
    this.failed = false;
    try {
      const signal = AbortSignal.timeout(ANSWER_MS_MAX);
      const response = await fetch('/api/wishes', { headers: keyHeaders(key), signal });
      this.wrongKey = response.status === 401;
      if (this.wrongKey) return;
      if (!response.ok) throw new Error(String(response.status));
      this.wishes = mostWanted(((await response.json()) as { wishes: Wish[] }).wishes);
    } catch {
      this.failed = true;
    }
  };

  protected override render() {
    const words = WISHES_CARD[this.language];
    return html`<section aria-labelledby="heading"><h2 id="heading">${words.heading}</h2>
      <p class="advice">${words.lead}</p>
      <p role="status" class="advice warn" ?hidden=${!this.failed}>${this.failed ? words.failed : nothing}</p>
      ${this.wishes ? this.list(this.wishes) : this.asking(words.begin)}</section>`;
  }
  private asking(begin: string) {
    if (this.begun) return keyForm(this.s.tagging, this.wrongKey, (key) => void this.open(key));
    return html`<div class="row"><button @click=${() => {
      this.begun = true;
    }}>${begin}</button></div>`;
  }
  private list(wishes: readonly Wanted[]) {
    const words = WISHES_CARD[this.language];
    if (wishes.length === 0) return html`<p class="soft">${words.none}</p>`;
    return html`<ul>${wishes.map(
      ({
        title,
        author,
        times,
        wishedAtMs,
      }) => html`<li><span><b>${title}</b>${author ? html` · ${author}` : nothing}</span>
        <small>${words.asked(times, dayOf(wishedAtMs))}</small></li>`,
    )}</ul>`;
  }
}
