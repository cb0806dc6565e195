// The shape of all words of the kiosk: a language that lacks one does not compile. A figure or name
// is never glued to a suffix (Kazakh vowel harmony); what depends on a number is a function, so
// that Russian can have its three forms.
import type {
  FieldFault,
  Notice,
  PatronCategory,
  Reason,
  ReasonDetails,
  RegisterStep,
  SlipState,
  TagProgress,
  WaitingSet,
} from '../../station-server/api-types.ts';

/** Why it was refused, then what to do next; both are whole sentences. */
export type Refusal = { why: string | ((details: ReasonDetails) => string); todo: string };
export type Device = NonNullable<Notice['device']>;

export type Strings = {
  common: {
    back: string;
    next: string;
    home: string;
    cancel: string;
    understood: string;
    callLibrarian: string;
    librarianCalled: string;
    moreTime: string;
    chooseLanguage: string;
    optional: string;
    deleteLetter: string;
    space: string;
    otherLetters: string;
    clear: string;
    staffCode: (code: string) => string;
    notSent: string;
  };
  idle: { secondsLeft: (n: number) => string; ask: string; lead: string; finishNow: string };
  attract: {
    welcome: string;
    lead: string;
    scan: string;
    scanSub: string;
    borrow: string;
    borrowSub: string;
    giveBack: string;
    giveBackSub: string;
    myBooks: string;
    register: string;
    stepsTitle: string;
    steps: [string, string, string];
    hours: (opens: string, closes: string) => string;
    closed: string;
    paper: string;
    noPaper: string;
    online: string;
    offline: string;
  };
  identify: {
    heading: string;
    sub: { borrow: string; account: string };
    scan: string;
    scanSub: string;
    noCard: string;
    registerInstead: string;
    keypadHeading: string;
    keypadSub: string;
    card: string;
    birthDate: string;
    datePattern: string;
    confirm: string;
    pin: string;
    withPin: string;
    withBirth: string;
    useScanner: string;
  };
  patron: {
    reader: (initials: string) => string;
    itemsLeft: (n: number) => string;
    pending: string;
  };
  borrow: {
    heading: string;
    hint: string;
    /** The same card again ends the visit. */
    cardEnds: string;
    empty: string;
    lent: (n: number) => string;
    finishPaper: string;
    finishScreen: string;
    finishNoReceipt: string;
    finish: string;
    toReturn: string;
    toAccount: string;
    toBorrow: string;
  };
  giveBack: {
    heading: string;
    sub: string;
    hint: string;
    empty: string;
    returned: (n: number) => string;
    thanks: string;
  };
  card: {
    readBefore: string;
    lent: string;
    lentHall: string;
    due: string;
    dueToday: string;
    returned: string;
    late: string;
    notOnLoan: string;
    foreignBranch: string;
    renewed: string;
    returning: string;
    returnedToBin: (bin: string) => string;
    notOnLoanToBin: (bin: string) => string;
  };
  /** Books on the RFID pad. */
  pad: Record<TagProgress, string> & {
    hint: string;
    waiting: (set: WaitingSet) => string;
  };
  account: {
    heading: string;
    empty: string;
    emptySub: string;
    loans: (n: number) => string;
    overdue: (days: number) => string;
    hall: string;
    renew: string;
    renewThis: (title: string) => string;
    renewAll: string;
    renewalsLeft: (n: number) => string;
    until: (date: string) => string;
  };
  locker: {
    heading: string;
    /** While doors are being opened, then when all have answered. */
    opening: string;
    take: string;
    door: (n: number) => string;
    waiting: string;
    opens: string;
    open: string;
    notOpened: string;
    notOpenedTodo: string;
    refused: string;
  };
  register: {
    heading: string;
    step: (n: number, of: number) => string;
    titles: Record<RegisterStep, string>;
    hints: Record<RegisterStep, string>;
    surname: string;
    givenName: string;
    patronymic: string;
    birthDate: string;
    phone: string;
    iin: string;
    category: string;
    guardianSurname: string;
    guardianGivenName: string;
    guardianPhone: string;
    guarantee: string;
    consentTitle: string;
    consentAccept: string;
    rulesTitle: string;
    rulesAccept: string;
    version: (version: string) => string;
    textMissing: string;
    accepted: string;
    duplicate: string;
    duplicateAccept: string;
    submit: string;
    categories: Record<PatronCategory, string>;
  };
  registered: {
    heading: string;
    lead: string;
    cardNumber: string;
    itemsMax: (n: number) => string;
    confirm: string;
    photo: string;
  };
  farewell: {
    heading: string;
    lent: (n: number) => string;
    returned: (n: number) => string;
    nothing: string;
    due: (date: string) => string;
    receipt: string;
  };
  slip: Record<SlipState, string>;
  reasons: Record<Reason, Refusal>;
  faults: Record<FieldFault, string>;
  devices: Record<Device, { why: string; todo: string }>;
};
