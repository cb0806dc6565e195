// Arrow keys move the focus over the page and OK (Enter) presses: a pad of five keys is enough for everything. Such pads are USB
// keyboards. Keys of the screen's own boards count as controls here, though Tab passes them by.
import { type Box, nextSpot, type Spot, type Way } from './next-spot.ts';

const WAYS: Readonly<Record<string, Way>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};
const CONTROLS = 'button, input, select, textarea, a[href], [tabindex="0"]';
/** Keys of the screen: they type into the field that had the focus last. */
const BOARDS = 'letter-board, number-pad';
/** Of a scrolled region, at a press. */
const SCROLL_PART = 0.8;

type Choice = HTMLInputElement & { type: 'radio' | 'checkbox' };
const isChoice = (target: unknown): target is Choice =>
  target instanceof HTMLInputElement && ['radio', 'checkbox'].includes(target.type);
const isTyped = (target: unknown): target is HTMLInputElement =>
  target instanceof HTMLInputElement && !['radio', 'checkbox'].includes(target.type);
const isRadio = (target: unknown): target is Choice => isChoice(target) && target.type === 'radio';

export const isArrow = ({ key }: KeyboardEvent): boolean => key in WAYS;

/** In the order of the document, shadow roots included. */
const within = (root: ParentNode): HTMLElement[] =>
  [...root.querySelectorAll<HTMLElement>('*')].flatMap((element) =>
    element.shadowRoot ? [element, ...within(element.shadowRoot)] : [element],
  );

const parentOf = (element: Element): Element | null => {
  const root = element.getRootNode();
  return element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
};

const scrolls = (element: Element): boolean =>
  element.scrollHeight > element.clientHeight + 1 &&
  /auto|scroll/.test(getComputedStyle(element).overflowY);

const listOf = (element: Element): Element | null => {
  for (let at = parentOf(element); at; at = parentOf(at)) if (scrolls(at)) return at;
  return null;
};

/** A box to tick is as large as its label. */
const boxOf = (element: Element): Box =>
  ((isChoice(element) && element.closest('label')) || element).getBoundingClientRect();

const deepest = (): Element | null => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at;
};

/** What can be pressed or typed into now: of a dialog only its own. A region is one where it scrolls and holds nothing to press. */
const controls = (): HTMLElement[] => {
  const dialog = within(document).findLast((element) => element.matches('dialog[open]'));
  const found = within(dialog ?? document).filter(
    (element) =>
      element.matches(CONTROLS) &&
      !element.matches(':disabled') &&
      element.checkVisibility({ visibilityProperty: true }),
  );
  return found.filter(
    (element) =>
      element.matches('button, input, select, textarea, a') ||
      !element.matches('[role="region"]') ||
      (scrolls(element) && !within(element).some((inner) => found.includes(inner))),
  );
};

const isKey = (element: Element): boolean => {
  const root = element.getRootNode();
  return root instanceof ShadowRoot && root.host.matches(BOARDS);
};

const isSeen = (box: Box, list: Element | null): boolean => {
  if (!list) return true;
  const frame = list.getBoundingClientRect();
  const middle = (box.top + box.bottom) / 2;
  return middle >= frame.top && middle <= frame.bottom;
};

/** The caret has room to go that way. */
const moves = ({ selectionStart, selectionEnd, value }: HTMLInputElement, way: Way): boolean =>
  selectionStart !== selectionEnd ||
  (way === 'left' && selectionStart !== 0) ||
  (way === 'right' && selectionEnd !== value.length);

export class FiveKeys {
  /** What had the focus last stood here: where one goes on when it is gone, such as a button that became a word. */
  private last: Box | null = null;

  /** Moves the focus by an arrow key; inside a field the arrow moves the caret until it stands at the end. */
  arrow(event: KeyboardEvent): void {
    const way = WAYS[event.key];
    if (!way || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
    const active = deepest();
    const sideways = way === 'left' || way === 'right';
    if (sideways && isTyped(active) && moves(active, way)) return;
    event.preventDefault();
    if (active?.matches('[tabindex="0"]') && scrollOn(active, way)) return;
    this.move(active === document.body ? null : active, way);
  }

  /** OK ticks a box and chooses; what is chosen already is left to the page. */
  press(event: KeyboardEvent): void {
    const target = event.composedPath()[0];
    if (event.key !== 'Enter' || !isChoice(target)) return;
    if (isRadio(target) && target.checked) return;
    event.preventDefault();
    event.stopPropagation();
    target.click();
  }

  private move(active: Element | null, way: Way): void {
    const all = controls();
    const lists: Element[] = [];
    const spotOf = (element: Element): Spot => {
      const list = listOf(element);
      if (list && !lists.includes(list)) lists.push(list);
      return { box: boxOf(element), list: list && lists.indexOf(list) };
    };
    const from: Spot = active
      ? spotOf(active)
      : { box: this.last ?? { left: 0, top: 0, right: 0, bottom: 0 }, list: null };
    const seen = all.flatMap((element) => {
      const spot = spotOf(element);
      const list = spot.list === null ? null : (lists[spot.list] ?? null);
      const reachable = spot.list === from.list || isSeen(spot.box, list);
      return element !== active && reachable ? [{ element, spot }] : [];
    });
    // Down from a field is to its keys: on a way over other fields these would take what is typed. They are reached sideways, or
    // from the keys upwards.
    const keys =
      way === 'down' && isTyped(active) ? seen.filter(({ element }) => isKey(element)) : [];
    const target = nearest(keys, from, way) ?? nearest(seen, from, way);
    if (target) this.go(active, target);
  }

  private go(active: Element | null, target: HTMLElement): void {
    target.focus();
    target.closest('li')?.scrollIntoView({ block: 'nearest' });
    this.last = boxOf(target);
    // Within a group the arrow chooses, as it does everywhere.
    if (isRadio(active) && isRadio(target) && active.name === target.name) target.click();
  }
}

type Seen = { element: HTMLElement; spot: Spot };
const nearest = (seen: Seen[], from: Spot, way: Way): HTMLElement | undefined => {
  const next = nextSpot(
    seen.map(({ spot }) => spot),
    from,
    way,
  );
  return next === null ? undefined : seen[next]?.element;
};

/** False where the region cannot scroll that way, or any more. */
const scrollOn = (region: Element, way: Way): boolean => {
  if ((way !== 'up' && way !== 'down') || !scrolls(region)) return false;
  const before = region.scrollTop;
  const step = region.clientHeight * SCROLL_PART;
  region.scrollTop += way === 'down' ? step : -step;
  return region.scrollTop !== before;
};
