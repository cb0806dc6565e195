// Which tags lie on the pad, from look to look: a tag counts as come or gone only when so many
// looks in a row agree, because a tag at the edge of the field answers now and then (hardware.md
// 1.7).
import type { SeenTag } from './tag-reader.ts';

export type PresenceOptions = { seenPolls: number; gonePolls: number; tagsMax: number };

export type Look = {
  /** Tags that have come by now and were seen in this very look. */
  here: SeenTag[];
  /** Tags that had come and are gone now. */
  gone: string[];
};

export const createPresence = ({ seenPolls, gonePolls, tagsMax }: PresenceOptions) => {
  const tags = new Map<string, { seen: number; missed: number; come: boolean }>();

  return {
    look(seen: readonly SeenTag[]): Look {
      const here: SeenTag[] = [];
      const gone: string[] = [];
      const now = new Map(seen.map((tag) => [tag.uid, tag] as const));
      for (const [uid, tag] of tags) {
        if (now.has(uid)) continue;
        tag.seen = 0;
        if (tag.come && ++tag.missed < gonePolls) continue;
        tags.delete(uid);
        if (tag.come) gone.push(uid);
      }
      for (const tag of now.values()) {
        const known = tags.get(tag.uid) ?? { seen: 0, missed: 0, come: false };
        if (!tags.has(tag.uid)) {
          if (tags.size >= tagsMax) continue;
          tags.set(tag.uid, known);
        }
        known.missed = 0;
        known.come ||= ++known.seen >= seenPolls;
        if (known.come) here.push(tag);
      }
      return { here, gone };
    },
  };
};
