// Where a station's journal is delivered to: one contract for central, for files that another program reads, and for the
// protocols to come. Lending never waits for a backend; `tests/station-server/backends/backend-contract.ts` holds each to this.
//
// - Entries go in order of their sequence, from the first that is not delivered; sending one twice is harmless.
// - `status().applied` is the last entry that is durable at the other side, and rises only then, durably here as well.
// - A failure of the way is told in `status().lastError` and tried again; none of it reaches the desk.
// - An entry that the other side cannot take never holds up those behind it.
// - `stop` resolves when nothing is in flight, and is safe twice; a kill at any moment loses and doubles nothing.
import type { SyncClient, SyncStatus } from '../sync/sync-client.ts';

export type BackendStatus = SyncStatus;
export type Backend = SyncClient;
