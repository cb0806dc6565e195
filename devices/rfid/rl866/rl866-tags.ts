// A tag has to be connected before it can be read or written, and the reader has few handles
// (hardware.md 2.2, commands 32 and 33). The last tag stays connected, so that system information,
// blocks and AFI of one tag cost one connection; every other tag, an inventory and a failure end
// it.

import type { AccessCode, TagPlace } from './rl866-commands.ts';
import { ALL_HANDLES, connect, disconnect, UNTOLD_PLACE } from './rl866-commands.ts';
import type { Rl866Link } from './rl866-link.ts';
import { type AccessReply, parseAccess, parseHandle } from './rl866-replies.ts';
import { OK, statusError, WRONG_HANDLE } from './rl866-status.ts';

export type Access = {
  code: AccessCode;
  bytes(handle: number): Uint8Array;
  limitMs?: number;
};

export const createRl866Tags = (link: Rl866Link) => {
  let places = new Map<string, TagPlace>();
  let connected: { uid: string; handle: number } | null = null;
  /**
   * Handles may be open in the reader that nobody here knows of: after opening and after a failure.
   */
  let strays = true;

  /** Its status is of no matter: a handle that is not there need not be given back. */
  const release = async (): Promise<void> => {
    if (!connected && !strays) return;
    const handle = strays || !connected ? ALL_HANDLES : connected.handle;
    connected = null;
    strays = true;
    await link.command(disconnect(handle));
    strays = false;
  };

  const hold = async (uid: string): Promise<number> => {
    if (connected?.uid === uid) return connected.handle;
    await release();
    strays = true;
    const { status, fields } = await link.command(connect(uid, places.get(uid) ?? UNTOLD_PLACE));
    if (status !== OK) throw statusError(status);
    const handle = parseHandle(fields);
    strays = false;
    connected = { uid, handle };
    return handle;
  };

  const accessOnce = async (uid: string, access: Access): Promise<AccessReply> => {
    const handle = await hold(uid);
    const held = connected;
    connected = null;
    strays = true;
    const { status, fields } = await link.command(access.bytes(handle), access.limitMs);
    const reply =
      status === OK ? parseAccess(fields, access.code) : { status, data: new Uint8Array(0) };
    // A tag that did not do it may be gone, and its handle with it.
    if (reply.status === OK) {
      connected = held;
      strays = false;
    }
    return reply;
  };

  return {
    release,
    /** What the last inventory told of each tag, for connecting to it. */
    placesNow(now: Map<string, TagPlace>): void {
      places = now;
    },
    /**
     * The answer with its status; a handle that the reader gave up is asked for again, once:
     * nothing was carried out.
     */
    async access(uid: string, access: Access): Promise<AccessReply> {
      const reply = await accessOnce(uid, access);
      return reply.status === WRONG_HANDLE ? accessOnce(uid, access) : reply;
    },
  };
};
export type Rl866Tags = ReturnType<typeof createRl866Tags>;
