// What staff do about a lock that did not open, by the fault that bridge or driver told (devices/contacts/README.md, messages.ts).
const HINTS: Readonly<Record<string, string>> = {
  'lock-not-open':
    'The board opened the lock, its sensor says closed: push the door and open it once more, or use the key.',
  'command-refused': 'The lock was opened a moment ago and must rest. Try again in some seconds.',
  'output-busy': 'The lock is being opened just now.',
  'output-unknown': 'This board has no such lock; they are counted from 0.',
  'device-unknown':
    'The bridge of this place does not know the board: restart it with the present station profile.',
  'not-its-kind': 'The device of that name is no board with locks: correct the station profile.',
  'bridge-away': 'Start or restart `kitap bridge` of this place; its log says why it stopped.',
};
const OTHER =
  'Look at the power and the cable of the locker board; `kitap bridge --list` tells more. Open the door with the key meanwhile.';

export const lockHint = (fault: string | null): string => HINTS[fault ?? ''] ?? OTHER;
