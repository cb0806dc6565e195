// English: every refusal, field fault and device state, each with what to do next. `details` may
// lack any figure.
import { waiting } from './format.ts';
import type { Strings } from './strings.ts';

const ASK = 'Please see the librarian.';
const GIVE = 'Give the book to the librarian.';
const LABEL = 'Show the barcode that the library stuck on.';
const ON_SCREEN = 'You can borrow and return: the receipt will be on the screen.';

export const enRefusals: Pick<Strings, 'reasons' | 'faults' | 'devices'> = {
  reasons: {
    'patron-unknown': {
      why: 'Card not found.',
      todo: 'Show the card once more or see the librarian.',
    },
    'patron-blocked': {
      why: 'This card is blocked.',
      todo: 'Ask the librarian why. You can return books.',
    },
    'patron-merged': {
      why: 'This card was merged with another one.',
      todo: 'Show your new card or see the librarian.',
    },
    'reregistration-due': {
      why: 'Re-registration is required.',
      todo: 'See the librarian with your document. You can return books.',
    },
    'texts-changed': {
      why: 'The text of the consent or the rules has changed.',
      todo: 'Open the page again and read it.',
    },
    'guarantee-missing': {
      why: 'A parent or guardian must stand surety.',
      todo: 'Come with a grown-up or see the librarian.',
    },
    'birth-date-wrong': {
      why: 'The card number and the PIN or birth date do not match.',
      todo: 'Check and type again. Once a PIN is set, only the PIN counts. The librarian will help.',
    },
    'pin-length': {
      why: 'A PIN has 4 to 8 digits.',
      todo: 'Choose another one.',
    },
    'pin-weak': {
      why: 'This PIN is easy to guess: a run of digits, your birth date or your card number.',
      todo: 'Choose another one.',
    },
    'pins-differ': {
      why: 'The two PINs are not the same.',
      todo: 'Type the same PIN twice.',
    },
    'card-needed': {
      why: 'This needs the card itself, not a typed number.',
      todo: 'Hold your card to the scanner.',
    },
    'pending-limit': {
      why: ({ limit }) =>
        limit
          ? `Until your registration is confirmed, the limit is ${limit}.`
          : 'Until your registration is confirmed, you cannot borrow more.',
      todo: 'Show your document to the librarian to borrow more.',
    },
    'item-limit': {
      why: ({ limit }) => (limit ? `The loan limit is ${limit}.` : 'Loan limit reached.'),
      todo: 'First return a book that you have read.',
    },
    'hall-limit': {
      why: ({ limit }) =>
        limit ? `The reading room limit is ${limit}.` : 'Reading room limit reached.',
      todo: 'First return a book to the reading room.',
    },
    'overdue-block': {
      why: ({ days }) =>
        days
          ? `A book is overdue: ${days} ${days === 1 ? 'day' : 'days'}.`
          : 'You have an overdue book.',
      todo: 'Return it first; no questions asked.',
    },
    'item-unknown': {
      why: 'Book not found.',
      todo: 'Give it to the librarian, who will record it at once.',
    },
    'item-on-loan-to-other': { why: 'This book is on loan to another reader.', todo: GIVE },
    'item-already-yours': {
      why: 'This book is already on your card.',
      todo: 'No need to scan it again; show the next one.',
    },
    'reading-room-only': {
      why: 'This book is read in the reading room only.',
      todo: 'Give it to the librarian, who will lend it to the reading room.',
    },
    age: {
      why: ({ age }) =>
        age ? `This book is lent from age ${age}.` : 'This book is not suitable for your age.',
      todo: 'The librarian will help you find one that is.',
    },
    'item-written-off': { why: 'This book is written off.', todo: GIVE },
    'item-lost': {
      why: 'This book is recorded as lost.',
      todo: 'Good that it is found! Give it to the librarian.',
    },
    'not-on-loan': { why: 'This book is not on loan.', todo: 'Put the book on the trolley.' },
    'hold-already': {
      why: 'You are in the queue for this book already.',
      todo: 'Your place is shown on the page “My books”.',
    },
    'hold-limit': {
      why: ({ limit }) =>
        limit ? `Books you can have on order at a time: ${limit}.` : 'You cannot order more books.',
      todo: 'Cancel an order you no longer need on the page “My books”.',
    },
    'hold-no-copy': {
      why: 'There is no copy of this book to take home.',
      todo: 'It can be read in the hall; ask the librarian.',
    },
    'hold-on-shelf': {
      why: 'This book stands on the shelf here, in this library.',
      todo: 'Take it from the shelf or ask the librarian.',
    },
    'wish-empty': {
      why: 'The title of the book is missing.',
      todo: 'Type the title, at least two letters.',
    },
    'renewals-used-up': {
      why: 'This book cannot be renewed again.',
      todo: 'Return it in time or see the librarian.',
    },
    'renewal-overdue': {
      why: 'You have an overdue book, so nothing can be renewed.',
      todo: 'First return the overdue book.',
    },
    'renewal-hall': {
      why: 'Reading room books are not renewed.',
      todo: 'Return the book today.',
    },
    'loan-unknown': {
      why: 'This book is not in your list.',
      todo: 'It may have been returned. If in doubt, ask the librarian.',
    },
    'loans-open': {
      why: 'Books are still on loan.',
      todo: 'Return them first, then see the librarian.',
    },
    'guardian-same': {
      why: 'One card is shown twice.',
      todo: 'Scan the grown-up’s card, then the child’s.',
    },
    'guardian-too-young': {
      why: 'The grown-up’s card is a child’s.',
      todo: 'A parent or guardian shows their own card.',
    },
    'child-too-old': {
      why: 'This reader is no child any more and borrows alone.',
      todo: 'A guardian is not needed.',
    },
    'children-max': {
      why: 'This reader has as many children linked as are allowed.',
      todo: 'End a link that is no longer needed.',
    },
    'undo-impossible': {
      why: 'This can no longer be undone.',
      todo: 'Please ask a librarian.',
    },
    'barcode-unknown': { why: 'This barcode is not known.', todo: LABEL },
    'barcode-foreign': {
      why: 'This barcode belongs to another library.',
      todo: 'Show it to the librarian.',
    },
    'barcode-check-digit': {
      why: 'The barcode was misread.',
      todo: 'Show it once more. If that fails, see the librarian.',
    },
    'isbn-not-item': { why: 'This is the publisher’s code (ISBN).', todo: LABEL },
    'card-not-wanted': {
      why: 'No card is needed now.',
      todo: 'Show the barcode of a book. For another card, finish first.',
    },
    'register-first': {
      why: 'The registration is not finished.',
      todo: 'Register first, then scan.',
    },
    'effective-date-future': {
      why: 'That day has not come yet.',
      todo: 'Check the date and enter it again.',
    },
    'effective-date-too-old': {
      why: 'That date is too long ago.',
      todo: 'Check the date and enter it again.',
    },
    'closed-today': { why: 'The library is closed today.', todo: 'Come on an open day.' },
    'put-on-pad': {
      why: 'The tag of this book must be set.',
      todo: 'Put the book on the pad.',
    },
    'tag-unreadable': {
      why: 'The tag of a book on the pad cannot be read.',
      todo: 'Move the book a little. If that fails, scan its barcode.',
    },
    'tag-blank': {
      why: 'A tag on the pad is empty.',
      todo: 'Scan the barcode of the book or give it to a librarian.',
    },
    'tag-foreign': {
      why: 'A book on the pad belongs to another library.',
      todo: 'Take it from the pad or give it to a librarian.',
    },
    'tag-discarded': {
      why: 'A book on the pad was withdrawn from the library.',
      todo: 'Give the book to a librarian.',
    },
    'tag-not-secured': {
      why: 'The tag of this book could not be secured, so it is not returned yet.',
      todo: 'Give the book to a librarian.',
    },
    'tag-lift-first': {
      why: 'The books on the pad may have lain there before you came.',
      todo: 'Lift them and put them down again.',
    },
    'tag-put-back': {
      why: 'A book was taken away too early: the gate would ring.',
      todo: 'Put it back on the pad and wait for the tick.',
    },
    'tag-offline-issue': {
      why: 'This book is not lent while there is no connection.',
      todo: 'Choose another book or see a librarian.',
    },
    'tag-offline-return': {
      why: 'This book is not returned at a kiosk while there is no connection.',
      todo: 'Give the book to a librarian.',
    },
    'tag-no-duty': {
      why: 'There is nothing left to do about this tag.',
      todo: 'Nothing has to be done.',
    },
    'tag-still-lent': {
      why: 'This book is on loan, and its tag was not set for the gate yet.',
      todo: 'Wait for the tick. To return the book, lift it and put it down again.',
    },
    'locker-taken': {
      why: 'This locker is taken, or the book lies in another one.',
      todo: 'Choose a free locker.',
    },
    'locker-empty': {
      why: 'There is no book for you in this locker.',
      todo: 'Please see a librarian.',
    },
    'nobody-waits': {
      why: 'Nobody waits for this book at this branch.',
      todo: 'Put the book back on the shelf.',
    },
    'too-many-tries': {
      why: ({ minutes }) =>
        minutes === undefined
          ? 'Too many wrong tries.'
          : `Too many wrong tries. Again in ${waiting(minutes, 'min', 'h')}.`,
      todo: 'Scan your card or see the librarian.',
    },
    'station-failed': {
      why: 'The station could not do this.',
      todo: 'Try once more or call the librarian.',
    },
  },
  faults: {
    required: 'Please fill this in.',
    'too-long': 'Too long. Please shorten it.',
    'letters-only': 'Letters only.',
    'date-invalid': 'There is no such day. Example: 25.03.2010',
    'date-future': 'That day has not come yet.',
    'age-implausible': 'Check the year of birth.',
    'phone-invalid': 'Wrong number. Example: 8 701 000 00 00',
    'iin-length': 'An IIN has 12 digits.',
    'iin-check-digit': 'Invalid IIN. Check the digits.',
    'iin-birth-date': 'The IIN does not match the birth date.',
    'guardian-required': 'A parent’s or guardian’s details are needed.',
    'guarantee-required': 'An adult must tick the guarantee.',
    'consent-required': 'Your consent is needed to go on.',
    'rules-required': 'Accept the rules to go on.',
    'version-unknown': 'The text has changed. Read and tick it again.',
  },
  devices: {
    'scanner-away': { why: 'The scanner does not answer.', todo: ASK },
    'printer-away': { why: 'The printer does not answer.', todo: ON_SCREEN },
    'paper-out': { why: 'The printer is out of paper.', todo: ON_SCREEN },
    'printer-fault': { why: 'The printer does not work.', todo: ON_SCREEN },
    'bridge-away': {
      why: 'Scanner and printer do not work for now.',
      todo: 'Wait a moment or see the librarian.',
    },
    'scanner-noise': { why: 'The scanner could not read the code.', todo: 'Show it once more.' },
  },
};
