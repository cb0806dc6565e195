// The kiosk session as a pure step function: state and input in, state and effects out. Time-outs and the clearing of the screen
// belong to it, on every way out (peers.md 5.4); the page only shows what `view.ts` makes of the state. No clock, no database.
import type { KioskAct } from '../api-types.ts';
import { comfortUntouched } from './comfort.ts';
import { withCallTaken, withHelpTime } from './help-call.ts';
import { finish, stepAct, takeScan } from './session-acts.ts';
import {
  afterAccount,
  afterBeginReturn,
  afterCheckIn,
  afterCheckOut,
  afterIdentify,
  afterRenew,
} from './session-borrow.ts';
import { cameraScan, withCameraTime } from './session-camera.ts';
import { afterClass, replyInClass, withClassTime } from './session-class.ts';
import { afterCard, afterFind } from './session-find.ts';
import { resume } from './session-interrupted.ts';
import { SCAN_AGE_MS_MAX } from './session-limits.ts';
import { afterDoor, afterLeaving, afterLockers, afterPickUp, doorMoves } from './session-locker.ts';
import { afterSetPin, afterSetRemembering } from './session-my-card.ts';
import {
  settled,
  stepPad,
  tagsOpen,
  withPad,
  withPadTime,
  withTagProgress,
} from './session-pad.ts';
import { afterRegister } from './session-register.ts';
import { afterReregister, withoutSending } from './session-reregister.ts';
import { lookInLockers } from './session-scan.ts';
import { afterShelf } from './session-shelves.ts';
import {
  endSession,
  idleLimitMs,
  only,
  type SessionState,
  type Stepped,
  withDevice,
  withReason,
} from './session-state.ts';
import type { DeskReply, SessionInput, SlipProgress, Surroundings } from './session-words.ts';

/** Nobody is there to be answered: the home page asks only who it is, the thanks page only for the slip. */
const unasked = (state: SessionState, reply: DeskReply): boolean => {
  if (reply.to === 'failed') return false;
  if (state.stage.at === 'attract') return reply.to !== 'identify';
  if (state.stage.at === 'farewell') return reply.to !== 'print';
  return reply.to === 'check-out' && !state.patron;
};

const MOVES_STARS: readonly DeskReply['to'][] = ['identify', 'check-out', 'check-in'];

/** At a children's kiosk a reader sees the stars grow. */
const withStars = ({ state, effects }: Stepped, reply: DeskReply): Stepped => {
  const { patron, session, settings, stage } = state;
  const wanted = settings.audience === 'children' && stage.at !== 'class';
  if (!patron || !wanted || !MOVES_STARS.includes(reply.to)) return only(state, ...effects);
  return only(state, ...effects, { effect: 'stars', session, patronId: patron.patronId });
};

const stepReply = (state: SessionState, reply: DeskReply): Stepped => {
  if (unasked(state, reply)) return only(state);
  const inClass = replyInClass(state, reply);
  if (inClass) return inClass;
  switch (reply.to) {
    case 'identify':
      return identified(state, afterIdentify(state, reply.answer, reply.byNumber), reply.byNumber);
    case 'check-out':
      return only(
        settledIf(afterCheckOut(state, reply.barcode, reply.answer, reply.patronId), reply, 'lent'),
      );
    case 'check-in':
      return finishLater(
        only(settledIf(afterCheckIn(state, reply.barcode, reply.answer), reply, 'returned')),
      );
    case 'returning':
      return only(afterBeginReturn(state, reply.barcode, reply.item));
    case 'account':
      return only(afterAccount(state, reply.account));
    case 'renew':
      return only(afterRenew(state, reply.loanId, reply.answer));
    case 'shelf':
      return afterShelf(state, reply.shelf, reply.books);
    case 'stars':
      return only(state.patron ? { ...state, reading: reply.reading } : state);
    case 'lockers':
      return afterLockers(state, reply.books);
    case 'pick-up':
      return finishLater(afterPickUp(state, reply.name, reply.answer));
    case 'door':
      return finishLater(afterDoor(state, reply.name, reply.opened));
    case 'register':
      return afterRegister(state, reply.answer);
    case 'reregister':
      return afterReregister(state, reply.answer);
    case 'search':
    case 'title':
    case 'order':
    case 'holds':
    case 'wish':
      return afterFind(state, reply);
    case 'set-pin':
      return afterSetPin(state, reply.answer);
    case 'set-remembering':
      return afterSetRemembering(state, reply.wanted, reply.answer);
    case 'print': {
      const { jobId } = reply;
      const text = reply.text ?? state.slip.text;
      return only({
        ...state,
        slip: { ...state.slip, jobId, text, state: jobId === null ? 'screen' : 'printing' },
      });
    }
    case 'failed': {
      const stage = withoutSending(state.stage);
      return only(withReason({ ...state, stage }, 'station-failed', undefined, reply.staffCode));
    }
  }
};

/** A book that went its way is done for as long as it lies there; one that did not may be asked for otherwise. */
const settledIf = (
  state: SessionState,
  { barcode, answer }: { barcode: string; answer: { outcome: string } },
  outcome: 'lent' | 'returned',
): SessionState => (answer.outcome === outcome ? settled(state, barcode) : state);

/** Finishing waited for the last bit or door. */
const finishLater = ({ state, effects }: Stepped): Stepped => {
  const { finishing } = state;
  if (finishing === null || tagsOpen(state, 'working') || doorMoves(state)) {
    return only(state, ...effects);
  }
  const finished = finish({ ...state, finishing: null }, finishing);
  return only(finished.state, ...effects, ...finished.effects);
};

/** Who has just shown a card is given what waits in the lockers; a typed number opens nothing. */
const identified = (before: SessionState, now: Stepped, byNumber: boolean): Stepped => {
  const asked = afterCard(before, now.state);
  const effects = [...now.effects, ...asked.effects];
  if (byNumber || before.patron) return only(asked.state, ...effects);
  const look = lookInLockers(asked.state);
  return only(look.state, ...effects, ...look.effects);
};

const stepTag = (state: SessionState, given: SessionInput & { input: 'tag' }): Stepped => {
  if (given.session !== state.session) return only(state);
  return finishLater(only(withTagProgress({ ...state, idleMs: 0 }, given.barcode, given.tag)));
};

/** A slip that could not be printed is read from the screen, with time to read it. */
const stepSlip = (state: SessionState, jobId: string, progress: SlipProgress): Stepped => {
  if (state.slip.jobId !== jobId) return only(state);
  if (progress === 'printed' || progress === 'unconfirmed') {
    return only({ ...state, slip: { ...state.slip, state: progress } });
  }
  const interrupted = progress === 'interrupted' && !state.slip.reprinted;
  return only({ ...state, idleMs: 0, slip: { ...state.slip, state: 'screen', interrupted } });
};

/** New paper while the owner of a torn slip is still here: once more, whole, marked as a copy (printing.md 4). */
const stepSurroundings = (state: SessionState, now: Surroundings): Stepped => {
  const before = state.surroundings;
  const same = (Object.keys(now) as (keyof Surroundings)[]).every(
    (key) => JSON.stringify(now[key]) === JSON.stringify(before[key]),
  );
  if (same) return only(state);
  const moved = { ...state, surroundings: now };
  const told = now.trouble === before.trouble ? moved : withDevice(moved, now.trouble);
  const { slip, session } = told;
  if (!now.paper || before.paper || !slip.interrupted || slip.jobId === null) return only(told);
  return only(
    {
      ...told,
      idleMs: 0,
      slip: { ...slip, state: 'printing', interrupted: false, reprinted: true },
    },
    { effect: 'reprint', session, jobId: slip.jobId },
  );
};

/** The home page as nobody has touched it: nothing to time out. */
const untouched = (state: SessionState): boolean =>
  state.stage.at === 'attract' &&
  state.notice === null &&
  state.deviceNotice?.device !== 'scanner-noise' &&
  state.language === state.settings.defaultLanguage &&
  comfortUntouched(state, state.settings.comfort);

const stepTime = (state: SessionState, ms: number): Stepped => {
  const later = withCameraTime(withHelpTime(withPadTime(state, ms), ms), ms);
  if (untouched(later)) return only(later);
  const idleMs = later.idleMs + ms;
  return idleMs >= idleLimitMs(later) ? afterClass(later) : withClassTime({ ...later, idleMs });
};

const isHere = (state: SessionState, given: { patronId: string; card: string }): boolean =>
  state.patron?.patronId === given.patronId ||
  state.classRoom?.teacherCard === given.card ||
  state.classRoom?.pupils.some(({ patronId }) => patronId === given.patronId) === true ||
  state.children.some((child) => child.patronId === given.patronId) ||
  (state.stage.at === 'registered' && state.stage.card === given.card);

const stepCamera = (
  state: SessionState,
  act: Extract<KioskAct, { act: 'camera-scan' }>,
): Stepped => {
  const seen = cameraScan(state, state.settings.camera, act);
  return seen.scan === null ? only(seen.state) : takeScan(seen.state, seen.scan);
};

const stepInput = (state: SessionState, given: SessionInput): Stepped => {
  switch (given.input) {
    case 'act':
      if (given.revision !== undefined && given.revision < state.stageRevision) return only(state);
      return given.act.act === 'camera-scan'
        ? stepCamera(state, given.act)
        : stepAct({ ...state, idleMs: 0 }, given.act);
    case 'scan':
      if (given.ageMs > SCAN_AGE_MS_MAX) return only(state);
      return takeScan(state, given.scan);
    case 'reply':
      return given.session === state.session
        ? withStars(stepReply(state, given.reply), given.reply)
        : only(afterLeaving(state, given.reply));
    case 'time':
      return stepTime(state, given.ms);
    case 'surroundings':
      return stepSurroundings(state, given.now);
    case 'noise':
      return only(withDevice(state, 'scanner-noise'));
    case 'help-taken':
      return only(withCallTaken(state));
    case 'pad':
      return only({ ...withPad(state, given.pad, given.blind), titles: given.titles });
    case 'tag':
      return stepTag(state, given);
    case 'slip':
      return stepSlip(state, given.jobId, given.state);
    case 'reload':
      return only(state);
    case 'interrupted':
      return resume(state, given.visit);
    case 'forget':
      return isHere(state, given) ? endSession(state) : only(state);
  }
};

const stageName = (state: SessionState): string =>
  state.stage.at === 'register' ? `register ${state.stage.step}` : state.stage.at;

const TIME_KEYS: readonly (keyof SessionState)[] = [
  ...(['idleMs', 'helpMs', 'padMet', 'padBlindMs', 'finishing', 'cameraRead'] as const),
];

/** Whether the page would look the same, the seconds that are left aside. */
const looksSame = (before: SessionState, after: SessionState): boolean =>
  (Object.keys(after) as (keyof SessionState)[]).every(
    (key) => TIME_KEYS.includes(key) || Object.is(before[key], after[key]),
  ) && before.helpMs > 0 === after.helpMs > 0;

/** One step. `revision` rises with every change that a page can see. */
export const step = (state: SessionState, given: SessionInput): Stepped => {
  const stepped = stepInput(state, given);
  const { state: next, effects: padEffects } = stepPad(stepped.state);
  const effects = [...stepped.effects, ...padEffects];
  if (next === state || looksSame(state, next)) return { state: next, effects };
  const revision = state.revision + 1;
  const moved = stageName(state) !== stageName(next) || state.session !== next.session;
  return {
    state: { ...next, revision, stageRevision: moved ? revision : state.stageRevision },
    effects,
  };
};
