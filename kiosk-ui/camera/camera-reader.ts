// The camera and the worker behind it, from start to stop: takes a picture when the worker is done with the one before, and tells what it
// read. Nothing is kept, and nothing leaves the page but the text of a code.
import type { CameraRead } from './agreement.ts';
import { type CameraFault, cameraFaultOf } from './camera-fault.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

/** Wider pictures take longer and read no better at arm's length. */
const FRAME_WIDTH_MAX = 1280;
const WANTED: MediaStreamConstraints = {
  audio: false,
  video: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 15 } },
};

export type CameraTold = {
  /** The picture is on the screen. `mirrored`: it looks at the reader, who expects a mirror. */
  started(mirrored: boolean): void;
  /** Null: nothing in this picture. */
  read(read: CameraRead | null): void;
  /** All is stopped. */
  failed(fault: CameraFault): void;
};

export class CameraReader {
  private stream: MediaStream | null = null;
  private worker: Worker | null = null;
  private callback = 0;
  private stopped = false;
  private readonly video: HTMLVideoElement;
  private readonly told: CameraTold;

  constructor(video: HTMLVideoElement, told: CameraTold) {
    this.video = video;
    this.told = told;
  }

  async start(): Promise<void> {
    try {
      if (!navigator.mediaDevices) return this.fail('camera-absent');
      const stream = await navigator.mediaDevices.getUserMedia(WANTED);
      // The reader may have gone while the browser asked.
      this.stream = stream;
      if (this.stopped) return this.stop();
      const [track] = stream.getVideoTracks();
      track?.addEventListener('ended', () => this.fail('camera-lost'));
      this.video.srcObject = stream;
      await this.video.play();
      if (this.stopped) return;
      this.told.started(track?.getSettings().facingMode !== 'environment');
      this.startWorker();
    } catch (error) {
      this.fail(cameraFaultOf(error));
    }
  }

  /** Safe to call twice. The light of the camera goes out. */
  stop(): void {
    this.stopped = true;
    this.video.cancelVideoFrameCallback(this.callback);
    this.worker?.terminate();
    this.worker = null;
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = null;
    this.video.srcObject = null;
  }

  private fail(fault: CameraFault): void {
    if (this.stopped) return;
    this.stop();
    this.told.failed(fault);
  }

  private startWorker(): void {
    const worker = new Worker(new URL('./decode-worker.ts', import.meta.url), { type: 'module' });
    this.worker = worker;
    worker.addEventListener('error', () => this.fail('camera-reader'));
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      if (this.stopped) return;
      if ('failed' in data) return this.fail('camera-reader');
      this.told.read(data.read);
      this.next();
    });
    this.next();
  }

  private next(): void {
    this.callback = this.video.requestVideoFrameCallback(() => void this.send());
  }

  private async send(): Promise<void> {
    const { videoWidth, videoHeight } = this.video;
    const scale = Math.min(1, FRAME_WIDTH_MAX / Math.max(videoWidth, videoHeight));
    try {
      const frame = await createImageBitmap(this.video, {
        resizeWidth: Math.round(videoWidth * scale),
        resizeHeight: Math.round(videoHeight * scale),
      });
      const message: ToWorker = { frame };
      if (this.worker) this.worker.postMessage(message, [frame]);
      else frame.close();
    } catch {
      this.fail('camera-reader');
    }
  }
}
