// The review queue in English.
import type { ReviewTexts } from './review-texts.ts';

const ITEM = '“{title}” ({barcode})';

export const reviewsEn: ReviewTexts = {
  kinds: {
    'lent-twice': {
      happened: `The item was lent twice and not seen to come back between. It is ${ITEM}. Station {station} lent it at {time}. Station {other} lent it at {otherTime}. The cards are {card} and {otherCard}.`,
      decided: 'Both loans stand. The later reader has the item; the earlier loan ended then.',
      todo: 'Look at the shelf and ask both readers. If the earlier reader has it, correct: the later loan is undone.',
    },
    'late-check-out': {
      happened: `A loan was heard of late. It is ${ITEM}. Station {station} lent it at {time} to card {card}. Station {other} saw it come back at {otherTime}.`,
      decided: 'The loan is kept as ended. Who has the item now keeps it.',
      todo: 'If it was never lent there, correct: the loan is undone.',
    },
    'returned-not-lent': {
      happened: `A loan was returned when nothing was out. It is ${ITEM}. Station {station} took it back at {time}.`,
      decided: 'The return stands: the item was seen there. No loan changed.',
      todo: 'Look whether another item was meant. If so, correct: the return is undone.',
    },
    'renewed-after-return': {
      happened: `A loan was renewed after it had ended. It is ${ITEM}. Station {station} renewed it at {time} for card {card}. Station {other} had ended it at {otherTime}.`,
      decided: 'The promise stands; the loan stays ended.',
      todo: 'If the reader still has the item, look for the mistaken return. Otherwise correct: the renewal is undone.',
    },
    'patron-unknown': {
      happened: `An item was lent to a reader of whom central knows nothing. It is ${ITEM}. Station {station} lent it at {time}.`,
      decided: 'The loan stands. It waits for the registration of that reader.',
      todo: 'Wait for the station that registered the reader. If the reader is known under another card, correct: the loans go there.',
    },
    'patron-blocked': {
      happened: `An item was lent to a blocked reader. It is ${ITEM}. Station {station} lent it at {time} to card {card}.`,
      decided: 'The loan stands: the item is gone. The block stays.',
      todo: 'Speak to the reader when the item comes back. If the item never left, correct: the loan is undone.',
    },
    'patron-expired': {
      happened:
        'A reader borrowed without being re-registered this year. The card is {card}. The last registration is of {day}. Station {station} lent at {time}.',
      decided: 'The loans stand. The next loan is refused until the reader is re-registered.',
      todo: 'Re-register the reader at the next visit; this closes by itself when it is heard of.',
    },
    'patron-erased': {
      happened: `An item was lent to a reader whose data were erased. It is ${ITEM}. Station {station} lent it at {time}.`,
      decided: 'The loan stands without a person.',
      todo: 'Wait for the item. If it never left, correct: the loan is undone.',
    },
    'erased-on-loan': {
      happened: `A reader was erased while items were on loan. Station {station} erased the data at {time}. There were {count} items. One is ${ITEM}.`,
      decided: 'The erasure stands. The loans stay open without a person.',
      todo: 'Wait for the items. What does not come back is set as lost in the catalogue.',
    },
    'limit-passed': {
      happened:
        'A reader has more items than allowed, lent at several stations. The card is {card}. There are {count}, and {limit} are allowed.',
      decided: 'The loans stand. The next one is refused.',
      todo: 'Nothing has to be done.',
    },
    'item-unknown': {
      happened:
        'An item was lent that is not in the catalogue. Station {station} lent it at {time} to card {card}. Its number is {entry}.',
      decided: 'The loan stands.',
      todo: 'Have the item catalogued under its number when it comes back.',
    },
    'item-not-lendable': {
      happened: `An item was lent that counts as lost or written off. It is ${ITEM}. Station {station} lent it at {time} to card {card}.`,
      decided: 'The loan stands.',
      todo: 'Set the item right in the catalogue. If it never left, correct: the loan is undone.',
    },
    'item-vanished-on-loan': {
      happened: `An item left the imported catalogue while somebody has it. It is ${ITEM}.`,
      decided: 'The item is kept until it comes back.',
      todo: 'Look whether the record was deleted by mistake.',
    },
    'hold-lost': {
      happened: `A copy that was set aside for a reader was lent to another. It is ${ITEM}. Station {station} lent it at {time}. Card {otherCard} waits for it.`,
      decided:
        'The loan stands. The hold goes on to the next copy, or to the first one that comes back.',
      todo: 'Tell the reader who waits. If the title is no longer wanted, correct: the hold is cancelled.',
    },
    'same-person': {
      happened:
        'Two records have the same name and birth date. The later one, card {card}, was registered at {branch} at {time}. The other card is {otherCard}.',
      decided: 'Both records stand.',
      todo: 'Compare the papers. If they are one person, correct: the later record is merged into the other and its card leads there.',
    },
    'card-taken': {
      happened:
        'Two records were given the same card number. The later one was registered at {branch} at {time}. The card that stays in use is {otherCard}.',
      decided: 'The earlier registration keeps the number. The later record has no card.',
      todo: 'Give the later reader a new card. If they are one person, correct: the records are merged.',
    },
    'merged-twice': {
      happened: 'One record was merged into two others. The later merge was made at {time}.',
      decided: 'The later merge holds.',
      todo: 'Look at the three records. If the later merge is wrong, correct: it is undone.',
    },
    'storno-impossible': {
      happened:
        'Station {station} undid something that cannot be undone. The entry is {entry}. It is of the type {type}.',
      decided: 'The counter-entry is kept. Nothing changed.',
      todo: 'Put it right by hand at a desk.',
    },
    held: {
      happened:
        'An entry could not be applied yet. Station {station} sent it as {entry}. Its type is {type}. Central failed on it: {error}.',
      decided:
        'It is kept, and applied when central can read it or when what it waits for has come.',
      todo: 'Update central if it is older than the station. Otherwise wait for the other stations.',
    },
    'clock-wrong': {
      happened:
        'The clock of station {station} is wrong. It showed {time} when it was {otherTime}.',
      decided: 'Acts are ordered by central’s clock. Due dates were set right where it mattered.',
      todo: 'Set the clock of the station right.',
    },
    'chain-fork': {
      happened:
        'Two journals came under the number of station {station}. The disk was copied, or the number was given twice, or entries were altered.',
      decided: 'The journal that came first counts. Nothing more is taken under this number.',
      todo: 'Stop both machines, keep their disks, and give each a new number. Enter by hand what only the other disk knows.',
    },
    'station-restored': {
      happened:
        'Station {station} was set back to an older copy of its disk and went on from there. From entry {seq} on it differs from what it had sent.',
      decided: 'What was sent before counts. Nothing that was done since is taken.',
      todo: 'Give the station a new number and let it fetch everything anew. Enter by hand what was lent and returned since the copy was put back.',
    },
  },
  actions: {
    accept: 'Leave it as decided',
    correct: 'Correct it',
    dismiss: 'Dismiss with a reason',
    undo: 'Take the decision back',
  },
};
