// The desk: reads, decides by the pure rules of `circulation/`, and writes state and journal in one immediate transaction,
// durable before it returns. The only door through which loans and patrons change at a station (STYLE.md "Server and store").
import { defaultRfidRules } from '../profiles/rfid-rules.ts';
import { decideCheckIn } from './circulation/checkin.ts';
import { decideCheckOut } from './circulation/checkout.ts';
import type { Reason } from './circulation/reasons.ts';
import { decideRenewal } from './circulation/renew.ts';
import { sortBin } from './circulation/sort-bin.ts';
import { overdueDays } from './circulation/standing.ts';
import type { Loan, LoanKind, Refused } from './circulation/types.ts';
import { createCounterDesk } from './desk-counter.ts';
import { createCountDesk } from './desk-counts.ts';
import { createFamilyDesk } from './desk-family.ts';
import { createFindDesk } from './desk-find.ts';
import { createLockerDesk } from './desk-lockers.ts';
import { createPatronDesk } from './desk-patrons.ts';
import { createReregisterDesk } from './desk-reregister.ts';
import { createSettingDesk, noteReading } from './desk-settings.ts';
import { createShelfDesk } from './desk-shelves.ts';
import { createStaffDesk } from './desk-staff.ts';
import { createDeskTags, createTagDesk, type DeskTags } from './desk-tags.ts';
import { createDeskTools, type DeskDeps, type DeskTools } from './desk-tools.ts';
import type {
  ActContext,
  CheckInAnswer,
  CheckOutAnswer,
  Desk,
  DeskItem,
  RenewAnswer,
  SortedItem,
} from './desk-types.ts';
import { createUndo } from './desk-undo.ts';
import { createVisitDesk } from './desk-visits.ts';
import { createHoldRows } from './store/hold-rows.ts';
import { createReadBeforeRows, type ReadBeforeRows } from './store/read-before-rows.ts';

const checkOut =
  (deps: DeskDeps, tools: DeskTools, tags: DeskTags, read: ReadBeforeRows) =>
  (patronId: string, barcode: string, kind: LoanKind, context: ActContext): CheckOutAnswer => {
    const { rows, journal, site } = deps;
    const found = rows.itemByBarcode(barcode);
    const no = (reason: Refused) =>
      tools.refuse('check-out', reason, context, { found, patronId, scanned: barcode });
    const day = tools.effectiveDate(context);
    if ('outcome' in day) return no(day);
    const patron = rows.borrowerById(patronId);
    if (!patron) return no({ outcome: 'refused', reason: 'patron-unknown' });
    if (!found) return no({ outcome: 'refused', reason: 'item-unknown' });
    const { item, title } = found;
    const decision = decideCheckOut({
      patron,
      item,
      title,
      openLoan: rows.openLoanOfItem(item.itemId) ?? null,
      patronLoans: rows.openLoansOfPatron(patronId),
      kind,
      on: day.on,
      policy: site.policy,
      calendar: site.calendar,
      staff: context.actor.startsWith('staff:'),
      branch: deps.branch,
    });
    if (decision.outcome === 'refused') return no(decision);
    const { everyItemTagged } = site.rfid ?? defaultRfidRules;
    if (everyItemTagged && context.pad && !context.tags && !tags.known(item.itemId)) {
      return no({ outcome: 'refused', reason: 'put-on-pad' });
    }
    const { dueOn, renewalsMax } = decision;
    const { seq, wallMs } = journal.append({
      type: 'check-out',
      effectiveOn: day.on,
      place: context.place,
      actor: context.actor,
      body: { itemId: item.itemId, patronId, kind: decision.kind, dueOn, renewalsMax },
    });
    const loan: Loan = {
      loanId: `${deps.station}-${seq}`,
      itemId: item.itemId,
      patronId,
      kind: decision.kind,
      takenOn: day.on,
      enteredAtMs: wallMs,
      dueOn,
      renewals: 0,
      renewalsMax,
      returnedOn: null,
      returnEnteredAtMs: null,
    };
    rows.addLoan(loan);
    const readBefore = noteReading(deps, read, loan, title.titleId);
    if (context.tags) tags.learn(item.itemId, context.tags, null);
    else tags.notLookedAt(item.itemId);
    tags.afterAct(item.itemId, context);
    const overdue = overdueDays(loan, tools.today(), site.calendar);
    return {
      outcome: 'lent',
      entry: { station: deps.station, seq },
      ...(readBefore ? { readBefore } : {}),
      ...found,
      loan,
      overdueDays: overdue,
    };
  };

/** Waiting readers are those that this station knows of. */
const sortedInto = ({ db, site, branch }: DeskDeps, { item, title }: DeskItem): SortedItem => {
  if (!site.bins) return {};
  const hold = createHoldRows(db).waitingFor(title.titleId).length > 0;
  return { bin: sortBin(site.bins, { item, branch, hold, refused: false }).bin };
};

const checkIn =
  (deps: DeskDeps, tools: DeskTools, tags: DeskTags) =>
  (barcode: string, patronId: string | null, context: ActContext): CheckInAnswer => {
    const { rows, journal, site } = deps;
    const found = rows.itemByBarcode(barcode);
    const no = (reason: Refused) =>
      tools.refuse('check-in', reason, context, { found, patronId, scanned: barcode });
    const day = tools.effectiveDate(context);
    if ('outcome' in day) return no(day);
    if (!found) return no({ outcome: 'refused', reason: 'item-unknown' });
    const { item } = found;
    const openLoan = rows.openLoanOfItem(item.itemId) ?? null;
    const decision = decideCheckIn({
      item,
      openLoan,
      branch: deps.branch,
      on: day.on,
      calendar: site.calendar,
    });
    if (decision.outcome === 'refused') return no(decision);
    if (context.pad && !context.tags && openLoan && tags.mayBeDisarmed(item.itemId)) {
      return no({ outcome: 'refused', reason: 'put-on-pad' });
    }
    const { seq, wallMs } = journal.append({
      type: 'check-in',
      effectiveOn: day.on,
      place: context.place,
      actor: context.actor,
      body: {
        itemId: item.itemId,
        loanId: openLoan?.loanId ?? null,
        patronId: openLoan?.patronId ?? null,
        withCard: patronId !== null,
      },
    });
    if (context.tags) tags.learn(item.itemId, context.tags, true);
    const { foreignBranch } = decision;
    const sorted = sortedInto(deps, found);
    if (decision.outcome === 'not-on-loan') {
      tags.afterAct(item.itemId, context);
      return { ...decision, ...found, ...sorted };
    }
    const loan: Loan = { ...decision.loan, returnedOn: day.on, returnEnteredAtMs: wallMs };
    rows.putLoan(loan);
    tags.afterAct(item.itemId, context);
    return {
      outcome: 'returned',
      entry: { station: deps.station, seq },
      overdueDays: decision.overdueDays,
      loan,
      foreignBranch,
      ...found,
      ...sorted,
    };
  };

const renew =
  (deps: DeskDeps, tools: DeskTools) =>
  (loanId: string, context: ActContext): RenewAnswer => {
    const { rows, journal, site } = deps;
    const loan = rows.loanById(loanId);
    const found = loan && rows.itemById(loan.itemId);
    const patron = loan && rows.patronById(loan.patronId);
    const about = { found, patronId: patron?.patronId ?? null, scanned: null };
    const no = (reason: Refused) => tools.refuse('renewal', reason, context, about);
    const day = tools.effectiveDate(context);
    if ('outcome' in day) return no(day);
    if (!loan || !found || loan.returnedOn !== null) {
      return no({ outcome: 'refused', reason: 'loan-unknown' });
    }
    // The loan of another station was heard of before its reader was.
    if (!patron) return no({ outcome: 'refused', reason: 'patron-unknown' });
    const { item, title } = found;
    const decision = decideRenewal({
      loan,
      item,
      title,
      patron,
      patronLoans: rows.openLoansOfPatron(patron.patronId),
      branch: deps.branch,
      on: day.on,
      policy: site.policy,
      calendar: site.calendar,
    });
    if (decision.outcome === 'refused') return no(decision);
    const { dueOn, renewals } = decision;
    const { seq } = journal.append({
      type: 'renewal',
      effectiveOn: day.on,
      place: context.place,
      actor: context.actor,
      body: { loanId, itemId: item.itemId, patronId: patron.patronId, dueOn, renewals },
    });
    const renewed: Loan = { ...loan, dueOn, renewals };
    rows.putLoan(renewed);
    const overdue = overdueDays(renewed, tools.today(), site.calendar);
    const entry = { station: deps.station, seq };
    return { outcome: 'renewed', entry, ...found, loan: renewed, overdueDays: overdue };
  };

/** The desk over one open store. Every method is one transaction; a throw means that nothing was changed. */
export const createDesk = (deps: DeskDeps): Desk => {
  const tools = createDeskTools(deps);
  const { transact } = tools;
  const tags = createDeskTags(deps);
  const runCheckOut = checkOut(deps, tools, tags, createReadBeforeRows(deps.db));
  const runCheckIn = checkIn(deps, tools, tags);
  const runRenew = renew(deps, tools);
  const patrons = createPatronDesk(deps, tools);
  const find = createFindDesk(deps, tools);
  return {
    checkOut: (...given) => transact(() => runCheckOut(...given)),
    checkIn: (...given) => transact(() => runCheckIn(...given)),
    renew: (...given) => transact(() => runRenew(...given)),
    recordRefusal: (act, reason: Reason, scanned, context) => {
      transact(() => tools.refuse(act, { reason }, context, { scanned }));
    },
    ...patrons,
    ...createReregisterDesk(deps, tools),
    ...createShelfDesk(deps),
    ...createSettingDesk(deps, tools),
    ...createFamilyDesk(deps, tools),
    ...createStaffDesk(deps, tools),
    ...createUndo(deps, tools, tags),
    ...createTagDesk(deps, tools, tags),
    ...createCountDesk(deps, tools),
    ...find,
    ...createCounterDesk(deps, tools, { ...patrons, ...find }),
    ...createLockerDesk(deps, tools, runCheckOut),
    ...createVisitDesk(deps, tools),
  };
};
