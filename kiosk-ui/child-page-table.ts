// Which screens look otherwise at a children's kiosk. All of these pages come late; a screen that is not here has one page for
// everyone, in the children's colours.
import { html } from 'lit';
import type { PageEntry, Screen } from './page-entry.ts';

export const CHILD_PAGES: { readonly [S in Screen]?: PageEntry<S> } = {
  attract: {
    load: () => import('./pages/children/child-attract-page.ts'),
    show: (view, idle) =>
      html`<child-attract-page data-page .view=${view} .idle=${idle}></child-attract-page>`,
  },
  identify: {
    load: () => import('./pages/children/child-identify-page.ts'),
    // A number is typed on the page that everyone has.
    show: (view, idle) =>
      view.keypad
        ? html`<identify-page data-page .view=${view} .idle=${idle}></identify-page>`
        : html`<child-identify-page data-page .view=${view} .idle=${idle}></child-identify-page>`,
  },
  borrow: {
    load: () => import('./pages/children/child-borrow-page.ts'),
    show: (view, idle) =>
      html`<child-borrow-page data-page .view=${view} .idle=${idle}></child-borrow-page>`,
  },
  return: {
    load: () => import('./pages/children/child-return-page.ts'),
    show: (view, idle) =>
      html`<child-return-page data-page .view=${view} .idle=${idle}></child-return-page>`,
  },
  farewell: {
    load: () => import('./pages/children/child-farewell-page.ts'),
    show: (view, idle) =>
      html`<child-farewell-page data-page .view=${view} .idle=${idle}></child-farewell-page>`,
  },
};
