// A place with a pad for tests of the security bits: the real store, desk, session and keeper, and tags whose bits really change. The
// pad carries out orders one after the other, as a driver does, with the faults that a test plants, also while its station is dead.
import type { PadTag, StationMessage } from '../../../firmware-bridge/messages.ts';
import { makeNumber } from '../../../profiles/card-number.ts';
import { createPlaceRuntime } from '../../../station-server/place-runtime.ts';
import { createManualClock } from '../../devices/manual-clock.ts';
import { adult, itemAt, makeStation } from '../test-station.ts';

export const bookAt = (serial: number) =>
  makeNumber({ kind: 'item', libraryNumber: '7101', station: 1, serial });
export const CARD = makeNumber({ kind: 'patron', libraryNumber: '7101', station: 1, serial: 1 });
export const uidAt = (serial: number) => `E00401000000000${serial}`;

/** What the next order meets: the tag refuses; writes but tells nothing; writes nothing and is read back so. */
export type OrderFault = 'refuse' | 'lie' | 'drop';
type Order = Extract<StationMessage, { type: 'set-security' }>;

const settle = async () => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

export const makeTagPlace = (books = 3) => {
  const station = makeStation();
  for (let at = 1; at <= books; at += 1)
    station.rows.putItem(itemAt(at + 100, { barcode: bookAt(at), itemId: `0-${at + 100}` }));
  station.rows.putPatron({ ...adult, card: CARD }, 'key');
  const armed = new Map<string, boolean>();
  const lying: string[] = [];
  const orders: Order[] = [];
  const faults: OrderFault[] = [];
  for (let at = 1; at <= books; at += 1) {
    armed.set(uidAt(at), true);
    // Each lay on a pad of this station before: a tag that never did is not known to anybody.
    const context = { place: 'desk-1', actor: 'staff:ayan' } as const;
    station.desk.beginReturn(bookAt(at), [uidAt(at)], null, context);
    station.desk.noteSecurity(uidAt(at), true, context);
  }
  const known = station.journal.nextSeq() - 1;
  const clock = createManualClock();
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
      tries: { blocked: () => false, wrong: () => undefined },
      clock,
      queue: { submit: () => 'job', reprint: () => 'job' },
      deviceClass: () => 'rfid',
      online: () => true,
      send: (message) => {
        if (!linked || message.type !== 'set-security') return false;
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

  const content = (uid: string): PadTag['content'] => ({
    kind: 'item',
    model: '28560-3',
    pii: bookAt(Number(uid.slice(-1))),
    owner: null,
    parts: null,
    usage: 0x11,
    offline: { issue: true, return: true },
  });
  const show = () =>
    runtime.message({
      type: 'tags-on-pad',
      device: 'pad',
      tags: lying.map((uid) => ({ uid, content: content(uid), secured: armed.get(uid)! })),
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

  /** What the tag became, and what the reader says of it. */
  const carryOut = ({ uid, secured }: Order) => {
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
    const outcome = carryOut(order);
    if (answered && linked)
      runtime.message({ type: 'security-set', device, request, uid, ...outcome });
    return true;
  };
  const open = (uid: string) => {
    const found = station.rows.itemByBarcode(bookAt(Number(uid.slice(-1))))!;
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
      runtime.host.offer({
        input: 'scan',
        scan: { kind: 'item', number: bookAt(serial) },
        ageMs: 0,
      }),
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
export type TagPlace = ReturnType<typeof makeTagPlace>;
