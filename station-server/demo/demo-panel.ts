// The demo panel's clicks: a scan is sent to the simulated scanner, which speaks real bytes to its driver; cables are pulled in the
// bridge, the network in the relay. Nothing here reaches past the doors that real devices use.
import type { StationMessage } from '../../firmware-bridge/messages.ts';
import type { Place } from '../../profiles/station-schema.ts';
import type { DemoAct, StationStatus } from '../api-types.ts';
import { StationError } from '../errors.ts';
import type { Demo } from '../http/app-types.ts';
import type { DemoLocker } from './demo-locker.ts';
import type { DemoSamples } from './demo-samples.ts';
import type { NetworkSwitch } from './network-switch.ts';
import type { SlipShelf } from './slip-shelf.ts';

type SimulatedAct = Extract<StationMessage, { type: 'simulate' }>['act'];

export type DemoPanelDeps = {
  place: Place;
  /** Ids of its simulated RFID pads. */
  pads: readonly string[];
  locker: DemoLocker;
  isil: string;
  samples: DemoSamples;
  shelf: SlipShelf;
  network: NetworkSwitch | null;
  status(): StationStatus;
  /** False when the place has no bridge with simulated devices. */
  simulate(message: Extract<StationMessage, { type: 'simulate' }>): boolean;
  /** Called after the network was cut or restored. */
  onNetwork(cut: boolean): void;
};

/** What such a code is printed as: shops' numbers as EAN, the library's own as Code 128. */
const symbologyOf = (text: string) => (/^97[89][0-9]{10}$/.test(text) ? 'ean13' : 'code128');

export const createDemoPanel = (deps: DemoPanelDeps): Demo => {
  const devices = deps.place.devices
    .filter((device) => device.port.kind === 'simulated')
    .map((device) => device.id);

  const switchNetwork = (cut: boolean): void => {
    if (!deps.network) throw new StationError('demo-network-absent');
    if (cut) deps.network.cut();
    else deps.network.restore();
    deps.onNetwork(cut);
  };
  const onPad = new Set<string>();
  /** What the hand does; the tags are those of a library, secured unless the book is on loan already. */
  const handAct = ({ act, text }: DemoAct & { act: 'put' | 'take' }): SimulatedAct => {
    if (act === 'take') return { kind: 'take-books', barcodes: [text] };
    const book = deps.samples.books().find(({ barcode }) => barcode === text);
    const secured = book?.note !== 'on-loan';
    return { kind: 'put-books', owner: deps.isil, books: [{ barcode: text, secured }] };
  };
  const moveBook = (act: DemoAct & { act: 'put' | 'take' }): void => {
    const { device, text } = act;
    if (!deps.pads.includes(device)) throw new StationError('demo-device-unknown');
    const sent = deps.simulate({ type: 'simulate', device, act: handAct(act) });
    if (!sent) throw new StationError('bridge-away');
    if (act.act === 'put') onPad.add(text);
    else onPad.delete(text);
  };
  const simulate = (act: Exclude<DemoAct, { act: 'network' | 'put' | 'take' }>): void => {
    const { device } = act;
    const of = (kind: StationMessage & { type: 'simulate' }): boolean => deps.simulate(kind);
    const type = 'simulate';
    const known = devices.includes(device);
    const sent =
      known &&
      (act.act === 'scan'
        ? of({
            type,
            device,
            act: { kind: 'scan', text: act.text, symbology: symbologyOf(act.text) },
          })
        : act.act === 'noise'
          ? of({ type, device, act: { kind: 'noise', bytes: act.bytes } })
          : act.act === 'jam'
            ? of({ type, device, act: { kind: 'jam-lock', lock: act.lock, jammed: act.jammed } })
            : of({ type, device, act: { kind: act.act } }));
    if (!sent) throw new StationError(known ? 'bridge-away' : 'demo-device-unknown');
  };

  return {
    view: () => ({
      place: deps.place.id,
      cards: deps.samples.cards(),
      books: deps.samples.books(),
      networkCut: deps.network?.isCut() ?? false,
      devices,
      pads: [...deps.pads],
      onPad: [...onPad],
      lockers: [...deps.locker.devices],
      inLocker: deps.locker.inside(),
      status: deps.status(),
      slips: deps.shelf.list(),
    }),
    act: async (act) => {
      if (act.act === 'network') switchNetwork(act.cut);
      else if (act.act === 'put' && deps.locker.devices.includes(act.device))
        await deps.locker.put(act.device, act.text);
      else if (act.act === 'put' || act.act === 'take') moveBook(act);
      else simulate(act);
    },
    slip: (id) => deps.shelf.png(id),
  };
};
