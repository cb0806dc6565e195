// What the staff's pages get: tagging, lockers, the state of the station. No patron in it. Pages import it from api-types.ts.
import type { TaggingFault, TaggingMode } from './kiosk/tagging.ts';

/** GET and POST /api/places/:place/tagging. */
export type TaggingView = {
  mode: TaggingMode;
  lock: boolean;
  phase: 'scan' | 'put' | 'writing' | 'lift';
  item: { barcode: string; title: string } | null;
  fault: TaggingFault | null;
  /** Since the station runs, and in the last hour. */
  done: number;
  lastHour: number;
};

/** GET /api/lockers, for staff. `takeBack`: it lies there longer than the site allows. */
export type LockerList = {
  lockers: {
    place: string;
    device: string;
    lock: number;
    door: number;
    itemId: string;
    patronId: string;
    holdId: string;
    putAtMs: number;
    loanId: string | null;
    alert: boolean;
    barcode: string;
    title: string;
    takeBack: boolean;
  }[];
  /** Locks 0 to `count - 1`; `first` is painted on the door of lock 0. */
  boards: { place: string; device: string; first: number; count: number }[];
};

/** GET /api/status: for staff and the demo panel; no patron in it. */
export type StationStatus = {
  station: number;
  branch: string;
  queue: {
    waiting: number;
    oldestAtMs: number | null;
    applied: number;
    lastContactAtMs: number | null;
    lastError: string | null;
    chainFork: boolean;
    online: boolean;
    /** As seen in the exchanges of this run; null before one was large enough to tell. */
    link: { upBytesPerS: number; downBytesPerS: number; roundTripMs: number } | null;
    /** The first load, while it runs. */
    loading: { bytesDone: number; bytesTotal: number; enoughToLend: boolean } | null;
  };
  /** `wrong`: staff must set the machine's clock; loans go by central's time meanwhile. `errorMs`: machine minus central. */
  clock: {
    source: 'central' | 'station' | 'last-contact';
    errorMs: number | null;
    wrong: boolean;
    hint: string | null;
  };
  /** Books whose security bits are not known to be right, for staff to look at; oldest first, no reader in it. */
  tagAlerts: {
    uid: string;
    barcode: string;
    title: string;
    wanted: 'secured' | 'unsecured';
    place: string;
    sinceMs: number;
  }[];
  places: {
    place: string;
    bridge: 'connected' | 'away';
    devices: {
      device: string;
      profile: string;
      state: 'absent' | 'opening' | 'ready' | 'failed';
      code: string | null;
      why: string | null;
      hint: string | null;
    }[];
    printer: string;
    /** Tags that lie on its RFID pads; null where it has none. */
    padTags: number | null;
    /** Doors of its lockers; 0 where it has none. */
    lockerDoors: number;
    /** Somebody there calls for a librarian; `sinceMs` is when they did, or when it was `taken`. */
    help: { sinceMs: number; taken: boolean } | null;
  }[];
};
