// A click on a book with the locker chosen: the book is reserved for the first adult of the panel and put into the first free
// compartment, by the same ways as staff have. Then that card opens it at the kiosk.
import type { ActContext, Desk } from '../desk-types.ts';
import { StationError } from '../errors.ts';
import type { LockerFlow } from '../lockers/locker-flow.ts';
import { isSameLock } from '../lockers/locker-rule.ts';
import type { DemoSamples } from './demo-samples.ts';

export type DemoLocker = {
  devices: readonly string[];
  /** Barcodes of the books that lie there. */
  inside(): string[];
  /** @throws StationError `demo-locker-refused` */
  put(device: string, barcode: string): Promise<void>;
};

export const createDemoLocker = (deps: {
  place: string;
  desk: Pick<Desk, 'identify' | 'describe' | 'describeItem' | 'placeHold'>;
  lockers: LockerFlow;
  samples: Pick<DemoSamples, 'cards'>;
}): DemoLocker => {
  const { place, desk, lockers } = deps;
  const staff: ActContext = { place, actor: 'staff:desk' };
  const boards = lockers.boards.filter((board) => board.place === place);
  const filled = () => lockers.list().filter((one) => one.place === place);
  const refused = (detail: string): never => {
    throw new StationError('demo-locker-refused', { detail });
  };
  const freeLock = (device: string) => {
    const count = boards.find((board) => board.device === device)?.count ?? 0;
    return Array.from({ length: count }, (_, lock) => ({ place, device, lock })).find(
      (name) => !filled().some((one) => isSameLock(one, name)),
    );
  };
  return {
    devices: boards.map(({ device }) => device),
    inside: () => filled().map(({ itemId }) => desk.describeItem(itemId)?.item.barcode ?? ''),
    async put(device, barcode) {
      const card = deps.samples.cards().find(({ note }) => note === 'adult')?.barcode;
      const reader = card === undefined ? undefined : desk.identify(card, staff);
      const book = desk.describe(barcode);
      const name = freeLock(device);
      if (reader?.outcome !== 'identified' || !book || !name) return refused('nothing to put in');
      const { item, title } = book;
      const { patronId } = reader.patron;
      if (filled().some(({ itemId }) => itemId === item.itemId)) return refused('locker-taken');
      const hold = desk.placeHold(patronId, title.titleId, item.itemId, staff);
      if (hold.outcome === 'refused') return refused(hold.reason);
      const answer = await lockers.fill(name, barcode, staff);
      if (answer.outcome === 'refused') return refused(answer.reason);
    },
  };
};
