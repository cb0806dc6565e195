// The camera on the page: reads a drawn code from a stream, says what is wrong with the camera in three languages, and goes out with its
// page. The stream is a canvas of the test; the worker and the pages are the built ones.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CAMERA_FAULTS, type CameraFault } from '../../../kiosk-ui/camera/camera-fault.ts';
import { CAMERA } from '../../../kiosk-ui/strings/camera.ts';
import { barLabel } from '../../bench/camera/labels.ts';
import { drawCover, takePicture } from '../../bench/camera/scene.ts';
import { seededRandom } from '../../bench/seeded.ts';
import { until } from '../../firmware-bridge/until.ts';
import { axeViolations } from '../axe.ts';
import { launch, picture, SIZES, type Size, shows } from '../browser.ts';
import { type PageServer, startPageServer } from '../page-server.ts';
import { viewOf } from '../views.ts';

const CODE = '37101001000015';
const LANGUAGES = ['kk', 'ru', 'en'] as const;
let browser: Browser;
let server: PageServer;
let frame: string;

beforeAll(async () => {
  [browser, server] = await Promise.all([launch(), startPageServer()]);
  const random = seededRandom(3);
  const label = barLabel('code128', CODE, random);
  const { data } = takePicture(
    drawCover(random),
    label,
    {
      ...{ modulePx: 3, turnDegrees: 24, perspective: 0.1, bendDegrees: 0, bentAlongBars: false },
      ...{ blurSigmaPx: 0.5, motionPx: 0, motionDegrees: 0, noiseSigma: 3, contrast: 0.9 },
      ...{ brightness: 130, shade: 0.1, shadeDegrees: 0, damage: [] },
    },
    random,
  );
  frame = Buffer.from(data).toString('base64');
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

type Camera = { frame: string; fault: string | null };
type WithTracks = { tracks: MediaStreamTrack[] };

/** Runs in the page before anything else: the camera is a canvas, or throws. */
const fakeCamera = ({ frame, fault }: Camera): void => {
  const tracks: MediaStreamTrack[] = [];
  (window as unknown as WithTracks).tracks = tracks;
  navigator.mediaDevices.getUserMedia = async () => {
    if (fault) throw new DOMException('as the test wants it', fault);
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [1280, 720];
    const context = canvas.getContext('2d')!;
    const grey = atob(frame);
    const image = context.createImageData(1280, 720);
    for (let at = 0; at < grey.length; at += 1) {
      image.data.fill(grey.charCodeAt(at), at * 4, at * 4 + 3);
      image.data[at * 4 + 3] = 255;
    }
    setInterval(() => context.putImageData(image, 0, 0), 100);
    const stream = canvas.captureStream(10);
    tracks.push(...stream.getTracks());
    return stream;
  };
};

type Viewport = (typeof SIZES)[Size];
const open = async (
  fault: string | null = null,
  size: Viewport = SIZES.portrait,
): Promise<Page> => {
  const context = await browser.newContext({ viewport: size, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.addInitScript(fakeCamera, { frame, fault });
  server.posted.length = 0;
  server.push(viewOf('borrow-camera', 'kk'));
  await page.goto(`${server.origin}/kiosk/hall`);
  return page;
};
const trackStates = (page: Page) =>
  page.evaluate(() => (window as unknown as WithTracks).tracks.map((track) => track.readyState));
const scans = () =>
  server.posted.flatMap(({ body }) => {
    const act = body as { act?: string; text?: string };
    return act.act === 'camera-scan' ? [act] : [];
  });

test.each(['portrait', 'landscape'] as const)('a code is read and told: %s', async (size) => {
  const page = await open(null, SIZES[size]);
  await until('the code to be told', () => scans().length > 0, 40_000);
  expect(scans()[0]).toMatchObject({ text: CODE, symbology: 'code128' });
  for (const language of LANGUAGES) {
    for (const name of ['identify', 'borrow', 'return']) {
      await shows(page, server.push(viewOf(`${name}-camera`, language)));
      await page.getByText(CAMERA[language].seen).waitFor({ timeout: 40_000 });
      await picture(page, `${size}-camera-${name}-${language}`);
      expect(await axeViolations(page)).toEqual([]);
    }
  }
  await page.context().close();
});

test('nothing but the text of the code leaves the page', async () => {
  const page = await open();
  await until('the code to be told', () => scans().length > 0, 40_000);
  for (const { body } of server.posted) expect(JSON.stringify(body).length).toBeLessThan(200);
  await page.context().close();
});

describe('the camera goes out', () => {
  test.each([
    ['when it is closed', () => ({ ...viewOf('borrow', 'kk'), camera: 'closed' as const })],
    ['with the visit', () => ({ ...viewOf('attract', 'kk'), session: 2 })],
    ['with the next visit', () => ({ ...viewOf('borrow-camera', 'kk'), session: 2 })],
  ])('%s', async (_, next) => {
    const page = await open();
    await until('the camera', async () => (await trackStates(page)).length === 1);
    await shows(page, server.push(next()));
    await until('the first stream to end', async () => (await trackStates(page))[0] === 'ended');
    await page.context().close();
  });
});

describe('what is wrong is said, with its code and another way', () => {
  const names: Record<CameraFault, string | null> = {
    'camera-refused': 'NotAllowedError',
    'camera-absent': 'NotFoundError',
    'camera-busy': 'NotReadableError',
    'camera-lost': null,
    'camera-reader': null,
  };
  test.each(CAMERA_FAULTS)('%s', async (fault) => {
    if (fault === 'camera-reader') server.gone = 'decode-worker';
    const page = await open(names[fault]);
    if (fault === 'camera-lost') {
      await until('the camera', async () => (await trackStates(page)).length === 1);
      await page.evaluate(() => {
        for (const track of (window as unknown as WithTracks).tracks) {
          track.dispatchEvent(new Event('ended'));
        }
      });
    }
    for (const language of LANGUAGES) {
      await shows(page, server.push(viewOf('borrow-camera', language)));
      const { why, todo } = CAMERA[language].faults[fault];
      await page.getByText(why).waitFor();
      const said = (await page.locator('camera-view .fault').textContent()) ?? '';
      expect(said).toContain(todo);
      expect(said).toContain(fault);
      if (fault === 'camera-busy') await picture(page, `portrait-camera-fault-${language}`);
      expect(await axeViolations(page)).toEqual([]);
    }
    server.gone = null;
    // The way on: by keyboard, once more.
    const again = page.getByRole('button', { name: CAMERA.en.again });
    await again.focus();
    await page.keyboard.press('Enter');
    await page
      .getByText(CAMERA.en.starting)
      .or(page.getByText(CAMERA.en.aim))
      .or(again)
      .first()
      .waitFor();
    await page.context().close();
  });
});
