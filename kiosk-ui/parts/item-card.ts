// One scanned item: drawn cover, title, author, what happened, and the day on which it is due. A
// refusal is clay: why, then what to do next. Fires nothing.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ItemCard } from '../../station-server/api-types.ts';
import { showDate } from '../strings/format.ts';
import { whyOf } from '../strings/languages.ts';
import type { Strings } from '../strings/strings.ts';
import { bookCover, coverStyle } from './book-cover.ts';
import { icon } from './icons.ts';
import { base } from './styles.ts';

/** The result as one sentence or two, also for the live region. */
export function resultWords(card: ItemCard, s: Strings): string {
  const result = card.result;
  switch (result.kind) {
    case 'lent':
      return result.loanKind === 'hall' ? s.card.lentHall : s.card.lent;
    case 'renewed':
      return s.card.renewed;
    case 'returned':
      return result.bin ? s.card.returnedToBin(result.bin) : s.card.returned;
    case 'not-on-loan':
      return result.bin ? s.card.notOnLoanToBin(result.bin) : s.card.notOnLoan;
    case 'returning':
      return s.card.returning;
    case 'refused':
      return whyOf(s.reasons[result.reason], result.details);
  }
}

const TAG_ICONS = { working: 'clock', 'put-back': 'alert', done: 'gate', staff: 'alert' } as const;

@customElement('item-card')
export class ItemCardElement extends LitElement {
  static override styles = [
    base,
    coverStyle,
    css`
      :host {
        display: block;
      }
      .card {
        background: var(--card);
        border-radius: var(--radius);
        box-shadow: var(--shadow);
        padding: calc(2.2rem / var(--z)) calc(3rem / var(--z));
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        gap: var(--s-2) calc(3rem / var(--z));
        align-items: center;
        border: 0.3rem solid transparent;
      }
      .refused {
        background: var(--clay-soft);
        box-shadow: none;
        border-color: var(--clay-line);
      }
      .what {
        min-width: 0;
      }
      .title {
        font-size: 3.5rem;
        line-height: 1.18;
        display: block;
        overflow-wrap: anywhere;
      }
      .author {
        color: var(--ink-soft);
        font-size: 2.7rem;
      }
      .reader {
        display: flex;
        gap: 1rem;
        align-items: center;
        font-size: 2.7rem;
        font-weight: 600;
      }
      .reader svg.i {
        width: 3rem;
        height: 3rem;
      }
      .ok {
        color: var(--reed);
        font-weight: 650;
        font-size: 2.7rem;
        line-height: 1.25;
        display: flex;
        gap: 1rem;
        align-items: center;
        margin-top: 0.6rem;
      }
      .ok svg.i {
        width: 3rem;
        height: 3rem;
        stroke-width: 2.6;
      }
      .why {
        color: var(--clay);
        font-weight: 650;
        font-size: 2.9rem;
        line-height: 1.25;
        margin-top: 0.6rem;
      }
      .todo {
        font-size: 2.7rem;
        line-height: 1.3;
      }
      .tag {
        display: flex;
        gap: 1rem;
        align-items: center;
        font-size: 2.7rem;
        line-height: 1.25;
        margin-top: 0.6rem;
        color: var(--ink-soft);
      }
      .tag svg.i {
        width: 3rem;
        height: 3rem;
      }
      .put-back,
      .staff {
        color: var(--clay);
        font-weight: 650;
      }
      .due {
        text-align: right;
        font-size: 2.6rem;
        color: var(--ink-soft);
        line-height: 1.25;
        max-width: 24rem;
      }
      .due strong {
        display: block;
        font-size: 3.6rem;
        color: var(--ink);
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
    `,
  ];
  @property({ attribute: false }) card!: ItemCard;
  @property({ attribute: false }) s!: Strings;

  protected override render() {
    const { card, s } = this;
    const { result } = card;
    const refused = result.kind === 'refused';
    return html`<div class="card rise ${refused ? 'refused' : ''}">
      ${bookCover(card.title || card.barcode, card.author)}
      <div class="what">
        <b class="title">${card.title || card.barcode}</b>
        ${card.author ? html`<span class="author">${card.author}</span>` : nothing}
        ${card.reader ? html`<p class="reader">${icon('people')}${card.reader}</p>` : nothing}
        ${
          refused
            ? html`<p class="why">${resultWords(card, s)}</p><p class="todo">${s.reasons[result.reason].todo}</p>`
            : html`<p class="ok">${icon(result.kind === 'returning' ? 'clock' : 'check')}<span>${resultWords(card, s)}</span></p>${this.more()}`
        }
      </div>
      ${
        result.kind === 'lent' || result.kind === 'renewed'
          ? html`<div class="due">${s.card.due}<strong>${showDate(result.dueOn)}</strong></div>`
          : nothing
      }
    </div>`;
  }

  /** Whether the gate would ring; to be put back is as loud as a refusal. */
  private tag() {
    const { tag } = this.card;
    if (!tag) return nothing;
    return html`<p class="tag ${tag}">${icon(TAG_ICONS[tag])}<span>${this.s.pad[tag]}</span></p>`;
  }

  private more() {
    const { result } = this.card;
    const s = this.s.card;
    const late = result.kind === 'returned' && result.overdueDays > 0;
    const foreign = 'foreignBranch' in result && result.foreignBranch;
    const again = result.kind === 'lent' && result.readBefore;
    return html`${again ? html`<p class="reader">${icon('book')}${s.readBefore}</p>` : nothing}${this.tag()}${late ? html`<p class="todo">${s.late}</p>` : nothing}
    ${foreign ? html`<p class="todo">${s.foreignBranch}</p>` : nothing}`;
  }
}
