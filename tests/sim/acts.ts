// One act at a desk of the simulation: done by the real desk, looked at before and after. What was told is noted; what was not
// done must have changed nothing; what was refused must be explained by what the station knew.

import { addDays, localDateOf } from '../../station-server/circulation/local-date.ts';
import type { ActContext } from '../../station-server/desk-types.ts';
import type { StoredEntry } from '../../station-server/store/journal.ts';
import { noteOwnActs } from './check/own-acts.ts';
import { checkRefusal, type Refusal } from './check/refusals.ts';
import { barcodeOf, cardOf, formOf, PATRONS, site } from './library.ts';
import type { Simulation } from './simulation.ts';
import { endStation, isKill, type StationNode } from './station-node.ts';
import type { Act } from './steps.ts';

type Answer = { outcome: string; reason?: string } | undefined;

/** The patron that a number of a step means here: one of the first, or one whom this station knows by its own cards. */
const patronIdOf = (node: StationNode, patron: number): string => {
  const { rows, ids } = node.disk.peek;
  if (patron < PATRONS) return rows.patronByCard(cardOf(patron))?.patronId ?? '0-999';
  const registered = ids('patron').filter((id) => !id.startsWith('0-'));
  return registered[patron % Math.max(1, registered.length)] ?? '0-999';
};

const contextOf = (node: StationNode, act: Act): ActContext => {
  const staff = 'staff' in act && act.staff;
  const back = 'back' in act ? act.back : 0;
  const context: ActContext = { place: 'desk-1', actor: staff ? 'staff:1' : 'patron' };
  if (back === 0) return context;
  const nowMs = node.run?.clock.nowMs() ?? 0;
  return { ...context, effectiveOn: addDays(localDateOf(nowMs, site.timeZone), -back) };
};

const perform = (node: StationNode, act: Act): { answer: Answer; about: Refusal['about'] } => {
  const run = node.run as NonNullable<StationNode['run']>;
  const { rows } = node.disk.peek;
  const { desk } = run;
  const context = contextOf(node, act);
  const requested = context.effectiveOn;
  const itemOf = (item: number) => rows.itemByBarcode(barcodeOf(item));
  const openLoanOf = (item: number) => {
    const found = itemOf(item);
    return found && rows.openLoanOfItem(found.item.itemId);
  };
  switch (act.do) {
    case 'check-out': {
      const patronId = patronIdOf(node, act.patron);
      const found = itemOf(act.item);
      const openLoan = openLoanOf(act.item);
      const about = {
        patronId,
        found,
        openLoan,
        requested,
        loans: rows.openLoansOfPatron(patronId),
      };
      const kind = act.hall ? 'hall' : 'home';
      return { about, answer: desk.checkOut(patronId, barcodeOf(act.item), kind, context) };
    }
    case 'check-in': {
      const about = { found: itemOf(act.item), openLoan: openLoanOf(act.item), requested };
      const shown = act.card ? patronIdOf(node, act.item) : null;
      return { about, answer: desk.checkIn(barcodeOf(act.item), shown, context) };
    }
    case 'renew': {
      const openLoan = openLoanOf(act.item);
      const patronId = openLoan?.patronId;
      const loans = patronId === undefined ? [] : rows.openLoansOfPatron(patronId);
      const about = { patronId, found: itemOf(act.item), openLoan, loans, requested };
      return { about, answer: desk.renew(openLoan?.loanId ?? '0-0', context) };
    }
    case 'register':
      return { about: {}, answer: desk.register(formOf(act.person), context) };
    case 'confirm':
    case 'reregister': {
      const patronId = patronIdOf(node, act.patron);
      const call = act.do === 'confirm' ? desk.confirmRegistration : desk.reregister;
      return { about: { patronId }, answer: call(patronId, context) };
    }
    case 'language':
      desk.setLanguage(patronIdOf(node, act.patron), act.language, context);
      return { about: {}, answer: undefined };
    case 'visit':
      desk.recordVisit(null, context);
      return { about: {}, answer: undefined };
    case 'strange':
      // As a newer program would write it; central must hold it and go on.
      run.append('shelf-check', { shelf: act.item });
      return { about: {}, answer: undefined };
  }
};

/** A picture of what the desk can change. */
const stateOf = (node: StationNode): string => {
  const { peek } = node.disk;
  return JSON.stringify([
    peek.head(),
    peek.ids('loan').map((id) => peek.rows.loanById(id)),
    peek.ids('patron').map((id) => peek.rows.patronById(id)),
  ]);
};

const expectEntry = (
  sim: Simulation,
  node: StationNode,
  entries: StoredEntry[],
  answer: Answer,
): void => {
  const told = answer?.outcome;
  const { world } = sim;
  if (entries.length > 1) world.violate(`${node.name}: ${entries.length} entries for one act`);
  const [entry] = entries;
  const says = (type: string) => entry?.type === type;
  if (told === 'lent' && !says('check-out')) world.violate(`${node.name}: lent without an entry`);
  if (told === 'returned' && !says('check-in')) world.violate(`${node.name}: returned, no entry`);
  if (told === 'renewed' && !says('renewal')) world.violate(`${node.name}: renewed, no entry`);
  if (told === 'registered' && !says('registration'))
    world.violate(`${node.name}: no registration`);
  if (told === 'refused' && entry?.body.reason !== answer?.reason)
    world.violate(`${node.name}: refused for ${answer?.reason}, and the journal says otherwise`);
  for (const { seq, chain, type, personal } of entries)
    sim.ledger.told.push({
      ...{ station: node.disk.number, seq, chain, type, excused: false },
      personal: personal === null ? null : JSON.parse(personal[1]),
    });
};

export const doAct = (sim: Simulation, node: StationNode, act: Act): void => {
  const { world } = sim;
  if (node.run === null || node.run.asleep()) {
    world.trace(`${node.name} is off`);
    return;
  }
  sim.stirred.add(node.name);
  const { peek } = node.disk;
  const head = peek.head();
  const mayFail = node.run.power.full || node.run.power.left !== null;
  const before = mayFail ? stateOf(node) : '';
  const itemWasOut =
    act.do === 'check-out' &&
    peek.rows.itemByBarcode(barcodeOf(act.item)) !== undefined &&
    peek.rows.openLoanOfItem(peek.rows.itemByBarcode(barcodeOf(act.item))?.item.itemId ?? '');
  try {
    const { answer, about } = perform(node, act);
    const entries = sim.note(node, head);
    world.trace(
      `${node.name} ${act.do}: ${answer?.outcome} ${answer?.reason ?? ''} ${peek.head()}`,
    );
    noteOwnActs(node, entries);
    expectEntry(sim, node, entries, answer);
    if (answer?.outcome === 'lent' && itemWasOut)
      world.violate(
        `${node.name}: lent ${itemWasOut.itemId}, which it had lent (${itemWasOut.loanId})`,
      );
    if (answer?.outcome === 'refused')
      checkRefusal(world, node, { reason: answer.reason ?? '', about });
  } catch (error) {
    sim.note(node, head);
    world.trace(`${node.name} ${act.do}: ${error instanceof Error ? error.message : error}`);
    if (isKill(error)) endStation(node);
    else if ((error as { code?: string }).code !== 'SQLITE_FULL') {
      world.violate(
        `${node.name}: the desk failed: ${error instanceof Error ? error.stack : error}`,
      );
    } else if (stateOf(node) !== before) {
      world.violate(`${node.name}: an act that failed has changed the store`);
    }
  }
};
