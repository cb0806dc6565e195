// One command, one answer with a 3M 210/810, and how it is greeted. The answer repeats the command
// code and the tag's UID and nothing else that is sure, so after a failure the version is asked
// first: what came too late is then out of the way.
import type { RfidSettings } from '../../../profiles/device-schema.ts';
import type { Clock, Port } from '../../driver.ts';
import { RfidError } from '../errors.ts';
import { createExchange, type Request } from '../exchange.ts';
import { createStartByteParser } from '../start-byte-parser.ts';
import { oldVersion, version } from './m3-commands.ts';
import { encodeM3, type M3Frame, m3Format, OLD_START } from './m3-frame.ts';
import * as reply from './m3-replies.ts';
import { OK, statusError } from './m3-status.ts';

export type M3LinkOptions = {
  port: Port;
  clock: Clock;
  settings: RfidSettings;
  onNoise(bytes: number): void;
};

export const createM3Link = ({ port, clock, settings, onNoise }: M3LinkOptions) => {
  const { gapMs, interByteMs, replyTimeoutMs, writeTimeoutMs } = settings;

  const request = (body: Uint8Array, limitMs: number): Request<M3Frame> => ({
    bytes: encodeM3(body),
    limitMs,
    accepts: (frame) => !frame.old && frame.body[0] === body[0],
  });
  const resync = request(version(), replyTimeoutMs);
  const parser = createStartByteParser(m3Format);
  const exchange = createExchange({ port, clock, parser, gapMs, interByteMs, resync, onNoise });

  const ask = async (body: Uint8Array, limitMs: number): Promise<reply.Reply> =>
    reply.parseReply((await exchange.ask(request(body, limitMs))).body);

  const oldFirmware = async (): Promise<string> => {
    const { body } = await exchange.ask({
      bytes: encodeM3(oldVersion(), OLD_START),
      limitMs: replyTimeoutMs,
      accepts: (frame) => frame.old && reply.isOldVersion(frame.body),
    });
    return reply.parseOldVersion(body);
  };

  const newFirmware = async (): Promise<string> => {
    const { error, fields } = await ask(version(), replyTimeoutMs);
    if (error !== OK) throw statusError(error);
    return reply.parseVersion(fields);
  };

  return {
    /** The answer, whatever its error byte. */
    query: (body: Uint8Array): Promise<reply.Reply> => ask(body, replyTimeoutMs),
    change: (body: Uint8Array): Promise<reply.Reply> => ask(body, writeTimeoutMs),
    /** What follows the UID of this tag; an error byte is thrown. */
    async queryTag(body: Uint8Array, uid: string): Promise<Uint8Array> {
      const { error, fields } = await ask(body, replyTimeoutMs);
      if (error !== OK) throw statusError(error);
      return reply.ofTag(fields, uid);
    },
    async changeTag(body: Uint8Array, uid: string): Promise<void> {
      const { error, fields } = await ask(body, writeTimeoutMs);
      if (error !== OK) throw statusError(error, true);
      reply.ofTag(fields, uid);
    },
    /**
     * Every public driver greets in the older frame first; a reader that knows the newer alone is
     * asked in that.
     */
    async firmware(): Promise<string> {
      try {
        return await oldFirmware();
      } catch (failure) {
        if (!(failure instanceof RfidError) || failure.code === 'reader-closed') throw failure;
        return newFirmware();
      }
    },
    close: () => exchange.close(),
  };
};
export type M3Link = ReturnType<typeof createM3Link>;
