// What the pages get of a reading campaign; part of `api-types.ts`.
import type { Texts } from '../profiles/site-schema.ts';

/** Of whoever stands here, and of nobody else. The badge is theirs from `badgeAt` stars on. */
export type ReadingView = { title: Texts; stars: number; badgeAt: number };
