// One place's session, alive: queues what comes in, steps, has the effects carried out and shows the result to the pages that
// watch. Holds the only state of the place; the page may be loaded again at any time (api-types.ts).
import type { IdleTick, KioskAct, KioskView } from '../api-types.ts';
import type { Clock } from '../clock.ts';
import type { CheckInAnswer, DeskItem } from '../desk-types.ts';
import { type HelpCall, helpCallOf } from './help-call.ts';
import { type EffectDeps, runEffect } from './run-effect.ts';
import { step } from './session.ts';
import { createSessionMark } from './session-mark.ts';
import { initialState, type SessionSettings, type SessionState } from './session-state.ts';
import type { DeskReply, SessionEffect, SessionInput, Surroundings } from './session-words.ts';
import { idleOf, toView } from './view.ts';

/** Inputs that wait; a scanner gone wild is told off here. */
export const INPUTS_MAX = 64;
export const SUBSCRIBERS_MAX = 16;
export const TICK_MS = 1_000;

export type SessionSubscriber = { view(view: KioskView): void; idle(tick: IdleTick): void };

export type SessionHostDeps = Omit<EffectDeps, 'nowMs' | 'tellLater'> & {
  settings: SessionSettings;
  clock: Clock;
  surroundings(): Surroundings;
  /** A book was lent that bears no tag on the pad. */
  lentByBarcode(lent: { session: number; barcode: string; patronId: string; item: DeskItem }): void;
  /** A returned book belongs into this bin. */
  sorted(bin: string): void;
  /** Whoever stood here has left; the next session has begun. */
  sessionEnded(): void;
};

export type SessionHost = {
  readonly place: string;
  view(): KioskView;
  /** The call for a librarian that stands. */
  help(): HelpCall | null;
  /** False when too much waits already; nothing of it was taken. */
  offer(input: SessionInput): boolean;
  act(act: KioskAct, revision?: number): boolean;
  /** Gives the view at once and after every change. Null when too many watch. The returned function ends it. */
  subscribe(subscriber: SessionSubscriber): (() => void) | null;
  /** True when nobody more may watch. */
  full(): boolean;
  /** Something around the place changed: a device, the link, the day. */
  refresh(): void;
  start(): void;
  stop(): void;
};

export const createSessionHost = (deps: SessionHostDeps): SessionHost => {
  const { clock } = deps;
  const mark = createSessionMark({
    ...{ place: deps.place, desk: deps.desk, nowMs: () => clock.nowMs() },
    onFailure: (cause) => deps.onFailure('desk-failed', cause),
  });
  let stopped = false;
  const effectDeps: EffectDeps = {
    ...deps,
    nowMs: () => clock.nowMs(),
    // Not offered: a door that stays shut is told even while the queue is full.
    tellLater: (session, reply) => {
      if (!stopped) take({ input: 'reply', session, reply });
    },
  };
  const subscribers = new Set<SessionSubscriber>();
  const waiting: SessionInput[] = [];
  let state: SessionState = initialState(deps.settings, deps.surroundings());
  let shown = state.revision;
  let scheduled = false;
  let cancelTick: (() => void) | null = null;
  let tickedAtMs = clock.upMs();

  const publish = (): void => {
    if (state.revision === shown) return;
    shown = state.revision;
    const view = toView(state);
    for (const subscriber of subscribers) subscriber.view(view);
  };

  /** The flap moves also for a book whose reader has gone. */
  const sortOut = (answer: CheckInAnswer): void => {
    if (answer.outcome !== 'refused' && answer.bin !== undefined) deps.sorted(answer.bin);
  };

  const stepOver = (input: SessionInput): SessionEffect[] => {
    if (input.input === 'reply' && input.reply.to === 'check-in') sortOut(input.reply.answer);
    const stepped = step(state, input);
    const ended = stepped.state.session !== state.session;
    mark.follow(state, stepped.state, stepped.effects);
    state = stepped.state;
    if (ended) deps.sessionEnded();
    return stepped.effects;
  };

  /** The answer to an effect is stepped over before anything else that waits. */
  const take = (input: SessionInput): void => {
    const effects = stepOver(input);
    for (let effect = effects.shift(); effect; effect = effects.shift()) {
      const session = 'session' in effect ? effect.session : state.session;
      const reply = runEffect(effect, effectDeps);
      if (reply) effects.unshift(...stepOver({ input: 'reply', session, reply }));
      if (effect.effect === 'check-out') followTags(effect, reply);
    }
    publish();
  };

  /** The bits of a lent book: only now does its card stand on the screen. */
  const followTags = (
    { session, barcode, patronId, tags }: SessionEffect & { effect: 'check-out' },
    reply: DeskReply | null,
  ): void => {
    if (reply?.to !== 'check-out' || reply.answer.outcome !== 'lent') return;
    const { item, title } = reply.answer;
    const lent = { session, barcode, patronId, item: { item, title } };
    if (tags) deps.keeper.lent({ ...lent, uids: tags });
    else deps.lentByBarcode(lent);
  };

  const drain = (): void => {
    scheduled = false;
    for (let input = waiting.shift(); input; input = waiting.shift()) take(input);
  };

  const offer = (input: SessionInput): boolean => {
    if (waiting.length >= INPUTS_MAX) return false;
    waiting.push(input);
    if (!scheduled) {
      scheduled = true;
      queueMicrotask(drain);
    }
    return true;
  };

  const refresh = (): void => {
    offer({ input: 'surroundings', now: deps.surroundings() });
  };

  const tick = (): void => {
    const upMs = clock.upMs();
    const ms = Math.max(0, upMs - tickedAtMs);
    tickedAtMs = upMs;
    // Not offered: time passes and sessions end even while the queue is full.
    take({ input: 'time', ms });
    take({ input: 'surroundings', now: deps.surroundings() });
    const idle = idleOf(state);
    if (idle) for (const subscriber of subscribers) subscriber.idle(idle);
    cancelTick = clock.after(TICK_MS, tick);
  };

  return {
    place: deps.place,
    view: () => toView(state),
    help: () => helpCallOf(state),
    offer,
    act: (act, revision) =>
      offer(revision === undefined ? { input: 'act', act } : { input: 'act', act, revision }),
    subscribe: (subscriber) => {
      if (subscribers.size >= SUBSCRIBERS_MAX) return null;
      subscribers.add(subscriber);
      subscriber.view(toView(state));
      offer({ input: 'reload' });
      return () => {
        subscribers.delete(subscriber);
      };
    },
    full: () => subscribers.size >= SUBSCRIBERS_MAX,
    refresh,
    start: () => {
      tickedAtMs = clock.upMs();
      const visit = mark.recover();
      if (visit) take({ input: 'interrupted', visit });
      cancelTick = clock.after(TICK_MS, tick);
    },
    stop: () => {
      stopped = true;
      cancelTick?.();
      cancelTick = null;
      subscribers.clear();
    },
  };
};
