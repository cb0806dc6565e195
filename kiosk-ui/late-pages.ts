// Pages that are not part of the first load. They are fetched as soon as the first page stands, so
// that they are here before anybody asks, also when the station is away by then.
import { loadAnew } from './load-anew.ts';
import type { PageEntry, Screen } from './page-entry.ts';

type Page = PageEntry<Screen>;

/** A page that is never idle gets the rest all the same. */
const IDLE_MS_MAX = 1000;

export class LatePages {
  private readonly ready = new Set<Page>();
  private readonly coming = new Map<Page, Promise<boolean>>();

  isReady(page: Page): boolean {
    return page.load === undefined || this.ready.has(page);
  }

  /** Ends when the page can be shown, however long that takes. */
  async load(page: Page): Promise<void> {
    if (!(await this.bring(page))) await loadAnew();
  }

  /**
   * All of them, one after the other, while the page has nothing better to do. One that does not come is left for when somebody
   * needs it.
   */
  loadRest(pages: readonly Page[]): void {
    const missing = pages.filter((page) => !this.isReady(page));
    const next = (): void => {
      const page = missing.shift();
      if (!page) return;
      requestIdleCallback(() => void this.bring(page).then(next), { timeout: IDLE_MS_MAX });
    };
    next();
  }

  private bring(page: Page): Promise<boolean> {
    const coming = this.coming.get(page) ?? this.fetch(page);
    this.coming.set(page, coming);
    return coming;
  }

  private async fetch(page: Page): Promise<boolean> {
    try {
      await page.load?.();
      this.ready.add(page);
      return true;
    } catch {
      return false;
    }
  }
}
