// What a slip of paper is asked to say: of a visit, or of a card. No full name.
import type { Language, LocalDate } from '../../profiles/site-schema.ts';

export type ReceiptItem = {
  barcode: string;
  title: string;
  author: string;
  dueOn: LocalDate | null;
  /** Lent to a child of the reader: in the session by id, on the slip as `Ә. М. (9)`. */
  childId?: string;
  reader?: string;
};
export type SlipRequest =
  | {
      slip: 'visit';
      language: Language;
      initials: string;
      lent: ReceiptItem[];
      returned: ReceiptItem[];
      renewed: ReceiptItem[];
    }
  | { slip: 'card'; language: Language; initials: string; card: string; itemsMax: number };
