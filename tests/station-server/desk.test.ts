// The desk on a real store: rules, state and journal in one transaction, refusals as values, personal data beside the chain.
import { describe, expect, test } from 'vitest';
import { loadSite } from '../../profiles/loader.ts';
import { defaultRfidRules } from '../../profiles/rfid-rules.ts';
import type { ActContext } from '../../station-server/desk-types.ts';
import { adult, adultForm, DAY_MS, itemAt, makeStation } from './test-station.ts';

const kiosk: ActContext = { place: 'kiosk-1', actor: 'patron' };
const staff: ActContext = { place: 'desk-1', actor: 'staff:7' };
const entriesOf = (station: ReturnType<typeof makeStation>) => station.journal.read(0, 1_000);

describe('check-out', () => {
  test('writes the loan and its entry together', () => {
    const station = makeStation();
    const answer = station.desk.checkOut('0-1', itemAt(1).barcode, 'home', kiosk);
    expect(answer).toMatchObject({
      outcome: 'lent',
      entry: { station: 7, seq: 1 },
      overdueDays: 0,
    });
    if (answer.outcome !== 'lent') throw new Error('not lent');
    expect(answer.loan.loanId).toBe('7-1');
    expect(station.rows.openLoanOfItem('0-1')).toEqual(answer.loan);
    expect(entriesOf(station)).toMatchObject([
      { seq: 1, type: 'check-out', effectiveOn: '2026-10-22', actor: 'patron', place: 'kiosk-1' },
    ]);
    expect(station.entriesTold()).toBe(1);
  });

  test('a refusal is a value with its reason, is noted in the journal and changes nothing else', () => {
    const station = makeStation();
    const unknown = station.desk.checkOut('0-1', '99999999', 'home', kiosk);
    expect(unknown).toEqual({ outcome: 'refused', reason: 'item-unknown' });
    station.rows.putItem(itemAt(1, { home: false }));
    const hall = station.desk.checkOut('0-1', itemAt(1).barcode, 'home', kiosk);
    expect(hall).toMatchObject({
      outcome: 'refused',
      reason: 'reading-room-only',
      item: { item: { itemId: '0-1' } },
    });
    expect(station.rows.openLoansOfPatron('0-1')).toEqual([]);
    expect(entriesOf(station).map(({ type, body }) => [type, body.reason, body.scanned])).toEqual([
      ['refusal', 'item-unknown', '99999999'],
      ['refusal', 'reading-room-only', null],
    ]);
  });

  test('where every book bears a tag, one that is unknown is lent on the pad, not by its barcode beside it', () => {
    const site = { ...loadSite('balkhash'), rfid: { ...defaultRfidRules, everyItemTagged: true } };
    const station = makeStation({ site });
    const lend = (index: number, context: ActContext) =>
      station.desk.checkOut('0-1', itemAt(index).barcode, 'home', context);
    const beside = { ...kiosk, pad: true };
    expect(lend(1, beside)).toMatchObject({ outcome: 'refused', reason: 'put-on-pad' });
    expect(lend(1, { ...beside, tags: ['E004010000000001'] })).toMatchObject({ outcome: 'lent' });
    expect(lend(2, kiosk), 'no pad to put it on').toMatchObject({ outcome: 'lent' });
    const usual = makeStation();
    const answer = usual.desk.checkOut('0-1', itemAt(1).barcode, 'home', beside);
    expect(answer, 'still being tagged').toMatchObject({ outcome: 'lent' });
  });

  test('the limit of the category holds over acts', () => {
    const station = makeStation();
    const limit =
      station.site.policy.itemsMax.byCategory.employee ?? station.site.policy.itemsMax.default;
    for (let index = 1; index <= limit; index += 1) {
      expect(station.desk.checkOut('0-1', itemAt(index).barcode, 'home', kiosk).outcome).toBe(
        'lent',
      );
    }
    const over = station.desk.checkOut('0-1', itemAt(limit + 1).barcode, 'home', kiosk);
    expect(over).toMatchObject({ outcome: 'refused', reason: 'item-limit', details: { limit } });
    expect(station.desk.account('0-1')).toMatchObject({ itemsLeft: 0 });
  });

  test('an act of last night keeps both its days', () => {
    const station = makeStation();
    const context = { ...staff, effectiveOn: '2026-10-20' };
    const answer = station.desk.checkOut('0-1', itemAt(1).barcode, 'home', context);
    expect(answer).toMatchObject({
      outcome: 'lent',
      loan: { takenOn: '2026-10-20', enteredAtMs: station.clock.now },
    });
    expect(entriesOf(station)[0]).toMatchObject({
      effectiveOn: '2026-10-20',
      wallMs: station.clock.now,
    });
    const future = station.desk.checkIn(itemAt(1).barcode, null, {
      ...staff,
      effectiveOn: '2026-10-23',
    });
    expect(future).toMatchObject({ outcome: 'refused', reason: 'effective-date-future' });
  });

  test('a failure in the middle leaves nothing half done', () => {
    const station = makeStation();
    station.db.exec(
      `CREATE TRIGGER planted BEFORE INSERT ON loan BEGIN SELECT RAISE(ABORT, 'planted'); END`,
    );
    expect(() => station.desk.checkOut('0-1', itemAt(1).barcode, 'home', kiosk)).toThrow('planted');
    expect(entriesOf(station)).toEqual([]);
    station.db.exec('DROP TRIGGER planted');
    expect(station.desk.checkOut('0-1', itemAt(1).barcode, 'home', kiosk)).toMatchObject({
      entry: { seq: 1 },
    });
  });
});

describe('check-in', () => {
  test('needs no card and is never refused because late', () => {
    const station = makeStation();
    station.desk.checkOut('0-1', itemAt(1).barcode, 'home', kiosk);
    station.clock.now += 90 * DAY_MS;
    const answer = station.desk.checkIn(itemAt(1).barcode, null, kiosk);
    expect(answer).toMatchObject({
      outcome: 'returned',
      loan: { loanId: '7-1', returnedOn: '2027-01-20' },
    });
    if (answer.outcome === 'returned') expect(answer.overdueDays).toBeGreaterThan(40);
    expect(station.rows.openLoanOfItem('0-1')).toBeUndefined();
  });

  test('of a book that was not lent only notes that it was seen', () => {
    const station = makeStation();
    expect(station.desk.checkIn(itemAt(2).barcode, null, kiosk)).toMatchObject({
      outcome: 'not-on-loan',
    });
    expect(entriesOf(station)).toMatchObject([
      { type: 'check-in', body: { loanId: null, patronId: null } },
    ]);
  });

  test('lets the same book out again', () => {
    const station = makeStation();
    for (let round = 0; round < 3; round += 1) {
      expect(station.desk.checkOut('0-1', itemAt(1).barcode, 'home', kiosk).outcome).toBe('lent');
      expect(station.desk.checkIn(itemAt(1).barcode, '0-1', kiosk).outcome).toBe('returned');
    }
  });
});

describe('renewal', () => {
  test('moves the due date until renewals are used up', () => {
    const station = makeStation();
    const lent = station.desk.checkOut('0-1', itemAt(1).barcode, 'home', kiosk);
    if (lent.outcome !== 'lent') throw new Error('not lent');
    let dueOn = lent.loan.dueOn;
    for (let round = 0; round < lent.loan.renewalsMax; round += 1) {
      station.clock.now += 3 * DAY_MS;
      const answer = station.desk.renew('7-1', kiosk);
      if (answer.outcome !== 'renewed') throw new Error(JSON.stringify(answer));
      expect(answer.loan.dueOn > dueOn).toBe(true);
      dueOn = answer.loan.dueOn;
    }
    expect(station.desk.renew('7-1', kiosk)).toMatchObject({
      outcome: 'refused',
      reason: 'renewals-used-up',
    });
    expect(station.desk.renew('7-99', kiosk)).toMatchObject({
      outcome: 'refused',
      reason: 'loan-unknown',
    });
  });
});

describe('identify', () => {
  test('by card, or by number with the birth date; unknown number and wrong date answer alike', () => {
    const station = makeStation();
    expect(station.desk.identify(adult.card, kiosk)).toMatchObject({
      outcome: 'identified',
      patron: { patronId: '0-1' },
    });
    expect(
      station.desk.identifyByNumber(adult.card, { birthDate: '1990-05-14' }, kiosk).outcome,
    ).toBe('identified');
    const wrongDate = station.desk.identifyByNumber(adult.card, { birthDate: '1990-05-15' }, kiosk);
    const noCard = station.desk.identifyByNumber(
      '27101000099996',
      { birthDate: '1990-05-14' },
      kiosk,
    );
    expect(wrongDate).toEqual({ outcome: 'refused', reason: 'birth-date-wrong' });
    expect(noCard).toEqual(wrongDate);
    expect(station.desk.identify('27101000099996', kiosk)).toEqual({
      outcome: 'refused',
      reason: 'patron-unknown',
    });
  });

  test('no card number enters the journal', () => {
    const station = makeStation();
    station.desk.identify('27101000099996', kiosk);
    station.desk.checkOut('0-1', '27101000099996', 'home', kiosk);
    expect(JSON.stringify(entriesOf(station))).not.toContain('27101000099996');
  });
});

describe('registration', () => {
  test('at a kiosk is pending, has a card with a check digit, and lends up to the small limit', () => {
    const station = makeStation();
    const answer = station.desk.register(adultForm(station.site), kiosk);
    if (answer.outcome !== 'registered') throw new Error(JSON.stringify(answer));
    expect(answer.patron).toMatchObject({ status: 'pending', patronId: '7-1' });
    expect(answer.patron.card).toMatch(/^27101007\d{6}$/);
    const { patronId } = answer.patron;
    const { pendingItemsMax } = station.site.policy;
    for (let index = 1; index <= pendingItemsMax; index += 1) {
      expect(station.desk.checkOut(patronId, itemAt(index).barcode, 'home', kiosk).outcome).toBe(
        'lent',
      );
    }
    const over = station.desk.checkOut(
      patronId,
      itemAt(pendingItemsMax + 1).barcode,
      'home',
      kiosk,
    );
    expect(over).toMatchObject({ outcome: 'refused', reason: 'pending-limit' });
    expect(station.desk.confirmRegistration(patronId, staff)).toEqual({ outcome: 'confirmed' });
    const after = station.desk.checkOut(
      patronId,
      itemAt(pendingItemsMax + 1).barcode,
      'home',
      kiosk,
    );
    expect(after.outcome).toBe('lent');
  });

  test('keeps names beside the chain, which holds after they are erased', () => {
    const station = makeStation();
    station.desk.register(adultForm(station.site), kiosk);
    const [entry] = entriesOf(station);
    expect(JSON.stringify(entry?.body)).not.toMatch(/Кедрова|Злата|1999|7000000041/);
    expect(JSON.parse(entry?.personal?.[1] ?? '')).toMatchObject({
      name: { surname: 'Кедрова' },
      phone: '+77000000041',
    });
    expect(station.journal.verify()).toBeNull();
    station.db.exec('DELETE FROM journal_person');
    expect(station.journal.verify()).toBeNull();
  });

  test('warns of the same name and birth date, written otherwise, and goes on when told', () => {
    const station = makeStation();
    const twin = { surname: 'АКЖОЛОВА', givenName: 'айару', birthDate: adult.birthDate };
    expect(station.desk.register(adultForm(station.site, twin), kiosk)).toEqual({
      outcome: 'duplicate-warning',
    });
    expect(entriesOf(station)).toEqual([]);
    const again = station.desk.register(
      adultForm(station.site, { ...twin, duplicateAccepted: true }),
      kiosk,
    );
    expect(again.outcome).toBe('registered');
    expect(entriesOf(station)[0]?.body).toMatchObject({ duplicateWarned: true });
  });

  test('two registrations never share a card', () => {
    const station = makeStation();
    const cards = ['А', 'Б', 'В', 'Г'].map((letter) => {
      const answer = station.desk.register(
        adultForm(station.site, { surname: `Степная${letter}` }),
        kiosk,
      );
      return answer.outcome === 'registered' ? answer.patron.card : '';
    });
    expect(new Set(cards).size).toBe(4);
  });

  test('faults are named by field and nothing is stored', () => {
    const station = makeStation();
    const faulty = adultForm(station.site, { surname: ' ', phone: '12', consentAccepted: false });
    expect(station.desk.register(faulty, kiosk)).toMatchObject({
      outcome: 'invalid',
      faults: { surname: 'required', phone: 'phone-invalid', consentAccepted: 'consent-required' },
    });
    expect(entriesOf(station)).toEqual([]);
  });
});

describe('the chain', () => {
  test('shows any changed entry', () => {
    const station = makeStation();
    for (let index = 1; index <= 4; index += 1)
      station.desk.checkOut('0-1', itemAt(index).barcode, 'home', kiosk);
    expect(station.journal.verify()).toBeNull();
    for (const change of [
      "place = 'kiosk-2'",
      'wall_ms = wall_ms + 1',
      `body = replace(body, '0-3', '0-4')`,
    ]) {
      station.db.exec('SAVEPOINT tamper');
      station.db.exec(`UPDATE journal SET ${change} WHERE seq = 3`);
      expect(station.journal.verify()).toBe(3);
      station.db.exec('ROLLBACK TO tamper');
    }
    station.db.exec('DELETE FROM journal WHERE seq = 2');
    expect(station.journal.verify()).toBe(3);
  });
});

test('the language of a patron is remembered as an act', () => {
  const station = makeStation();
  station.desk.setLanguage('0-1', 'en', kiosk);
  station.desk.setLanguage('0-1', 'en', kiosk);
  expect(station.rows.patronById('0-1')?.language).toBe('en');
  expect(entriesOf(station)).toMatchObject([{ type: 'preference', body: { language: 'en' } }]);
});
