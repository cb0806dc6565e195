// A reader borrows a book with nothing but the camera: real station and bridge, and Chromium with a camera that is a file of ours,
// which shows the card for some seconds and the book for some.
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CAMERA } from '../../kiosk-ui/strings/camera.ts';
import { barLabel } from '../bench/camera/labels.ts';
import {
  drawCover,
  PICTURE_HEIGHT,
  PICTURE_WIDTH,
  type Trouble,
  takePicture,
} from '../bench/camera/scene.ts';
import { seededRandom } from '../bench/seeded.ts';
import { until } from '../firmware-bridge/until.ts';
import { launch, SIZES } from '../kiosk-ui/browser.ts';
import { type DemoLibrary, startDemoLibrary } from './demo-library.ts';
import { kioskOn } from './kiosk.ts';

const FRAMES_A_SECOND = 4;
const SECONDS_A_CODE = 5;
const HELD: Trouble = {
  ...{ modulePx: 3, turnDegrees: 17, perspective: 0.1, bendDegrees: 0, bentAlongBars: false },
  ...{ blurSigmaPx: 0.5, motionPx: 0, motionDegrees: 0, noiseSigma: 3, contrast: 0.9 },
  ...{ brightness: 130, shade: 0.1, shadeDegrees: 0, damage: [] },
};

/** YUV4MPEG2: a line of header, then each picture in brightness and two planes of no colour. */
const writeFilm = (path: string, codes: readonly string[]): void => {
  const random = seededRandom(9);
  const colourless = Buffer.alloc((PICTURE_WIDTH * PICTURE_HEIGHT) / 2, 128);
  const file = openSync(path, 'w');
  const size = `W${PICTURE_WIDTH} H${PICTURE_HEIGHT}`;
  writeSync(file, `YUV4MPEG2 ${size} F${FRAMES_A_SECOND}:1 Ip A1:1 C420jpeg\n`);
  for (const [at, code] of codes.entries()) {
    const label = barLabel('code128', code, random);
    const turned = { ...HELD, turnDegrees: HELD.turnDegrees + at * 70 };
    const { data } = takePicture(drawCover(random), label, turned, random);
    for (let frame = 0; frame < FRAMES_A_SECOND * SECONDS_A_CODE; frame += 1) {
      writeSync(file, 'FRAME\n');
      writeSync(file, data);
      writeSync(file, colourless);
    }
  }
  closeSync(file);
};

let library: DemoLibrary;
let browser: Browser;
let url: string;

beforeAll(async () => {
  library = await startDemoLibrary();
  url = library.url;
  const { cards, books } = library.demo;
  const adult = cards.find(({ note }) => note === 'adult')!;
  const film = join(library.folder, 'camera.y4m');
  writeFilm(film, [adult.barcode, books[0]!.barcode]);
  browser = await launch([
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`,
  ]);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await library?.end();
});

test('card and book by camera, and the camera goes out at the end', async () => {
  const context = await browser.newContext({ viewport: SIZES.portrait, reducedMotion: 'reduce' });
  const kiosk = kioskOn(await context.newPage(), url, 'en');
  await kiosk.open();
  await kiosk.tap(kiosk.s.attract.borrow);
  await kiosk.screen('identify');
  await kiosk.tap(CAMERA.en.open);
  await kiosk.page.locator('borrow-page').waitFor({ timeout: 40_000 });
  const card = kiosk.page.locator('item-card');
  await until('the book to be lent', async () => (await card.count()) > 0, 40_000);
  await kiosk.picture('camera-borrow');
  expect(await card.count()).toBe(1);
  await kiosk.page.evaluate(() => {
    const app = document.querySelector('kiosk-app')!.shadowRoot!;
    const view = app.querySelector('borrow-page')!.shadowRoot!.querySelector('camera-view')!;
    const video = view.shadowRoot!.querySelector('video')!;
    Object.assign(window, { tracks: (video.srcObject as MediaStream).getTracks() });
  });
  await fetch(`${url}/api/places/kiosk-1/acts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ act: 'home' }),
  });
  await kiosk.screen('attract');
  const states = await kiosk.page.evaluate(() =>
    (window as unknown as { tracks: MediaStreamTrack[] }).tracks.map((track) => track.readyState),
  );
  expect(states).toEqual(['ended']);
  await context.close();
}, 120_000);
