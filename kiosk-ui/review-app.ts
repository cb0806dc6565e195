// The review page at central: staff sign in with their token and decide what two sides saw differently. Asks central again
// every few seconds, so that two librarians see each other's decisions.
import { html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { StaffReview, StaffReviews } from '../central/api-types.ts';
import type { Language } from '../station-server/api-types.ts';
import type { ReviewDecision } from './central/review-card.ts';
import { reviewForm, reviewPage } from './central/review-style.ts';
import { base } from './parts/styles.ts';
import { staffPage } from './staff/staff-style.ts';
import { showAge } from './staff/sync-advice.ts';
import { REVIEW_PAGE, type ReviewTab } from './strings/review-page.ts';
import './central/review-card.ts';
import './parts/language-switch.ts';

const POLL_MS = 5_000;
const ANSWER_MS_MAX = 15_000;
const REVIEWS_A_PAGE = 100;
const TABS: ReviewTab[] = ['open', 'listed', 'accepted', 'corrected', 'dismissed', 'settled'];
/** Kept by the window: closing it signs out. */
const TOKEN_KEY = 'kitap-staff-token';

@customElement('review-app')
export class ReviewApp extends LitElement {
  static override styles = [base, staffPage, reviewForm, reviewPage];
  @state() private token = sessionStorage.getItem(TOKEN_KEY) ?? '';
  @state() private language: Language = 'kk';
  @state() private tab: ReviewTab = 'open';
  @state() private skip = 0;
  @state() private found: StaffReviews | null = null;
  @state() private trouble = '';
  @state() private busy = false;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.poll();
  }

  private async poll(): Promise<void> {
    try {
      if (this.token && !this.busy) await this.refresh();
    } finally {
      window.setTimeout(() => void this.poll(), POLL_MS);
    }
  }

  private async ask<T>(path: string, init: RequestInit = {}): Promise<T | null> {
    const s = REVIEW_PAGE[this.language];
    const headers = { authorization: `Bearer ${this.token}`, ...init.headers };
    const signal = AbortSignal.timeout(ANSWER_MS_MAX);
    try {
      const answer = await fetch(path, { ...init, headers, signal });
      if (answer.ok) return (await answer.json()) as T;
      if (answer.status === 401) {
        this.signOut();
        this.trouble = s.tokenWrong;
        return null;
      }
      const problem = (await answer.json()) as { message: string };
      this.trouble = s.refused(problem.message);
    } catch {
      this.trouble = s.away;
    }
    return null;
  }

  private async refresh(): Promise<void> {
    const { tab, language, skip } = this;
    const found = await this.ask<StaffReviews>(
      `/v1/staff/reviews?state=${tab}&lang=${language}&skip=${skip}`,
    );
    // An answer to a question that nobody asks any more.
    if (found === null || tab !== this.tab || language !== this.language || skip !== this.skip)
      return;
    this.found = found;
    if (this.trouble === REVIEW_PAGE[language].away) this.trouble = '';
  }

  private async decide({ kind, ref, action, ...given }: ReviewDecision): Promise<void> {
    this.busy = true;
    this.trouble = '';
    const path = [kind, ref, action].map(encodeURIComponent).join('/');
    await this.ask<StaffReview>(`/v1/staff/reviews/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ lang: this.language, ...given }),
    });
    this.busy = false;
    if (this.token) await this.refresh();
  }

  private signIn(token: string): void {
    this.token = token;
    this.trouble = '';
    sessionStorage.setItem(TOKEN_KEY, token);
    void this.refresh();
  }

  private signOut(): void {
    this.token = '';
    this.found = null;
    sessionStorage.removeItem(TOKEN_KEY);
  }

  private show(change: { tab?: ReviewTab; language?: Language; skip?: number }): void {
    this.tab = change.tab ?? this.tab;
    this.language = change.language ?? this.language;
    this.skip = change.skip ?? 0;
    if (this.token) void this.refresh();
  }

  protected override updated(): void {
    document.documentElement.lang = this.language;
    document.title = `Kitap: ${REVIEW_PAGE[this.language].title}`;
  }

  protected override render() {
    const s = REVIEW_PAGE[this.language];
    return html`<header>
        <div><h1>${s.title}</h1><p>${s.lead}</p></div>
        <language-switch .language=${this.language}
          @language-chosen=${(event: CustomEvent<Language>) =>
            this.show({ language: event.detail })}></language-switch>
        ${
          this.token
            ? html`<button class="sign-out" @click=${() => this.signOut()}>${s.signOut}</button>`
            : nothing
        }
      </header>
      <div class="trouble" role="alert">${this.trouble}</div>
      <main>${this.token ? this.queue() : this.door()}</main>`;
  }

  private door() {
    const s = REVIEW_PAGE[this.language];
    return html`<form @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      const given = new FormData(event.target as HTMLFormElement).get('token');
      this.signIn(String(given ?? '').trim());
    }}>
      <label for="token">${s.token}</label>
      <input id="token" name="token" type="password" required autocomplete="off" />
      <p>${s.tokenHint}</p>
      <button class="go">${s.signIn}</button>
    </form>`;
  }

  private queue() {
    const s = REVIEW_PAGE[this.language];
    const { found } = this;
    return html`<nav>${TABS.map(
      (tab) => html`<button aria-pressed=${tab === this.tab}
        @click=${() => this.show({ tab })}>${s.tabs[tab]}</button>`,
    )}</nav>
    ${
      found === null
        ? nothing
        : html`<p class="count" role="status">${this.count(found)}</p>
      ${found.reviews.length === 0 && this.tab !== 'open' ? html`<p>${s.nothingHere}</p>` : nothing}
      ${repeat(
        found.reviews,
        ({ kind, ref }) => `${kind} ${ref}`,
        (review) => html`<review-card .review=${review} .s=${s} ?busy=${this.busy}
          @review-decided=${(event: CustomEvent<ReviewDecision>) =>
            void this.decide(event.detail)}></review-card>`,
      )}
      ${this.pages(found)}`
    }`;
  }

  private count({ open, oldestOpenAtMs }: StaffReviews): string {
    const s = REVIEW_PAGE[this.language];
    if (open === 0 || oldestOpenAtMs === null) return s.nothingOpen;
    return `${s.open(open)}, ${s.oldest(showAge(Date.now() - oldestOpenAtMs, s))}`;
  }

  private pages({ more }: StaffReviews) {
    const s = REVIEW_PAGE[this.language];
    const go = (by: number) => this.show({ skip: Math.max(0, this.skip + by) });
    return html`<div class="pages">
      ${this.skip > 0 ? html`<button @click=${() => go(-REVIEWS_A_PAGE)}>${s.newer}</button>` : nothing}
      ${more ? html`<button @click=${() => go(REVIEWS_A_PAGE)}>${s.older}</button>` : nothing}
    </div>`;
  }
}
