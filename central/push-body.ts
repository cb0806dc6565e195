// A push as it came, in any version that central reads, made into the one shape that is applied.
import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { WireError } from '../station-server/circulation/wire-numbers.ts';
import { unpackPush } from '../station-server/circulation/wire-push.ts';
import { CentralError } from './errors.ts';
import { PUSH_VERSION_PACKED, PushColumns, PushRequest, SYNC_VERSION } from './sync-contract.ts';

export const PushBody = Type.Union([PushRequest, PushColumns]);
export type PushBody = Static<typeof PushBody>;

const VERSIONS: readonly unknown[] = [SYNC_VERSION, PUSH_VERSION_PACKED];
const requestCheck = Compile(PushRequest);

const versionOf = (body: unknown): unknown =>
  Array.isArray(body) ? body[0] : (body as { version?: unknown } | null)?.version;

/** Before the shape is looked at: a newer station's body has one that is not known here. */
export const checkVersion = (body: unknown): void => {
  const version = versionOf(body);
  if (Number.isInteger(version) && !VERSIONS.includes(version))
    throw new CentralError('version-unsupported', String(version));
};

const unpacked = (columns: PushColumns): PushRequest => {
  try {
    const request = unpackPush(columns);
    if (requestCheck.Check(request)) return request;
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    throw new CentralError('body-invalid', error.message, { cause: error });
  }
  throw new CentralError('body-invalid', 'an entry does not have the shape of one');
};

/** Gives the version to answer in. */
export const readPush = (body: PushBody): { version: number; request: PushRequest } =>
  Array.isArray(body)
    ? { version: PUSH_VERSION_PACKED, request: unpacked(body as PushColumns) }
    : { version: SYNC_VERSION, request: body as PushRequest };
