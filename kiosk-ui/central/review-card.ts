// One contradiction as a librarian reads it: what happened, what was decided, what to do, and a button for each thing that can
// be done. Fires `review-decided` (ReviewDecision) when a decision is complete: a dismissal has its reason, a merge its survivor.
import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { StaffReview } from '../../central/api-types.ts';
import { base } from '../parts/styles.ts';
import { staffCard } from '../staff/staff-style.ts';
import { showCard } from '../strings/format.ts';
import type { ReviewAction, ReviewStrings } from '../strings/review-page.ts';
import { reviewCard, reviewForm } from './review-style.ts';

export type ReviewDecision = {
  kind: string;
  ref: string;
  action: ReviewAction;
  reason?: string;
  /** The record that stays, where two are joined and central cannot propose one. */
  intoPatronId?: string;
};

/** What must be typed in before it can be decided. */
type Question = 'reason' | 'intoPatronId';

const questionOf = (review: StaffReview, action: ReviewAction): Question | null => {
  if (action === 'dismiss') return 'reason';
  return action === 'correct' && review.kind === 'patron-unknown' ? 'intoPatronId' : null;
};

@customElement('review-card')
export class ReviewCard extends LitElement {
  static override styles = [base, staffCard, reviewForm, reviewCard];
  @property({ attribute: false }) review!: StaffReview;
  @property({ attribute: false }) s!: ReviewStrings;
  @property({ type: Boolean }) busy = false;
  @state() private asking: { action: ReviewAction; question: Question } | null = null;

  private decide(action: ReviewAction, answers: Partial<Record<Question, string>> = {}): void {
    const { kind, ref } = this.review;
    const detail: ReviewDecision = { kind, ref, action, ...answers };
    this.asking = null;
    this.dispatchEvent(new CustomEvent('review-decided', { detail, bubbles: true }));
  }

  private when(epochMs: number): string {
    return new Date(epochMs).toLocaleString('ru', { dateStyle: 'short', timeStyle: 'short' });
  }

  protected override render() {
    const { review, s } = this;
    const cards = [review.card, review.otherCard].filter((card) => card !== null).map(showCard);
    return html`<section aria-labelledby="heading">
      <h2 id="heading" class="happened">${review.happened}</h2>
      <dl>
        <dt>${s.decided}</dt><dd>${review.decided}</dd>
        <dt>${s.todo}</dt><dd>${review.todo}</dd>
        ${cards.length > 0 ? html`<dt>${s.cards}</dt><dd>${cards.join(', ')}</dd>` : nothing}
      </dl>
      ${this.decision()}
      ${this.asking ? this.form(this.asking) : this.buttons()}
      <details>
        <summary>${s.details}</summary>
        <div class="sides">${this.side(s.station, review.saw.station)}${this.side(s.central, review.saw.central)}</div>
      </details>
      <p class="soft">${s.entry(review.station, review.seq, this.when(review.raisedAtMs))}</p>
    </section>`;
  }

  private decision() {
    const { review, s } = this;
    if (review.decision === null) return nothing;
    const { by, atMs, reason } = review.decision;
    return html`<p>${s.by(by, this.when(atMs))}${reason === null ? '' : html`<br />${s.reason(reason)}`}</p>`;
  }

  private buttons() {
    return html`<div class="acts">${this.review.actions.map(
      ({ action, label }, index) => html`<button class=${index === 0 ? 'go' : 'plain'}
        ?disabled=${this.busy} @click=${() => {
          const question = questionOf(this.review, action);
          if (question === null) this.decide(action);
          else this.asking = { action, question };
        }}>${label}</button>`,
    )}</div>`;
  }

  private form({ action, question }: { action: ReviewAction; question: Question }) {
    const { s } = this;
    const words = question === 'reason' ? [s.why, s.whyHint] : [s.keep, s.keepHint];
    return html`<form class="ask" @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      const given = new FormData(event.target as HTMLFormElement).get('answer');
      this.decide(action, { [question]: String(given ?? '').trim() });
    }}>
      <label for="answer">${words[0]}</label>
      <p>${words[1]}</p>
      <input id="answer" name="answer" required minlength="3" maxlength="400" autocomplete="off" />
      <div class="acts"><button class="go">${s.confirm}</button>
        <button class="plain" type="button" @click=${() => {
          this.asking = null;
        }}>${s.cancel}</button></div>
    </form>`;
  }

  private side(name: string, saw: Record<string, unknown>) {
    return html`<div><h3>${name}</h3><dl>${Object.entries(saw).map(
      ([key, value]) => html`<dt>${key}</dt><dd>${this.shown(key, value)}</dd>`,
    )}</dl></div>`;
  }

  private shown(key: string, value: unknown): string {
    if (key.endsWith('Ms') && typeof value === 'number') return this.when(value);
    return typeof value === 'string' ? value : JSON.stringify(value);
  }
}
