// The built pages: `/` leads to the first place, `/kiosk/:place`, `/desk` with `/technician`, `/counter`, and `/demo` are one HTML file each, `/assets/` holds hashed files
// that may be kept for ever (kiosk-ui/vite.config.ts).
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply } from 'fastify';
import { StationError } from '../../errors.ts';
import type { App, AppDeps } from '../app-types.ts';
import { errorAnswers, PlaceParams } from '../schemas.ts';
import { hostOf } from './place-lookup.ts';

const YEAR_MS = 31_536_000_000;

/** @throws StationError `pages-not-built` */
const sendPage = async (reply: FastifyReply, folder: string, file: string) => {
  const html = await readFile(join(folder, file)).catch((cause: unknown) => {
    throw new StationError('pages-not-built', { cause });
  });
  return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(html);
};

export const pagesRoute = (app: App, deps: AppDeps): void => {
  const { pagesFolder } = deps;
  const [first] = deps.hosts.keys();
  const schema = { response: errorAnswers };
  app.get('/', { schema }, async (_request, reply) => {
    if (first === undefined) throw new StationError('place-unknown');
    return reply.redirect(`/kiosk/${first}`, 302);
  });
  app.get(
    '/kiosk/:place',
    { schema: { ...schema, params: PlaceParams } },
    async (request, reply) => {
      hostOf(deps.hosts, request.params.place);
      return sendPage(reply, pagesFolder, 'index.html');
    },
  );
  app.get('/counter', { schema }, async (_request, reply) =>
    sendPage(reply, pagesFolder, 'counter.html'),
  );
  for (const path of ['/desk', '/technician']) {
    app.get(path, { schema }, async (_request, reply) =>
      sendPage(reply, pagesFolder, 'staff.html'),
    );
  }
  if (deps.demo) {
    app.get('/demo', { schema }, async (_request, reply) =>
      sendPage(reply, pagesFolder, 'demo.html'),
    );
  }
  const assets = join(pagesFolder, 'assets');
  if (!existsSync(assets)) return;
  app.register(fastifyStatic, {
    root: assets,
    prefix: '/assets/',
    index: false,
    dotfiles: 'deny',
    decorateReply: false,
    immutable: true,
    maxAge: YEAR_MS,
  });
};
