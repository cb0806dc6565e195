// When a read counts: two equal ones from different lines or pictures, and the check digit. A number without any check needs more,
// and a rival that reads nearly the same raises what is needed: one wrong book in a thousand would be too many.
import { type CameraSymbology, trustOf } from './check-digit.ts';

export type CameraRead = { symbology: CameraSymbology; text: string };

/** Code 128 checks modulo 103, QR corrects errors; a check digit modulo 10 lets one misread number in ten pass. */
const READS_STRONG = 2;
const READS_MODULO_10 = 3;
const READS_BARE = 4;
/** The text of a QR code may be a page; no card holds more. */
export const READ_TEXT_MAX = 128;

export type Agreement = {
  /** @returns the read when it counts with this one, else null */
  add(read: CameraRead): CameraRead | null;
};

const readsNeeded = ({ symbology }: CameraRead, trust: 'checked' | 'bare'): number => {
  if (trust === 'bare') return READS_BARE;
  return symbology === 'code128' || symbology === 'qr' ? READS_STRONG : READS_MODULO_10;
};

export const createAgreement = (): Agreement => {
  const votes = new Map<string, number>();
  return {
    add: (read) => {
      const { symbology, text } = read;
      const trust = trustOf(symbology, text);
      if (trust === 'refused' || text.length === 0 || text.length > READ_TEXT_MAX) return null;
      const key = `${symbology} ${text}`;
      const count = (votes.get(key) ?? 0) + 1;
      votes.set(key, count);
      let rival = 0;
      for (const [other, times] of votes) {
        if (other !== key && other.startsWith(`${symbology} `)) rival = Math.max(rival, times);
      }
      return count >= readsNeeded(read, trust) + 2 * rival ? read : null;
    },
  };
};
