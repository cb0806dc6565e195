// Bytes of a push body, compressed as the station sends it, in batches of 1, 10, 100 and 1,000 entries of days at a branch
// (`station-days.ts`): DESIGN.md "Promises". Beside it what version 1 takes, and the share of personal data in version 2.
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { PushRequest } from '../../central/sync-contract.ts';
import { loadSite } from '../../profiles/loader.ts';
import { packPush } from '../../station-server/circulation/wire-push.ts';
import type { StoredEntry } from '../../station-server/store/journal.ts';
import { pushRequest } from '../../station-server/sync/batch.ts';
import { PUSH_BROTLI_QUALITY } from '../../station-server/sync/exchange.ts';
import { liveDays, type StationDays } from './station-days.ts';

const compress = promisify(brotliCompress);
const DAYS_BEFORE = 24;
const DAYS_MEASURED = 6;
/** Central's clock as a station knows it: minus uptime, of this size. */
const CLOCK_MS = 1_790_000_000_000;

const bytesOf = async (body: unknown, quality = PUSH_BROTLI_QUALITY): Promise<number> =>
  (await compress(JSON.stringify(body), { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }))
    .length;

const round = (value: number): number => Number(value.toFixed(2));

/** As many whole batches of `size` as there are after `first`, or fifty spread over them. */
export const batchesOf = ({ station }: StationDays, first: number, size: number): PushRequest[] => {
  const { journal } = station;
  const whole = Math.floor((journal.nextSeq() - first) / size);
  const step = Math.max(1, Math.floor(whole / 50));
  const batches: PushRequest[] = [];
  for (let index = 0; index < whole; index += step) {
    const after = first - 1 + index * size;
    const entries = journal.read(after, size);
    const previousChain = journal.chainAt(after) ?? '';
    const clocks = { [journal.bootId]: CLOCK_MS };
    batches.push(
      pushRequest({ station: journal.station, epoch: 1, after, previousChain, entries, clocks }),
    );
  }
  return batches;
};

export const meanBytes = async (
  batches: PushRequest[],
  size: number,
  body: (request: PushRequest) => unknown,
  quality?: number,
): Promise<number> => {
  let bytes = 0;
  for (const batch of batches) bytes += await bytesOf(body(batch), quality);
  return bytes / batches.length / size;
};

const withoutPersonal = (request: PushRequest): PushRequest => ({
  ...request,
  entries: request.entries.map((entry) => [...entry.slice(0, 9), null, null]) as never,
});

const mixOf = (entries: readonly StoredEntry[]): Record<string, number> => {
  const mix: Record<string, number> = {};
  for (const { type } of entries) mix[type] = (mix[type] ?? 0) + 1;
  for (const type of Object.keys(mix)) mix[type] = round(((mix[type] ?? 0) * 100) / entries.length);
  return mix;
};

export const run = async (): Promise<Record<string, unknown>> => {
  const days = liveDays({ site: loadSite('balkhash'), days: DAYS_BEFORE + DAYS_MEASURED });
  const first = days.firstOf(DAYS_BEFORE);
  const figures: Record<string, number> = {};
  for (const size of [1, 10, 100, 1_000]) {
    const batches = batchesOf(days, first, size);
    figures[`bytesPerAct${size}`] = round(await meanBytes(batches, size, packPush));
    figures[`version1PerAct${size}`] = round(await meanBytes(batches, size, (batch) => batch));
    if (size < 100) continue;
    const bare = await meanBytes(batches, size, (batch) => packPush(withoutPersonal(batch)));
    figures[`withoutPersonal${size}`] = round(bare);
    figures[`brotli11PerAct${size}`] = round(await meanBytes(batches, size, packPush, 11));
  }
  const entries = days.station.journal.read(first - 1, 1_000_000);
  days.station.close();
  return { name: 'push-bytes', ...figures, acts: entries.length, mixPercent: mixOf(entries) };
};
