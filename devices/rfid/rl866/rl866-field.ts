// The field of an RL866 as a whole: opening the reader, and who lies on it (hardware.md 2.2,
// commands 01 and 31).
import type { SeenTag } from '../tag-reader.ts';
import { inventory, readConfig, type TagPlace } from './rl866-commands.ts';
import type { Rl866Link } from './rl866-link.ts';
import { parseInventory } from './rl866-replies.ts';
import { OK, statusError, TAG_NOT_FOUND } from './rl866-status.ts';
import type { Rl866Tags } from './rl866-tags.ts';

/** The reader's store fills up, or its time ends, and it is asked to go on so many times. */
const INVENTORY_ROUNDS_MAX = 8;

export const createRl866Field = (link: Rl866Link, tags: Rl866Tags, tagsMax: number) => ({
  async open(): Promise<{ model: string; firmware: string }> {
    const { status } = await link.command(readConfig());
    if (status !== OK) throw statusError(status);
    // Handles that an earlier program left open.
    await tags.release();
    return { model: 'RL866', firmware: 'unknown' };
  },
  async inventory(): Promise<SeenTag[]> {
    await tags.release();
    const places = new Map<string, TagPlace>();
    for (let round = 0; round < INVENTORY_ROUNDS_MAX; round++) {
      const { status, fields } = await link.command(inventory(round > 0));
      if (status === TAG_NOT_FOUND) break;
      if (status !== OK) throw statusError(status);
      const { more, reports } = parseInventory(fields);
      for (const { uid, place } of reports) if (places.size < tagsMax) places.set(uid, place);
      if (!more || places.size >= tagsMax) break;
    }
    tags.placesNow(places);
    return [...places.keys()].map((uid) => ({ uid, dsfid: null }));
  },
});
