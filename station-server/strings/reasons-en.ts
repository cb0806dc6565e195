// English sentences for readers: why first, then what to do.
import type { FaultTexts, ReasonTexts } from './reason-texts.ts';

export const reasonsEn: ReasonTexts = {
  'patron-unknown': {
    why: 'This reader card was not found.',
    todo: 'Scan the card once more or show it to a librarian.',
  },
  'patron-blocked': {
    why: 'Your reader card is blocked.',
    todo: 'Please see a librarian. You can still return your books now.',
  },
  'patron-merged': {
    why: 'This card is an old one: another card has taken its place.',
    todo: 'Scan your new card or see a librarian.',
  },
  'reregistration-due': {
    why: 'You have not re-registered this year yet. You last registered on {date}.',
    todo: 'Please see a librarian to re-register. You can still return your books now.',
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
    why: 'A librarian has not confirmed your registration yet. Books until then: {limit}.',
    todo: 'Show a librarian your document to have the registration confirmed.',
  },
  'item-limit': {
    why: 'You have as many books as you can take. The limit at one time: {limit}.',
    todo: 'To take a new book, return one of yours first.',
  },
  'hall-limit': {
    why: 'You have as many reading-room books as you can take. The limit at one time: {limit}.',
    todo: 'Return one of your reading-room books first.',
  },
  'overdue-block': {
    why: 'You have a book that is past its due date. Days overdue: {days}.',
    todo: 'Return that book first, then you can take a new one.',
  },
  'item-unknown': {
    why: 'This book is not in the library’s list.',
    todo: 'Give the book to a librarian, who will add it.',
  },
  'item-on-loan-to-other': {
    why: 'This book is on loan to another reader.',
    todo: 'Give the book to a librarian.',
  },
  'item-already-yours': {
    why: 'This book is already on loan to you.',
    todo: 'There is no need to scan it again. Scan the next book.',
  },
  'reading-room-only': {
    why: 'This book cannot be taken home.',
    todo: 'You can read it in the reading room. A librarian will help you.',
  },
  age: {
    why: 'This book is not suitable for your age. It is lent from the age of {age}.',
    todo: 'Choose another book or ask a librarian.',
  },
  'item-written-off': {
    why: 'This book has been written off.',
    todo: 'Give the book to a librarian.',
  },
  'item-lost': {
    why: 'This book is marked as lost.',
    todo: 'Thank you for finding it! Give the book to a librarian.',
  },
  'not-on-loan': {
    why: 'This book is not on loan to anyone.',
    todo: 'Put the book on the trolley. There is nothing else to do.',
  },
  'hold-already': {
    why: 'You are in the queue for this book already.',
    todo: 'Your place is shown on the page “My books”.',
  },
  'hold-limit': {
    why: 'You cannot order more books now. The limit at one time: {limit}.',
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
    why: 'This book cannot be renewed any more. Renewals allowed: {limit}.',
    todo: 'Return the book on time. It is due on {date}.',
  },
  'renewal-overdue': {
    why: 'You have a book that is past its due date. Days overdue: {days}.',
    todo: 'Return that book first, then you can renew the others.',
  },
  'renewal-hall': {
    why: 'A reading-room book cannot be renewed.',
    todo: 'Return the book today before the library closes.',
  },
  'loan-unknown': {
    why: 'This book is not in your list: it may have been returned.',
    todo: 'Open the list again or see a librarian.',
  },
  'loans-open': {
    why: 'You still have books on loan. Books not returned: {limit}.',
    todo: 'Return them first; then your data can be erased.',
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
    todo: 'Please see a librarian.',
  },
  'barcode-unknown': {
    why: 'This barcode was not recognised.',
    todo: 'Scan the library’s barcode. If there is none, see a librarian.',
  },
  'barcode-foreign': {
    why: 'This is the barcode of another library.',
    todo: 'Scan a barcode of this library or see a librarian.',
  },
  'barcode-check-digit': {
    why: 'The barcode was read with an error.',
    todo: 'Scan it once more. If that fails, show it to a librarian.',
  },
  'isbn-not-item': {
    why: 'This is the publisher’s barcode (ISBN), not the library’s.',
    todo: 'Scan the library’s barcode. If there is none, give the book to a librarian.',
  },
  'card-not-wanted': {
    why: 'This is a reader card, and a book is wanted now.',
    todo: 'Scan the barcode of a book.',
  },
  'register-first': {
    why: 'To borrow a book you need to register first.',
    todo: 'Press “Register” or see a librarian.',
  },
  'effective-date-future': {
    why: 'This day has not come yet.',
    todo: 'Enter today or a day that has passed.',
  },
  'effective-date-too-old': {
    why: 'This date is too early. The earliest date that can be entered: {date}.',
    todo: 'Check the date and enter it again.',
  },
  'closed-today': {
    why: 'The library is closed today.',
    todo: 'Please come when the library is open. The next open day: {date}.',
  },
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
    why: 'Too many wrong tries. Try again in {minutes} min.',
    todo: 'Scan your card or see the librarian.',
  },
  'station-failed': {
    why: 'The station could not do this.',
    todo: 'Please try once more. If that fails, call a librarian.',
  },
};

export const faultsEn: FaultTexts = {
  required: 'This field is empty. Please fill it in.',
  'too-long': 'The text is too long. Please shorten it.',
  'letters-only': 'Only letters, a hyphen and an apostrophe can be used here. Please correct it.',
  'date-invalid': 'There is no such day in the calendar. Check the date and enter it again.',
  'date-future': 'This day has not come yet. Check your date of birth.',
  'age-implausible': 'The year of birth seems to be wrong. Check your date of birth.',
  'phone-invalid': 'The phone number is not valid. Enter it as +7 7XX XXX XX XX.',
  'iin-length': 'An IIN has 12 digits. Check the number and enter it again.',
  'iin-check-digit': 'The IIN is not valid. Compare it with your document and enter it again.',
  'iin-birth-date': 'The IIN does not match your date of birth. Check both.',
  'guardian-required':
    'At this age the details of a parent or guardian are needed. Please fill them in.',
  'guarantee-required':
    'The guarantee of a parent or guardian is needed. Ask them to give the guarantee.',
  'consent-required':
    'There is no consent to personal data processing. Give your consent or see a librarian.',
  'rules-required': 'The library rules are not accepted. Please read and accept them.',
  'version-unknown': 'This text has been updated. Read the new version and confirm it again.',
};
