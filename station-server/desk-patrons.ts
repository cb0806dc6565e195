// The patrons' side of the desk: who is this, what have they, registration and what follows it. Part of `desk.ts`, in the
// same transactions; personal data go beside the journal, never into it (DESIGN.md "Journal and sync").
import assert from 'node:assert/strict';
import { makeNumber } from '../profiles/card-number.ts';
import { ERASED_BIRTH_DATE } from './circulation/erasure.ts';
import type { PersonalData } from './circulation/journal-entry.ts';
import type { RegistrationForm } from './circulation/registration.ts';
import {
  checkRegistration,
  duplicateKey,
  needsGuardian,
  normaliseForm,
} from './circulation/registration.ts';
import { agreesWith } from './circulation/reregistration.ts';
import { patronStanding } from './circulation/standing.ts';
import type { PersonName } from './circulation/types.ts';
import { createFamily } from './desk-family.ts';
import { survivingPatron } from './desk-staff.ts';
import type { DeskDeps, DeskTools } from './desk-tools.ts';
import type {
  ActContext,
  Desk,
  DeskLoan,
  DeskRefusal,
  IdentifyAnswer,
  PatronAccount,
  RegisterAnswer,
} from './desk-types.ts';
import { StationError } from './errors.ts';
import type { CardProof } from './family-types.ts';
import { isPin } from './pin-hash.ts';
import type { StoredPatron } from './store/rows.ts';
import { createStarRows } from './store/star-rows.ts';

const SERIAL_MAX = 99_999;

const ownAccount = (deps: DeskDeps, tools: DeskTools, stored: StoredPatron): PatronAccount => {
  const { name, ...patron } = stored;
  const on = tools.today();
  const patronLoans = deps.rows.openLoansOfPatron(patron.patronId);
  const { policy, calendar } = deps.site;
  const loans = patronLoans
    .map((loan) => tools.describeLoan(loan, on))
    .filter((loan): loan is DeskLoan => loan !== undefined);
  const standing = patronStanding({ patron, patronLoans, on, policy, calendar });
  const setting = deps.settings.get(patron.patronId);
  const toAgree = !agreesWith(setting, policy);
  const hasPin = typeof setting?.pin === 'string';
  const remembers = setting?.remembers ?? false;
  const guaranteed =
    !needsGuardian(patron, { today: on, policy }) || deps.guarantees.has(patron.patronId);
  const own = { toAgree, hasPin, remembers, guaranteed };
  return { patron, name, loans, ...standing, ...own, children: [] };
};

type AccountOf = (stored: StoredPatron) => PatronAccount;

const accounts = (deps: DeskDeps, tools: DeskTools): AccountOf => {
  const family = createFamily(deps, tools.today);
  return (stored) => ({
    ...ownAccount(deps, tools, stored),
    children: family.children(stored.patronId).map((child) => ownAccount(deps, tools, child)),
  });
};

const identify = (deps: DeskDeps, tools: DeskTools, accountOf: AccountOf) => {
  const found = (
    held: StoredPatron | undefined,
    context: ActContext,
    otherwise: 'patron-unknown' | 'birth-date-wrong',
  ) => {
    const patron = held && survivingPatron(deps.rows, held);
    if (!patron || patron.status === 'erased') {
      return tools.transact(
        (): IdentifyAnswer => tools.refuse('identify', { reason: otherwise }, context, {}),
      );
    }
    const answer: IdentifyAnswer = { outcome: 'identified', ...accountOf(patron) };
    return answer;
  };
  return {
    identify: (card: string, context: ActContext) =>
      found(deps.rows.patronByCard(card), context, 'patron-unknown'),
    /** Whether a number exists, has a PIN or another one: the same answer, after the same work. */
    identifyByNumber: (card: string, proof: CardProof, context: ActContext) => {
      const patron = deps.rows.patronByCard(card);
      const owner = patron && survivingPatron(deps.rows, patron);
      const pin = (owner && deps.settings.get(owner.patronId)?.pin) ?? null;
      const fits =
        'pin' in proof
          ? isPin(proof.pin, pin)
          : pin === null &&
            proof.birthDate !== ERASED_BIRTH_DATE &&
            patron?.birthDate === proof.birthDate;
      return found(fits ? patron : undefined, context, 'birth-date-wrong');
    },
  };
};

const nextCard = (deps: DeskDeps): string => {
  const serial = deps.meta.number('card-serial') + 1;
  if (serial > SERIAL_MAX) throw new StationError('card-numbers-used-up');
  deps.meta.set('card-serial', serial);
  const { libraryNumber } = deps.site;
  return makeNumber({ kind: 'patron', libraryNumber, station: deps.station, serial });
};

const personalOf = (form: RegistrationForm, nowMs: number): PersonalData => {
  const name: PersonName = {
    surname: form.surname,
    givenName: form.givenName,
    patronymic: form.patronymic,
  };
  const guardian = form.guardianSurname
    ? {
        name: { surname: form.guardianSurname, givenName: form.guardianGivenName, patronymic: '' },
        phone: form.guardianPhone,
        guaranteeAtMs: nowMs,
      }
    : null;
  return { name, birthDate: form.birthDate, phone: form.phone, iin: form.iin || null, guardian };
};

const register =
  (deps: DeskDeps, tools: DeskTools) =>
  (given: RegistrationForm, context: ActContext): RegisterAnswer => {
    const { rows, journal, site } = deps;
    const byStaff = context.actor.startsWith('staff:');
    const form = normaliseForm(given);
    const on = tools.today();
    const faults = checkRegistration(form, {
      today: on,
      policy: site.policy,
      by: byStaff ? 'staff' : 'kiosk',
    });
    if (Object.keys(faults).length > 0) return { outcome: 'invalid', faults };
    const named = personalOf(form, deps.nowMs());
    const key = duplicateKey(named.name, form.birthDate);
    const twin = rows.patronByDuplicateKey(key);
    if (twin && !form.duplicateAccepted) return { outcome: 'duplicate-warning' };
    const { category, language, birthDate } = form;
    const status = byStaff ? 'active' : 'pending';
    const card = nextCard(deps);
    const personal: PersonalData = { ...named, card };
    const atMs = deps.nowMs();
    const { seq } = journal.append({
      type: 'registration',
      effectiveOn: on,
      place: context.place,
      actor: context.actor,
      body: {
        category,
        language,
        branch: deps.branch,
        status,
        consent: { version: form.consentVersion, atMs },
        rules: { version: form.rulesVersion, atMs },
        duplicateWarned: twin !== undefined,
        hasGuardian: personal.guardian !== null,
      },
      personal,
    });
    const patron = {
      patronId: `${deps.station}-${seq}`,
      card,
      status,
      category,
      birthDate,
      language,
      branch: deps.branch,
      registeredOn: on,
      reregisteredOn: on,
    } as const;
    rows.putPatron({ ...patron, name: personal.name }, key);
    const { consentVersion: consent, rulesVersion: rules } = form;
    deps.settings.agree(patron.patronId, { consent, rules, atMs });
    if (personal.guardian !== null) deps.guarantees.put(patron.patronId, atMs);
    return { outcome: 'registered', patron, name: personal.name };
  };

/** Changes one field of a stored patron with its entry; the caller is inside a transaction. */
const change = (deps: DeskDeps, patron: StoredPatron, fields: Partial<StoredPatron>): void =>
  deps.rows.putPatron({ ...patron, ...fields }, duplicateKey(patron.name, patron.birthDate));

/** `patronById` finds nobody who was erased. */
const erase =
  (deps: DeskDeps, tools: DeskTools, patronById: (patronId: string) => StoredPatron | undefined) =>
  (patronId: string, context: ActContext): ReturnType<Desk['erasePatron']> => {
    assert(context.actor.startsWith('staff:'), 'an erasure is by staff');
    const { place, actor } = context;
    if (!patronById(patronId))
      return tools.refuse('erasure', { reason: 'patron-unknown' }, context, {});
    const open = deps.rows.openLoansOfPatron(patronId).length;
    if (open > 0) {
      const why = { reason: 'loans-open', details: { limit: open } } as const;
      return tools.refuse('erasure', why, context, { patronId });
    }
    const effectiveOn = tools.today();
    deps.journal.append({ type: 'erasure', effectiveOn, place, actor, body: { patronId } });
    for (const id of deps.eraser.records(patronId)) deps.eraser.erase(id);
    return { outcome: 'erased' };
  };

type PatronDesk = Pick<
  Desk,
  | 'identify'
  | 'identifyByNumber'
  | 'account'
  | 'stars'
  | 'register'
  | 'confirmRegistration'
  | 'setLanguage'
  | 'recordVisit'
  | 'erasePatron'
>;

export const createPatronDesk = (deps: DeskDeps, tools: DeskTools): PatronDesk => {
  const { rows, journal } = deps;
  const { transact, today } = tools;
  const unknown = (context: ActContext): DeskRefusal =>
    tools.refuse('identify', { reason: 'patron-unknown' }, context, {});
  const entry = (context: ActContext) => ({
    effectiveOn: today(),
    place: context.place,
    actor: context.actor,
  });
  const runRegister = register(deps, tools);
  /** Nothing more is done to one who was erased, by whatever late page or list. */
  const patronById = (patronId: string): StoredPatron | undefined => {
    const patron = rows.patronById(patronId);
    return patron?.status === 'erased' ? undefined : patron;
  };
  const runErase = erase(deps, tools, patronById);
  const stars = createStarRows(deps.db);
  const accountOf = accounts(deps, tools);
  return {
    ...identify(deps, tools, accountOf),
    stars: (patronId, { from, until }) => stars.between(patronId, from, until),
    account: (patronId) => {
      const patron = rows.patronById(patronId);
      return patron && accountOf(patron);
    },
    register: (form, context) => transact(() => runRegister(form, context)),
    confirmRegistration: (patronId, context) =>
      transact(() => {
        const patron = patronById(patronId);
        if (!patron) return unknown(context);
        if (patron.status === 'pending') {
          journal.append({ type: 'registration-confirmed', ...entry(context), body: { patronId } });
          change(deps, patron, { status: 'active' });
        }
        return { outcome: 'confirmed' };
      }),
    setLanguage: (patronId, language, context) =>
      transact(() => {
        const patron = patronById(patronId);
        if (!patron || patron.language === language) return;
        journal.append({ type: 'preference', ...entry(context), body: { patronId, language } });
        change(deps, patron, { language });
      }),
    erasePatron: (patronId, context) => {
      const answer = transact(() => runErase(patronId, context));
      deps.eraser.finish();
      return answer;
    },
    recordVisit: (patronId, context) => {
      transact(() => journal.append({ type: 'visit', ...entry(context), body: { patronId } }));
    },
  };
};
