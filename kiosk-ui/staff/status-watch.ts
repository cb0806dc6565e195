// GET /api/status every few seconds for a page of the staff's, as long as the page stands.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { StationStatus } from '../../station-server/api-types.ts';

const POLL_MS = 2_000;
const ANSWER_MS_MAX = 5_000;

export class StatusWatch implements ReactiveController {
  status: StationStatus | null = null;
  /** The station did not answer the last question. */
  away = false;
  /** The machine's clock may be wrong; ages are told by the time that the station believes in. */
  nowMs = Date.now();
  private readonly host: ReactiveControllerHost;
  private timer = 0;
  private stopped = false;

  constructor(host: ReactiveControllerHost) {
    this.host = host;
    host.addController(this);
  }
  hostConnected(): void {
    this.stopped = false;
    void this.ask();
  }
  hostDisconnected(): void {
    this.stopped = true;
    window.clearTimeout(this.timer);
  }

  private async ask(): Promise<void> {
    try {
      const answer = await fetch('/api/status', { signal: AbortSignal.timeout(ANSWER_MS_MAX) });
      if (!answer.ok) throw new Error(String(answer.status));
      this.status = (await answer.json()) as StationStatus;
      this.away = false;
    } catch {
      this.away = true;
    }
    if (this.stopped) return;
    this.nowMs = Date.now() - (this.status?.clock.errorMs ?? 0);
    this.host.requestUpdate();
    this.timer = window.setTimeout(() => void this.ask(), POLL_MS);
  }
}
