// Every answer that is not simply "done", as a code. The texts for patrons stand in `station-server/strings/reasons.ts` and in
// `kiosk-ui/strings/`, both typed by this list: a reason without its three languages does not compile.

/** A refusal of an act, or a scan that led to none. */
export const REASONS = [
  // who
  'patron-unknown',
  'patron-blocked',
  'patron-merged',
  'reregistration-due',
  'texts-changed',
  'guarantee-missing',
  'birth-date-wrong',
  'pin-length',
  'pin-weak',
  'pins-differ',
  'card-needed',
  'pending-limit',
  'item-limit',
  'hall-limit',
  'overdue-block',
  // what
  'item-unknown',
  'item-on-loan-to-other',
  'item-already-yours',
  'reading-room-only',
  'age',
  'item-written-off',
  'item-lost',
  'not-on-loan',
  // ordering and wishing
  'hold-already',
  'hold-limit',
  'hold-no-copy',
  'hold-on-shelf',
  'wish-empty',
  // renewing
  'renewals-used-up',
  'renewal-overdue',
  'renewal-hall',
  'loan-unknown',
  // erasing
  'loans-open',
  // families
  'guardian-same',
  'guardian-too-young',
  'child-too-old',
  'children-max',
  // undoing
  'undo-impossible',
  // what was scanned
  'barcode-unknown',
  'barcode-foreign',
  'barcode-check-digit',
  'isbn-not-item',
  'card-not-wanted',
  'register-first',
  // when
  'effective-date-future',
  'effective-date-too-old',
  'closed-today',
  // what lies on the pad
  'put-on-pad',
  'tag-unreadable',
  'tag-blank',
  'tag-foreign',
  'tag-discarded',
  'tag-not-secured',
  'tag-lift-first',
  'tag-put-back',
  'tag-offline-issue',
  'tag-offline-return',
  'tag-no-duty',
  'tag-still-lent',
  // lockers
  'locker-taken',
  'locker-empty',
  'nobody-waits',
  // the station itself
  'too-many-tries',
  'station-failed',
] as const;
export type Reason = (typeof REASONS)[number];

/** What is wrong with one field of a registration. */
export const FIELD_FAULTS = [
  'required',
  'too-long',
  'letters-only',
  'date-invalid',
  'date-future',
  'age-implausible',
  'phone-invalid',
  'iin-length',
  'iin-check-digit',
  'iin-birth-date',
  'guardian-required',
  'guarantee-required',
  'consent-required',
  'rules-required',
  'version-unknown',
] as const;
export type FieldFault = (typeof FIELD_FAULTS)[number];
