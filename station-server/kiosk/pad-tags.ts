// The tags on all pads of a place, as its bridge told them last, and the titles of what waits there for its other parts.
import type { PadTag } from '../../firmware-bridge/messages.ts';
import type { Desk } from '../desk-types.ts';
import type { PadSight } from './pad-sight.ts';

export const createPadTags = () => {
  const pads = new Map<string, readonly PadTag[]>();
  return {
    show: (device: string, tags: readonly PadTag[]): void => {
      pads.set(device, tags);
    },
    /** Null: all of them. */
    away: (device: string | null): void => {
      if (device === null) pads.clear();
      else pads.delete(device);
    },
    deviceOf: (uid: string): string | null => {
      for (const [device, tags] of pads) if (tags.some((tag) => tag.uid === uid)) return device;
      return null;
    },
    has: (device: string): boolean => pads.has(device),
    all: (): PadTag[] => [...pads.values()].flat(),
  };
};

export const titlesOf = (
  sights: readonly PadSight[],
  desk: Pick<Desk, 'describe'>,
): Record<string, string> =>
  Object.fromEntries(
    sights.flatMap((sight) =>
      sight.sight === 'parts'
        ? [[sight.barcode, desk.describe(sight.barcode)?.title.title ?? sight.barcode]]
        : [],
    ),
  );
