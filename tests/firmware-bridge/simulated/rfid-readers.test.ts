// Simulated RL866 and 3M pads as devices of the bridge: the driver of the registry sees what a hand
// puts down and takes away, through noise and unplugging, and leaves nothing behind when it stops.
import { describe, expect, it } from 'vitest';
import { stack, uidAt } from '../../devices/rfid/reader-contract.ts';
import { readerOnBridge } from './reader-on-bridge.ts';

const put = (tags: number) => ({
  kind: 'put-tags' as const,
  tags: stack(tags).map(({ memory, ...rest }) => ({
    ...rest,
    memory: Buffer.from(memory).toString('hex'),
  })),
});

describe.each(['rl866-serial', 'rl866-tagging', '3m-810', '3m-210'])('simulated %s', (profile) => {
  it('tells tags that are put down, and when they are taken', async () => {
    const { clock, device, tagEvents, start } = readerOnBridge(profile);
    const driver = await start();
    expect(device.act(put(3))).toBe(true);
    await clock.advance(3_000);
    const here = tagEvents().at(-1);
    expect(here).toMatchObject({ tags: [{ uid: uidAt(0) }, { uid: uidAt(1) }, { uid: uidAt(2) }] });
    device.act({ kind: 'take-tags', uids: [uidAt(0), uidAt(1), uidAt(2)] });
    await clock.advance(3_000);
    expect(tagEvents().at(-1)).toEqual({ type: 'tags-on-pad', tags: [] });
    await driver.stop();
  });

  it('unsecures a book, and it stays so when it is taken and put back', async () => {
    const { clock, device, tagEvents, start } = readerOnBridge(profile);
    const driver = await start();
    device.act(put(1));
    await clock.advance(2_000);
    const outcome = await clock.until(driver.setSecurity(uidAt(0), false));
    expect(outcome).toEqual({ done: true, secured: false, fault: null });
    device.act({ kind: 'take-tags', uids: [uidAt(0)] });
    await clock.advance(2_000);
    device.act(put(1));
    await clock.advance(2_000);
    expect(tagEvents().at(-1)).toMatchObject({ tags: [{ secured: false }] });
    await driver.stop();
  });

  it('goes on after noise', async () => {
    const { clock, device, events, tagEvents, start } = readerOnBridge(profile);
    const driver = await start();
    expect(device.act({ kind: 'noise', bytes: 5_000 })).toBe(true);
    await clock.advance(20_000);
    device.act(put(1));
    await clock.advance(3_000);
    expect(events.some(({ type }) => type === 'noise-dropped')).toBe(true);
    expect(tagEvents().at(-1)).toMatchObject({ tags: [{ uid: uidAt(0) }] });
    await driver.stop();
  });

  it('is told when unplugged, works again when put back, and stop leaves no timer', async () => {
    const { clock, device, start, port, tagEvents } = readerOnBridge(profile);
    const first = await start();
    device.act(put(1));
    await clock.advance(2_000);
    const order = first.setSecurity(uidAt(0), false);
    device.act({ kind: 'unplug' });
    expect(await clock.until(order)).toMatchObject({ done: false, fault: 'reader-closed' });
    expect(await device.source.find()).toBe(undefined);
    await first.stop();
    expect(clock.pending()).toBe(0);
    device.act({ kind: 'plug' });
    const second = await start();
    await clock.advance(2_000);
    expect(tagEvents().at(-1)).toMatchObject({ tags: [{ uid: uidAt(0) }] });
    await second.stop();
    await second.stop();
    await port().close();
    await clock.advance(2_000);
    expect(clock.pending()).toBe(0);
  });
});
