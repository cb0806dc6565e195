// What the counter does with what was scanned or typed: a card opens its reader; an item goes out to the reader who is open, or comes back
// when none is; a name offers readers. One thing at a time, in the order in which it was read; the station decides.
import type { Language } from '../../station-server/api-types.ts';
import { keyHeaders } from '../staff/key-form.ts';
import {
  type Account,
  type CounterLoan,
  type Done,
  entryName,
  type Found,
  type FoundItem,
  type Lent,
  nameOf,
  type Refused,
  type Renewed,
  type Returned,
  type Undone,
} from './counter-types.ts';

const ANSWER_MS_MAX = 10_000;
const DONE_MAX = 30;

/** What stands below the input, of the last thing that was done. */
export type Said =
  | { kind: 'refused'; texts: Refused['texts'] }
  | { kind: 'no-answer' | 'nothing-found' | 'nothing-to-undo' }
  | { kind: 'held-here' | 'lent-to-other'; title: string; who: string }
  | { kind: 'not-on-loan'; title: string; foreignBranch: boolean }
  | { kind: 'done'; done: Done; foreignBranch: boolean };

export class CounterDesk {
  account: Account | null = null;
  item: FoundItem | null = null;
  choice: Extract<Found, { kind: 'choice' }> | null = null;
  done: Done[] = [];
  said: Said | null = null;
  keyRefused = false;
  private key = '';
  private line: Promise<void> = Promise.resolve();

  private readonly place: () => string;
  private readonly changed: () => void;

  constructor(place: () => string, changed: () => void) {
    this.place = place;
    this.changed = changed;
  }

  get opened(): boolean {
    return this.key !== '';
  }
  open(key: string): void {
    this.key = key;
    this.keyRefused = false;
    this.changed();
  }

  /** Of a scanner that is quicker than the line, nothing is lost: each waits for the one before. */
  private inTurn(work: () => Promise<void>): Promise<void> {
    this.line = this.line.then(work).then(this.changed, () => {
      this.said = { kind: 'no-answer' };
      this.changed();
    });
    return this.line;
  }
  private async ask<T>(path: string, body: object): Promise<T> {
    const response = await fetch(`/api/${path}`, {
      ...{ method: 'POST', headers: keyHeaders(this.key) },
      body: JSON.stringify({ ...body, place: this.place() }),
      signal: AbortSignal.timeout(ANSWER_MS_MAX),
    });
    if (response.status === 401) {
      this.key = '';
      this.keyRefused = true;
    }
    if (!response.ok) throw new Error(String(response.status));
    return (await response.json()) as T;
  }

  read(text: string): Promise<void> {
    return this.inTurn(async () => this.take(await this.ask<Found>('counter/lookups', { text })));
  }
  openPatron(patronId: string): Promise<void> {
    return this.inTurn(async () =>
      this.take(await this.ask<Found>('counter/lookups', { patronId })),
    );
  }

  private async take(found: Found): Promise<void> {
    this.choice = null;
    this.item = null;
    this.said = null;
    if (found.kind === 'patron') this.account = found.account;
    else if (found.kind === 'item') await this.takeItem(found);
    else if (found.patrons.length + found.titles.length === 0)
      this.said = { kind: 'nothing-found' };
    else this.choice = found;
  }
  private async takeItem(found: FoundItem): Promise<void> {
    const { loan, borrower, item } = found;
    const who = borrower ? nameOf(borrower) : '';
    if (!this.account) {
      if (loan) await this.checkIn(item.barcode, who);
      else this.item = found;
      return;
    }
    if (!loan) await this.checkOut(this.account, item.barcode);
    else {
      const own = loan.patronId === this.account.patronId;
      this.said = { kind: own ? 'held-here' : 'lent-to-other', title: item.title, who };
    }
  }

  private async checkOut(account: Account, barcode: string): Promise<void> {
    const answer = await this.ask<Lent | Refused>('checkouts', { card: account.card, barcode });
    if (answer.outcome === 'refused') this.said = { kind: 'refused', texts: answer.texts };
    else this.note('lent', answer.entry, answer.loan, nameOf(account));
    await this.refresh();
  }
  private async checkIn(barcode: string, who: string): Promise<void> {
    const answer = await this.ask<Returned | Refused>('checkins', { barcode });
    if (answer.outcome === 'refused') this.said = { kind: 'refused', texts: answer.texts };
    else if (answer.outcome === 'not-on-loan') {
      const { item, foreignBranch } = answer;
      this.said = { kind: 'not-on-loan', title: item.title, foreignBranch };
    } else {
      const { item, overdueDays, foreignBranch } = answer;
      this.note('returned', answer.entry, { item, overdueDays }, who, foreignBranch);
    }
    await this.refresh();
  }
  giveBack(loan: CounterLoan): Promise<void> {
    const who = this.account ? nameOf(this.account) : '';
    return this.inTurn(() => this.checkIn(loan.item.barcode, who));
  }
  renew(loans: readonly CounterLoan[]): Promise<void> {
    return this.inTurn(async () => {
      for (const { loanId } of loans) {
        const answer = await this.ask<Renewed | Refused>('renewals', { loanId });
        if (answer.outcome === 'refused') this.said = { kind: 'refused', texts: answer.texts };
        else
          this.note('renewed', answer.entry, answer.loan, this.account ? nameOf(this.account) : '');
      }
      await this.refresh();
    });
  }
  /** A mistake is undone by a counter-entry; by default the newest that was not. */
  undo(entry = this.done.find(({ undone }) => !undone)?.entry): Promise<void> {
    return this.inTurn(async () => {
      if (entry === undefined) {
        this.said = { kind: 'nothing-to-undo' };
        return;
      }
      const answer = await this.ask<Undone | Refused>('stornos', { entry });
      this.said = answer.outcome === 'refused' ? { kind: 'refused', texts: answer.texts } : null;
      if (answer.outcome === 'undone')
        this.done = this.done.map((one) => (one.entry === entry ? { ...one, undone: true } : one));
      await this.refresh();
    });
  }

  /** What lies over the reader first, then the reader. */
  close(): void {
    if (this.choice || this.item || this.said) {
      this.choice = null;
      this.item = null;
      this.said = null;
    } else this.account = null;
    this.changed();
  }

  private note(
    what: Done['what'],
    entry: { station: number; seq: number },
    {
      item,
      dueOn = null,
      overdueDays,
    }: Pick<CounterLoan, 'item' | 'overdueDays'> & { dueOn?: CounterLoan['dueOn'] | null },
    who: string,
    foreignBranch = false,
  ): void {
    const done: Done = {
      ...{ entry: entryName(entry), what, title: item.title || item.barcode, who },
      ...{ dueOn, overdueDays, undone: false },
    };
    this.done = [done, ...this.done].slice(0, DONE_MAX);
    this.said = { kind: 'done', done, foreignBranch };
  }
  private async refresh(): Promise<void> {
    if (!this.account) return;
    const { patronId } = this.account;
    const found = await this.ask<Found>('counter/lookups', { patronId });
    if (found.kind === 'patron') this.account = found.account;
  }
}

export const textOf = (texts: Refused['texts'], language: Language): string =>
  `${texts[language].why} ${texts[language].todo}`;
