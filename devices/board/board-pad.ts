// A kiosk board with a PN5180 as one device: the pad of tags and the outputs and sensors of `board-driver.ts`, on the same line. Made
// by `registry.ts` from a profile and the rules of the site.
import type { DeviceProfile } from '../../profiles/device-schema.ts';
import { defaultRfidRules, type RfidRules } from '../../profiles/rfid-rules.ts';
import type { DriverContext, RfidDriver } from '../driver.ts';
import { RfidError } from '../rfid/errors.ts';
import { createRfidPad } from '../rfid/rfid-pad.ts';
import type { TagCodec } from '../rfid/tag-codec.ts';
import { createBoardDriver, type KitapBoardDriver } from './board-driver.ts';
import { createPn5180Reader } from './pn5180-reader.ts';

export type KitapBoardPad = KitapBoardDriver & RfidDriver;

/** `profile.contacts` and `profile.rfid` must be there; throws `profile-without-contacts`, `profile-without-rfid`. */
export const createBoardPad = (
  context: DriverContext,
  profile: DeviceProfile,
  site: { rfid?: RfidRules; isil?: string },
  codec: TagCodec,
): KitapBoardPad => {
  const settings = profile.rfid;
  if (!settings) throw new RfidError('profile-without-rfid', profile.id);
  const board = createBoardDriver(context, profile);
  const { readBytesMax, tagsMax } = settings;
  const pad = createRfidPad(context, {
    // The board was greeted before, and is ended by its own driver.
    connect: () =>
      createPn5180Reader({
        ask: board.pn5180,
        begin: async () => {},
        end: () => {},
        readBytesMax,
        tagsMax,
      }),
    codec,
    settings,
    rules: site.rfid ?? defaultRfidRules,
    isil: site.isil ?? '',
  });
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
