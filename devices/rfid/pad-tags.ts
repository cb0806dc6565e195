// What a pad knows of the tags that lie on it: read once each, tried again when that failed, told
// as a whole when it changed.
import { RfidError } from './errors.ts';
import { createPresence, type PresenceOptions } from './presence.ts';
import { type ReadDeps, readTag, type TagRead } from './read-tag.ts';
import type { PadTag } from './tag-content.ts';
import type { SeenTag } from './tag-reader.ts';

/** Failed reads before a tag is told as unreadable; each follows a look that saw the tag. */
export const READ_TRIES = 3;
/** Looks between later tries: somebody may have moved the book. */
export const REREAD_LOOKS = 10;

type Known = { tag: PadTag | null; tries: number; waitLooks: number };

export type PadTags = ReturnType<typeof createPadTags>;

export const createPadTags = (
  deps: ReadDeps,
  presence: PresenceOptions,
  tell: (tags: PadTag[]) => void,
) => {
  const looks = createPresence(presence);
  const known = new Map<string, Known>();
  let told = '[]';

  const tellChange = () => {
    const tags = [...known.values()].flatMap(({ tag }) => (tag ? [tag] : []));
    const now = JSON.stringify(tags);
    if (now === told) return;
    told = now;
    tell(tags);
  };

  const unreadable = (uid: string, secured: boolean | null): PadTag => ({
    uid,
    content: { kind: 'unreadable', fault: 'read-failed' },
    secured,
  });

  const readOne = async (uid: string, entry: Known): Promise<void> => {
    try {
      const { content, secured } = await readTag(deps, uid);
      entry.tag = { uid, content, secured };
      entry.tries = 0;
      entry.waitLooks = -1;
    } catch (failure) {
      if (!(failure instanceof RfidError)) throw failure;
      if (failure.code === 'reader-closed') throw failure;
      entry.tries++;
      if (entry.tries < READ_TRIES) return;
      entry.tag ??= unreadable(uid, null);
      entry.waitLooks = REREAD_LOOKS;
    }
  };

  return {
    /**
     * One look: who came is read, who left is forgotten, a change is told once for all of them.
     */
    async look(seen: readonly SeenTag[]): Promise<void> {
      const { here, gone } = looks.look(seen);
      for (const uid of gone) known.delete(uid);
      for (const { uid } of here) {
        const entry = known.get(uid) ?? { tag: null, tries: 0, waitLooks: 0 };
        known.set(uid, entry);
        if (entry.waitLooks > 0) entry.waitLooks--;
        if (entry.waitLooks === 0) await readOne(uid, entry);
      }
      tellChange();
    },
    /** After an order: what is known now, where the tag is one that was told. */
    securedNow(uid: string, secured: boolean | null): void {
      const entry = known.get(uid);
      if (entry?.tag) entry.tag = { ...entry.tag, secured };
      tellChange();
    },
    /** After a write; without a read the tag is unreadable until the next look reads it. */
    writtenNow(uid: string, read: TagRead | null): void {
      const entry = known.get(uid);
      if (!entry?.tag) return;
      entry.tag = read
        ? { uid, content: read.content, secured: read.secured }
        : unreadable(uid, null);
      entry.waitLooks = read ? -1 : 0;
      tellChange();
    },
  };
};
