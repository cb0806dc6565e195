// What the pages get and send of a class session; part of `api-types.ts`.

/** One line of the overview at the end. No name: initials and figures. */
export type ClassPupilLine = { initials: string; home: number; hall: number; refused: number };

/** `home` false: no grown-up's guarantee is on file, so that books are for the reading hall. */
export type ClassScreen<Patron, Card, Waiting> =
  | {
      screen: 'class';
      pupil: (Patron & { home: boolean }) | null;
      /** Of this pupil; before the first card, what was brought back. */
      cards: Card[];
      waiting: Waiting[];
      pupilCount: number;
      bookCount: number;
    }
  | { screen: 'class-done'; pupils: ClassPupilLine[]; returnedCount: number };

export type ClassAct = { act: 'class-open' } | { act: 'class-close' };
