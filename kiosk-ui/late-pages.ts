// Pages that are not part of the first load. They are fetched as soon as the first page stands, so
// that they are here before anybody asks, also when the station is away by then.
import { loadAnew } from './load-anew.ts';
import { PAGES, type Screen } from './page-table.ts';

/** A page that is never idle gets the rest all the same. */
const IDLE_MS_MAX = 1000;

export class LatePages {
  private readonly ready = new Set<Screen>();
  private readonly coming = new Map<Screen, Promise<boolean>>();

  isReady(screen: Screen): boolean {
    return PAGES[screen].load === undefined || this.ready.has(screen);
  }

  /** Ends when the page can be shown, however long that takes. */
  async load(screen: Screen): Promise<void> {
    if (!(await this.bring(screen))) await loadAnew();
  }

  /**
   * All of them, one after the other, while the page has nothing better to do. One that does not come is left for when somebody
   * needs it.
   */
  loadRest(): void {
    const missing = (Object.keys(PAGES) as Screen[]).filter((screen) => !this.isReady(screen));
    const next = (): void => {
      const screen = missing.shift();
      if (!screen) return;
      requestIdleCallback(() => void this.bring(screen).then(next), { timeout: IDLE_MS_MAX });
    };
    next();
  }

  private bring(screen: Screen): Promise<boolean> {
    const coming = this.coming.get(screen) ?? this.fetch(screen);
    this.coming.set(screen, coming);
    return coming;
  }

  private async fetch(screen: Screen): Promise<boolean> {
    try {
      await PAGES[screen].load?.();
      this.ready.add(screen);
      return true;
    } catch {
      return false;
    }
  }
}
