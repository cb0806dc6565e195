// What a step of the schema is made of: texts that both engines run alike, and, where one engine
// needs something of its own (partitions), statements for that engine alone.
import type { Sql, SqlDatabase } from '../sql.ts';

export type Engine = SqlDatabase['engine'];
export type Statement =
  | string
  | {
      /** The only engine that it is for. */
      engine: Engine;
      /** A text, or work that must read the database first; inside the step's transaction. */
      run: string | ((sql: Sql) => Promise<void>);
    };
export type Migration = readonly Statement[];

export const runStatement = async (
  sql: Sql,
  engine: Engine,
  statement: Statement,
): Promise<void> => {
  if (typeof statement === 'string') await sql.run(statement);
  else if (statement.engine !== engine) return;
  else if (typeof statement.run === 'string') await sql.run(statement.run);
  else await statement.run(sql);
};
