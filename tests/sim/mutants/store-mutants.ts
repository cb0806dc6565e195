// Mistakes in a station's store and desk, made by changing what its database is told.
import type { Desk } from '../../../station-server/desk-types.ts';
import type { Handle } from '../disk.ts';
import type { Mutant } from '../mutant.ts';

/** The statements of a store whose text fits become `instead`, which takes the same values. */
const rewrite =
  (fits: RegExp, instead: (text: string) => string) =>
  (handle: Handle): void => {
    const real = handle.prepare.bind(handle);
    handle.prepare = ((text: string) =>
      real(fits.test(text) ? instead(text) : text)) as Handle['prepare'];
  };

const parkedDropped: Mutant = {
  name: 'parked-dropped',
  what: 'a row that has to wait for an own entry is dropped instead of parked',
  stationHandle: rewrite(/^\s*INSERT INTO parked/, () => 'SELECT ?, ?, ?, ? WHERE 0'),
};

const earlierLoanOpen: Mutant = {
  name: 'earlier-loan-open',
  what: 'the loan that another station made later does not end the one that was open here',
  stationHandle: (handle) => {
    handle.exec('DROP INDEX IF EXISTS loan_open_item');
  },
  sync: (deps) => ({ ...deps, rows: { ...deps.rows, openLoanOfItem: () => undefined } }),
};

const twoTransactions: Mutant = {
  name: 'two-transactions',
  what: 'the desk writes entry and loan in two transactions',
  stationHandle: (handle) => {
    const real = handle.transaction.bind(handle);
    handle.transaction = ((body: (...values: unknown[]) => unknown) => {
      // The first is the desk's; `openStation` makes it before anything else.
      handle.transaction = real;
      const bare = (...values: unknown[]): unknown => body(...values);
      return Object.assign(bare, { immediate: bare, deferred: bare, exclusive: bare });
    }) as unknown as Handle['transaction'];
  },
};

const fullDiskTold: Mutant = {
  name: 'full-disk-told',
  what: 'the last answer is shown again when a disk is full, and the act is not stored',
  desk: (desk) => {
    let last: ReturnType<Desk['checkOut']> | null = null;
    return {
      ...desk,
      checkOut: (...given) => {
        try {
          const answer = desk.checkOut(...given);
          if (answer.outcome === 'lent') last = answer;
          return answer;
        } catch (error) {
          if (last === null || (error as { code?: string }).code !== 'SQLITE_FULL') throw error;
          return last;
        }
      },
    };
  },
};

const toldBeforeStored: Mutant = {
  name: 'told-before-stored',
  what: 'a killed act was told to the person before it was durable',
  desk: (desk) => {
    let last: ReturnType<Desk['checkOut']> | null = null;
    return {
      ...desk,
      checkOut: (...given) => {
        try {
          const answer = desk.checkOut(...given);
          if (answer.outcome === 'lent') last = answer;
          return answer;
        } catch (error) {
          if (last === null) throw error;
          return last;
        }
      },
    };
  },
};

const newestOnly: Mutant = {
  name: 'open-loans-unseen',
  what: 'the desk does not see that an item is lent already',
  stationHandle: rewrite(/FROM loan WHERE item_id = \? AND returned_on IS NULL/, (text) =>
    text.replace('item_id = ?', 'item_id = ? AND loan_id < 0'),
  ),
};

export const STORE_MUTANTS: readonly Mutant[] = [
  parkedDropped,
  earlierLoanOpen,
  twoTransactions,
  fullDiskTold,
  toldBeforeStored,
  newestOnly,
];
