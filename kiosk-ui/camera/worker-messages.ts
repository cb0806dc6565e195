// What the page and its decoding worker say to each other: one picture, one answer, in turn. A picture leaves the page for the worker
// of the same page only, and is closed there as soon as it was looked at.
import type { CameraRead } from './agreement.ts';

export type ToWorker = { frame: ImageBitmap };
export type FromWorker = { read: CameraRead | null } | { failed: true };
