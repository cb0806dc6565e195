// Mistakes in a station's sync client, made by giving it parts that lie.
import type { Meta, MetaKey } from '../../../station-server/store/meta.ts';
import type { Exchange } from '../../../station-server/sync/exchange.ts';
import type { SyncDeps } from '../../../station-server/sync/sync-client.ts';
import type { Mutant } from '../mutant.ts';

const withMeta = (deps: SyncDeps, change: Partial<Meta>): SyncDeps => ({
  ...deps,
  meta: { ...deps.meta, ...change },
});

/** `db` with another `transaction`; everything else is the real one. */
const withTransaction = (deps: SyncDeps, transaction: unknown): SyncDeps => ({
  ...deps,
  db: new Proxy(deps.db, {
    get: (target, key) => {
      if (key === 'transaction') return transaction;
      const value = Reflect.get(target, key, target) as unknown;
      return typeof value === 'function' ? value.bind(target) : value;
    },
  }),
});

const changePull =
  (change: (answer: Awaited<ReturnType<Exchange['pull']>>, deps: SyncDeps) => void) =>
  (real: Exchange, deps: SyncDeps): Exchange => ({
    ...real,
    pull: async (...asked) => {
      const answer = await real.pull(...asked);
      change(answer, deps);
      return answer;
    },
  });

const epochIgnored: Mutant = {
  name: 'epoch-ignored',
  what: 'only the first epoch of central is ever noticed',
  exchange: (real, { meta }) => {
    const old = <T extends { epoch: number }>(answer: T): T => ({
      ...answer,
      epoch: meta.number('epoch') || answer.epoch,
    });
    return {
      ...real,
      push: async (...asked) => old(await real.push(...asked)),
      pull: async (...asked) => old(await real.pull(...asked)),
    };
  },
};

const oldVersionsKept: Mutant = {
  name: 'old-versions-kept',
  what: 'after a new epoch the station goes on from the cursor of the old one',
  sync: (deps) =>
    withMeta(deps, {
      set: (key: MetaKey, value) => {
        if (key !== 'cursor' || value !== 0) deps.meta.set(key, value);
      },
    }),
};

const cursorFirst: Mutant = {
  name: 'cursor-first',
  what: 'the cursor is stored before the rows, in a transaction of its own',
  sync: (deps) => {
    let told: number | null = null;
    const meta: Meta = {
      number: (key) => (key === 'cursor' && told !== null ? told : deps.meta.number(key)),
      set: (key, value) => deps.meta.set(key, value),
    };
    const transaction = (body: (...values: unknown[]) => unknown) => {
      const real = deps.db.transaction(body);
      const immediate = (...values: unknown[]): unknown => {
        const [answer, asked] = values as [{ rows?: unknown; cursor?: number }, number];
        if (answer?.rows === undefined || deps.meta.number('cursor') !== asked)
          return real.immediate(...values);
        deps.meta.set('cursor', Number(answer.cursor));
        told = asked;
        try {
          return real.immediate(...values);
        } finally {
          told = null;
        }
      };
      return Object.assign(immediate, { immediate });
    };
    return withTransaction({ ...deps, meta }, transaction);
  },
};

const pendingIgnored: Mutant = {
  name: 'pending-ignored',
  what: 'pulled rows overwrite what own entries have changed that central does not know yet',
  sync: (deps) => ({
    ...deps,
    journal: {
      ...deps.journal,
      read: (after, limit) => (deps.db.inTransaction ? [] : deps.journal.read(after, limit)),
    },
  }),
};

const cutForgotten: Mutant = {
  name: 'cut-forgotten',
  what: 'the last row of a page that was cut is lost, and the cursor is behind it',
  exchange: changePull((answer) => {
    if (answer.more) answer.rows.pop();
  }),
};

const oldAnswerTaken: Mutant = {
  name: 'old-answer-taken',
  what: 'an answer from before a restore of central is taken for one from after it',
  exchange: (real, { meta }) => {
    const asked = <T extends { epoch: number }>(call: () => Promise<T>): Promise<T> => {
      const before = meta.number('epoch');
      return call().then((answer) =>
        answer.epoch === before ? { ...answer, epoch: meta.number('epoch') } : answer,
      );
    };
    return {
      ...real,
      push: (...given) => asked(() => real.push(...given)),
      pull: (...given) => asked(() => real.pull(...given)),
    };
  },
};

const crossedReplies: Mutant = {
  name: 'crossed-replies',
  what: 'the answer of an earlier question is taken for that of the present one',
  exchange: (real, { random }) => {
    let last: Awaited<ReturnType<Exchange['pull']>> | null = null;
    return {
      ...real,
      pull: async (...asked) => {
        const answer = await real.pull(...asked);
        const given = last !== null && random() < 0.2 ? last : answer;
        last = answer;
        return structuredClone(given);
      },
    };
  },
};

const unconfirmedBelieved: Mutant = {
  name: 'unconfirmed-believed',
  what: 'what a pull says of applied entries is believed without a push whose chain central checked',
  exchange: changePull((answer, { meta }) => {
    if (answer.applied > meta.number('applied')) meta.set('applied', answer.applied);
  }),
};

const ackedDeleted: Mutant = {
  name: 'acked-deleted',
  what: 'acknowledged entries are deleted at once: central may be restored and need them again',
  exchange: (real, { db }) => ({
    ...real,
    push: async (...asked) => {
      const answer = await real.push(...asked);
      const last = db.prepare('SELECT max(seq) FROM journal').pluck().get() as number;
      const upTo = Math.min(answer.applied, last) - 1;
      db.prepare('DELETE FROM journal_person WHERE seq <= ?').run(upTo);
      db.prepare('DELETE FROM journal WHERE seq <= ?').run(upTo);
      return answer;
    },
  }),
};

const sleepIgnored: Mutant = {
  name: 'sleep-ignored',
  what: 'uptime stands still while the machine sleeps',
  uptimeStandsStill: true,
};

const wallTrusted: Mutant = {
  name: 'wall-trusted',
  what: "the station's wall clock is sent as if central had confirmed it",
  exchange: (real, { clock }) => ({
    ...real,
    push: (request, stop) => {
      const boots = request.entries.map(([, , , bootId]) => bootId);
      const offsetMs = Math.round(clock.nowMs() - clock.upMs());
      const clocks = Object.fromEntries(boots.map((bootId) => [bootId, offsetMs]));
      return real.push({ ...request, clocks }, stop);
    },
  }),
};

export const SYNC_MUTANTS: readonly Mutant[] = [
  epochIgnored,
  oldVersionsKept,
  cursorFirst,
  pendingIgnored,
  cutForgotten,
  oldAnswerTaken,
  crossedReplies,
  unconfirmedBelieved,
  ackedDeleted,
  sleepIgnored,
  wallTrusted,
];
