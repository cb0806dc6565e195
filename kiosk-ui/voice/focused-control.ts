// What has the focus, as far as it can be said: its words, its state, and the language that it is written in where that is its own.
import type { Language } from '../../station-server/api-types.ts';

export type Control = {
  element: Element;
  words: string;
  /** Of switches, boxes and choices. */
  on: boolean | null;
  language: Language | null;
};

const wordsOf = (element: Element): string => {
  const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : null;
  // A tile's title stands in bold, and below it what to know.
  const title = element.querySelector('b')?.textContent;
  const words = element.getAttribute('aria-label') ?? label ?? title ?? element.textContent ?? '';
  return words.trim().replace(/\s+/g, ' ');
};

const stateOf = (element: Element): boolean | null => {
  if (element instanceof HTMLInputElement)
    return ['radio', 'checkbox'].includes(element.type) ? element.checked : null;
  const checked = element.getAttribute('aria-checked');
  return checked === null ? null : checked === 'true';
};

/** A key whose sign would go into a field that shows only dots: it is not said aloud either. */
const isSecret = (element: Element): boolean => {
  const root = element.getRootNode();
  const page = root instanceof ShadowRoot ? root.host.getRootNode() : null;
  const board = root instanceof ShadowRoot && root.host.matches('number-pad, letter-board');
  return board && page instanceof ShadowRoot && page.querySelector('.secret.active') !== null;
};

/** Null where nothing that can be used has the focus, as when a page has just come. */
export const focusedControl = (): Control | null => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  if (!element?.matches('button, input, select, textarea, a') || isSecret(element)) return null;
  const language = element.getAttribute('lang') as Language | null;
  return { element, words: wordsOf(element), on: stateOf(element), language };
};
