// Debounce of tags: in after so many looks, out after so many, and nothing told twice.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createPresence } from '../../../devices/rfid/presence.ts';

const seen = (...uids: string[]) => uids.map((uid) => ({ uid, dsfid: 0 }));
const names = (tags: { uid: string }[]) => tags.map(({ uid }) => uid);

it('a tag is here from its second look on, gone after its third miss', () => {
  const presence = createPresence({ seenPolls: 2, gonePolls: 3, tagsMax: 10 });
  const looks = ['A', 'A', '', '', 'A', '', '', '', 'A'].map((uid) => {
    const { here, gone } = presence.look(uid ? seen(uid) : []);
    return `${names(here)}/${gone}`;
  });
  expect(looks).toEqual(['/', 'A/', '/', '/', 'A/', '/', '/', '/A', '/']);
});

it('a tag that is missed before it came begins anew', () => {
  const presence = createPresence({ seenPolls: 2, gonePolls: 3, tagsMax: 10 });
  for (const uid of ['A', '', 'A', ''])
    expect(presence.look(uid ? seen(uid) : [])).toEqual({ here: [], gone: [] });
});

it('more tags than the pad takes are left out until others leave', () => {
  const presence = createPresence({ seenPolls: 1, gonePolls: 1, tagsMax: 2 });
  expect(names(presence.look(seen('A', 'B', 'C')).here)).toEqual(['A', 'B']);
  expect(names(presence.look(seen('B', 'C')).here)).toEqual(['B', 'C']);
});

it('each tag that came is told gone once, and only such', () => {
  const looks = fc.array(fc.uniqueArray(fc.constantFrom('A', 'B', 'C')), { maxLength: 60 });
  fc.assert(
    fc.property(
      looks,
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 4 }),
      (all, seenPolls, gonePolls) => {
        const presence = createPresence({ seenPolls, gonePolls, tagsMax: 8 });
        const here = new Set<string>();
        for (const uids of all) {
          const look = presence.look(seen(...uids));
          for (const uid of look.gone) expect(here.delete(uid)).toBe(true);
          for (const uid of names(look.here)) here.add(uid);
          for (const uid of names(look.here)) expect(uids).toContain(uid);
        }
      },
    ),
  );
});
