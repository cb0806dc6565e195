// Mistakes in central, made around its store: each changes what the store is asked, what it writes, or what it answers.
import type { CentralStore } from '../../../central/store/central-store.ts';
import type { PushRequest } from '../../../central/sync-contract.ts';
import { chainValue } from '../../../station-server/circulation/journal-chain.ts';
import type { Actor } from '../../../station-server/circulation/journal-entry.ts';
import { type Handle, look } from '../disk.ts';
import type { Mutant } from '../mutant.ts';

type Push = CentralStore['push'];
const aroundPush =
  (around: (real: Push, handle: Handle) => Push) =>
  (store: CentralStore, handle: Handle): CentralStore => ({
    ...store,
    push: around(store.push, handle),
  });
const changeRequest = (change: (request: PushRequest, handle: Handle) => PushRequest) =>
  aroundPush((real, handle) => (station, request) => real(station, change(request, handle)));

/** Makes central believe that it stands where the request begins. */
const standAt = (handle: Handle, { station, first, previousChain }: PushRequest): void => {
  look(handle, 'UPDATE station SET applied = ?, chain = ? WHERE station = ?').run(
    first - 1,
    previousChain,
    station,
  );
};
const appliedOf = (handle: Handle, station: number): number =>
  Number(look(handle, 'SELECT applied FROM station WHERE station = ?').pluck().get(station) ?? 0);

const ackBeforeCommit: Mutant = {
  name: 'ack-before-commit',
  what: 'central answers a push before it is durable',
  central: (store, handle, { nowMs }) => ({
    ...store,
    push: async (station, request) => {
      const kept = store.push(station, request);
      if (request.first !== appliedOf(handle, request.station) + 1) return kept;
      kept.catch(() => undefined);
      const { epoch, version, first, entries } = request;
      return { version, epoch, applied: first - 1 + entries.length, nowMs: nowMs() };
    },
  }),
};

const noDedupe: Mutant = {
  name: 'no-dedupe',
  what: 'entries that central has already are applied once more',
  centralHandle: (handle) => {
    const real = handle.prepare.bind(handle);
    handle.prepare = ((text: string) =>
      real(
        text.replace(/^\s*INSERT INTO entry/, 'INSERT OR REPLACE INTO entry'),
      )) as Handle['prepare'];
  },
  central: changeRequest((request, handle) => {
    if (request.entries.length > 0 && request.first <= appliedOf(handle, request.station))
      standAt(handle, request);
    return request;
  }),
};

const noGapCheck: Mutant = {
  name: 'no-gap-check',
  what: 'entries are taken although some before them are missing',
  central: changeRequest((request, handle) => {
    if (request.first > appliedOf(handle, request.station) + 1) standAt(handle, request);
    return request;
  }),
};

/** Chain value after the first `count` entries of a request. */
const chainAfter = (request: PushRequest, count: number): string =>
  request.entries.slice(0, count).reduce((chain, entry, index) => {
    const [v, type, wallMs, bootId, upMs, effectiveOn, place, actor, body, personalDigest] = entry;
    const { station, first } = request;
    const fields = { v, type, wallMs, bootId, upMs, effectiveOn, place, body, personalDigest };
    return chainValue(chain, { ...fields, actor: actor as Actor, station, seq: first + index });
  }, request.previousChain);

const forkUnseen: Mutant = {
  name: 'fork-unseen',
  what: 'numbers that central has are skipped unread: a copied disk is not noticed',
  central: changeRequest((request, handle) => {
    const overlap = appliedOf(handle, request.station) + 1 - request.first;
    if (overlap < 0 || overlap > request.entries.length) return request;
    const first = request.first + overlap;
    const entries = request.entries.slice(overlap);
    const rest = { ...request, first, entries, previousChain: chainAfter(request, overlap) };
    standAt(handle, rest);
    return rest;
  }),
};

const arrivalOrder: Mutant = {
  name: 'arrival-order',
  what: 'acts are ordered by when they arrive, not by when they happened',
  central: changeRequest((request) => {
    const boots = request.entries.map(([, , , bootId]) => bootId);
    const clocks = Object.fromEntries(boots.map((bootId) => [bootId, 8_000_000_000_000]));
    return { ...request, clocks };
  }),
};

const heldBlocks: Mutant = {
  name: 'held-blocks',
  what: 'an entry that central cannot read holds up those behind it',
  central: aroundPush((real) => async (station, request) => {
    const at = request.entries.findIndex(([, type]) => type === 'shelf-check');
    if (at < 0) return real(station, request);
    return real(station, { ...request, entries: [], chain: request.previousChain });
  }),
};

const personalDropped: Mutant = {
  name: 'personal-dropped',
  what: 'the personal part of an entry gets lost on the way',
  central: changeRequest((request) => ({
    ...request,
    entries: request.entries.map((entry) => {
      const copy: typeof entry = [...entry];
      copy[10] = null;
      return copy;
    }),
  })),
};

const reviewLost: Mutant = {
  name: 'review-lost',
  what: 'contradictions are decided and nobody is told',
  central: (store, handle) => ({
    ...store,
    push: async (station, request) => {
      const answer = await store.push(station, request);
      look(handle, `DELETE FROM review WHERE kind = 'lent-twice'`).run();
      return answer;
    },
  }),
};

const untouchedUnsent: Mutant = {
  name: 'closed-loan-unsent',
  what: 'a loan that central ended by itself gets no new version, so that stations never hear of it',
  central: (store, handle) => ({
    ...store,
    push: async (station, request) => {
      const before = Number(look(handle, 'SELECT ver FROM feed').pluck().get());
      const answer = await store.push(station, request);
      look(
        handle,
        `UPDATE loan SET ver = 1 WHERE ver > ? AND returned_on IS NOT NULL
           AND loan_id NOT LIKE ?`,
      ).run(before, `${station.station}-%`);
      return answer;
    },
  }),
};

const pulledTooFar: Mutant = {
  name: 'pull-skips',
  what: 'the feed counter is read after the rows, so that a page may skip one',
  central: (store) => ({
    ...store,
    pull: async (station, cursor, limit) => {
      const answer = await store.pull(station, cursor, limit);
      return answer.more ? { ...answer, cursor: answer.cursor + 1 } : answer;
    },
  }),
};

const TORN_MS = 300;
/** Larger pages are asked for by the invariants, for which no time passes. */
const PAGE_ROWS_MAX = 100;
const pullTorn: Mutant = {
  name: 'pull-torn',
  what: 'the rows of a pull are read later than the counter: what changed in between is missing',
  central: (store, _, { after }) => ({
    ...store,
    pull: async (station, cursor, limit) => {
      const answer = await store.pull(station, cursor, limit);
      if (limit > PAGE_ROWS_MAX) return answer;
      await new Promise<void>((resolve) => after(TORN_MS, resolve));
      const { rows } = await store.rowsSince(station.libraryId, cursor);
      const vers = new Map(rows.map(({ table, id, ver }) => [`${table} ${id}`, ver]));
      const same = answer.rows.filter(({ table, id, ver }) => vers.get(`${table} ${id}`) === ver);
      return { ...answer, rows: same };
    },
  }),
};

const commitLost: Mutant = {
  name: 'commit-not-durable',
  what: 'a killed central has lost what it committed last, as without fsync',
  losesCommit: true,
};

export const CENTRAL_MUTANTS: readonly Mutant[] = [
  ackBeforeCommit,
  noDedupe,
  noGapCheck,
  forkUnseen,
  arrivalOrder,
  heldBlocks,
  personalDropped,
  reviewLost,
  untouchedUnsent,
  pulledTooFar,
  pullTorn,
  commitLost,
];
