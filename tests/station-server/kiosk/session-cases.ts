// Sessions for tests of the pure machine: a place with the real policy, invented readers, and answers as the desk gives them.
import { usualComfort } from '../../../profiles/comfort-schema.ts';
import { loadSite } from '../../../profiles/loader.ts';
import type { KioskAct } from '../../../station-server/api-types.ts';
import type { Reason } from '../../../station-server/circulation/reasons.ts';
import type {
  CheckInAnswer,
  CheckOutAnswer,
  DeskItem,
  DeskLoan,
  IdentifyAnswer,
  PatronAccount,
} from '../../../station-server/desk-types.ts';
import { step } from '../../../station-server/kiosk/session.ts';
import { initialState, type SessionState } from '../../../station-server/kiosk/session-state.ts';
import type {
  DeskReply,
  RecognisedScan,
  SessionEffect,
  SessionInput,
  Surroundings,
} from '../../../station-server/kiosk/session-words.ts';
import { toView } from '../../../station-server/kiosk/view.ts';
import type { LockerBook } from '../../../station-server/lockers/locker-flow.ts';

export const site = loadSite('balkhash');
export const CARD = '27101001000018';
export const OTHER_CARD = '27101001000026';
export const SURNAME = 'Қаратаева';
export const GIVEN_NAME = 'Меруерт';

export const calm: Surroundings = {
  today: '2026-10-22',
  hours: { opens: '09:00', closes: '19:00' },
  told: [],
  online: true,
  paper: true,
  pad: false,
  trouble: null,
};

/** A place that has run for a while: its pad has told what lay there. */
export const freshState = (surroundings: Surroundings = calm, lockers = false): SessionState => ({
  ...startedState(surroundings, lockers),
  padBlindMs: 0,
});

export const startedState = (surroundings: Surroundings = calm, lockers = false): SessionState =>
  initialState(
    {
      place: 'kiosk-1',
      audience: 'everyone',
      sounds: false,
      shelves: [],
      libraryName: site.name,
      branchName: site.branches[0]!.name,
      branches: { 'BLK-C': site.branches[0]!.name },
      defaultLanguage: 'kk',
      policy: site.policy,
      classOpeners: [],
      lockers,
      comfort: usualComfort,
      camera: { barcodeRules: site.barcodeRules, libraryNumber: site.libraryNumber },
    },
    surroundings,
  );

export const book = (barcode: string): DeskItem => ({
  item: {
    itemId: `0-${barcode}`,
    barcode,
    inventoryNo: barcode,
    titleId: '0-1',
    branch: 'BLK-C',
    itemType: 'book',
    home: true,
    status: 'available',
  },
  title: {
    titleId: '0-1',
    title: `Кітап ${barcode}`,
    author: 'Автор А.',
    language: 'kaz',
    year: '2001',
    ageMin: 0,
  },
});

export const loanOf = (barcode: string, dueOn = '2026-11-06'): DeskLoan => ({
  ...book(barcode),
  overdueDays: 0,
  loan: {
    loanId: `7-${Number(barcode) || 1}`,
    itemId: `0-${barcode}`,
    patronId: '0-1',
    kind: 'home',
    takenOn: '2026-10-22',
    enteredAtMs: 1,
    dueOn,
    renewals: 0,
    renewalsMax: 2,
    returnedOn: null,
    returnEnteredAtMs: null,
  },
});

export const account = (fields: Partial<PatronAccount> = {}): PatronAccount => ({
  patron: {
    patronId: '0-1',
    card: CARD,
    status: 'active',
    category: 'employee',
    birthDate: '1990-05-14',
    language: 'ru',
    branch: 'BLK-C',
    registeredOn: '2025-01-02',
    reregisteredOn: '2026-01-02',
  },
  name: { surname: SURNAME, givenName: GIVEN_NAME, patronymic: '' },
  loans: [],
  itemsLeft: 5,
  blockedBy: null,
  reregistrationReminder: false,
  toAgree: false,
  guaranteed: true,
  hasPin: false,
  remembers: false,
  children: [],
  ...fields,
});

export const identified = (fields: Partial<PatronAccount> = {}): IdentifyAnswer => ({
  outcome: 'identified',
  ...account(fields),
});
export const lent = (barcode: string, dueOn?: string): CheckOutAnswer => ({
  outcome: 'lent',
  entry: { station: 7, seq: 1 },
  ...loanOf(barcode, dueOn),
});
export const returned = (barcode: string, overdueDays = 0): CheckInAnswer => ({
  outcome: 'returned',
  entry: { station: 7, seq: 2 },
  foreignBranch: false,
  ...loanOf(barcode),
  overdueDays,
});
export const refusal = (reason: Reason, barcode?: string) =>
  ({
    outcome: 'refused',
    reason,
    ...(barcode === undefined ? {} : { item: book(barcode) }),
  }) as const;

/** The book of a compartment; its barcode is the door's number and 200. */
export const lockerBook = (lock: number): LockerBook => ({
  ...{ name: { place: 'kiosk-1', device: 'locks', lock }, door: lock + 1 },
  ...book(String(201 + lock)),
});

/** A desk that says yes to everything, for walking through a session. */
export const friendlyReply = (effect: SessionEffect): DeskReply | null => {
  switch (effect.effect) {
    case 'identify':
    case 'identify-by-number': {
      const byNumber = effect.effect === 'identify-by-number';
      return { to: 'identify', byNumber, answer: identified() };
    }
    case 'set-remembering':
      return { to: 'set-remembering', wanted: effect.wanted, answer: { outcome: 'set' } };
    case 'set-pin':
      return { to: 'set-pin', answer: { outcome: 'set' } };
    case 'check-out':
      return { to: 'check-out', barcode: effect.barcode, answer: lent(effect.barcode) };
    case 'check-in':
      return { to: 'check-in', barcode: effect.barcode, answer: returned(effect.barcode) };
    case 'account':
      return { to: 'account', account: account({ loans: [loanOf('101'), loanOf('102')] }) };
    case 'renew': {
      const renewed = loanOf(effect.loanId.slice(2), '2026-11-21');
      return {
        to: 'renew',
        loanId: effect.loanId,
        answer: { outcome: 'renewed', entry: { station: 7, seq: 3 }, ...renewed },
      };
    }
    case 'lockers':
      return { to: 'lockers', books: [lockerBook(2), lockerBook(4)] };
    case 'pick-up': {
      const { name } = effect;
      return { to: 'pick-up', name, answer: lent(String(201 + name.lock)) };
    }
    case 'register': {
      const { patron, name } = account();
      const pending = { ...patron, status: 'pending' as const };
      return { to: 'register', answer: { outcome: 'registered', patron: pending, name } };
    }
    case 'print':
      return { to: 'print', jobId: effect.paper ? 'job-1' : null, text: ['a receipt'] };
    case 'reprint':
      return { to: 'print', jobId: `${effect.jobId}-r`, text: null };
    default:
      return null;
  }
};

/** A session that is walked: what was asked for is kept, and answered by `reply`. */
export const walk = (reply = friendlyReply, state = freshState()) => {
  const asked: SessionEffect[] = [];
  const give = (input: SessionInput): void => {
    const stepped = step(state, input);
    state = stepped.state;
    for (const effect of stepped.effects) {
      asked.push(effect);
      const session = 'session' in effect ? effect.session : state.session;
      const answer = reply(effect);
      if (answer) give({ input: 'reply', session, reply: answer });
    }
  };
  const scan = (of: RecognisedScan, ageMs = 0) => give({ input: 'scan', scan: of, ageMs });
  const self = {
    asked,
    give,
    state: () => state,
    view: () => toView(state),
    act: (act: KioskAct, revision?: number) =>
      give({ input: 'act', act, ...(revision === undefined ? {} : { revision }) }),
    scanCard: (number = CARD) => scan({ kind: 'patron', number }),
    scanItem: (number: string, ageMs = 0) => scan({ kind: 'item', number }, ageMs),
    scan,
    time: (ms: number) => give({ input: 'time', ms }),
    effects: (name: SessionEffect['effect']) => asked.filter((effect) => effect.effect === name),
  };
  return self;
};
export type Walk = ReturnType<typeof walk>;
