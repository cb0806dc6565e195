// What may happen to a kiosk session, and what it asks to be done. Data only; `session.ts` steps by them, `session-host.ts` carries
// the effects out.
import type { Language, LocalDate } from '../../profiles/site-schema.ts';
import type {
  AccountHold,
  Face,
  KioskAct,
  LoanKind,
  Notice,
  ReadingView,
  RegistrationForm,
  ShelfBook,
  TagProgress,
  Told,
} from '../api-types.ts';
import type { Reason } from '../circulation/reasons.ts';
import type {
  AgreedTexts,
  CheckInAnswer,
  CheckOutAnswer,
  DeskItem,
  DeskRefusal,
  FoundTitles,
  IdentifyAnswer,
  OpenVisit,
  PatronAccount,
  PickupAnswer,
  RegisterAnswer,
  RenewAnswer,
  ReregisterAnswer,
  SettingAnswer,
  TitleDetail,
} from '../desk-types.ts';
import type { StationErrorCode } from '../errors.ts';
import type { CardProof } from '../family-types.ts';
import type { LockerBook } from '../lockers/locker-flow.ts';
import type { LockerName } from '../lockers/locker-rule.ts';
import type { PadSight } from './pad-sight.ts';
import type { SlipRequest } from './slip-request.ts';

export type RecognisedScan =
  | { kind: 'patron' | 'item' | 'isbn'; number: string }
  | { kind: 'refused'; reason: Reason };

/** What the answer of the desk is to; `failed` when it threw. */
export type DeskReply =
  | { to: 'identify'; answer: IdentifyAnswer; byNumber: boolean }
  /** `patronId`: to whom, the reader or a child of theirs. */
  | { to: 'check-out'; barcode: string; answer: CheckOutAnswer; patronId?: string }
  | { to: 'check-in'; barcode: string; answer: CheckInAnswer }
  /** Its tag is being secured; `check-in` follows. */
  | { to: 'returning'; barcode: string; item: DeskItem }
  | { to: 'account'; account: PatronAccount | undefined }
  | { to: 'renew'; loanId: string; answer: RenewAnswer }
  | { to: 'register'; answer: RegisterAnswer }
  | { to: 'reregister'; answer: ReregisterAnswer }
  | { to: 'shelf'; shelf: string; books: ShelfBook[] }
  | { to: 'stars'; reading: ReadingView | null }
  | { to: 'search'; query: string; found: FoundTitles }
  /** `detail` undefined: it went meanwhile. */
  | { to: 'title'; detail: TitleDetail | undefined }
  | { to: 'order'; answer: { outcome: 'held' } | DeskRefusal }
  | { to: 'holds'; patronId: string; holds: AccountHold[] }
  | { to: 'wish'; answer: { outcome: 'wished' } | DeskRefusal }
  | { to: 'set-pin'; answer: SettingAnswer }
  | { to: 'set-remembering'; wanted: boolean; answer: SettingAnswer }
  | { to: 'lockers'; books: LockerBook[] }
  /** `door` follows unless it is a refusal. */
  | { to: 'pick-up'; name: LockerName; answer: PickupAnswer }
  | { to: 'door'; name: LockerName; opened: boolean }
  /** `text` null: as it was. */
  | { to: 'print'; jobId: string | null; text: string[] | null }
  | { to: 'failed'; staffCode: StationErrorCode };

export type DeviceTrouble = NonNullable<Notice['device']>;

/** What is around the session and outlives it. */
export type Surroundings = {
  today: LocalDate;
  hours: { opens: string; closes: string } | null;
  /** What the page that nobody uses tells. */
  told: Told[];
  online: boolean;
  paper: boolean;
  /** An RFID pad of the place is ready. */
  pad: boolean;
  /** The worst standing trouble, or none. */
  trouble: DeviceTrouble | null;
};

export type SessionInput =
  | { input: 'act'; act: KioskAct; revision?: number }
  | { input: 'scan'; scan: RecognisedScan; ageMs: number }
  | { input: 'reply'; session: number; reply: DeskReply }
  | { input: 'time'; ms: number }
  | { input: 'surroundings'; now: Surroundings }
  | { input: 'noise' }
  /** Staff answered the call for the librarian. */
  | { input: 'help-taken' }
  /** All that lies on the pad now; `titles` by barcode, for what is shown before anything is done. */
  | {
      input: 'pad';
      pad: PadSight[];
      titles: Record<string, string>;
      /** A pad is away: what lay on it is not known to have gone. */
      blind: boolean;
    }
  | { input: 'tag'; session: number; barcode: string; tag: TagProgress }
  | { input: 'slip'; jobId: string; state: SlipProgress }
  /** The page was loaded again: it gets the state as it stands; nothing is asked or forgotten by it. */
  | { input: 'reload' }
  /** The station stopped in the middle of this visit, not long ago. */
  | { input: 'interrupted'; visit: OpenVisit }
  /** This patron was erased: whoever stands here with that card starts anew. */
  | { input: 'forget'; patronId: string; card: string };

export type SlipProgress = 'printed' | 'unconfirmed' | 'interrupted' | 'gone';

/** Effects that are answered carry the session they belong to; a reply to an ended session is dropped. */
export type SessionEffect =
  | { effect: 'identify'; session: number; card: string }
  | { effect: 'identify-by-number'; session: number; card: string; proof: CardProof }
  /** `tags`: it lies on the pad. */
  | {
      effect: 'check-out';
      session: number;
      patronId: string;
      barcode: string;
      /** For home where it is not said. */
      kind?: LoanKind;
      tags?: string[];
    }
  | {
      effect: 'begin-return';
      session: number;
      patronId: string | null;
      barcode: string;
      tags: string[];
    }
  | { effect: 'check-in'; session: number; patronId: string | null; barcode: string }
  | { effect: 'account'; session: number; patronId: string }
  | {
      effect: 'shelf';
      session: number;
      shelf: string;
      find: readonly string[];
      ageYears: number;
    }
  /** How far this reader is in the campaign of today. */
  | { effect: 'stars'; session: number; patronId: string }
  | { effect: 'renew'; session: number; loanId: string }
  | { effect: 'search'; session: number; query: string; page: number }
  | { effect: 'title'; session: number; titleId: string; patronId: string | null }
  | { effect: 'order'; session: number; patronId: string; titleId: string }
  | { effect: 'holds'; session: number; patronId: string }
  /** `holds` follows. */
  | { effect: 'cancel-hold'; session: number; patronId: string; holdId: string }
  | {
      effect: 'wish';
      session: number;
      words: { title: string; author: string };
      about: { patronId: string | null; language: Language };
    }
  | { effect: 'rate'; barcode: string; face: Face }
  | { effect: 'lockers'; session: number; patronId: string }
  | { effect: 'pick-up'; session: number; patronId: string; name: LockerName }
  | { effect: 'register'; session: number; form: RegistrationForm }
  | { effect: 'reregister'; session: number; patronId: string; agreed: AgreedTexts }
  /** `typed` null: none any more. */
  | {
      effect: 'set-pin';
      session: number;
      patronId: string;
      typed: { pin: string; again: string } | null;
    }
  | { effect: 'set-remembering'; session: number; patronId: string; wanted: boolean }
  | { effect: 'print'; session: number; request: SlipRequest; paper: boolean }
  | { effect: 'reprint'; session: number; jobId: string }
  | { effect: 'set-language'; patronId: string; language: Language }
  | { effect: 'record-visit'; patronId: string | null }
  | { effect: 'record-refusal'; act: 'check-out' | 'check-in' | 'identify'; reason: Reason };
