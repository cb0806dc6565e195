// A kiosk board with a PN5180 as one device: the pad of tags and the outputs and sensors of `board-driver.ts`, on the same line. Made
// by `registry.ts` from a profile and the rules of the site.
import type { DeviceProfile } from '../../profiles/device-schema.ts';
import type { DriverContext, RfidDriver } from '../driver.ts';
import { padOf, type SiteTags } from '../rfid/pad-of.ts';
import type { TagCodec } from '../rfid/tag-codec.ts';
import { createBoardDriver, type KitapBoardDriver } from './board-driver.ts';
import { createPn5180Reader } from './pn5180-reader.ts';

export type KitapBoardPad = KitapBoardDriver & RfidDriver;

/** `profile.contacts` and `profile.rfid` must be there; throws `profile-without-contacts`, `profile-without-rfid`. */
export const createBoardPad = (
  context: DriverContext,
  profile: DeviceProfile,
  site: SiteTags,
  codec: TagCodec,
): KitapBoardPad => {
  const board = createBoardDriver(context, profile);
  // The board was greeted before, and is ended by its own driver.
  const line = { ask: board.pn5180, begin: async () => {}, end: () => {} };
  const pad = padOf(context, profile, site, codec, ({ settings: { readBytesMax, tagsMax } }) =>
    createPn5180Reader({ ...line, readBytesMax, tagsMax }),
  );
  let stopped = false;
  const stop = async () => {
    await pad.stop();
    await board.stop();
  };
  return {
    async start() {
      stopped = false;
      await board.start();
      // Stopped from inside an event that the start of the board told.
      if (stopped) return;
      try {
        await pad.start();
      } catch (error) {
        await stop();
        throw error;
      }
    },
    async stop() {
      stopped = true;
      await stop();
    },
    setSecurity: pad.setSecurity,
    writeTag: pad.writeTag,
    pulse: board.pulse,
    pn5180: board.pn5180,
    get eventsLost() {
      return board.eventsLost;
    },
  };
};
