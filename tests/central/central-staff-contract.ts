// What staff of central decide: entries of station 0, durable, done once, taken back by a storno.
// Run on SQLite and on PostgreSQL (central-store.test.ts).
import { describe, expect, test } from 'vitest';
import { staffActionsOf } from '../../station-server/circulation/contradictions.ts';
import { expectWhole, hear, MINUTE_MS } from './both-orders.ts';
import {
  eachWithStore,
  ITEM,
  loan,
  type OpenStore,
  PATRON_A,
  PATRON_B,
  ref,
} from './contract-setup.ts';
import { LIBRARY, personal, pullAll, registration, T0 } from './fixtures.ts';
import { Journal } from './journal.ts';

const STAFF = { libraryId: LIBRARY, staffId: 'desk-1' };

export const centralStaffContract = (name: string, open: OpenStore): void => {
  describe(name, () => {
    const { held, rows, reviews } = eachWithStore(open);
    const lentTwice = async () => {
      const [one, two] = [new Journal(1), new Journal(2)];
      const first = one.lend(ITEM, PATRON_A, T0);
      const second = two.lend(ITEM, PATRON_B, T0 + MINUTE_MS);
      await hear(held.store, [1, 2], [one, two]);
      return { journals: [one, two], first, second };
    };
    const own = () => held.store.entries(ref(0));
    const decide = (
      kind: Parameters<typeof staffActionsOf>[0],
      about: string,
      action: 'accept' | 'correct' | 'dismiss' | 'undo',
      more: { reason?: string; intoPatronId?: string } = {},
    ) => held.store.decideReview(STAFF, { kind, ref: about, action, ...more }, 'en');

    test('correct gives the item to the earlier reader, undo gives it back to the later', async () => {
      const { journals, first, second } = await lentTwice();
      const before = await held.store.feedCounter(LIBRARY);
      const told = await decide('lent-twice', first, 'correct');
      expect(told).toMatchObject({ state: 'corrected', decision: { by: 'desk-1' } });
      expect(loan(await rows(), first)).toMatchObject({ returnedOn: null });
      const news = (await pullAll(held.store, ref(1), 500, before)).map(({ id }) => id);
      expect(news).toEqual(expect.arrayContaining([first, second]));
      expect((await own()).map(({ type }) => type)).toEqual(['storno', 'review-decided']);
      await expectWhole(held.store, journals);

      expect(await decide('lent-twice', first, 'undo')).toMatchObject({ state: 'open' });
      expect(loan(await rows(), second)).toMatchObject({ returnedOn: null });
      expect(loan(await rows(), first)?.returnedOn).not.toBeNull();
      expect(await reviews()).toEqual([`lent-twice ${first}`]);
      await decide('lent-twice', first, 'correct');
      expect(loan(await rows(), first)).toMatchObject({ returnedOn: null });
      await expectWhole(held.store, journals);
    });
    test('the same again is one decision; another is refused until the first is taken back', async () => {
      const { first } = await lentTwice();
      const twice = await Promise.all([
        decide('lent-twice', first, 'accept'),
        decide('lent-twice', first, 'accept'),
      ]);
      expect(twice.map(({ state }) => state)).toEqual(['accepted', 'accepted']);
      expect(await own()).toHaveLength(1);
      await expect(decide('lent-twice', first, 'correct')).rejects.toMatchObject({
        code: 'review-decided',
      });
      await decide('lent-twice', first, 'undo');
      await decide('lent-twice', first, 'undo');
      expect(await own()).toHaveLength(2);
      expect(await reviews()).toEqual([`lent-twice ${first}`]);
    });
    test('a decided review is not opened by what is heard of later', async () => {
      const { journals, first } = await lentTwice();
      await decide('lent-twice', first, 'dismiss', { reason: 'seen at the shelf' });
      await hear(held.store, [2, 1], journals as Journal[]);
      expect(await reviews()).toEqual([]);
      const { reviews: told } = await held.store.staffReviews(LIBRARY, {
        ...{ state: 'dismissed', language: 'en' },
      });
      expect(told[0]).toMatchObject({
        decision: { action: 'dismiss', reason: 'seen at the shelf' },
        actions: [{ action: 'undo', label: 'Take the decision back' }],
      });
    });
    test('what cannot be done is refused and leaves nothing behind', async () => {
      const { first } = await lentTwice();
      const refused = async (code: string, act: Promise<unknown>) =>
        expect(act).rejects.toMatchObject({ code });
      await refused('reason-needed', decide('lent-twice', first, 'dismiss', { reason: ' ' }));
      await refused('review-unknown', decide('lent-twice', '9-9', 'accept'));
      const journal = new Journal(1);
      journal.lend(ITEM, PATRON_A, T0);
      journal.addRaw('telepathy', {}, { atMs: T0 + 1 });
      await held.store.push(ref(1), journal.push());
      await refused('review-action-unknown', decide('held', '1-2', 'correct'));
      expect(await own()).toEqual([]);
    });
    test('two records of one person: correct merges them, undo parts them', async () => {
      const [one, two] = [new Journal(1), new Journal(2)];
      one.add('registration', registration('2001'), { atMs: T0 }, personal('Үміт'));
      two.add('registration', registration('2002'), { atMs: T0 }, personal('ҮМІТ'));
      const lent = two.lend(ITEM, '2-1', T0 + 1);
      await hear(held.store, [2, 1], [one, two]);
      await decide('same-person', '2-1', 'correct');
      expect(loan(await rows(), lent)).toMatchObject({ patronId: '1-1' });
      expect((await rows()).get('patron 2-1')).toMatchObject({ mergedInto: '1-1' });
      await decide('same-person', '2-1', 'undo');
      expect(loan(await rows(), lent)).toMatchObject({ patronId: '2-1' });
      expect((await rows()).get('patron 2-1')).not.toHaveProperty('mergedInto');
    });
    test('an unknown reader is found: the record that stays must be named and known', async () => {
      const journal = new Journal(1);
      const lent = journal.lend(ITEM, '9-9', T0);
      await hear(held.store, [1], [journal]);
      const merge = (more: { intoPatronId?: string }) =>
        decide('patron-unknown', '9-9', 'correct', more);
      await expect(merge({})).rejects.toMatchObject({ code: 'patron-needed' });
      await expect(merge({ intoPatronId: '8-8' })).rejects.toMatchObject({ code: 'patron-needed' });
      await merge({ intoPatronId: PATRON_B });
      expect(loan(await rows(), lent)).toMatchObject({ patronId: PATRON_B });
    });
    test('the sentences name title, barcode, stations and cards; nothing stored has a name', async () => {
      const { first } = await lentTwice();
      const read = (language: 'kk' | 'ru' | 'en') =>
        held.store.staffReviews(LIBRARY, { state: 'open', language });
      const [kk, ru, en] = await Promise.all([read('kk'), read('ru'), read('en')]);
      for (const {
        reviews: [told],
        open: waiting,
      } of [kk, ru, en]) {
        for (const figure of ['Кітап t1', '30099000000010', '20099000000011', '20099000000029'])
          expect(told?.happened).toContain(figure);
        expect(`${told?.happened}${told?.decided}${told?.todo}`).not.toMatch(/[{}]/);
        expect(waiting).toBe(1);
      }
      expect(en.reviews[0]?.actions.map(({ action }) => action)).toEqual(
        staffActionsOf('lent-twice'),
      );
      const stored = JSON.stringify(await held.store.reviewQueue(LIBRARY));
      expect(stored).toContain(first);
      expect(stored).not.toContain('Сынақов');
      expect(stored).not.toContain('20099000000011');
    });
    test('tokens of staff: one name, one token, replaced when lost; no station has number 0', async () => {
      const token = await held.store.addStaff(LIBRARY, 'desk-1');
      expect(await held.store.findStaff(token)).toEqual(STAFF);
      expect(await held.store.findStation(token)).toBeUndefined();
      expect(await held.store.findStaff(`${token.slice(0, -2)}AA`)).toBeUndefined();
      await expect(held.store.addStaff(LIBRARY, 'desk-1')).rejects.toMatchObject({
        code: 'staff-exists',
      });
      const next = await held.store.addStaff(LIBRARY, 'desk-1', true);
      expect(await held.store.findStaff(token)).toBeUndefined();
      expect(await held.store.findStaff(next)).toEqual(STAFF);
      await expect(held.store.addStaff(LIBRARY, 'Айша')).rejects.toMatchObject({
        code: 'staff-name-invalid',
      });
      const { first } = await lentTwice();
      await decide('lent-twice', first, 'accept');
      expect((await held.store.stations(LIBRARY)).map(({ station }) => station)).toEqual([1, 2]);
      expect(await held.store.findStation(`${LIBRARY}.0.${'A'.repeat(43)}`)).toBeUndefined();
    });
  });
};
