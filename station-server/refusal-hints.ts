// What staff do about each refusal that a reader shows them: the reason is the code on the screen. Typed by the list of reasons.
import type { Reason } from './circulation/reasons.ts';

export const REFUSAL_HINTS: Record<Reason, string> = {
  'patron-unknown':
    'Look the person up by name and birth date; a new card may not have come from central yet.',
  'patron-blocked':
    'Open the account: the block names who set it and why. Returning is always possible.',
  'patron-merged': 'Two records became one: give the person the card of the record that stayed.',
  'reregistration-due': 'Check the papers and re-register the person for this year.',
  'texts-changed':
    'The versions of consent or rules in the site file changed while the page was open: let the reader read it again.',
  'guarantee-missing':
    'A child re-registers with a parent or guardian beside it, who ticks the guarantee.',
  'birth-date-wrong':
    'Number and PIN or birth date belong to no one together. With a PIN set, or no birth date known, the date opens nothing: identify the person by papers.',
  'pin-length': 'A PIN has 4 to 8 digits and nothing else.',
  'pin-weak':
    'The PIN is a run, one digit, the birth date or part of the card number: let the reader choose another.',
  'pins-differ': 'The two entries were not the same: let the reader type them again.',
  'card-needed':
    'A typed number sets nothing: the reader scans the card, or gets a new one at the desk.',
  'pending-limit': 'Confirm the registration made at the kiosk; the full limit then holds.',
  'item-limit':
    'Take something back or lend by hand if the policy allows; the limit stands in the site file.',
  'hall-limit': 'Take back what lies on the desk of the reading hall first.',
  'overdue-block':
    'Take back or renew what is overdue; the number of days stands in the site file.',
  'item-unknown':
    'Not in the catalogue of this station: catalogue it briefly, or check that central was reached.',
  'item-on-loan-to-other': 'Take it back first: the earlier loan was never closed.',
  'item-already-yours': 'Nothing to do; renew it if the date is what is wanted.',
  'reading-room-only': 'Lend it to the reading hall, or change the item if it may leave the house.',
  age: 'Lend it at the desk if a parent agrees; the age stands in the title.',
  'item-written-off': 'It should not stand on the shelf: put it aside for the stock keeper.',
  'item-lost': 'It was thought lost: check it in, then set it right in the catalogue.',
  'not-on-loan': 'Put it on the shelf; nothing has to be closed.',
  'hold-already': 'The reader is in the queue already; the place is shown under "my books".',
  'hold-limit': 'Cancel a hold that is no longer wanted, or place this one at the desk.',
  'hold-no-copy':
    'No copy may be taken home: all are lost, written off or for the hall. Offer the hall, or note a wish.',
  'hold-on-shelf': 'A copy stands on the shelf here: show where.',
  'wish-empty':
    'A wish needs a title of at least two letters; numbers of cards and phones are left out.',
  'renewals-used-up': 'Take it back and lend it anew if nobody waits for it.',
  'renewal-overdue': 'Take back what is late first; then renew the rest.',
  'renewal-hall': 'Loans of the reading hall end with the day and are not renewed.',
  'loan-unknown':
    'It was returned meanwhile, perhaps at another branch: look at the account again.',
  'loans-open':
    'Take back what the person still has, or set it as lost; then erase. Nothing was erased.',
  'guardian-same': 'Both numbers lead to one record: scan two cards.',
  'guardian-too-young':
    'The first card is of someone under the age of a guardian (site file, guardianUnderYears).',
  'child-too-old':
    'From the age in the site file (guardianUnderYears) on, readers borrow by their own card alone.',
  'children-max': 'At most 12 children stand with one reader; end old links at the desk.',
  'undo-impossible':
    'Only lendings, returns and renewals of this station can be undone here, and a return only while the item was not lent again; the review queue of central can undo the rest.',
  'barcode-unknown': 'No barcode rule of the site file fits: check the label, then the rules.',
  'barcode-foreign':
    "Another library's label: send it home, or accept that library by a rule of its own.",
  'barcode-check-digit': 'Misread or damaged label: scan again, then print a new label.',
  'isbn-not-item': 'The barcode of the publisher was scanned: show the label of the library.',
  'card-not-wanted': "Another person's card came into a session: end it first.",
  'register-first': 'Finish or cancel the registration on the screen first.',
  'effective-date-future': 'The day of effect lies ahead or does not exist: correct it.',
  'effective-date-too-old': 'Further back than the station takes: note it in the record instead.',
  'closed-today': 'The calendar in the site file says closed: correct it if the library is open.',
  'put-on-pad':
    'A tagged book was scanned by its barcode at a place with a pad: its tag would stay as it is, and the gate would be wrong. Put it on the pad.',
  'tag-unreadable':
    'Read the tag with `kitap tag decode`; put a new tag on the book when it is damaged or of another kind.',
  'tag-blank': 'The tag was never written: tag the book at the desk.',
  'tag-foreign':
    'The tag names another owner. If it is a partner, add its ISIL to `otherOwners` of the site file.',
  'tag-discarded':
    'Its tag has a usage code of discarded items. If it came back into stock, write its tag anew.',
  'tag-not-secured': 'The book is still on loan. Check it in at the desk and put a new tag on it.',
  'tag-lift-first':
    'Tags came into sight just when the pad did, with nobody at the kiosk: nothing was done about them. See whose books lie there.',
  'tag-put-back':
    'The book is lent, its tag is not known to be unsecured. Put it on a pad, or settle the alert after looking at it.',
  'tag-offline-issue':
    'Its tag says "not for issue offline" (usage 13 or 15). Lend it when the station has reached central again.',
  'tag-offline-return':
    'Its tag says "not for return offline" (usage 14 or 15). Take it at the desk.',
  'tag-no-duty': 'Somebody settled it meanwhile, or the tag was read back as it must be.',
  'tag-still-lent':
    'A lending was cut off before the tag was unsecured; the pad makes up for it. Nothing has to be done.',
  'locker-taken': 'A book lies in it or is on its way in: look at the list of lockers.',
  'locker-empty':
    'The compartment is empty or holds the book of another reader: look at the list of lockers.',
  'nobody-waits':
    'No hold waits for this copy or its title at this branch. Place one first, or wait until it has come from central.',
  'too-many-tries': 'Too many wrong numbers: wait, or identify the person by papers at the desk.',
  'station-failed':
    'The act was not done. The log of the station names the cause; try again after `kitap doctor`.',
};
