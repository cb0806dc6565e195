// What the demo panel gets and sends; these end points exist only under `kitap start` and `kitap station --demo`. Pages import it
// from api-types.ts.
import type { PatronCategory } from '../profiles/site-schema.ts';
import type { StationStatus } from './staff-types.ts';

/** GET /api/demo: what a person can click. */
export type DemoView = {
  place: string;
  cards: {
    barcode: string;
    label: string;
    category: PatronCategory;
    note: 'adult' | 'child' | 'blocked' | 'overdue' | 'reregistration-due' | 'pending';
  }[];
  books: {
    barcode: string;
    title: string;
    author: string;
    note: 'home' | 'reading-room' | 'on-loan' | 'adult-only';
  }[];
  networkCut: boolean;
  devices: string[];
  /** Which of them are RFID pads, and the barcodes of the books that lie there. */
  pads: string[];
  onPad: string[];
  /** Which are lockers, and the barcodes of the books that wait there for the first adult card. */
  lockers: string[];
  inLocker: string[];
  status: StationStatus;
  /** Newest first, drawn from the bytes that the simulated printer received. */
  slips: { id: number; atMs: number; pngUrl: string; bytes: number; lines: string[] }[];
};

/** POST /api/demo/acts */
export type DemoAct =
  | { act: 'scan'; device: string; text: string }
  /** A book on a pad, and from it; or reserved and into a locker. */
  | { act: 'put'; device: string; text: string }
  | { act: 'take'; device: string; text: string }
  | { act: 'unplug' | 'plug' | 'paper-out' | 'paper-in'; device: string }
  | { act: 'noise'; device: string; bytes: number }
  /** A door of a locker is held shut, or let go. */
  | { act: 'jam'; device: string; lock: number; jammed: boolean }
  | { act: 'network'; cut: boolean };
