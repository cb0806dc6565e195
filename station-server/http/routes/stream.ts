// GET /api/places/:place/stream: the session of a place as Server-Sent Events (WHATWG HTML, section 9.2). The whole view at once
// and after every change, the seconds left once a second, a comment now and then so that a dead connection is noticed.
import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import { StationError } from '../../errors.ts';
import type { App, AppDeps } from '../app-types.ts';
import { errorAnswers, PlaceParams } from '../schemas.ts';
import { NO_STORE, SECURITY_HEADERS } from '../security.ts';
import { hostOf } from './place-lookup.ts';

export const HEARTBEAT_MS = 15_000;
/** A page that reads nothing is let go; it connects again and gets the newest view. */
export const UNREAD_BYTES_MAX = 1_048_576;

const begin = (reply: FastifyReply): ServerResponse => {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    ...SECURITY_HEADERS,
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': NO_STORE,
    connection: 'keep-alive',
  });
  return raw;
};

export const streamRoute = (app: App, deps: AppDeps): void => {
  const open = new Set<ServerResponse>();

  const serve = (raw: ServerResponse, subscribe: (write: Write) => (() => void) | null): void => {
    let stopHeartbeat = () => {};
    const write: Write = (event, data) => {
      if (raw.writableLength > UNREAD_BYTES_MAX) raw.destroy();
      else raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    };
    const beat = () => {
      raw.write(': still here\n\n');
      stopHeartbeat = deps.clock.after(HEARTBEAT_MS, beat);
    };
    const unsubscribe = subscribe(write);
    stopHeartbeat = deps.clock.after(HEARTBEAT_MS, beat);
    open.add(raw);
    raw.on('close', () => {
      stopHeartbeat();
      unsubscribe?.();
      open.delete(raw);
    });
  };

  app.get(
    '/api/places/:place/stream',
    { schema: { params: PlaceParams, response: errorAnswers } },
    (request, reply) => {
      const host = hostOf(deps.hosts, request.params.place);
      if (host.full()) throw new StationError('streams-too-many');
      serve(begin(reply), (write) =>
        host.subscribe({
          view: (view) => write('view', view),
          idle: (tick) => write('idle', tick),
        }),
      );
    },
  );

  app.addHook('preClose', async () => {
    for (const raw of open) raw.end();
  });
};

type Write = (event: 'view' | 'idle', data: unknown) => void;
