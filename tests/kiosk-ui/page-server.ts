// A station as the page sees it: serves the built pages, pushes recorded views over real
// Server-Sent Events, and records what the page posts. It decides nothing.
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type {
  DemoView,
  IdleTick,
  KioskView,
  LockerList,
  StationStatus,
  TaggingView,
} from '../../station-server/api-types.ts';

const PAGES = fileURLToPath(new URL('../../dist/kiosk-ui/', import.meta.url));
const VOICE = fileURLToPath(new URL('../../kiosk-ui/voice/', import.meta.url));
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.opus': 'audio/ogg',
};
const BODY_BYTES_MAX = 100_000;

export type Posted = { path: string; body: unknown };
export type PageServer = {
  origin: string;
  posted: Posted[];
  /** Pushes a view; the revision is set here and returned. */
  push: (view: KioskView) => number;
  tick: (idle: IdleTick) => void;
  demo: DemoView | null;
  /** For whoever brings the key `right`. */
  tagging: TaggingView | null;
  lockers: LockerList | null;
  /** To whatever staff do at a door. */
  lockerAnswer: unknown;
  status: StationStatus | null;
  /** Files under /assets/ that begin so are gone, as after an update. */
  gone: string | null;
  /** No spoken prompt is there. */
  mute: boolean;
  /** What acts and keys are answered with. */
  answer: number;
  /** Cuts all streams; while `away` new ones get 503. */
  away: boolean;
  cut: () => void;
  close: () => Promise<void>;
};

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
    if (text.length > BODY_BYTES_MAX) throw new Error('the page posted too much');
  }
  return JSON.parse(text);
}

async function serveFile(path: string, response: ServerResponse, folder = PAGES): Promise<void> {
  const bytes = await readFile(folder + path);
  response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' });
  response.end(bytes);
}

export async function startPageServer(): Promise<PageServer> {
  const streams = new Set<ServerResponse>();
  let current: KioskView | null = null;
  let revision = 0;
  const send = (to: ServerResponse, event: string, data: unknown) =>
    to.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (path.endsWith('/stream')) {
      if (server.away) return response.writeHead(503).end();
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      streams.add(response);
      request.on('close', () => streams.delete(response));
      if (current) send(response, 'view', current);
      return;
    }
    if (/^\/api\/places\/[\w-]+\/tagging$/.test(path)) {
      if (request.headers.authorization !== 'Bearer right') {
        response.writeHead(401);
        return response.end('{}');
      }
      if (request.method === 'POST') server.posted.push({ path, body: await bodyOf(request) });
      return response.end(JSON.stringify(server.tagging));
    }
    if (path.startsWith('/api/lockers')) {
      if (request.headers.authorization !== 'Bearer right') {
        response.writeHead(401);
        return response.end('{}');
      }
      if (request.method !== 'POST') return response.end(JSON.stringify(server.lockers));
      server.posted.push({ path, body: await bodyOf(request) });
      return response.end(JSON.stringify(server.lockerAnswer));
    }
    if (request.method === 'POST') {
      server.posted.push({ path, body: await bodyOf(request) });
      response.writeHead(server.answer).end();
      return;
    }
    if (path === '/api/demo') return response.end(JSON.stringify(server.demo));
    if (path.startsWith('/kiosk/')) return serveFile('index.html', response);
    if (path === '/api/status') return response.end(JSON.stringify(server.status));
    if (path === '/desk' || path === '/technician') return serveFile('staff.html', response);
    if (path === '/demo') return serveFile('demo.html', response);
    if (server.gone !== null && path.startsWith(`/assets/${server.gone}`)) {
      response.writeHead(404);
      return response.end();
    }
    if (/^\/assets\/[\w.-]+$/.test(path)) return serveFile(path.slice(1), response);
    const clip = /^\/voice\/([a-z]{2}\/[\w-]+\.opus)$/.exec(path)?.[1];
    if (clip && !server.mute) return serveFile(clip, response, VOICE);
    if (path.endsWith('.svg')) {
      response.writeHead(200, { 'content-type': 'image/svg+xml' });
      return response.end(
        '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="420"><rect width="300" height="420" fill="#fff"/></svg>',
      );
    }
    response.writeHead(404).end();
  };

  const http = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const server: PageServer = {
    origin: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    posted: [],
    demo: null,
    tagging: null,
    lockers: null,
    lockerAnswer: null,
    status: null,
    gone: null,
    mute: false,
    answer: 204,
    away: false,
    push: (view) => {
      revision += 1;
      current = { ...view, revision };
      for (const stream of streams) send(stream, 'view', current);
      return revision;
    },
    tick: (idle) => {
      for (const stream of streams) send(stream, 'idle', idle);
    },
    cut: () => {
      for (const stream of streams) stream.destroy();
    },
    close: async () => {
      for (const stream of streams) stream.destroy();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
  return server;
}
