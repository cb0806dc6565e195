// GET /v1/snapshot and GET /v1/snapshot/<sha256> (`sync-contract.ts`). A chunk is sent as it lies on the disk, from the byte
// that the station asks for: after a cut it asks for what it has not got.
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { CentralError } from '../errors.ts';
import type { CentralStore, StationRef } from '../store/central-store.ts';
import { CentralError as CentralErrorBody, SnapshotAnswer } from '../sync-contract.ts';
import type { SnapshotShelf } from './shelf.ts';

const ANSWERS = { '4xx': CentralErrorBody, '5xx': CentralErrorBody };
const CHUNK_PARAMS = {
  type: 'object',
  properties: { sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' } },
  required: ['sha256'],
};

export type SnapshotRoutesDeps = {
  store: Pick<CentralStore, 'epoch' | 'feedCounter' | 'stations'>;
  shelf: SnapshotShelf;
  /** Throws `token-wrong`. */
  stationOf(request: FastifyRequest): Promise<StationRef>;
};

export const registerSnapshotRoutes = (app: FastifyInstance, deps: SnapshotRoutesDeps): void => {
  const { store, shelf, stationOf } = deps;
  app.register(fastifyStatic, { serve: false, root: shelf.folder('.'), cacheControl: false });

  app.get(
    '/v1/snapshot',
    { schema: { response: { 200: SnapshotAnswer, ...ANSWERS } } },
    async (request): Promise<SnapshotAnswer> => {
      const { libraryId, station } = await stationOf(request);
      const epoch = await store.epoch();
      const [newest] = shelf.manifests(libraryId);
      // Newer than the database: that was restored, and nobody has raised the epoch yet.
      const ahead = newest !== undefined && newest.ver > (await store.feedCounter(libraryId));
      if (newest?.epoch !== epoch || ahead) throw new CentralError('snapshot-none');
      const standing = (await store.stations(libraryId)).find((one) => one.station === station);
      if (standing?.quarantined) throw new CentralError('chain-fork');
      const { format, ver, appliedAt, chunks } = newest;
      return { format, epoch, ver, applied: appliedAt[station] ?? 0, chunks };
    },
  );

  app.get<{ Params: { sha256: string } }>(
    '/v1/snapshot/:sha256',
    { schema: { params: CHUNK_PARAMS } },
    async (request, reply) => {
      const { libraryId } = await stationOf(request);
      const { sha256 } = request.params;
      const named = shelf
        .manifests(libraryId)
        .some(({ chunks }) => chunks.some((chunk) => chunk.sha256 === sha256));
      if (!named) throw new CentralError('snapshot-chunk-unknown');
      reply.type('application/octet-stream');
      return reply.sendFile(shelf.fileName(sha256), shelf.folder(libraryId));
    },
  );
};
