// The sound files of the spoken prompts, `/voice/<language>/<clip>.opus` (kiosk-ui/voice/). A library's own file of the same name
// wins; what it has not recorded is said by the shipped voice.
import fastifyStatic from '@fastify/static';
import type { App, AppDeps } from '../app-types.ts';

/** Nothing else that lies in those folders is given away. */
const CLIP = /^\/(?:kk|ru|en)\/[a-z0-9-]{1,48}\.opus$/;

export const voiceRoute = (app: App, { voiceFolders }: AppDeps): void => {
  app.register(fastifyStatic, {
    root: voiceFolders,
    prefix: '/voice/',
    index: false,
    dotfiles: 'deny',
    decorateReply: false,
    allowedPath: (path) => CLIP.test(path),
    // A file may be replaced at any time: the page asks, and is mostly told that it has it already.
    cacheControl: false,
    setHeaders: (reply) => {
      reply.header('cache-control', 'no-cache');
      reply.header('content-type', 'audio/ogg');
    },
  });
};
