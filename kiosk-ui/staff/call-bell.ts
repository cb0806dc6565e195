// The bell of a call for the librarian: three soft strokes, made by the browser itself, so that no sound file is loaded. A browser
// plays nothing before somebody has touched the page; `ready` tells.

/** Three tones a third apart: heard through a reading room, and not an alarm. */
const STROKES = [
  { hertz: 784, atS: 0 },
  { hertz: 988, atS: 0.28 },
  { hertz: 1175, atS: 0.56 },
] as const;
const STROKE_S = 0.9;
const LOUDNESS = 0.35;
/** Rings again while nobody answers. */
export const RING_EVERY_MS = 6_000;

export const strike = (context: BaseAudioContext): void => {
  for (const { hertz, atS } of STROKES) {
    const from = context.currentTime + atS;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(0.0001, from);
    volume.gain.exponentialRampToValueAtTime(LOUDNESS, from + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, from + STROKE_S);
    tone.connect(volume).connect(context.destination);
    tone.start(from);
    tone.stop(from + STROKE_S);
  }
};

export class CallBell {
  private readonly context = new AudioContext();
  private rungAtMs = Number.NEGATIVE_INFINITY;

  get ready(): boolean {
    return this.context.state === 'running';
  }

  /** To be called from a touch or a key. */
  async wake(): Promise<void> {
    await this.context.resume();
  }

  /** Called as often as one likes: it rings when its time has come. */
  ring(nowMs: number): void {
    if (!this.ready || nowMs - this.rungAtMs < RING_EVERY_MS) return;
    this.rungAtMs = nowMs;
    strike(this.context);
  }

  close(): void {
    void this.context.close();
  }
}
