// The picture set of the bench `camera`, drawn anew each run from a seed: how a reader holds a card or a book before a camera.
//
// How it is made, so that it favours nobody: every kind of code meets every condition equally often; the degree of a condition is
// drawn evenly between hardly there and more than a camera usually sees; every code lies at an angle drawn evenly from the full
// circle. No picture was taken out or put in after looking at what a reader made of it, and the seed of the bench is another one
// than those that our decoder was worked on with.
import type { GreyImage } from '../../../kiosk-ui/camera/grey-image.ts';
import { seededRandom } from '../seeded.ts';
import { barLabel, drawText, KINDS, type Kind, qrLabel } from './labels.ts';
import { drawCover, type Trouble, takePicture } from './scene.ts';

export const CONDITIONS = [
  ...['turned', 'small', 'noise', 'blur', 'motion', 'perspective', 'low-light', 'bent'],
  ...['mixed', 'damaged'],
] as const;
export type Condition = (typeof CONDITIONS)[number] | 'false' | 'none';

export type Picture = {
  name: string;
  kind: Kind | null;
  condition: Condition;
  /** What is right to read; null where nothing is. */
  text: string | null;
  turnDegrees: number;
  image: GreyImage;
};

const PER_KIND_AND_CONDITION = 5;
const FALSE_PER_KIND = 4;
const WITHOUT_CODE = 24;

type Draw = (least: number, most: number) => number;

const usual = (draw: Draw, kind: Kind | null): Trouble => ({
  modulePx: kind === 'qr' ? draw(3.5, 7) : draw(2, 3.2),
  turnDegrees: draw(0, 360),
  perspective: 0,
  bendDegrees: 0,
  bentAlongBars: false,
  blurSigmaPx: draw(0.3, 0.7),
  motionPx: 0,
  motionDegrees: draw(0, 360),
  noiseSigma: draw(1, 4),
  contrast: draw(0.7, 1),
  brightness: draw(110, 150),
  shade: draw(0, 0.2),
  shadeDegrees: draw(0, 360),
  damage: [],
});

/** A strip over the code that leaves some of its height free, and dirt on the rest. */
const damageOf = (draw: Draw): Trouble['damage'] => {
  const covered = draw(0.2, 0.7);
  const dirt = Array.from({ length: 10 }, () => ({
    ...{ x: draw(0, 1), y: draw(0, 1), width: draw(0.004, 0.03), height: draw(0.01, 0.15) },
    grey: draw(0, 1) < 0.5 ? 20 : 240,
  }));
  const strip = { x: draw(0.2, 0.5), y: 0, width: draw(0.05, 0.3), height: covered, grey: 200 };
  return [strip, ...dirt];
};

const troubleOf = (condition: Condition, kind: Kind | null, draw: Draw): Trouble => {
  const base = usual(draw, kind);
  const matrix = kind === 'qr';
  switch (condition) {
    case 'small':
      return { ...base, modulePx: matrix ? draw(1.6, 3) : draw(1.1, 1.9) };
    case 'noise':
      return { ...base, noiseSigma: draw(8, 50) };
    case 'blur':
      return { ...base, blurSigmaPx: base.modulePx * draw(0.3, 1) };
    case 'motion':
      return { ...base, motionPx: base.modulePx * draw(1, 4) };
    case 'perspective':
      return { ...base, perspective: draw(0.15, 0.7) };
    case 'low-light':
      return {
        ...base,
        ...{ contrast: draw(0.1, 0.4), brightness: draw(30, 70), shade: draw(0, 0.6) },
        noiseSigma: draw(2, 9),
      };
    case 'bent':
      return { ...base, bendDegrees: draw(40, 130), bentAlongBars: draw(0, 1) < 0.5 };
    case 'mixed':
      return {
        ...base,
        ...{ modulePx: base.modulePx * draw(0.6, 1), blurSigmaPx: draw(0.4, 1.4) },
        ...{ noiseSigma: draw(3, 18), contrast: draw(0.35, 0.9), shade: draw(0, 0.5) },
        ...{ perspective: draw(0, 0.4), bendDegrees: draw(0, 50) },
      };
    case 'damaged':
      return { ...base, damage: damageOf(draw) };
    default:
      return base;
  }
};

/** About 350 pictures, one after the other: each takes a megabyte. */
export function* cameraPictures(seed: number): Generator<Picture> {
  const random = seededRandom(seed);
  const draw: Draw = (least, most) => least + random() * (most - least);
  const picture = (kind: Kind | null, condition: Condition, at: number): Picture => {
    const name = `${kind ?? 'nothing'} ${condition} ${at}`;
    const written = kind && drawText(kind, random);
    const trouble = troubleOf(condition, kind, draw);
    const isFalse = condition === 'false';
    const bars = (of: Kind, text: string) => barLabel(of, text, random, isFalse);
    const label = kind && written && (kind === 'qr' ? qrLabel(written) : bars(kind, written));
    const image = takePicture(drawCover(random), label || null, trouble, random);
    const text = isFalse ? null : written;
    return { name, kind, condition, text, turnDegrees: trouble.turnDegrees, image };
  };
  for (let at = 0; at < PER_KIND_AND_CONDITION; at += 1) {
    for (const kind of KINDS) {
      for (const condition of CONDITIONS) yield picture(kind, condition, at);
    }
  }
  for (const kind of KINDS) {
    if (kind === 'qr') continue;
    for (let at = 0; at < FALSE_PER_KIND; at += 1) yield picture(kind, 'false', at);
  }
  for (let at = 0; at < WITHOUT_CODE; at += 1) yield picture(null, 'none', at);
}
