// `COPY table FROM STDIN` over the client's own connection: the fastest way into PostgreSQL, which the ingest is compared to.
import type pg from 'pg';

type CopyConnection = {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
};

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
/** Rows in the text format of COPY. */
export const copyText = (rows: readonly (readonly unknown[])[]): Buffer =>
  Buffer.from(
    rows
      .map((row) =>
        row
          .map((value) =>
            value === null
              ? '\\N'
              : String(value).replace(/[\\\t\n\r]/g, (c) => ESCAPES[c] as string),
          )
          .join('\t'),
      )
      .join('\n'),
  );

/** A query as the client runs it: the server asks for the rows, then says that it has them. */
export const copyInto = (client: pg.Client, table: string, rows: Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    let failed: Error | undefined;
    const copy = {
      submit: (connection: CopyConnection) => connection.query(`COPY ${table} FROM STDIN`),
      handleCopyInResponse: (connection: CopyConnection) => {
        connection.sendCopyFromChunk(rows);
        connection.endCopyFrom();
      },
      handleCommandComplete: () => undefined,
      handleError: (error: Error) => {
        failed = error;
        reject(error);
      },
      handleReadyForQuery: () => failed ?? resolve(),
    };
    client.query(copy as unknown as pg.Submittable);
  });
