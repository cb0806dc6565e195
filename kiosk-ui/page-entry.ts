// How a page table names a page: the element that shows a screen, and what brings it.
import type { TemplateResult } from 'lit';
import type { IdleTick, KioskView } from '../station-server/api-types.ts';

export type Screen = KioskView['screen'];
export type PageEntry<S extends Screen> = {
  /** Brings the element of the page; missing where it is part of the first load. */
  load?: () => Promise<unknown>;
  show: (view: Extract<KioskView, { screen: S }>, idle: IdleTick | null) => TemplateResult;
};
