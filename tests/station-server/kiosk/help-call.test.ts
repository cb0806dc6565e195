// The call for a librarian: one call however often the button is pressed, answered by staff, over by itself, and calling again.
import { expect, test } from 'vitest';
import { helpCallOf } from '../../../station-server/kiosk/help-call.ts';
import { HELP_COMING_MS, HELP_MS } from '../../../station-server/kiosk/session-limits.ts';
import { walk } from './session-cases.ts';

const shown = (to: ReturnType<typeof walk>) => {
  const { helpCalled, helpComing } = to.view();
  return helpComing ? 'coming' : helpCalled ? 'called' : 'quiet';
};

test('a call stands, is as old as its first press, and is answered', () => {
  const to = walk();
  expect([shown(to), helpCallOf(to.state())]).toEqual(['quiet', null]);
  to.act({ act: 'call-librarian' });
  to.time(30_000);
  to.act({ act: 'call-librarian' });
  expect([shown(to), helpCallOf(to.state())]).toEqual(['called', { agoMs: 30_000, taken: false }]);
  to.give({ input: 'help-taken' });
  to.time(1_000);
  expect([shown(to), helpCallOf(to.state())]).toEqual(['coming', { agoMs: 1_000, taken: true }]);
  to.give({ input: 'help-taken' });
  expect(helpCallOf(to.state())).toEqual({ agoMs: 1_000, taken: true });
  to.time(HELP_COMING_MS);
  expect([shown(to), helpCallOf(to.state())]).toEqual(['quiet', null]);
});

test('taking where nobody calls is nothing', () => {
  const to = walk();
  const { revision } = to.view();
  to.give({ input: 'help-taken' });
  expect([shown(to), to.view().revision]).toEqual(['quiet', revision]);
});

test('a call that nobody takes ends by itself, and the next one is new', () => {
  const to = walk();
  to.act({ act: 'call-librarian' });
  to.time(HELP_MS);
  expect(shown(to)).toBe('quiet');
  to.act({ act: 'call-librarian' });
  expect(helpCallOf(to.state())).toEqual({ agoMs: 0, taken: false });
});

test('the answer is seen by the page at once, also after the caller has left', () => {
  const to = walk();
  to.scanCard();
  to.act({ act: 'call-librarian' });
  to.act({ act: 'home' });
  const { revision } = to.view();
  to.give({ input: 'help-taken' });
  expect([shown(to), to.view().revision]).toEqual(['coming', revision + 1]);
});

test('who calls again while the librarian is on the way is a new call', () => {
  const to = walk();
  to.act({ act: 'call-librarian' });
  to.give({ input: 'help-taken' });
  to.act({ act: 'call-librarian' });
  expect([shown(to), helpCallOf(to.state())]).toEqual(['called', { agoMs: 0, taken: false }]);
});
