// A disk of the simulation: a real SQLite database in memory. A process works on it under a `Power`, which counts its statements
// and can end it between any two of them (what is committed stays, a transaction under way is lost), or let every write fail.
import Database from 'better-sqlite3';

export type Handle = Database.Database;
type Statement = Database.Statement;

/** Thrown at the statement at which a process is killed, and at every one after it. */
export class Killed extends Error {
  constructor() {
    super('killed');
    this.name = 'Killed';
  }
}

export type Power = {
  dead: boolean;
  /** Statements until the kill; null: none is planned. */
  left: number | null;
  /** Every write fails. */
  full: boolean;
  /** A write that finds no room ends the whole transaction, as SQLite does in some of the cases. */
  fullEndsTransaction: boolean;
  onDeath: () => void;
};

export const createPower = (): Power => ({
  dead: false,
  left: null,
  full: false,
  fullEndsTransaction: false,
  onDeath: () => undefined,
});

/** An image is what `serialize()` gives: the file as a copy of it would be. */
export const openImage = (image: Buffer): Handle => {
  const handle = new Database(image);
  handle.pragma('foreign_keys = ON');
  // Nobody else can open it: spares asking for the lock, and whether pages are still current, at each statement.
  handle.pragma('locking_mode = EXCLUSIVE');
  return handle;
};

type Point = (writes: boolean) => void;
/** Which process a statement belongs to, by its point of no return; those of nobody have none. */
const owners = new WeakMap<Statement, { point: Point; writes: boolean }>();

const METHODS = ['run', 'get', 'all', 'iterate'] as const;
const guardStatements = (prototype: Statement): void => {
  for (const method of METHODS) {
    const real = prototype[method] as (...values: unknown[]) => unknown;
    Object.assign(prototype, {
      [method](this: Statement, ...values: unknown[]) {
        const owner = owners.get(this);
        if (owner !== undefined) owner.point(owner.writes);
        return real.apply(this, values);
      },
    });
  }
};
const anyDatabase = new Database(':memory:');
guardStatements(Object.getPrototypeOf(anyDatabase.prepare('SELECT 1')) as Statement);
anyDatabase.close();

/**
 * Puts the handle under the power of a new process, by replacing its own methods on this one object: statements that were
 * prepared before stay free. What an earlier process prepared is dead with it.
 */
export const underPower = (handle: Handle, power: Power): Handle => {
  const prototype = Object.getPrototypeOf(handle) as Handle;
  const point: Point = (writes) => {
    if (!power.dead && power.left !== null && power.left-- <= 0) {
      power.dead = true;
      power.onDeath();
    }
    if (power.dead) throw new Killed();
    if (!writes || !power.full) return;
    if (power.fullEndsTransaction && handle.inTransaction) prototype.exec.call(handle, 'ROLLBACK');
    throw new Database.SqliteError('database or disk is full', 'SQLITE_FULL');
  };

  handle.prepare = ((text: string): Statement => {
    if (power.dead) throw new Killed();
    const statement = prototype.prepare.call(handle, text) as Statement;
    owners.set(statement, { point, writes: !statement.readonly });
    return statement;
  }) as Handle['prepare'];

  handle.exec = (text: string): Handle => {
    point(false);
    prototype.exec.call(handle, text);
    // Committed, and nobody was told.
    if (text === 'COMMIT') point(false);
    return handle;
  };

  handle.transaction = ((body: (...values: unknown[]) => unknown) => {
    const real = prototype.transaction.call(handle, (...values: unknown[]) => {
      const answer = body(...values);
      point(false);
      return answer;
    });
    const guard =
      (run: (...values: unknown[]) => unknown) =>
      (...values: unknown[]): unknown => {
        point(false);
        const answer = run(...values);
        point(false);
        return answer;
      };
    const { deferred, immediate, exclusive } = real;
    return Object.assign(guard(real), {
      deferred: guard(deferred),
      immediate: guard(immediate),
      exclusive: guard(exclusive),
    });
  }) as unknown as Handle['transaction'];
  return handle;
};

/** A statement that is nobody's work: for the invariants. */
export const look = (handle: Handle, text: string): Statement =>
  Object.getPrototypeOf(handle).prepare.call(handle, text) as Statement;

/** After the death of a process: what it had not committed is gone. */
export const loseUncommitted = (handle: Handle): void => {
  if (handle.inTransaction) Object.getPrototypeOf(handle).exec.call(handle, 'ROLLBACK');
};
