// A place with a pad for tests of the security bits: the real store, desk, session and keeper, and tags whose bits really change. The
// pad carries out orders one after the other, as a driver does, with the faults that a test plants, also while its station is dead.
import type { PadTag, StationMessage } from '../../../firmware-bridge/messages.ts';
import { makeNumber } from '../../../profiles/card-number.ts';
import { PAD_BLIND_MS } from '../../../station-server/kiosk/session-limits.ts';
import { createPlaceRuntime } from '../../../station-server/place-runtime.ts';
import { createManualClock } from '../../devices/manual-clock.ts';
import { adult, itemAt, makeStation, noLockers } from '../test-station.ts';

export const bookAt = (serial: number) =>
  makeNumber({ kind: 'item', libraryNumber: '7101', station: 1, serial });
export const CARD = makeNumber({ kind: 'patron', libraryNumber: '7101', station: 1, serial: 1 });
export const uidAt = (serial: number) => `E00401000000000${serial}`;

/** What the next order meets: the tag refuses; writes but tells nothing; writes nothing and is read back so. */
export type OrderFault = 'refuse' | 'lie' | 'drop';
type Order = Extract<StationMessage, { type: 'set-security' | 'write-tag' }>;

const settle = async () => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

export const makeTagPlace = async (books = 3) => {
  const station = makeStation();
  for (let at = 1; at <= books; at += 1)
    station.rows.putItem(itemAt(at + 100, { barcode: bookAt(at), itemId: `0-${at + 100}` }));
  station.rows.putPatron({ ...adult, card: CARD }, 'key');
  const armed = new Map<string, boolean>();
  const lying: string[] = [];
  /** What stands on each tag; an empty one is not among them. */
  const written = new Map<string, string>();
  const orders: Order[] = [];
  const faults: OrderFault[] = [];
  for (let at = 1; at <= books; at += 1) {
    armed.set(uidAt(at), true);
    written.set(uidAt(at), bookAt(at));
    // Each lay on a pad of this station before: a tag that never did is not known to anybody.
    const context = { place: 'desk-1', actor: 'staff:ayan' } as const;
    station.desk.beginReturn(bookAt(at), [uidAt(at)], null, context);
    station.desk.noteSecurity(uidAt(at), true, context);
  }
  const known = station.journal.nextSeq() - 1;
  const clock = createManualClock(station.clock.now);
  let linked = true;
  let requests = 0;

  const boot = () => {
    const runtime = createPlaceRuntime({
      place: {
        id: 'kiosk-1',
        kind: 'kiosk',
        devices: [{ id: 'pad', profile: 'a-pad', port: { kind: 'simulated' } }],
      },
      site: station.site,
      branch: station.site.branches[0]!,
      desk: station.desk,
      lockers: noLockers(station.desk),
      content: null,
      tries: { waitMs: () => 0, wrong: () => undefined },
      clock,
      queue: { submit: () => 'job', reprint: () => 'job' },
      deviceClass: () => 'rfid',
      online: () => true,
      send: (message) => {
        if (!linked || (message.type !== 'set-security' && message.type !== 'write-tag'))
          return false;
        orders.push(message);
        return true;
      },
      newRequest: () => `r${(requests += 1)}`,
      onFailure: (_code, cause) => {
        if (cause) throw cause;
      },
    });
    runtime.start();
    return runtime;
  };
  let runtime = boot();

  const contentOf = (uid: string): PadTag['content'] => {
    const pii = written.get(uid);
    return pii === undefined ? { kind: 'blank' } : itemContent(pii);
  };
  const itemContent = (pii: string): PadTag['content'] => ({
    kind: 'item',
    model: '28560-3',
    pii,
    owner: null,
    parts: null,
    usage: 0x11,
    offline: { issue: true, return: true },
  });
  const show = () =>
    runtime.message({
      type: 'tags-on-pad',
      device: 'pad',
      tags: lying.map((uid) => ({ uid, content: contentOf(uid), secured: armed.get(uid)! })),
    });
  const ready = () => {
    linked = true;
    runtime.bridgeReady({
      type: 'hello',
      protocol: 1,
      place: 'kiosk-1',
      pid: 1,
      simulated: true,
      devices: [{ device: 'pad', state: 'ready' }],
    });
    show();
  };
  ready();
  // It runs for a while: what comes to lie there from now on was put down.
  await settle();
  clock.advance(2 * PAD_BLIND_MS);
  await settle();

  /** What the tag became, and what the reader says of it. */
  const carryOut = ({ uid, secured }: Extract<Order, { type: 'set-security' }>) => {
    if (!lying.includes(uid)) return { done: false, secured: null, fault: 'tag-gone' };
    const fault = faults.shift();
    if (fault !== 'refuse' && fault !== 'drop') armed.set(uid, secured);
    if (fault === 'lie') return { done: false, secured: null, fault: 'write-uncertain' };
    const now = armed.get(uid)!;
    return { done: now === secured, secured: now, fault: now === secured ? null : 'tag-refused' };
  };
  const work = (answered = true) => {
    const order = orders.shift();
    if (!order) return false;
    const { device, request, uid } = order;
    if (order.type === 'write-tag') {
      const done = lying.includes(uid) && faults.shift() === undefined;
      if (done) {
        written.set(uid, order.item.pii);
        armed.set(uid, true);
      }
      const content = done ? contentOf(uid) : null;
      const fault = done ? null : 'tag-refused';
      if (answered && linked)
        runtime.message({ type: 'tag-written', device, request, uid, done, content, fault });
      return true;
    }
    const outcome = carryOut(order);
    if (answered && linked)
      runtime.message({ type: 'security-set', device, request, uid, ...outcome });
    return true;
  };
  const open = (uid: string) => {
    const found = station.rows.itemByBarcode(written.get(uid) ?? '');
    if (!found) return false;
    return station.rows.openLoanOfItem(found.item.itemId) !== undefined;
  };
  return {
    station,
    settle,
    faults,
    armed,
    lying,
    open,
    view: () => runtime.host.view(),
    put: (serial: number) => {
      if (!lying.includes(uidAt(serial))) lying.push(uidAt(serial));
      show();
    },
    take: (serial: number) => {
      const at = lying.indexOf(uidAt(serial));
      if (at >= 0) lying.splice(at, 1);
      show();
    },
    card: () =>
      runtime.host.offer({ input: 'scan', scan: { kind: 'patron', number: CARD }, ageMs: 0 }),
    scan: (serial: number) =>
      runtime.message({
        type: 'barcode-read',
        device: 'scanner',
        text: bookAt(serial),
        symbology: 'code128',
        ageMs: 0,
      }),
    /** An empty tag, as new ones are. */
    putBlank: (serial: number) => {
      armed.set(uidAt(serial), true);
      lying.push(uidAt(serial));
      show();
    },
    written,
    tagging: () => runtime.pad.tagging(),
    setTagging: (mode: 'off' | 'single' | 'batch' | 'convert', lock = false) =>
      runtime.pad.setTagging(mode, lock),
    show,
    act: (act: Parameters<typeof runtime.host.act>[0]) => runtime.host.act(act),
    pass: (ms: number) => clock.advance(ms),
    work,
    /** The link dies; what the pad was asked for it does all the same. */
    cut: () => {
      linked = false;
      runtime.bridgeAway();
    },
    ready,
    /** The server is killed and starts again on the same store. */
    kill: () => {
      runtime.host.stop();
      runtime = boot();
      ready();
    },
    orders,
    security: () =>
      station.journal
        .read(known, station.journal.nextSeq())
        .filter(({ type }) => type === 'security')
        .map(({ body }) => body as { uid: string; result: string; wanted: string }),
  };
};
export type TagPlace = Awaited<ReturnType<typeof makeTagPlace>>;
