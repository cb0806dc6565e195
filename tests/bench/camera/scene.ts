// One grey picture as a camera of a kiosk would take it: a label with a code lies on a book's cover, turned, far, bent, seen from
// the side, out of focus, moved, in the dark. Everything is drawn from the random numbers that are given, nothing else.
import { createCanvas } from '@napi-rs/canvas';
import type { GreyImage } from '../../../kiosk-ui/camera/grey-image.ts';

export const PICTURE_WIDTH = 1280;
export const PICTURE_HEIGHT = 720;

/** A code with its quiet zones, many pixels a module; `modules` is its width, quiet zones included. */
export type Label = GreyImage & { modules: number };

/** Lengths in pixels of the picture unless said otherwise; what is 0 is not there. */
export type Trouble = {
  /** How wide a module, the narrowest bar, is. */
  modulePx: number;
  turnDegrees: number;
  /** 0 to 1: how much smaller the far side of the label is. */
  perspective: number;
  /** The label lies around a cylinder over so many degrees, along its bars or across them. */
  bendDegrees: number;
  bentAlongBars: boolean;
  blurSigmaPx: number;
  motionPx: number;
  motionDegrees: number;
  /** Of 255, before the picture is clipped. */
  noiseSigma: number;
  /** 1 is full contrast. */
  contrast: number;
  brightness: number;
  /** 0 to 1: how much darker the far edge of the picture is. */
  shade: number;
  shadeDegrees: number;
  damage: Damage[];
};

/** In parts of the label, 0 to 1: something pale or dark lies over it. */
export type Damage = { x: number; y: number; width: number; height: number; grey: number };

const RADIANS = Math.PI / 180;
const SAMPLES_A_SIDE = 3;

const NORMALS = 65_536;

/** Normal numbers by Box and Muller, made once for a picture: one draw a pixel picks among them. */
const normalNumbers = (random: () => number): Float32Array =>
  Float32Array.from(
    { length: NORMALS },
    () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
  );

/** The cover: flat colours, lines of a title, a few strokes and stripes, as covers have. */
export const drawCover = (random: () => number): GreyImage => {
  const canvas = createCanvas(PICTURE_WIDTH, PICTURE_HEIGHT);
  const context = canvas.getContext('2d');
  const grey = (least: number, most: number) => {
    const value = Math.round(least + random() * (most - least));
    return `rgb(${value},${value},${value})`;
  };
  context.fillStyle = grey(50, 210);
  context.fillRect(0, 0, PICTURE_WIDTH, PICTURE_HEIGHT);
  for (let shape = 0; shape < 6; shape += 1) {
    context.fillStyle = grey(30, 230);
    context.beginPath();
    const [x, y] = [random() * PICTURE_WIDTH, random() * PICTURE_HEIGHT];
    context.ellipse(x, y, 40 + random() * 260, 30 + random() * 160, random() * 3, 0, 7);
    context.fill();
  }
  for (let line = 0; line < 7; line += 1) {
    context.save();
    context.translate(random() * PICTURE_WIDTH, random() * PICTURE_HEIGHT);
    context.rotate((random() - 0.5) * 2 * Math.PI);
    context.fillStyle = random() < 0.5 ? grey(0, 70) : grey(190, 255);
    // Letters as boxes of strokes: no font of the machine comes into the picture.
    const size = 12 + random() * 40;
    for (let letter = 0; letter < 14; letter += 1) {
      const left = letter * size * 0.8;
      context.fillRect(left, 0, size * 0.16, size);
      if (random() < 0.6) context.fillRect(left + size * 0.4, 0, size * 0.16, size);
      if (random() < 0.7) context.fillRect(left, size * random(), size * 0.5, size * 0.15);
    }
    context.restore();
  }
  const pixels = context.getImageData(0, 0, PICTURE_WIDTH, PICTURE_HEIGHT).data;
  const data = new Uint8Array(PICTURE_WIDTH * PICTURE_HEIGHT);
  for (let at = 0; at < data.length; at += 1) data[at] = pixels[at * 4] as number;
  return { data, width: PICTURE_WIDTH, height: PICTURE_HEIGHT };
};

/** From a point of the picture, relative to the label's middle, to the label: 0 to 1 each way where it lies on it. */
const onLabel = (label: Label, trouble: Trouble) => {
  const { modulePx, turnDegrees, perspective, bendDegrees, bentAlongBars } = trouble;
  const width = label.modules * modulePx;
  const height = (width * label.height) / label.width;
  const [cos, sin] = [Math.cos(turnDegrees * RADIANS), Math.sin(turnDegrees * RADIANS)];
  const half = (bendDegrees / 2) * RADIANS;
  const unbend = (part: number): number => {
    if (half === 0) return part;
    const sine = part * 2 * Math.sin(half);
    return Math.abs(sine) > 1 ? 9 : Math.asin(sine) / (2 * half);
  };
  return (x: number, y: number, into: Float64Array): void => {
    let across = (x * cos + y * sin) / width;
    let along = (-x * sin + y * cos) / height;
    const depth = 1 + perspective * across;
    across = (across * (1 + perspective * 0.5)) / depth;
    along /= depth;
    if (!bentAlongBars) across = unbend(across);
    else if (half !== 0) {
      // A bar is seen as an arc: its middle lies nearer to the camera, which looks from a little above.
      along = unbend(along);
      across += Math.abs(along) > 0.5 ? 0 : 0.12 * Math.sin(half) * (4 * along * along - 1);
    }
    into[0] = across + 0.5;
    into[1] = along + 0.5;
  };
};

const labelGrey = (label: Label, damage: readonly Damage[], u: number, v: number): number => {
  for (const { x, y, width, height, grey } of damage) {
    if (u >= x && u < x + width && v >= y && v < y + height) return grey;
  }
  const at = Math.floor(v * label.height) * label.width + Math.floor(u * label.width);
  return label.data[at] as number;
};

const placeLabel = (
  image: Float32Array,
  label: Label,
  trouble: Trouble,
  x0: number,
  y0: number,
) => {
  const toLabel = onLabel(label, trouble);
  const spot = new Float64Array(2);
  const reach = label.modules * trouble.modulePx * (1 + trouble.perspective);
  const radius = Math.ceil(0.5 * Math.hypot(reach, (reach * label.height) / label.width)) + 2;
  const left = Math.max(0, Math.floor(x0 - radius));
  const right = Math.min(PICTURE_WIDTH, Math.ceil(x0 + radius));
  const top = Math.max(0, Math.floor(y0 - radius));
  const bottom = Math.min(PICTURE_HEIGHT, Math.ceil(y0 + radius));
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      const at = y * PICTURE_WIDTH + x;
      const cover = image[at] as number;
      let value = 0;
      for (let row = 0; row < SAMPLES_A_SIDE; row += 1) {
        for (let column = 0; column < SAMPLES_A_SIDE; column += 1) {
          const dx = x - x0 + (column + 0.5) / SAMPLES_A_SIDE;
          const dy = y - y0 + (row + 0.5) / SAMPLES_A_SIDE;
          toLabel(dx, dy, spot);
          const u = spot[0] as number;
          const v = spot[1] as number;
          const on = u >= 0 && u < 1 && v >= 0 && v < 1;
          value += on ? labelGrey(label, trouble.damage, u, v) : cover;
        }
      }
      image[at] = value / SAMPLES_A_SIDE ** 2;
    }
  }
};

/** Each pixel becomes the weighted mean of those on a line through it, in steps of (dx, dy); the edge is repeated. */
const smear = (image: Float32Array, weights: readonly number[], dx: number, dy: number) => {
  const out = new Float32Array(image.length);
  const middle = (weights.length - 1) / 2;
  weights.forEach((weight, at) => {
    const moveX = Math.round((at - middle) * dx);
    const moveY = Math.round((at - middle) * dy);
    for (let y = 0; y < PICTURE_HEIGHT; y += 1) {
      const from = Math.min(PICTURE_HEIGHT - 1, Math.max(0, y + moveY)) * PICTURE_WIDTH;
      const to = y * PICTURE_WIDTH;
      const begin = Math.max(0, -moveX);
      const end = Math.min(PICTURE_WIDTH, PICTURE_WIDTH - moveX);
      const [first, last] = [image[from] as number, image[from + PICTURE_WIDTH - 1] as number];
      for (let x = 0; x < begin; x += 1) out[to + x] = (out[to + x] as number) + weight * first;
      for (let x = begin; x < end; x += 1) {
        out[to + x] = (out[to + x] as number) + weight * (image[from + x + moveX] as number);
      }
      for (let x = end; x < PICTURE_WIDTH; x += 1) {
        out[to + x] = (out[to + x] as number) + weight * last;
      }
    }
  });
  return out;
};

const bell = (sigma: number): number[] => {
  const reach = Math.ceil(sigma * 3);
  const raw = Array.from({ length: reach * 2 + 1 }, (_, at) =>
    Math.exp(-((at - reach) ** 2) / (2 * sigma * sigma)),
  );
  const sum = raw.reduce((total, weight) => total + weight, 0);
  return raw.map((weight) => weight / sum);
};

const inFocus = (image: Float32Array, trouble: Trouble): Float32Array => {
  let out = image;
  if (trouble.motionPx > 1) {
    const steps = Math.ceil(trouble.motionPx);
    const degrees = trouble.motionDegrees * RADIANS;
    const weights = Array.from({ length: steps }, () => 1 / steps);
    out = smear(out, weights, Math.cos(degrees), Math.sin(degrees));
  }
  if (trouble.blurSigmaPx > 0) {
    const weights = bell(trouble.blurSigmaPx);
    out = smear(smear(out, weights, 1, 0), weights, 0, 1);
  }
  return out;
};

/** Light, contrast and the noise of the sensor. */
const exposed = (image: Float32Array, trouble: Trouble, random: () => number): GreyImage => {
  const { contrast, brightness, shade, shadeDegrees, noiseSigma } = trouble;
  const [cos, sin] = [Math.cos(shadeDegrees * RADIANS), Math.sin(shadeDegrees * RADIANS)];
  const data = new Uint8Array(image.length);
  const normals = normalNumbers(random);
  for (let at = 0; at < data.length; at += 1) {
    const x = (at % PICTURE_WIDTH) / PICTURE_WIDTH - 0.5;
    const y = Math.floor(at / PICTURE_WIDTH) / PICTURE_HEIGHT - 0.5;
    let value = brightness + ((image[at] as number) - 128) * contrast;
    value *= 1 - shade * Math.min(1, Math.max(0, x * cos + y * sin + 0.5));
    value += (normals[Math.floor(random() * NORMALS)] as number) * noiseSigma;
    data[at] = value < 0 ? 0 : value > 255 ? 255 : Math.round(value);
  }
  return { data, width: PICTURE_WIDTH, height: PICTURE_HEIGHT };
};

/** `label` null: a cover without a code. */
export const takePicture = (
  cover: GreyImage,
  label: Label | null,
  trouble: Trouble,
  random: () => number,
): GreyImage => {
  const image = Float32Array.from(cover.data);
  const x = PICTURE_WIDTH / 2 + (random() - 0.5) * 120;
  const y = PICTURE_HEIGHT / 2 + (random() - 0.5) * 80;
  if (label) placeLabel(image, label, trouble, x, y);
  return exposed(inFocus(image, trouble), trouble, random);
};
