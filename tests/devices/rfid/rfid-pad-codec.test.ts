// The pad with the real data models: a blank tag becomes an item of each model, is read back as it was
// written, and is read anew by another pad.
import { expect, it } from 'vitest';
import { tagCodec } from '../../../devices/rfid/tag-codec.ts';
import { TAG_MODELS } from '../../../devices/rfid/tag-content.ts';
import { padBench } from './pad-bench.ts';
import { uidAt } from './tag-stack.ts';

const UID = uidAt(0);
const PII = '30001004000017';

it.each(TAG_MODELS)('a tag is written, secured, lent and read again as %s', async (model) => {
  const rules = { models: [model] };
  const { clock, field, pad, start, told } = padBench({ codec: tagCodec, rules });
  field.put([{ uid: UID, dsfid: 0, afi: 0, memory: new Uint8Array(112) }]);
  await start();
  await clock.advance(2_000);
  expect(told()).toEqual([{ uid: UID, secured: null, content: { kind: 'blank' } }]);

  const item = { pii: PII, owner: model === '3m' ? null : 'KZ-BLK', parts: null, usage: null };
  const written = await clock.until(pad.writeTag(UID, item, false));
  expect(written).toMatchObject({ done: true, content: { kind: 'item', model, pii: PII } });
  expect(told()).toMatchObject([{ secured: true, content: { model, pii: PII } }]);
  expect(await clock.until(pad.setSecurity(UID, false))).toMatchObject({ done: true });

  const other = padBench({ codec: tagCodec, rules });
  other.field.put([field.tag(UID)!]);
  await other.start();
  await other.clock.advance(2_000);
  expect(other.told()).toMatchObject([{ secured: false, content: { model, pii: PII } }]);
});
