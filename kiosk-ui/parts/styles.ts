// Styles that every element adopts: buttons by rank (one `.go` a page), focus, cards. 1rem is 10 px
// at 1080 wide (tokens.css).
import { css } from 'lit';

export const base = css`
  * {
    box-sizing: border-box;
    margin: 0;
    padding: 0;
  }
  [hidden] {
    display: none !important;
  }
  button {
    font: inherit;
    font-weight: 650;
    color: inherit;
    border: 0;
    cursor: pointer;
    min-width: var(--touch);
    min-height: var(--touch);
    border-radius: 2.4rem;
    padding: calc(1.2rem / var(--z)) calc(2.8rem / var(--z));
    line-height: 1.15;
    overflow-wrap: anywhere;
    display: flex;
    align-items: center;
    justify-content: center;
    gap: var(--s-2);
    text-align: center;
    background: none;
    touch-action: manipulation;
  }
  button:active {
    transform: translateY(0.2rem);
  }
  button[disabled] {
    opacity: 0.45;
    cursor: default;
  }
  .go {
    background: var(--sun);
    color: var(--on-sun);
    font-size: 4rem;
    min-height: 13rem;
  }
  .plain {
    background: var(--sand);
    box-shadow: inset 0 0 0 0.3rem var(--button-line);
    font-size: 3.2rem;
    min-height: 11rem;
  }
  .quiet {
    border: 0.3rem solid var(--line-strong);
    font-size: 2.8rem;
  }
  .dark {
    background: var(--dark);
    color: var(--on-dark);
    font-size: 2.8rem;
    border-radius: 9.9rem;
  }
  .comfort {
    flex: none;
    width: var(--touch);
    padding: 0;
    border-radius: 50%;
    background: var(--veil);
    box-shadow: inset 0 0 0 0.3rem var(--button-line);
    color: var(--on-deep);
  }
  .comfort:focus-visible {
    outline-color: var(--focus-on-deep);
  }
  :focus {
    outline: none;
  }
  :focus-visible {
    outline: 0.5rem solid var(--focus);
    outline-offset: 0.4rem;
  }
  h1:focus-visible {
    outline: none;
  }
  svg.i {
    width: 4.4rem;
    height: 4.4rem;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.8;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .vh {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  b,
  strong {
    font-weight: 650;
  }
  ul,
  ol {
    list-style: none;
  }
  @keyframes rise {
    from {
      opacity: 0;
      transform: translateY(2rem);
    }
  }
  .rise {
    animation: rise var(--quick) ease-out;
  }
`;

/** A page is a column as high as the screen; with grown text it scrolls as one. */
export const column = css`
  :host {
    display: flex;
    flex-direction: column;
    height: 100%;
    overflow: hidden var(--page-scroll);
    position: relative;
    scrollbar-width: thin;
  }
`;

/**
 * What stands in the column of a session page: header, notice, a body that takes the rest, actions at
 * the bottom within reach.
 */
export const page = css`
  main {
    flex: var(--main-flex);
    min-height: 0;
    display: flex;
    flex-direction: column;
    gap: 2.4rem;
    padding: 3.2rem var(--edge) 0;
  }
  footer {
    flex: none;
    overflow-wrap: anywhere;
    background: var(--card);
    border-radius: 4.4rem 4.4rem 0 0;
    padding: 3.6rem var(--edge) 4rem;
    box-shadow: 0 -2rem 5rem -3rem rgb(20 38 47 / 0.5);
    display: grid;
    gap: 2rem;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 40rem), 1fr));
    align-items: stretch;
    z-index: 1;
  }
  footer > .wide {
    grid-column: 1 / -1;
  }
  .help button {
    width: 100%;
  }
  .sum {
    display: flex;
    justify-content: space-between;
    align-items: baseline;
    gap: 2.4rem;
    font-size: 3.2rem;
  }
  .sum b {
    font-size: 3.6rem;
    text-align: right;
  }
  .hint {
    background: var(--fresh-soft);
    color: var(--deep-ink);
    border-radius: 2.2rem;
    padding: var(--s-3) var(--s-4);
    font-size: 3.2rem;
    display: flex;
    gap: var(--s-3);
    align-items: center;
    flex: none;
  }
  .hint small {
    display: block;
    font-size: 2.6rem;
  }
  .hint svg.i {
    width: 5.6rem;
    height: 5.6rem;
  }
  .warn {
    background: var(--clay-soft);
    border: 0.3rem solid var(--clay-line);
    border-radius: 2.2rem;
    padding: 2.2rem 3.2rem;
    font-size: 2.8rem;
    flex: none;
  }
  .warn b {
    color: var(--clay);
    display: block;
    font-size: 3rem;
  }
  .note {
    background: var(--sun-soft);
    border-radius: 2.2rem;
    padding: 2.2rem 3.2rem;
    font-size: 2.8rem;
    flex: none;
  }
  .list {
    flex: var(--list-flex);
    min-height: 0;
    overflow-y: var(--list-scroll);
    margin: 0 -1.6rem;
    padding: 0.6rem 1.6rem 3.2rem;
    scrollbar-width: thin;
  }
  .list ul {
    display: grid;
    gap: 2rem;
  }
  .empty {
    flex: var(--list-flex);
    min-height: 0;
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 3.2rem;
    text-align: center;
  }
  .empty b {
    font-size: 4.4rem;
    line-height: 1.2;
    max-width: 80rem;
  }
  .empty p {
    color: var(--ink-soft);
    font-size: 3rem;
  }
  @media (orientation: landscape) {
    main {
      padding-top: 2.4rem;
      gap: 1.8rem;
    }
    footer {
      padding: 2.4rem var(--edge) 2.8rem;
      display: flex;
      flex-wrap: wrap;
      gap: 1.6rem;
    }
    footer > * {
      flex: 1 1 calc(20rem / var(--z));
      min-width: 0;
    }
    footer > .wide {
      flex: 2 1 28%;
    }
    footer > .sum.wide {
      flex: 1 0 100%;
    }
    footer .quiet {
      font-size: 2.6rem;
    }
    footer .help {
      display: flex;
    }
    footer > .quiet svg.i {
      display: none;
    }
    .go {
      min-height: 11rem;
      font-size: 3.4rem;
    }
    .plain {
      font-size: 2.8rem;
    }
    footer button {
      padding: 1.2rem 1.6rem;
    }
    .hint {
      padding: 1.6rem 2.8rem;
    }
  }
`;
