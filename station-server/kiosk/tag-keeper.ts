// Keeps the security bits of one place true (hardware.md 1.7): return: secured and read back first, then checked in, undone when that
// fails; lending: checked out, then unsecured and read back, tried again when the book comes back to the pad. What is left to do stands
// in the store (circulation/tag-duty.ts), so that whatever dies here, the next start knows; this only carries it out and tells.
import type { BridgeMessage, PadTag, StationMessage } from '../../firmware-bridge/messages.ts';
import type { TagProgress } from '../api-types.ts';
import type { ActContext, CheckInAnswer, Desk, DeskItem, DeskRefusal } from '../desk-types.ts';

/** Orders for one tag that end without what was wanted, while it lies there; then staff are told. The driver itself tries more often. */
export const ORDER_TRIES_MAX = 3;
/** So long after a lending was cut off, its book on the pad means that the reader heeds "put it back". */
export const REPAIR_WITHIN_MS = 600_000;
/** Items whose bits are being changed at once. */
export const JOBS_MAX = 64;

type SecuritySet = Extract<BridgeMessage, { type: 'security-set' }>;
type SetSecurity = Extract<StationMessage, { type: 'set-security' }>;

export type TagKeeperDeps = {
  place: string;
  desk: Pick<
    Desk,
    | 'beginReturn'
    | 'checkIn'
    | 'noteSecurity'
    | 'tagDuties'
    | 'raiseTagAlerts'
    | 'tagBit'
    | 'describe'
  >;
  /** False when no bridge takes it. */
  send(order: SetSecurity): boolean;
  newRequest(): string;
  nowMs(): number;
  /** To the session that began it; one that has ended hears nothing. */
  tellProgress(session: number, barcode: string, tag: TagProgress): void;
  tellReturned(session: number, barcode: string, answer: CheckInAnswer): void;
  sessionRuns(): boolean;
  onFailure(cause: unknown): void;
};

type Job = {
  kind: 'lend' | 'return';
  session: number;
  barcode: string;
  patronId: string | null;
  item: DeskItem;
  uids: readonly string[];
  /** Not yet read back as wanted. */
  left: Set<string>;
};

export type TagKeeper = ReturnType<typeof createTagKeeper>;

export const createTagKeeper = (deps: TagKeeperDeps) => {
  const { place, desk } = deps;
  const pads = new Map<string, readonly PadTag[]>();
  const jobs = new Map<string, Job>();
  const orders = new Map<string, { uid: string; secured: boolean }>();
  const busy = new Set<string>();
  const tries = new Map<string, number>();

  const context = (): ActContext => ({ place, actor: 'patron' });
  const self = (): ActContext => ({ place, actor: 'self' });
  const lying = (uid: string): { device: string; tag: PadTag } | undefined => {
    for (const [device, tags] of pads) {
      const tag = tags.find((other) => other.uid === uid);
      if (tag) return { device, tag };
    }
    return undefined;
  };
  const jobOf = (uid: string): Job | undefined =>
    [...jobs.values()].find(({ uids }) => uids.includes(uid));

  const raise = (wanted: (uid: string) => boolean): void =>
    desk.raiseTagAlerts((duty) => duty.place === place && wanted(duty.uid), self());

  const tell = (job: Job, tag: TagProgress): void =>
    deps.tellProgress(job.session, job.barcode, tag);

  const order = (uid: string, secured: boolean): void => {
    const there = lying(uid);
    if (!there || busy.has(uid) || (tries.get(uid) ?? 0) >= ORDER_TRIES_MAX) return;
    const { device } = there;
    const request = deps.newRequest();
    orders.set(request, { uid, secured });
    busy.add(uid);
    if (deps.send({ type: 'set-security', device, request, uid, secured })) return;
    orders.delete(request);
    busy.delete(uid);
  };

  const finishReturn = (job: Job): void => {
    jobs.delete(job.barcode);
    const { barcode, patronId, uids, session } = job;
    const answer = desk.checkIn(barcode, patronId, { ...context(), tags: uids });
    // Still on loan, and secured by now: that is undone by the duty which this makes.
    if (answer.outcome === 'refused') for (const uid of uids) desk.noteSecurity(uid, true, self());
    deps.tellReturned(session, barcode, answer);
  };

  const failReturn = (job: Job): void => {
    jobs.delete(job.barcode);
    const answer: DeskRefusal = { outcome: 'refused', reason: 'tag-not-secured', item: job.item };
    for (const uid of job.uids) tries.delete(uid);
    deps.tellReturned(job.session, job.barcode, answer);
  };

  const done = (uid: string, secured: boolean): void => {
    tries.delete(uid);
    const job = jobOf(uid);
    if (job?.kind !== 'return') desk.noteSecurity(uid, secured, context());
    if (!job) return;
    job.left.delete(uid);
    if (job.left.size > 0) return;
    if (job.kind === 'return') {
      finishReturn(job);
      return;
    }
    jobs.delete(job.barcode);
    tell(job, 'done');
  };

  const missed = (uid: string, secured: boolean | null): void => {
    desk.noteSecurity(uid, secured, context());
    const job = jobOf(uid);
    const there = lying(uid);
    if (!there) {
      if (job) tell(job, 'put-back');
      return;
    }
    tries.set(uid, (tries.get(uid) ?? 0) + 1);
    if ((tries.get(uid) ?? 0) < ORDER_TRIES_MAX) return;
    if (job?.kind === 'return') {
      failReturn(job);
      return;
    }
    raise((other) => other === uid);
    if (!job) return;
    jobs.delete(job.barcode);
    tell(job, 'staff');
  };

  /**
   * Orders what is not known to be so and lies there. Never believes the pad's picture instead: an order of before, from a link or a
   * station that died, may still be on its way to the tag.
   */
  const pump = (): void => {
    for (const job of [...jobs.values()])
      if (job.kind === 'return') for (const uid of job.left) order(uid, true);
    for (const { uid, secured } of desk.tagDuties()) {
      if (jobOf(uid)?.kind !== 'return') order(uid, secured);
    }
  };

  /** Catches at the boundary of what comes in: whatever fails, the duty stands in the store. */
  const guarded = (work: () => void): void => {
    try {
      work();
    } catch (cause) {
      deps.onFailure(cause);
    }
  };

  const taken = (uids: readonly string[]): void => {
    for (const uid of uids) {
      tries.delete(uid);
      const job = jobOf(uid);
      if (job?.left.has(uid)) tell(job, 'put-back');
    }
    if (!deps.sessionRuns()) raise((uid) => !lying(uid));
  };

  const show = (device: string, tags: readonly PadTag[]): void => {
    const before = pads.get(device) ?? [];
    pads.set(device, tags);
    const left = before.filter(({ uid }) => !lying(uid)).map(({ uid }) => uid);
    for (const { uid, secured } of tags) {
      if (before.some((other) => other.uid === uid)) continue;
      tries.delete(uid);
      // Changed elsewhere, or by an answer that was lost.
      const known = desk.tagBit(uid);
      if (known !== undefined && secured !== null && known !== secured && !jobOf(uid))
        desk.noteSecurity(uid, secured, self());
      const job = jobOf(uid);
      if (job?.left.has(uid)) tell(job, 'working');
    }
    if (left.length > 0) taken(left);
    pump();
  };

  /** Just lent, and its reader puts it back as was asked: that is no return yet. */
  const repair = (
    session: number,
    barcode: string,
    uids: readonly string[],
    patronId: string | null,
  ): DeskRefusal | null => {
    const sinceMs = deps.nowMs() - REPAIR_WITHIN_MS;
    const duty = desk
      .tagDuties()
      .find((other) => uids.includes(other.uid) && !other.secured && other.sinceMs > sinceMs);
    const item = duty && desk.describe(barcode);
    if (!item) return null;
    jobs.set(barcode, {
      kind: 'lend',
      session,
      barcode,
      patronId,
      item,
      uids,
      left: new Set(uids),
    });
    queueMicrotask(() =>
      guarded(() => {
        const job = jobs.get(barcode);
        if (job) tell(job, 'working');
        pump();
      }),
    );
    return { outcome: 'refused', reason: 'tag-still-lent', item };
  };

  return {
    /** At start nobody is at work any more: whoever stood here has left with the book, or without it. */
    start: () => guarded(() => raise(() => true)),
    pad: (device: string, tags: readonly PadTag[]) => guarded(() => show(device, tags)),
    /** The pad or its bridge went away with all orders. */
    padAway: (device: string | null) =>
      guarded(() => {
        for (const name of device === null ? [...pads.keys()] : [device]) show(name, []);
        orders.clear();
        busy.clear();
      }),
    answer: ({ request, uid, done: isDone, secured }: SecuritySet) =>
      guarded(() => {
        const asked = orders.get(request);
        orders.delete(request);
        if (asked?.uid !== uid) return;
        busy.delete(uid);
        if (isDone && secured === asked.secured) {
          // An order of before may end after the act turned round: then it is only what is known.
          const wanted = jobOf(uid)?.kind === 'return' ? true : undefined;
          if (wanted === undefined || wanted === secured) done(uid, secured);
          else desk.noteSecurity(uid, secured, self());
        } else missed(uid, secured);
        pump();
      }),
    /** After a check-out whose tags lie on the pad. */
    lent: (given: Pick<Job, 'session' | 'barcode' | 'patronId' | 'item' | 'uids'>) =>
      guarded(() => {
        if (jobs.size >= JOBS_MAX) return;
        const job: Job = { ...given, kind: 'lend', left: new Set(given.uids) };
        jobs.set(job.barcode, job);
        for (const uid of given.uids) tries.delete(uid);
        tell(job, 'working');
        pump();
      }),
    /** Answers a refusal at once; else the answer comes by `tellReturned`. */
    beginReturn: (
      session: number,
      barcode: string,
      uids: readonly string[],
      patronId: string | null,
    ): DeskRefusal | DeskItem => {
      // Taken away in the middle and put back.
      const before = jobs.get(barcode);
      if (before?.kind === 'return' && before.session === session) return before.item;
      const repaired = repair(session, barcode, uids, patronId);
      if (repaired) return repaired;
      const begun = desk.beginReturn(barcode, uids, patronId, context());
      if (begun.outcome === 'refused') return begun;
      const { item, title } = begun;
      const about = { session, barcode, patronId, item: { item, title }, uids };
      jobs.set(barcode, { ...about, kind: 'return', left: new Set(uids) });
      for (const uid of uids) tries.delete(uid);
      queueMicrotask(() => guarded(pump));
      return { item, title };
    },
    /** Whoever stood here has left: returns that were not finished are none, and what is not on the pad is told to staff. */
    sessionEnded: () =>
      guarded(() => {
        for (const job of [...jobs.values()]) if (job.kind === 'return') jobs.delete(job.barcode);
        for (const uid of [...tries.keys()]) tries.delete(uid);
        raise((uid) => !lying(uid));
        pump();
      }),
  };
};
