// What the tags on a pad are to a session: whose they are, what belongs together, and what nobody can use.
import { describe, expect, it } from 'vitest';
import type { PadTag, TagContent } from '../../../firmware-bridge/messages.ts';
import { defaultRfidRules } from '../../../profiles/rfid-rules.ts';
import { sightsOf } from '../../../station-server/kiosk/pad-sight.ts';
import { site } from './session-cases.ts';
import { bookAt, CARD, uidAt } from './tag-place.ts';

type Item = Extract<TagContent, { kind: 'item' }>;
const item = (pii: string, fields: Partial<Item> = {}): Item => ({
  kind: 'item',
  model: '28560-2',
  pii,
  owner: null,
  parts: null,
  usage: 0x10,
  offline: { issue: true, return: true },
  ...fields,
});
const tag = (serial: number, content: TagContent): PadTag => ({
  uid: uidAt(serial),
  content,
  secured: true,
});
const sights = (...tags: PadTag[]) => sightsOf(site, tags);

describe('one tag', () => {
  it.each([
    ['an empty one', { kind: 'blank' }, 'tag-blank'],
    ['an unreadable one', { kind: 'unreadable', fault: 'crc-wrong' }, 'tag-unreadable'],
    ['another library’s', item(bookAt(1), { owner: 'DE-705' }), 'tag-foreign'],
    ['a discarded one', { ...item(bookAt(1)), kind: 'discarded' }, 'tag-discarded'],
    ['one with a wrong check digit', item('37101001000011'), 'barcode-check-digit'],
    ['an item’s with a card’s number', item(CARD), 'tag-unreadable'],
    [
      'a card’s with an item’s number',
      { ...item(bookAt(1)), kind: 'patron-card' },
      'tag-unreadable',
    ],
  ] as [string, TagContent, string][])('%s is refused with its reason', (_, content, reason) => {
    expect(sights(tag(1, content))).toEqual([{ sight: 'refused', uids: [uidAt(1)], reason }]);
  });

  it('of the library itself, of nobody, or of a partner is an item', () => {
    const owned = (owner: string | null) => item(bookAt(1), { owner });
    const partner = { ...site, rfid: { ...defaultRfidRules, otherOwners: ['DE-705'] } };
    for (const owner of [null, site.isil]) {
      expect(sights(tag(1, owned(owner)))).toMatchObject([{ sight: 'item', barcode: bookAt(1) }]);
    }
    expect(sightsOf(partner, [tag(1, owned('DE-705'))])).toMatchObject([{ sight: 'item' }]);
  });

  it('of a patron card is that card', () => {
    const content: TagContent = { kind: 'patron-card', model: '28560-2', pii: CARD, owner: null };
    expect(sights(tag(1, content))).toEqual([{ sight: 'card', card: CARD, uids: [uidAt(1)] }]);
  });
});

describe('a set', () => {
  const part = (serial: number, ordinal: number, of = 3) =>
    tag(serial, item(bookAt(1), { parts: { of, ordinal } }));

  it('waits for what is missing, and is one item when all lie there', () => {
    expect(sights(part(1, 1), part(3, 3))).toMatchObject([
      { sight: 'parts', barcode: bookAt(1), of: 3, missing: [2] },
    ]);
    const whole = sights(part(1, 1), part(3, 3), part(2, 2));
    expect(whole).toMatchObject([{ sight: 'item', barcode: bookAt(1) }]);
    expect(whole[0]?.uids).toEqual([uidAt(1), uidAt(3), uidAt(2)]);
  });

  it('is not made whole by the same part twice', () => {
    expect(sights(part(1, 1), part(2, 1), part(3, 1))).toMatchObject([{ missing: [2, 3] }]);
  });

  it('is not lent offline when one of its parts says so', () => {
    const strict = item(bookAt(1), {
      parts: { of: 2, ordinal: 2 },
      offline: { issue: false, return: true },
    });
    expect(sights(part(1, 1, 2), tag(2, strict))).toMatchObject([
      { sight: 'item', offline: { issue: false, return: true } },
    ]);
  });
});
