// The whole bridge with a simulated pad: messages of the station in, a real driver on real bytes,
// messages out.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createRfidField } from '../../../firmware-bridge/simulated/rfid-field.ts';
import { plainMemory } from '../../devices/rfid/plain-codec.ts';
import { createTestPlace, simulatedDevice, type TestPlace } from '../test-place.ts';

const UID = 'E004010000000001';
let place: TestPlace;
beforeEach(async () => {
  place = await createTestPlace();
});
afterEach(() => place.remove());

const say = (act: object) =>
  place.station.say({ type: 'simulate', device: 'pad', act: act as never });
const put = {
  kind: 'put-tags',
  tags: [
    { uid: UID, dsfid: 0x3e, afi: 0x07, memory: Buffer.from(plainMemory('A-1')).toString('hex') },
  ],
};
const tagsTold = (count: number, from = 0) =>
  place.station.waitFor(
    `${count} tags`,
    (message) => message.type === 'tags-on-pad' && message.tags.length === count,
    from,
  );

it('tags are put on, unsecured, taken, come back as they were; unplugged and plugged in', async () => {
  place.start([simulatedDevice('pad', 'feig-serial')]);
  await place.state('pad', 'ready');
  say(put);
  expect(await tagsTold(1)).toMatchObject({
    device: 'pad',
    tags: [{ uid: UID, secured: true, content: { kind: 'item', pii: 'A-1' } }],
  });
  const order = { type: 'set-security', device: 'pad', uid: UID, secured: false } as const;
  place.station.say({ ...order, request: 'r1' });
  const answer = await place.station.waitFor('an answer', ({ type }) => type === 'security-set');
  expect(answer).toMatchObject({ request: 'r1', done: true, secured: false, fault: null });

  let from = place.station.heard.length;
  say({ kind: 'take-tags', uids: [UID] });
  await tagsTold(0, from);
  from = place.station.heard.length;
  say(put);
  expect(await tagsTold(1, from)).toMatchObject({ tags: [{ uid: UID, secured: false }] });

  say({ kind: 'unplug' });
  await place.state('pad', 'absent', from);
  from = place.station.heard.length;
  place.station.say({ ...order, request: 'r2' });
  const refused = await place.station.waitFor(
    'a refusal',
    ({ type }) => type === 'security-set',
    from,
  );
  expect(refused).toMatchObject({ request: 'r2', done: false, fault: 'reader-closed' });
  say({ kind: 'plug' });
  await place.state('pad', 'ready', from);
  expect(await tagsTold(1, from)).toMatchObject({ tags: [{ secured: false }] });
});

it('a field remembers the tags that were taken, and forgets the oldest', () => {
  const field = createRfidField();
  const tag = { uid: UID, dsfid: 0, afi: 7, memory: new Uint8Array(8) };
  expect(field.putBack(UID)).toBe(false);
  field.put([tag]);
  field.writeAfi(UID, 0xc2);
  field.take([UID]);
  expect(field.inventory()).toEqual([]);
  expect(field.putBack(UID)).toBe(true);
  expect(field.tag(UID)!.afi).toBe(0xc2);
  field.take([UID]);
  for (let index = 0; index < 1_024; index++) {
    field.put([{ ...tag, uid: `E004${String(index).padStart(12, '0')}` }]);
    field.take([`E004${String(index).padStart(12, '0')}`]);
  }
  expect(field.tag(UID)).toBeUndefined();
});
