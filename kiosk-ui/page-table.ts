// Which page shows which screen. What a reader meets in the first seconds is part of the first load;
// the other pages come late, by themselves (late-pages.ts).
import { html } from 'lit';
import type { KioskView } from '../station-server/api-types.ts';
import { CHILD_PAGES } from './child-page-table.ts';
import type { PageEntry, Screen } from './page-entry.ts';
import './pages/attract-page.ts';
import './pages/borrow-page.ts';
import './pages/farewell-page.ts';
import './pages/identify-page.ts';
import './pages/return-page.ts';

const PAGES: { readonly [S in Screen]: PageEntry<S> } = {
  attract: {
    show: (view, idle) => html`<attract-page data-page .view=${view} .idle=${idle}></attract-page>`,
  },
  identify: {
    show: (view, idle) =>
      html`<identify-page data-page .view=${view} .idle=${idle}></identify-page>`,
  },
  borrow: {
    show: (view, idle) => html`<borrow-page data-page .view=${view} .idle=${idle}></borrow-page>`,
  },
  return: {
    show: (view, idle) => html`<return-page data-page .view=${view} .idle=${idle}></return-page>`,
  },
  farewell: {
    show: (view, idle) =>
      html`<farewell-page data-page .view=${view} .idle=${idle}></farewell-page>`,
  },
  account: {
    load: () => import('./pages/account-page.ts'),
    show: (view, idle) => html`<account-page data-page .view=${view} .idle=${idle}></account-page>`,
  },
  reregister: {
    load: () => import('./pages/reregister-page.ts'),
    show: (view, idle) =>
      html`<reregister-page data-page .view=${view} .idle=${idle}></reregister-page>`,
  },
  'my-card': {
    load: () => import('./pages/my-card-page.ts'),
    show: (view, idle) => html`<my-card-page data-page .view=${view} .idle=${idle}></my-card-page>`,
  },
  interrupted: {
    load: () => import('./pages/interrupted-page.ts'),
    show: (view, idle) =>
      html`<interrupted-page data-page .view=${view} .idle=${idle}></interrupted-page>`,
  },
  shelves: {
    load: () => import('./pages/children/shelves-page.ts'),
    show: (view, idle) => html`<shelves-page data-page .view=${view} .idle=${idle}></shelves-page>`,
  },
  class: {
    load: () => import('./pages/children/class-page.ts'),
    show: (view, idle) => html`<class-page data-page .view=${view} .idle=${idle}></class-page>`,
  },
  'class-done': {
    load: () => import('./pages/children/class-done-page.ts'),
    show: (view, idle) =>
      html`<class-done-page data-page .view=${view} .idle=${idle}></class-done-page>`,
  },
  search: {
    load: () => import('./pages/search-page.ts'),
    show: (view, idle) => html`<search-page data-page .view=${view} .idle=${idle}></search-page>`,
  },
  title: {
    load: () => import('./pages/title-page.ts'),
    show: (view, idle) => html`<title-page data-page .view=${view} .idle=${idle}></title-page>`,
  },
  wish: {
    load: () => import('./pages/wish-page.ts'),
    show: (view, idle) => html`<wish-page data-page .view=${view} .idle=${idle}></wish-page>`,
  },
  locker: {
    load: () => import('./pages/locker-page.ts'),
    show: (view, idle) => html`<locker-page data-page .view=${view} .idle=${idle}></locker-page>`,
  },
  register: {
    load: () => import('./pages/register-page.ts'),
    show: (view, idle) =>
      html`<register-page data-page .view=${view} .idle=${idle}></register-page>`,
  },
  registered: {
    load: () => import('./pages/registered-page.ts'),
    show: (view, idle) =>
      html`<registered-page data-page .view=${view} .idle=${idle}></registered-page>`,
  },
};

/** The page for this screen and whom the place is for. */
export const pageFor = ({
  screen,
  audience,
}: Pick<KioskView, 'screen' | 'audience'>): PageEntry<Screen> =>
  // The entry of a screen takes the view of that screen; the compiler cannot follow the pair.
  ((audience === 'children' && CHILD_PAGES[screen]) || PAGES[screen]) as PageEntry<Screen>;

export const pagesFor = (audience: KioskView['audience']): PageEntry<Screen>[] =>
  (Object.keys(PAGES) as Screen[]).map((screen) => pageFor({ screen, audience }));
