// The page loads itself again when a file of it cannot be had.

/** A station that is asked again at most this often for a file that it did not give. */
const RETRY_MS = 2000;
const AWAY_MS_MAX = 4000;

/**
 * A file that is gone, because the station was updated since this page was loaded, or that was cut
 * off on its way: a browser remembers a failed import for the life of the page, so the page loads
 * anew. Only when the station answers: an error page of the browser has no way on.
 */
export async function loadAnew(): Promise<never> {
  for (;;) {
    try {
      const answer = await fetch(location.href, { signal: AbortSignal.timeout(AWAY_MS_MAX) });
      if (answer.ok) location.reload();
    } catch {
      // Away: asked again below.
    }
    await new Promise((again) => setTimeout(again, RETRY_MS));
  }
}
