// What a class session remembers of its pupils while it is open. Gone with the session.

export type ClassPupil = {
  patronId: string;
  initials: string;
  /** Books for home, for the reading hall, and those that were not lent. */
  home: number;
  hall: number;
  refused: number;
};

export type ClassRoom = {
  teacherCard: string;
  pupils: ClassPupil[];
  /** Brought back before the first card. */
  returned: number;
};
