// Reads one picture of the camera after the other: what earlier ones said counts for the next, most are looked at quickly and every
// few thoroughly. Pure; the worker hands it the pictures.
import { type CameraRead, createAgreement } from './agreement.ts';
import { decodePicture } from './decoder.ts';
import type { GreyImage } from './grey-image.ts';

/** Every so many pictures one is looked at thoroughly. */
const THOROUGH_EVERY = 5;
/** What was half read so many pictures ago lies no longer there. */
const SCENE_PICTURES = 10;

export type FrameDecoder = { look(image: GreyImage): CameraRead | null };

export const createFrameDecoder = (): FrameDecoder => {
  let agreement = createAgreement();
  let pictures = 0;
  return {
    look: (image) => {
      pictures += 1;
      if (pictures % SCENE_PICTURES === 0) agreement = createAgreement();
      const effort = pictures % THOROUGH_EVERY === 0 ? 'thorough' : 'quick';
      const read = decodePicture(image, effort, agreement);
      if (read) {
        agreement = createAgreement();
        pictures = 0;
      }
      return read;
    },
  };
};
