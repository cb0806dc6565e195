// What every backend does with a journal, run on each of them (station-server/backends/backend.ts).
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Backend } from '../../../station-server/backends/backend.ts';
import type { Desk } from '../../../station-server/desk-types.ts';
import type { Journal } from '../../../station-server/store/journal.ts';
import type { Meta } from '../../../station-server/store/meta.ts';
import type { StationDatabase } from '../../../station-server/store/open-database.ts';
import { until } from '../../firmware-bridge/until.ts';

export type BackendWorld = {
  station: { desk: Desk; journal: Journal; meta: Meta; db: StationDatabase };
  backend(): Backend;
  /** A backend on the same store, as after a kill of the process; the one before is stopped. */
  reopen(): Promise<void>;
  /** Numbers of the entries that the other side holds, in its order. */
  delivered(): Promise<number[]>;
  cut(): void;
  restore(): void;
  end(): Promise<void>;
};

const CONTEXT = { place: 'kiosk-1', actor: 'patron' } as const;

export const backendContract = (name: string, open: () => Promise<BackendWorld>): void => {
  describe(name, () => {
    let world: BackendWorld;
    beforeEach(async () => {
      world = await open();
    });
    afterEach(() => world.end());

    const visit = (times = 1): void => {
      for (let made = 0; made < times; made += 1) world.station.desk.recordVisit(null, CONTEXT);
    };
    const head = (): number => world.station.journal.nextSeq() - 1;
    const untilDelivered = async (): Promise<void> => {
      world.backend().tryNow();
      await until('all to be delivered', () => world.backend().status().applied === head());
    };
    const numbers = (): number[] => Array.from({ length: head() }, (_, index) => index + 1);

    test('entries arrive in order, each once, and only then count as applied', async () => {
      visit(3);
      expect(world.backend().status().applied).toBe(0);
      world.backend().start();
      await untilDelivered();
      expect(await world.delivered()).toEqual(numbers());
      visit(1_200);
      await untilDelivered();
      expect(await world.delivered()).toEqual(numbers());
      expect(world.backend().status()).toMatchObject({ lastError: null, online: true });
    });

    test('while the way is cut acts go on, the failure is told, and all arrives when it is back', async () => {
      world.backend().start();
      visit();
      await untilDelivered();
      world.cut();
      visit(5);
      world.backend().tryNow();
      await until('the failure', () => world.backend().status().lastError !== null);
      expect(world.backend().status()).toMatchObject({ applied: 1, online: false });
      world.restore();
      expect(await world.delivered()).toEqual([1]);
      await untilDelivered();
      expect(await world.delivered()).toEqual(numbers());
      await until('the failure to be over', () => world.backend().status().lastError === null);
    });

    test('an entry that the other side does not know holds up nobody', async () => {
      const { db, journal } = world.station;
      const unknown = { type: 'from-a-later-program', body: { what: 'ever', itemId: 5 } };
      const day = { effectiveOn: '2026-10-22', place: 'kiosk-1', actor: 'self' };
      db.transaction(() => journal.append({ ...unknown, ...day } as never)).immediate();
      visit();
      world.backend().start();
      await untilDelivered();
      expect(await world.delivered()).toEqual([1, 2]);
    });

    test('what was delivered before a kill, and not yet written down here, is not delivered twice', async () => {
      visit(4);
      world.backend().start();
      await untilDelivered();
      world.station.meta.set('applied', 0);
      await world.reopen();
      visit();
      world.backend().start();
      await untilDelivered();
      expect(await world.delivered()).toEqual(numbers());
    });

    test('stopping twice is harmless, and starting again goes on', async () => {
      world.backend().start();
      visit();
      await untilDelivered();
      await Promise.all([world.backend().stop(), world.backend().stop()]);
      await world.backend().stop();
      visit();
      world.backend().start();
      await untilDelivered();
      expect(await world.delivered()).toEqual([1, 2]);
    });
  });
};
