// The place of spoken prompts in the first load: fetches the speaker when somebody wants them, and then passes on what the page shows.
import type { IdleTick, KioskView } from '../../station-server/api-types.ts';
import type { Speaker, Speaking } from './speaker.ts';

export class LateVoice {
  private speaker: Speaker | null = null;
  private coming = false;
  private latest: [KioskView, IdleTick | null] | null = null;

  private readonly told: (speaking: Speaking) => void;

  constructor(told: (speaking: Speaking) => void) {
    this.told = told;
  }

  /** Takes every view and every tick of the time that is left. */
  follow(view: KioskView, idle: IdleTick | null): void {
    this.latest = [view, idle];
    if (this.speaker) this.speaker.follow(view, idle);
    else if (view.comfort.voice && !this.coming) void this.bring();
  }

  /** Somebody touched the page or a key. */
  wake(): void {
    this.speaker?.wake();
  }

  /** A key that moves the focus was let go. */
  focused(): void {
    this.speaker?.focused();
  }

  private async bring(): Promise<void> {
    this.coming = true;
    try {
      const { Speaker } = await import('./speaker.ts');
      this.speaker = new Speaker(new Audio(), this.told);
      if (this.latest) this.speaker.follow(...this.latest);
    } catch {
      this.told('failed');
    }
    this.coming = false;
  }
}
