// Puts a visitor's settings on the root element, where tokens.css reads them.
import type { Comfort } from '../../station-server/api-types.ts';

export function showComfort(root: HTMLElement, comfort: Comfort): void {
  root.toggleAttribute('data-calm', comfort.calm);
  root.toggleAttribute('data-reach', comfort.reach);
  if (comfort.contrast) root.dataset.theme = 'contrast';
  else delete root.dataset.theme;
  if (comfort.text === 100) delete root.dataset.text;
  else root.dataset.text = String(comfort.text);
}
