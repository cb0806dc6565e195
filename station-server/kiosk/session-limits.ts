// The limits of a kiosk session: how much it keeps, how long it waits.

/** Cards on the screen of one session; the oldest leave first, the counts stay. */
export const CARDS_MAX = 40;
/** Lines of one receipt; a class that returns more reads the rest as a count. */
export const RECEIPT_ITEMS_MAX = 100;
/** Books shown before the card, lent once the card is known. */
export const HELD_MAX = 10;
/** A read older than this is somebody's of before (STYLE.md "Limits, time, trust"). */
export const SCAN_AGE_MS_MAX = 3_000;
/** Filling a form needs time even where sessions are short (libraries.md 7.6). */
export const REGISTER_IDLE_MS_MIN = 90_000;
/** A child is not hurried, whatever the site's own time is (libraries.md D5). */
export const CHILDREN_IDLE_MS_MIN = 90_000;
/** Stars are counted before the page goes. */
export const CHILDREN_FAREWELL_MS = 20_000;
/** A class waits for its next pupil; then the overview is shown. */
export const CLASS_IDLE_MS = 600_000;
export const CLASS_PUPILS_MAX = 60;
export const FAREWELL_MS = 8_000;
/** A receipt that is read from the screen. */
export const FAREWELL_TEXT_MS = 30_000;
export const REGISTERED_MS = 60_000;
/** How long the call for a librarian stands that nobody takes, and how long the answer to it. */
export const HELP_MS = 900_000;
export const HELP_COMING_MS = 180_000;
/** What a pad shows so soon after it came back (or the station started) lay there before: nobody has just put it down. */
export const PAD_BLIND_MS = 3_000;
/** Reading what was done before the station stopped. */
export const INTERRUPTED_MS_MIN = 60_000;
/** Some scanners read a card that lies under them again and again: only after this pause does the same card end the visit. */
export const SAME_CARD_MS_MIN = 2_000;
