// Central's own built pages: `/` is the review queue, `/assets/` holds hashed files that may be kept for ever
// (kiosk-ui/vite.config.ts). A page holds no data: it asks with the token that staff type in.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { CentralError } from '../errors.ts';

const YEAR_MS = 31_536_000_000;
/** The page loads nothing from elsewhere and is shown in no frame. */
const HEADERS = {
  'content-security-policy':
    "default-src 'self'; font-src 'self'; img-src 'self' data:; object-src 'none'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
};

/** @throws CentralError `pages-not-built` */
export const pagesRoute = (app: FastifyInstance, pagesFolder: string): void => {
  app.get('/', async (_request, reply) => {
    const html = await readFile(join(pagesFolder, 'central.html')).catch((cause: unknown) => {
      throw new CentralError('pages-not-built', '', { cause });
    });
    return reply
      .headers({ ...HEADERS, 'cache-control': 'no-cache' })
      .type('text/html; charset=utf-8')
      .send(html);
  });
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
