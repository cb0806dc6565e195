// The yearly re-registration in a session: offered where it is due, two taps, masked, and nothing of it left afterwards.
import { expect, test } from 'vitest';
import type { PatronAccount } from '../../../station-server/desk-types.ts';
import type { DeskReply, SessionEffect } from '../../../station-server/kiosk/session-words.ts';
import { account, friendlyReply, identified, SURNAME, site, walk } from './session-cases.ts';

const { consentVersion, rulesVersion } = site.policy;
const yes = { act: 'reregister', consentVersion, rulesVersion, guarantee: false } as const;

const lapsedDesk = (fields: Partial<PatronAccount> = {}) => {
  let due = true;
  const reply = (effect: SessionEffect): DeskReply | null => {
    const blockedBy = due ? ('reregistration-due' as const) : null;
    const now = { blockedBy, itemsLeft: due ? 0 : 5, toAgree: due, ...fields };
    if (effect.effect === 'identify')
      return { to: 'identify', byNumber: false, answer: identified(now) };
    if (effect.effect === 'account') return { to: 'account', account: account(now) };
    if (effect.effect !== 'reregister') return friendlyReply(effect);
    due = false;
    return { to: 'reregister', answer: { outcome: 'reregistered' } };
  };
  return reply;
};

test('two taps: the page shows what the station has without a name or a day of birth, then borrowing goes on', () => {
  const session = walk(lapsedDesk());
  session.scanCard();
  session.act({ act: 'reregister-open' });
  expect(session.view()).toMatchObject({
    ...{ screen: 'reregister', state: 'asked', toAgree: true, guarantee: false, back: 'borrow' },
    record: { birthYear: 1990, category: 'employee', branch: site.branches[0]!.name },
  });
  expect(JSON.stringify(session.view())).not.toMatch(new RegExp(`${SURNAME}|1990-05-14`));
  session.act(yes);
  expect(session.view()).toMatchObject({ screen: 'reregister', state: 'done' });
  session.scanItem('101');
  expect(session.view()).toMatchObject({ screen: 'borrow', patron: { blockedBy: null } });
  session.act({ act: 'home' });
  expect(session.effects('record-visit')).toHaveLength(1);
  expect(session.state().patron).toBeNull();
});

test('a tap while the answer is under way is the same tap; after a failure it works again', () => {
  const replies = lapsedDesk();
  let fails = true;
  const session = walk((effect) => {
    if (effect.effect !== 'reregister' || !fails) return replies(effect);
    fails = false;
    return { to: 'failed', staffCode: 'desk-failed' };
  });
  session.scanCard();
  session.act({ act: 'reregister-open' });
  session.act(yes);
  expect(session.view()).toMatchObject({
    ...{ screen: 'reregister', state: 'asked', notice: { reason: 'station-failed' } },
  });
  session.act(yes);
  expect(session.view()).toMatchObject({ state: 'done' });
  session.act(yes);
  expect(session.effects('reregister')).toHaveLength(2);
});

test('a refusal is told and leads back to the question', () => {
  const replies = lapsedDesk();
  const session = walk((effect) =>
    effect.effect === 'reregister'
      ? { to: 'reregister', answer: { outcome: 'refused', reason: 'texts-changed' } }
      : replies(effect),
  );
  session.scanCard();
  session.act({ act: 'reregister-open' });
  session.act(yes);
  expect(session.view()).toMatchObject({ state: 'asked', notice: { reason: 'texts-changed' } });
});

test.each([
  ['nothing is due', { blockedBy: null }],
  ['another block stands', { blockedBy: 'patron-blocked' as const }],
  [
    'staff have not confirmed the registration',
    { patron: { ...account().patron, status: 'pending' as const } },
  ],
])('not offered where %s', (_, fields) => {
  const session = walk(lapsedDesk(fields));
  session.scanCard();
  session.act({ act: 'reregister-open' });
  expect(session.view().screen).toBe('borrow');
});

test('reminded of it in January, and a child is asked for its grown-up', () => {
  const patron = { ...account().patron, birthDate: '2016-02-01' };
  const session = walk(lapsedDesk({ patron, blockedBy: null, reregistrationReminder: true }));
  session.scanCard();
  session.act({ act: 'switch', to: 'account' });
  session.act({ act: 'reregister-open' });
  expect(session.view()).toMatchObject({ screen: 'reregister', guarantee: true, back: 'account' });
  session.act({ act: 'switch', to: 'account' });
  expect(session.view().screen).toBe('account');
});
