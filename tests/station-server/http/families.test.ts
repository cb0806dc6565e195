// Families over HTTP: staff link with their key, and the parent's card at the kiosk borrows for the child, with a receipt by child.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { duplicateKey } from '../../../station-server/circulation/registration.ts';
import {
  ask,
  bookAt,
  CARD,
  type RunningStation,
  STAFF_TOKEN,
  startStation,
} from '../running-station.ts';

let station: RunningStation;
beforeEach(async () => {
  station = await startStation();
  const parent = station.store.rows.patronById('0-1')!;
  const name = { ...parent.name, givenName: 'Әлия' };
  const child = { ...parent, patronId: '0-11', card: CHILD_CARD, birthDate: '2017-03-08', name };
  station.store.rows.putPatron(child, duplicateKey(name, child.birthDate));
});
afterEach(async () => {
  await station.stop();
});

const CHILD_CARD = '27101001000034';
const read = (text: string) =>
  ({ type: 'barcode-read', device: 'scanner', text, symbology: 'code128', ageMs: 1 }) as const;
const staff = async (method: string, path: string, body?: object, token = STAFF_TOKEN) => {
  const answer = await ask(`${station.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: answer.status, body: JSON.parse(answer.text) as unknown };
};
const children = `/api/patrons/${CARD}/children`;
const place = { place: 'kiosk-1' };

test('linked at the desk, borrowed for at the kiosk, one receipt by child', async () => {
  const linked = await staff('POST', children, { ...place, childCard: CHILD_CARD });
  expect(linked).toMatchObject({
    status: 200,
    body: {
      outcome: 'family',
      children: [{ patronId: '0-11', givenName: 'Әлия', birthYear: 2017 }],
    },
  });
  const bridge = await station.bridge();
  const page = station.stream();
  bridge.say({ type: 'printer-state', device: 'printer', state: 'ready' });
  bridge.say(read(CARD));
  await page.untilView(
    'the family',
    (view) => view.screen === 'borrow' && view.family?.children.length === 1,
  );
  bridge.say(read(bookAt(1)));
  await page.untilView('a book', (view) => view.screen === 'borrow' && view.lentCount === 1);
  await station.act({ act: 'borrow-for', child: 0 });
  bridge.say(read(bookAt(2)));
  await page.untilView('two books', (view) => view.screen === 'borrow' && view.lentCount === 2);
  expect(JSON.stringify(page.views())).not.toContain('Әлия');
  expect(station.entries('check-out').map(({ body }) => body.patronId)).toEqual(['0-1', '0-11']);
  await station.act({ act: 'finish', receipt: 'paper' });
  await bridge.untilHeard('print');
  const slip = JSON.stringify(bridge.of('print')[0]!.document);
  expect(slip).toMatch(/Берілген кітаптар · Ә\. А\. \(9\)/);
  expect(slip).not.toContain('Әлия');
  page.close();
});

test('shown and ended at the desk', async () => {
  await staff('POST', children, { ...place, childCard: CHILD_CARD });
  const shown = await staff('GET', `${children}?place=kiosk-1`);
  expect(shown).toMatchObject({
    body: { adult: { patronId: '0-1' }, children: [{ card: CHILD_CARD }] },
  });
  const ended = await staff('POST', `${children}/0-11/end`, place);
  expect(ended).toMatchObject({ status: 200, body: { outcome: 'family', children: [] } });
});

test('refusals have their words; without the key nothing is told', async () => {
  const same = await staff('POST', children, { ...place, childCard: CARD });
  expect(same).toMatchObject({
    status: 200,
    body: { outcome: 'refused', reason: 'guardian-same' },
  });
  const nobody = await staff('POST', children, { ...place, childCard: '27101001000099' });
  expect(nobody).toMatchObject({ body: { outcome: 'refused', reason: 'patron-unknown' } });
  const gone = await staff('GET', '/api/patrons/27101001000099/children?place=kiosk-1');
  expect(gone).toMatchObject({ body: { outcome: 'refused', reason: 'patron-unknown' } });
  const end = await staff('POST', '/api/patrons/27101001000099/children/0-11/end', place);
  expect(end).toMatchObject({ body: { outcome: 'refused', reason: 'patron-unknown' } });
  for (const [method, path] of [
    ['GET', `${children}?place=kiosk-1`],
    ['POST', children],
    ['POST', `${children}/0-11/end`],
  ] as const)
    expect((await staff(method, path, method === 'POST' ? {} : undefined, 'wrong')).status).toBe(
      401,
    );
});
