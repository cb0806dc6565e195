// The air above a simulated pad: ISO 15693 tags with their memory, and what can go wrong with them.
// Every simulated reader, whatever frames it speaks, asks the same field; a fault is planted on a
// tag and wears off after so many commands.

/** Answers of a tag or of nobody; readers turn them into the status bytes of their family. */
export type AirAnswer<T> =
  | { air: 'ok'; value: T }
  | { air: 'no-tag' }
  | { air: 'collision' }
  | {
      air: 'refused';
      code: 'no-block' | 'already-locked' | 'locked' | 'not-programmed' | 'unknown';
    }
  /** The command may have been carried out; the answer was lost. */
  | { air: 'lost' };

export type FieldTag = {
  uid: string;
  dsfid: number;
  afi: number;
  /** Null on tags that are not NXP's: they know no EAS command. */
  eas: boolean | null;
  blockBytes: number;
  memory: Uint8Array;
  locked: Set<number>;
  afiLocked: boolean;
};

/**
 * `refuse-write`: says no, writes nothing. `lie-write`: writes, but its answer is lost.
 * `drop-write`: says yes, writes nothing. `mute`: answers nothing until the field was switched off
 * and on. `collide`: two tags answer at once, neither is understood. `refuse-read`: its memory
 * cannot be read.
 */
export type TagTrouble =
  | 'refuse-write'
  | 'lie-write'
  | 'drop-write'
  | 'refuse-read'
  | 'mute'
  | 'collide';

export const FIELD_TAGS_MAX = 64;
/** Tags remembered while they are away, each as it was taken: a book keeps its tag. */
export const AWAY_TAGS_MAX = 1_024;

export type NewTag = Pick<FieldTag, 'uid' | 'dsfid' | 'afi' | 'memory'> &
  Partial<Pick<FieldTag, 'eas' | 'blockBytes'>>;

const isNxp = (uid: string) => uid.startsWith('E004');

export const createRfidField = () => {
  const tags = new Map<string, FieldTag>();
  const away = new Map<string, FieldTag>();
  const troubles = new Map<string, { trouble: TagTrouble; times: number }>();
  const leaving = new Map<string, number>();

  /** Takes one use of a planted trouble. */
  const troubled = (uid: string, ...kinds: TagTrouble[]): TagTrouble | undefined => {
    const planted = troubles.get(uid);
    if (!planted || !kinds.includes(planted.trouble)) return undefined;
    if (planted.trouble !== 'mute' && --planted.times <= 0) troubles.delete(uid);
    return planted.trouble;
  };

  const reach = (uid: string): AirAnswer<FieldTag> => {
    const left = leaving.get(uid);
    if (left !== undefined) {
      if (left <= 0) take([uid]);
      else leaving.set(uid, left - 1);
    }
    const tag = tags.get(uid);
    if (!tag || troubled(uid, 'mute')) return { air: 'no-tag' };
    if (troubled(uid, 'collide')) return { air: 'collision' };
    return { air: 'ok', value: tag };
  };

  const change = (
    uid: string,
    check: (tag: FieldTag) => AirAnswer<null>,
    make: (tag: FieldTag) => void,
  ) => {
    const reached = reach(uid);
    if (reached.air !== 'ok') return reached;
    const checked = check(reached.value);
    if (checked.air !== 'ok') return checked;
    const trouble = troubled(uid, 'refuse-write', 'lie-write', 'drop-write');
    if (trouble === 'refuse-write') return { air: 'refused', code: 'not-programmed' } as const;
    if (trouble !== 'drop-write') make(reached.value);
    return trouble === 'lie-write'
      ? ({ air: 'lost' } as const)
      : ({ air: 'ok', value: null } as const);
  };

  const ok: AirAnswer<null> = { air: 'ok', value: null };

  const take = (uids: readonly string[]): void => {
    for (const uid of uids) {
      const tag = tags.get(uid);
      if (tag) away.set(uid, tag);
      if (away.size > AWAY_TAGS_MAX) away.delete([...away.keys()][0]!);
      tags.delete(uid);
      leaving.delete(uid);
    }
  };

  return {
    put(given: readonly NewTag[]): void {
      for (const { uid, memory, ...rest } of given) {
        if (tags.size >= FIELD_TAGS_MAX) return;
        const eas = isNxp(uid) ? false : null;
        const tag = { eas, blockBytes: 4, ...rest, locked: new Set<number>(), afiLocked: false };
        tags.set(uid, { ...tag, uid, memory: Uint8Array.from(memory) });
        away.delete(uid);
      }
    },
    take,
    /** Back as it was taken; false for a tag that was never here. */
    putBack(uid: string): boolean {
      const tag = away.get(uid);
      if (tag && tags.size < FIELD_TAGS_MAX) {
        tags.set(uid, tag);
        away.delete(uid);
      }
      return tags.has(uid);
    },
    /**
     * As the tag is, whether it lies in the field or not, for looking at after a test; undefined
     * when it was never put.
     */
    tag: (uid: string): FieldTag | undefined => tags.get(uid) ?? away.get(uid),
    trouble: (uid: string, trouble: TagTrouble, times = 1): void => {
      troubles.set(uid, { trouble, times });
    },
    /** The tag is pulled away after so many more commands to it. */
    leaveAfter: (uid: string, commands: number): void => {
      leaving.set(uid, commands);
    },
    /** Every trouble and leaving planted is over. */
    calm: (): void => {
      troubles.clear();
      leaving.clear();
    },
    /** Field off and on. */
    reset: (): void => {
      for (const [uid, { trouble }] of troubles) if (trouble === 'mute') troubles.delete(uid);
    },
    inventory: (): FieldTag[] =>
      [...tags.values()].filter(({ uid }) => !troubled(uid, 'mute', 'collide')),
    reach,
    read(uid: string, firstBlock: number, blocks: number): AirAnswer<Uint8Array> {
      const reached = reach(uid);
      if (reached.air !== 'ok') return reached;
      const { memory, blockBytes } = reached.value;
      if (troubled(uid, 'refuse-read')) return { air: 'refused', code: 'unknown' };
      const end = (firstBlock + blocks) * blockBytes;
      if (blocks < 1 || end > memory.length) return { air: 'refused', code: 'no-block' };
      return { air: 'ok', value: memory.slice(firstBlock * blockBytes, end) };
    },
    write: (uid: string, firstBlock: number, bytes: Uint8Array): AirAnswer<null> =>
      change(
        uid,
        ({ memory, blockBytes, locked }) => {
          const blocks = Math.ceil(bytes.length / blockBytes);
          if (firstBlock * blockBytes + bytes.length > memory.length)
            return { air: 'refused', code: 'no-block' };
          for (let at = firstBlock; at < firstBlock + blocks; at++)
            if (locked.has(at)) return { air: 'refused', code: 'locked' };
          return ok;
        },
        ({ memory, blockBytes }) => memory.set(bytes, firstBlock * blockBytes),
      ),
    lock: (uid: string, block: number): AirAnswer<null> =>
      change(
        uid,
        ({ locked, memory, blockBytes }) => {
          if (block * blockBytes >= memory.length) return { air: 'refused', code: 'no-block' };
          return locked.has(block) ? { air: 'refused', code: 'already-locked' } : ok;
        },
        ({ locked }) => locked.add(block),
      ),
    writeAfi: (uid: string, afi: number): AirAnswer<null> =>
      change(
        uid,
        ({ afiLocked }) => (afiLocked ? { air: 'refused', code: 'locked' } : ok),
        (tag) => {
          tag.afi = afi;
        },
      ),
    writeDsfid: (uid: string, dsfid: number): AirAnswer<null> =>
      change(
        uid,
        () => ok,
        (tag) => {
          tag.dsfid = dsfid;
        },
      ),
    setEas: (uid: string, on: boolean): AirAnswer<null> =>
      change(
        uid,
        ({ eas }) => (eas === null ? { air: 'refused', code: 'unknown' } : ok),
        (tag) => {
          tag.eas = on;
        },
      ),
  };
};
export type RfidField = ReturnType<typeof createRfidField>;
