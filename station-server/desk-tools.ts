// What the parts of the desk share: the day, rows in the shape of answers, one durable transaction, and the refusal that is
// noted in the journal and told. `desk.ts` and `desk-patrons.ts` are built on it.
import { recogniseBarcode } from '../profiles/barcode-rules.ts';
import type { LocalDate, Site } from '../profiles/site-schema.ts';
import { effectiveDueOn } from './circulation/calendar.ts';
import { decideEffectiveDate } from './circulation/effective-date.ts';
import { checkIin } from './circulation/iin.ts';
import type { EntryBodies } from './circulation/journal-entry.ts';
import { localDateOf } from './circulation/local-date.ts';
import { overdueDays } from './circulation/standing.ts';
import type { Loan, Refused } from './circulation/types.ts';
import type { ActContext, DeskItem, DeskLoan, DeskRefusal } from './desk-types.ts';
import type { PatronEraser } from './erase-patron.ts';
import type { GuaranteeRows } from './store/guarantee-rows.ts';
import type { Journal } from './store/journal.ts';
import type { Meta } from './store/meta.ts';
import type { StationDatabase } from './store/open-database.ts';
import type { Rows } from './store/rows.ts';
import type { SettingRows } from './store/setting-rows.ts';

export type DeskDeps = {
  db: StationDatabase;
  rows: Rows;
  journal: Journal;
  meta: Meta;
  eraser: PatronEraser;
  settings: SettingRows;
  guarantees: GuaranteeRows;
  site: Site;
  station: number;
  branch: string;
  nowMs(): number;
  /** Called after each commit that added to the journal, so that sync need not poll. */
  onEntry(): void;
};

type RefusedAct = EntryBodies['refusal']['act'];
const SCANNED_CHARS_MAX = 40;

export const createDeskTools = (deps: DeskDeps) => {
  const { db, rows, journal, site } = deps;
  const today = (): LocalDate => localDateOf(deps.nowMs(), site.timeZone);

  const describeLoan = (loan: Loan, on: LocalDate): DeskLoan | undefined => {
    const described = rows.itemById(loan.itemId);
    return (
      described && {
        ...described,
        loan: { ...loan, dueOn: effectiveDueOn(loan.dueOn, site.calendar) },
        overdueDays: overdueDays(loan, on, site.calendar),
      }
    );
  };

  /** Notes a refusal in the journal (for demand and refusal reports) and gives it as the answer. Inside a transaction. */
  const refuse = (
    act: RefusedAct,
    refused: Omit<Refused, 'outcome'>,
    context: ActContext,
    about: { found?: DeskItem | undefined; patronId?: string | null; scanned?: string | null },
  ): DeskRefusal => {
    journal.append({
      type: 'refusal',
      effectiveOn: today(),
      place: context.place,
      actor: context.actor,
      body: {
        act,
        reason: refused.reason,
        itemId: about.found?.item.itemId ?? null,
        patronId: about.patronId ?? null,
        scanned: about.found ? null : scannedText(about.scanned ?? null, deps),
      },
    });
    const answer: DeskRefusal = { outcome: 'refused', reason: refused.reason };
    if (refused.details) answer.details = refused.details;
    if (about.found) answer.item = about.found;
    return answer;
  };

  /** Runs `act` as one durable transaction, then wakes sync. */
  const inTransaction = db.transaction((act: () => unknown) => act());
  const transact = <T>(act: () => T): T => {
    const answer = inTransaction.immediate(act) as T;
    deps.onEntry();
    return answer;
  };

  const effectiveDate = (context: ActContext) => decideEffectiveDate(context.effectiveOn, today());
  return { today, describeLoan, refuse, transact, effectiveDate };
};
export type DeskTools = ReturnType<typeof createDeskTools>;

/**
 * A card number or an IIN names a person and never enters the journal, which cannot be erased: neither one of ours, nor
 * what the site's rules take for a card, nor the card of another system that somebody here has.
 */
const scannedText = (scanned: string | null, deps: DeskDeps): string | null => {
  if (scanned === null || /^2\d{13}$/.test(scanned) || checkIin(scanned) === 'ok') return null;
  const { barcodeRules, libraryNumber } = deps.site;
  const read = { text: scanned, symbology: 'unknown' } as const;
  const card = recogniseBarcode(read, barcodeRules, libraryNumber).kind === 'patron';
  return card || deps.rows.patronByCard(scanned) ? null : scanned.slice(0, SCANNED_CHARS_MAX);
};
