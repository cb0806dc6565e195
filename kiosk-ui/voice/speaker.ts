// Says what is new, one utterance at a time: a new one cuts the earlier one off, and nothing waits in a queue. Silent when the visit
// ends. Comes late, and only to those who switched spoken prompts on (late-voice.ts).
import type { IdleTick, KioskView, Language } from '../../station-server/api-types.ts';
import { focusedControl } from './focused-control.ts';
import { type LabelClip, labelClip, labelsOf, letterClip } from './labels.ts';
import type { Clip } from './prompts.ts';
import {
  type Heard,
  heardAfter,
  NOTHING_HEARD,
  type Topic,
  topicsOf,
  whatToSay,
} from './what-to-say.ts';

/** What a page needs of `HTMLAudioElement`. */
export type Sound = Pick<HTMLAudioElement, 'src' | 'play' | 'pause' | 'onended' | 'onerror'>;
export type Speaking = 'well' | 'failed';

const addressOf = (language: Language, clip: Clip): string => `/voice/${language}/${clip}.opus`;

export class Speaker {
  private heard: Heard | null = null;
  private session = -1;
  private left: string[] = [];
  /** The browser wants a touch or a key first. */
  private held: string[] | null = null;
  /** The key that is down has begun the greeting: it is not cut off by what the key moved to. */
  private greeting = false;
  private language: Language = 'kk';
  private named: Element | null = null;

  private readonly sound: Sound;
  private readonly told: (speaking: Speaking) => void;

  /** @param told whether the last file could be played, each time */
  constructor(sound: Sound, told: (speaking: Speaking) => void) {
    this.sound = sound;
    this.told = told;
    sound.onended = () => this.next();
    // A file that is not there or cannot be read: what follows may be.
    sound.onerror = () => this.failed();
  }

  /** Takes every view and every tick of the time that is left. */
  follow(view: KioskView, idle: IdleTick | null): void {
    const on = view.comfort.voice;
    if (!on || view.session !== this.session) this.stop();
    if (!on) return;
    this.session = view.session;
    this.language = view.language;
    const topics = topicsOf(view, view.screen !== 'attract' && idle?.warning === true);
    const { heard } = this;
    this.heard = heardAfter(heard ?? NOTHING_HEARD, topics);
    if (heard) this.say(view.language, whatToSay(heard, topics));
    else this.begin(view, topics);
  }

  /** Switched on just now, a new visit at a place that always speaks, or the page was loaded anew in the middle of one. */
  private begin(view: KioskView, topics: Topic[]): void {
    const { language } = view;
    if (view.comfortOpen) this.say(language, ['voice-on']);
    // An empty room is not spoken to: the first page speaks to whoever touches it.
    else if (view.screen === 'attract') this.held = [addressOf(language, 'attract')];
    else
      this.say(
        language,
        whatToSay(
          NOTHING_HEARD,
          topics.filter(({ once }) => !once),
        ),
      );
  }

  /** Somebody touched the page or a key. */
  wake(): void {
    const { held } = this;
    this.held = null;
    this.greeting = held !== null;
    if (held) this.start(held);
  }

  /** A key may have moved the focus: says to what, once. */
  focused(): void {
    if (this.heard === null || this.greeting) return;
    const control = focusedControl();
    if (!control || control.element === this.named) return;
    this.named = control.element;
    const language = control.language ?? this.language;
    const letter = letterClip(language, control.words);
    const label = letter ? null : labelClip(labelsOf(language), control.words);
    const state: LabelClip[] = control.on === null ? [] : [control.on ? 'label-on' : 'label-off'];
    if (letter) this.say(letter.language, [letter.clip]);
    else if (label) this.say(language, [label, ...state]);
  }

  stop(): void {
    this.heard = null;
    this.left = [];
    this.held = null;
    this.named = null;
    this.sound.pause();
  }

  private say(language: Language, clips: Clip[]): void {
    if (clips.length > 0) this.start(clips.map((clip) => addressOf(language, clip)));
  }

  private start(files: string[]): void {
    this.left = files;
    this.held = null;
    this.next();
  }

  private next(): void {
    const file = this.left.shift();
    if (file === undefined) return;
    const rest = this.left;
    this.sound.src = file;
    this.sound.play().then(
      () => this.told('well'),
      (error: unknown) => {
        // Cut off by the next utterance, or told by `onerror` as well.
        if (rest !== this.left || (error as Error).name !== 'NotAllowedError') return;
        this.held = [file, ...rest];
        this.left = [];
        this.told('failed');
      },
    );
  }

  private failed(): void {
    this.told('failed');
    this.next();
  }
}
