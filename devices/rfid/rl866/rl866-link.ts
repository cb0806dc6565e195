// Keeps host and RL866 in step: the sequence bit changes with every command, and after anything
// that went wrong RESYNC comes first, as it does on opening (hardware.md 2.2). After it the bit is
// 0 again, and no older answer can still come: readers answer in order.
import type { RfidSettings } from '../../../profiles/device-schema.ts';
import type { Exchange } from '../exchange.ts';
import { encodeRl866, RESYNC, RESYNCED, type Rl866Frame, SEQUENCE_BIT } from './rl866-frame.ts';
import { parseReply, type Reply } from './rl866-replies.ts';
import { isNotTaken } from './rl866-status.ts';

export type Rl866Link = {
  /**
   * One command, one answer, whatever its status. Rejects with `reader-silent`, `reply-malformed`
   * or `reader-closed`. One at a time.
   */
  command(inf: Uint8Array, limitMs?: number): Promise<Reply>;
};

const NO_INF = new Uint8Array(0);

export const createRl866Link = (
  exchange: Exchange<Rl866Frame>,
  { replyTimeoutMs }: Pick<RfidSettings, 'replyTimeoutMs'>,
): Rl866Link => {
  let sequence = 0;
  let inStep = false;

  const resync = async (): Promise<void> => {
    await exchange.ask({
      bytes: encodeRl866(RESYNC, NO_INF),
      limitMs: replyTimeoutMs,
      accepts: ({ pcb }) => pcb === RESYNCED,
    });
    sequence = 0;
    inStep = true;
  };

  const once = async (inf: Uint8Array, limitMs: number): Promise<Reply> => {
    if (!inStep) await resync();
    const pcb = sequence;
    sequence ^= SEQUENCE_BIT;
    inStep = false;
    const { inf: answer } = await exchange.ask({
      bytes: encodeRl866(pcb, inf),
      limitMs,
      accepts: (frame) => frame.pcb === pcb && frame.inf.length >= 3 && frame.inf[0] === inf[0],
    });
    const reply = parseReply(answer);
    inStep = !isNotTaken(reply.status);
    return reply;
  };

  return {
    async command(inf, limitMs = replyTimeoutMs) {
      const reply = await once(inf, limitMs);
      // The reader did not take the frame, so nothing was carried out and it is safe to say it
      // again, once.
      return isNotTaken(reply.status) ? once(inf, limitMs) : reply;
    },
  };
};
