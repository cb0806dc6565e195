// What of a session outlives a stop of the station: a durable mark that it began, whose it is and what was put down at once, written
// before its first act and taken away at its end. `session-interrupted.ts` shows what was done.
import type { Desk, OpenVisit } from '../desk-types.ts';
import type { SessionState } from './session-state.ts';
import type { SessionEffect } from './session-words.ts';

/** Who comes later is somebody else; whoever was here finds all of it in "my books". */
export const INTERRUPTED_AGE_MS_MAX = 300_000;

const ACTS: readonly SessionEffect['effect'][] = ['check-out', 'begin-return', 'check-in'];

const wantedOf = (effects: readonly SessionEffect[]): string[] =>
  effects.flatMap((effect) =>
    'barcode' in effect && ACTS.includes(effect.effect) ? [effect.barcode] : [],
  );

const isOver = ({ stage }: SessionState): boolean =>
  stage.at === 'farewell' || stage.at === 'class-done';
/** In a class each pupil's is a visit of its own: nobody is shown what the one before has done. */
const nextPupil = (before: SessionState, after: SessionState): boolean =>
  after.classRoom !== null && before.patron?.patronId !== after.patron?.patronId;

export type SessionMark = ReturnType<typeof createSessionMark>;

export const createSessionMark = (deps: {
  place: string;
  desk: Pick<Desk, 'beginVisit' | 'endVisit' | 'openVisit'>;
  nowMs(): number;
  /** A mark that cannot be written is no reason not to lend: the act itself says so where the disk is full. */
  onFailure(cause: unknown): void;
}) => {
  const { place, desk } = deps;
  let marked = false;
  let patronId: string | null = null;

  const guarded = (work: () => void): void => {
    try {
      work();
    } catch (cause) {
      deps.onFailure(cause);
    }
  };
  const end = (): void => {
    if (!marked) return;
    marked = false;
    patronId = null;
    guarded(() => desk.endVisit(place));
  };

  return {
    /** After each step, before its effects are carried out. */
    follow: (
      before: SessionState,
      after: SessionState,
      effects: readonly SessionEffect[],
    ): void => {
      if (after.session !== before.session || isOver(after) || nextPupil(before, after)) end();
      if (after.stage.at === 'interrupted') return;
      const wanted = wantedOf(effects);
      const card = after.patron?.patronId ?? null;
      const isNew = !marked && (card !== null || wanted.length > 0);
      if (!isNew && card === patronId && wanted.length < 2) return;
      if (isOver(after)) return;
      guarded(() => desk.beginVisit(place, { patronId: card, wanted }));
      marked = true;
      patronId = card;
    },
    /** What the last run left open, where its visitor may still be here. */
    recover: (): OpenVisit | null => {
      let visit: OpenVisit | undefined;
      guarded(() => {
        visit = desk.openVisit(place);
      });
      if (!visit) return null;
      marked = true;
      patronId = visit.patronId;
      const ageMs = deps.nowMs() - visit.atMs;
      const done = visit.lent.length + visit.returned.length + visit.renewed.length;
      const fresh = ageMs >= 0 && ageMs <= INTERRUPTED_AGE_MS_MAX;
      if (fresh && done + visit.missed.length > 0) return visit;
      end();
      return null;
    },
  };
};
