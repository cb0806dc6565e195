// What the HTTP interface is given, and what each file of `routes/` gets of it.

import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { Site } from '../../profiles/site-schema.ts';
import type {
  DemoAct,
  DemoView,
  StationStatus,
  TaggingMode,
  TaggingView,
  TypedKeys,
} from '../api-types.ts';
import type { Clock } from '../clock.ts';
import type { ActContext, Desk } from '../desk-types.ts';
import type { StationErrorCode } from '../errors.ts';
import type { SessionHost } from '../kiosk/session-host.ts';
import type { LockerFlow } from '../lockers/locker-flow.ts';

/** The demo panel's side of the station; absent outside `kitap start` and `--demo`. */
export type Demo = {
  view(): DemoView;
  /** @throws StationError `demo-device-unknown`, `demo-network-absent` */
  act(act: DemoAct): Promise<void>;
  /** PNG bytes of one of the newest slips. */
  slip(id: number): Buffer | undefined;
};

export type AppDeps = {
  hosts: ReadonlyMap<string, SessionHost>;
  desk: Desk;
  site: Pick<Site, 'timeZone' | 'lockers'>;
  clock: Clock;
  /** `Host` values answered to, in lower case, such as `127.0.0.1:7410`; read anew for each request. */
  allowedHosts: ReadonlySet<string>;
  /** An empty one lets nobody in. */
  staffToken: string;
  /** Folder of the built pages. */
  pagesFolder: string;
  /** Folders of spoken prompts, `<language>/<clip>.opus`; a file of an earlier folder wins. */
  voiceFolders: string[];
  /** False when the place has no bridge. */
  typeKeys(place: string, keys: TypedKeys['keys']): boolean;
  status(): StationStatus;
  /** Sends or writes what waits without waiting for its time. */
  syncNow(): void;
  /** Of a place that exists. */
  tagging(place: string): { view(): TaggingView; set(mode: TaggingMode, lock: boolean): void };
  lockers: LockerFlow;
  demo: Demo | null;
  /** A failure with status 500 or more, told once; no patron data in it. */
  onFailure(code: StationErrorCode, cause: unknown): void;
};

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

export const STAFF_ACTOR: ActContext['actor'] = 'staff:desk';
