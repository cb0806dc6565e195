// What is wrong with a page as it is painted: runs inside the browser, looks through all shadow
// roots. Text or controls outside the screen, text cut by its box, controls that are too small or
// overlap, letters that are too small.
/** `flows`: the whole page may scroll, as with grown text; then only what leaves it sideways is off the screen. */
export type LayoutLimits = { targetPx: number; textPx: number; scrolls: string; flows?: boolean };

export function layoutFaults({ targetPx, textPx, scrolls, flows = false }: LayoutLimits): string[] {
  const faults: string[] = [];
  const all: Element[] = [];
  const walk = (root: ParentNode) => {
    for (const element of root.querySelectorAll('*')) {
      all.push(element);
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  };
  walk(document);
  const up = (element: Element): Element | null =>
    element.parentElement ??
    ((element.getRootNode() as ShadowRoot).host as Element | undefined) ??
    null;
  const within = (element: Element, test: (e: Element) => boolean): boolean => {
    for (let at: Element | null = element; at; at = up(at)) if (test(at)) return true;
    return false;
  };
  // What is behind a modal dialog cannot be touched.
  const modal = all.find((e) => e.matches('dialog:modal'));
  const hidden = (e: Element) =>
    within(e, (at) => at.matches('.vh, [aria-hidden="true"], dialog:not([open])')) ||
    (modal !== undefined && !within(e, (at) => at === modal));
  const scrolled = (e: Element) => within(e, (at) => at.matches(scrolls));
  const name = (e: Element) =>
    `${e.tagName.toLowerCase()}.${e.className} "${e.textContent?.trim().slice(0, 40)}"`;
  const aside = (r: DOMRect) => r.left < -1 || r.right > innerWidth + 1;
  const outside = (r: DOMRect) =>
    aside(r) || (!flows && (r.top < -1 || r.bottom > innerHeight + 1));

  const body = document.documentElement;
  if (body.scrollWidth > innerWidth || body.scrollHeight > innerHeight)
    faults.push('the body scrolls');
  for (const e of all) {
    if (!flows && e.matches('main') && e.scrollHeight > e.clientHeight + 1) {
      faults.push(`main overflows by ${e.scrollHeight - e.clientHeight}`);
    }
    if (e.matches('main, .list, .text, .receipt') && e.scrollWidth > e.clientWidth + 1) {
      faults.push(`too wide by ${e.scrollWidth - e.clientWidth}: ${e.tagName}.${e.className}`);
    }
    const text = [...e.childNodes].filter((n) => n.nodeType === 3 && n.textContent?.trim());
    if (text.length === 0 || hidden(e) || e.matches('style, title, script, option')) continue;
    if (Number.parseFloat(getComputedStyle(e).fontSize) < textPx - 0.1)
      faults.push(`small letters: ${name(e)}`);
    const range = document.createRange();
    for (const node of text) {
      range.selectNodeContents(node);
      for (const rect of range.getClientRects()) {
        if (!scrolled(e) && outside(rect)) faults.push(`text off the screen: ${name(e)}`);
        const box = e.closest('button, label, .card, .loan, .bar, .hint, .warn, dl div');
        const b = box?.getBoundingClientRect();
        if (
          b &&
          (rect.left < b.left - 1 ||
            rect.right > b.right + 1 ||
            rect.top < b.top - 1 ||
            rect.bottom > b.bottom + 1)
        ) {
          faults.push(`text out of its box: ${name(e)}`);
        }
      }
    }
  }
  const shown = all.filter(
    (e) =>
      e.matches('button, input:not([type=radio]):not([type=checkbox]), label.tick, label.choice') &&
      !hidden(e),
  );
  const boxes = shown
    .map((e) => ({ e, r: e.getBoundingClientRect() }))
    .filter(({ r }) => r.width > 0);
  for (const { e, r } of boxes) {
    if (Math.min(r.width, r.height) < targetPx - 0.5) {
      faults.push(`small target ${Math.round(r.width)}x${Math.round(r.height)}: ${name(e)}`);
    }
    if (!scrolled(e) && outside(r)) faults.push(`control off the screen: ${name(e)}`);
  }
  const fixed = boxes.filter(({ e }) => !scrolled(e));
  for (const [i, a] of fixed.entries()) {
    for (const b of fixed.slice(i + 1)) {
      const apart =
        a.r.right <= b.r.left + 1 ||
        b.r.right <= a.r.left + 1 ||
        a.r.bottom <= b.r.top + 1 ||
        b.r.bottom <= a.r.top + 1;
      if (!apart) faults.push(`controls overlap: ${name(a.e)} and ${name(b.e)}`);
    }
  }
  return [...new Set(faults)];
}
