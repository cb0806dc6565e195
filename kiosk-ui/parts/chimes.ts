// The sounds of the children's kiosk: a few notes of the browser's own synthesiser, no files. Each is also said and seen; a place can
// be without (`sounds: false`). Where the browser gives no sound before a touch, the first one is simply not heard.
import type { KioskView } from '../../station-server/api-types.ts';

export type Sound = 'lent' | 'returned' | 'wait' | 'hello' | 'bye';
export type Note = { hz: number; atMs: number; forMs: number };

/** Notes of a pentatonic scale, as on a dombra's neck: whatever comes together sounds well. */
const [C5, E5, G5, A5, C6, E6] = [523.25, 659.25, 783.99, 880, 1046.5, 1318.5] as const;
const row = (everyMs: number, ...notes: number[]): Note[] =>
  notes.map((hz, index) => ({ hz, atMs: index * everyMs, forMs: everyMs * 2.2 }));

/** A refusal goes down by one soft step: nothing like a buzzer. */
export const SCORES: Record<Sound, readonly Note[]> = {
  lent: row(90, G5, C6, E6),
  returned: row(90, E5, G5, C6),
  wait: row(180, A5, G5),
  hello: row(120, C5, G5),
  bye: row(110, C5, E5, G5, A5, C6, G5, C6),
};
const LOUDNESS = 0.12;
const ATTACK_MS = 12;

/** What this view has to be heard; `key` tells it from what was heard before, and names nobody. */
export const soundOf = (view: KioskView): { key: string; sound: Sound } | null => {
  const said = (sound: Sound, key: string) => ({ sound, key: `${view.session} ${key}` });
  if (view.screen === 'farewell' || view.screen === 'class-done') return said('bye', view.screen);
  if (view.notice?.kind === 'reason') return said('wait', `notice ${view.notice.id}`);
  if (!('cards' in view)) return null;
  const newest = view.cards.at(-1);
  if (newest) {
    const { kind } = newest.result;
    const sound = kind === 'refused' ? 'wait' : kind === 'lent' ? 'lent' : 'returned';
    return kind === 'returning' ? null : said(sound, newest.key);
  }
  if (view.screen === 'class') return view.pupil && said('hello', `pupil ${view.pupilCount}`);
  return view.screen === 'borrow' ? said('hello', 'borrow') : null;
};

export class Chimes {
  private heard = '';
  private context: AudioContext | null = null;

  follow(view: KioskView): void {
    const found = view.sounds ? soundOf(view) : null;
    if (!found || found.key === this.heard) return;
    this.heard = found.key;
    this.play(SCORES[found.sound]);
  }

  private play(notes: readonly Note[]): void {
    this.context ??= new AudioContext();
    const { context } = this;
    // Refused until somebody has touched the page.
    if (context.state === 'suspended') void context.resume().catch(() => undefined);
    for (const { hz, atMs, forMs } of notes) {
      const from = context.currentTime + atMs / 1_000;
      const until = from + forMs / 1_000;
      const tone = new OscillatorNode(context, { type: 'triangle', frequency: hz });
      const gain = new GainNode(context, { gain: 0 });
      gain.gain.setValueAtTime(0, from);
      gain.gain.linearRampToValueAtTime(LOUDNESS, from + ATTACK_MS / 1_000);
      gain.gain.exponentialRampToValueAtTime(0.000_1, until);
      tone.connect(gain).connect(context.destination);
      tone.start(from);
      tone.stop(until);
    }
  }
}
