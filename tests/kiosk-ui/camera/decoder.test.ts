// The decoder on drawn pictures: every kind of code, turned and troubled; and where nothing may be read.
import { describe, expect, test } from 'vitest';
import { decodePicture } from '../../../kiosk-ui/camera/decoder.ts';
import { barLabel, drawText, KINDS, type Kind, qrLabel } from '../../bench/camera/labels.ts';
import { drawCover, type Trouble, takePicture } from '../../bench/camera/scene.ts';
import { seededRandom } from '../../bench/seeded.ts';

const FINE: Trouble = {
  ...{ modulePx: 2.6, turnDegrees: 0, perspective: 0, bendDegrees: 0, bentAlongBars: false },
  ...{ blurSigmaPx: 0.5, motionPx: 0, motionDegrees: 0, noiseSigma: 2, contrast: 0.9 },
  ...{ brightness: 128, shade: 0.1, shadeDegrees: 40, damage: [] },
};
const SYMBOLOGY = {
  ...{ code128: 'code128', codabar: 'codabar', code39: 'code39' },
  ...{ ean13: 'ean13', itf14: 'itf', qr: 'qr' },
};

const pictureOf = (kind: Kind, trouble: Partial<Trouble>, isFalse = false) => {
  const random = seededRandom(41);
  const text = drawText(kind, random);
  const label = kind === 'qr' ? qrLabel(text) : barLabel(kind, text, random, isFalse);
  const modulePx = kind === 'qr' ? 5 : FINE.modulePx;
  const image = takePicture(drawCover(random), label, { ...FINE, modulePx, ...trouble }, random);
  return { text, image };
};

describe.each(KINDS)('%s', (kind) => {
  test.each([0, 33, 90, 137, 211, 305])('turned by %i degrees', (turnDegrees) => {
    const { text, image } = pictureOf(kind, { turnDegrees });
    expect(decodePicture(image, 'thorough')).toEqual({ symbology: SYMBOLOGY[kind], text });
  });
  test('in the dark, with noise', () => {
    const trouble = { contrast: 0.3, brightness: 50, noiseSigma: 5, turnDegrees: 20 };
    const { text, image } = pictureOf(kind, trouble);
    expect(decodePicture(image, 'thorough')?.text).toBe(text);
  });
});

test.each(KINDS.filter((kind) => kind !== 'qr'))(
  'a false check digit in %s is not read',
  (kind) => {
    expect(decodePicture(pictureOf(kind, {}, true).image, 'thorough')).toBeNull();
  },
);

test('a quick look reads what is held well', () => {
  const { text, image } = pictureOf('code128', { turnDegrees: 61 });
  expect(decodePicture(image, 'quick')?.text).toBe(text);
});

test('a cover without a code, plain grey and a picture of a few pixels say nothing', () => {
  const random = seededRandom(5);
  const cover = takePicture(drawCover(random), null, FINE, random);
  expect(decodePicture(cover, 'thorough')).toBeNull();
  const plain = { data: new Uint8Array(640 * 480).fill(90), width: 640, height: 480 };
  expect(decodePicture(plain, 'thorough')).toBeNull();
  const tiny = { data: new Uint8Array(12), width: 4, height: 3 };
  expect(decodePicture(tiny, 'thorough')).toBeNull();
});
