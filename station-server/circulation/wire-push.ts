// A whole push in version 2 (`PushColumns` in central/sync-contract.ts) and back. Pure; shared by the stations and central.
import {
  PUSH_VERSION_PACKED,
  type PushColumns,
  type PushRequest,
  SYNC_VERSION,
} from '../../central/sync-contract.ts';
import { decodeEntries, encodeEntries } from './wire-columns.ts';

const toBase64 = (hex: string): string =>
  Buffer.from(hex, 'hex').toString('base64').replace('=', '');
const toHex = (base64: string): string => Buffer.from(base64, 'base64').toString('hex');

export const packPush = (request: PushRequest): PushColumns => {
  const { station, epoch, first, previousChain, chain, clocks = {}, entries } = request;
  const { count, values, numbers } = encodeEntries(entries);
  const chains = [toBase64(previousChain), toBase64(chain)] as const;
  const head = [PUSH_VERSION_PACKED, station, epoch, first] as const;
  return [...head, ...chains, clocks, count, values, numbers];
};

/**
 * What version 1 would have carried, with entries that are still to be checked against the contract.
 * @throws WireError when the entries were not packed by these rules
 */
export const unpackPush = (columns: PushColumns): { [K in keyof PushRequest]: unknown } => {
  const [, station, epoch, first, previousChain, chain, clocks, count, values, numbers] = columns;
  return {
    version: SYNC_VERSION,
    ...{ station, epoch, first },
    previousChain: toHex(previousChain),
    entries: decodeEntries({ count, values, numbers }),
    ...(Object.keys(clocks).length > 0 ? { clocks } : {}),
    chain: toHex(chain),
  };
};
