// The look of the children's pages: a sky above a meadow, white clouds of words, buttons like toys with an edge below.
import { css } from 'lit';

export const childStyle = css`
  :host {
    display: flex;
    flex-direction: column;
    height: 100%;
    overflow: hidden var(--page-scroll);
    position: relative;
    scrollbar-width: thin;
    background:
      radial-gradient(140% 26rem at 50% 100%, var(--reed-soft) 0 98%, transparent 100%),
      linear-gradient(var(--sand), var(--paper) 55%);
    color: var(--ink);
    --touch: calc(12rem / var(--z));
  }
  .top {
    flex: none;
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    gap: var(--s-3);
    padding: var(--s-4) var(--edge) 0;
    --veil: var(--card);
    --on-deep: var(--ink);
    --chosen: var(--picked);
    --on-chosen: var(--on-picked);
    --focus-on-deep: var(--focus);
    --touch: calc(9.6rem / var(--z));
  }
  .lib {
    flex: 1 1 24%;
    font-size: 2.6rem;
    line-height: 1.25;
    font-weight: 650;
  }
  main {
    flex: var(--main-flex);
    min-height: 0;
    display: flex;
    flex-direction: column;
    gap: var(--s-3);
    padding: var(--s-3) var(--edge);
  }
  .scene {
    flex: none;
    display: grid;
    grid-template-columns: calc(26rem / var(--z)) 1fr;
    gap: var(--s-4);
    align-items: center;
  }
  .who {
    height: calc(27rem / var(--z));
    min-height: 0;
  }
  .character {
    display: block;
    width: 100%;
    height: 100%;
    overflow: visible;
  }
  .says {
    background: var(--card);
    border-radius: var(--radius);
    padding: var(--s-4);
    box-shadow: var(--shadow);
    position: relative;
    border: 0.4rem solid var(--card);
  }
  .says::before {
    content: "";
    position: absolute;
    left: -2.2rem;
    top: 50%;
    width: 3.6rem;
    height: 3.6rem;
    margin-top: -1.8rem;
    rotate: 45deg;
    background: inherit;
    border: inherit;
    border-width: 0 0 0.4rem 0.4rem;
  }
  .amber {
    background: var(--sun-soft);
    border-color: var(--clay-line);
  }
  h1 {
    font-size: 5.2rem;
    line-height: 1.12;
    font-weight: 800;
    letter-spacing: -0.01em;
    text-wrap: balance;
  }
  .says p {
    font-size: 3.4rem;
    line-height: 1.25;
    font-weight: 500;
    margin-top: 0.8rem;
  }
  .known {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--s-3);
    margin-top: var(--s-2);
    min-height: var(--touch);
  }
  .known small {
    font-size: 2.6rem;
    color: var(--ink-soft);
  }
  .big .scene {
    flex: 1;
    min-height: 0;
    grid-template: auto minmax(0, 1fr) / 1fr;
    justify-items: center;
    text-align: center;
  }
  .big .who {
    order: 1;
    width: 100%;
    height: 100%;
    max-height: 80rem;
  }
  .big .says::before {
    left: 50%;
    top: 100%;
    margin: -1.8rem 0 0 -1.8rem;
    border-width: 0 0.4rem 0.4rem 0;
  }
  .big h1 {
    font-size: 7rem;
  }
  .big .known {
    justify-content: center;
  }
  footer {
    flex: none;
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: var(--s-3);
    padding: 0 var(--edge) var(--s-5);
  }
  footer > .wide {
    grid-column: 1 / -1;
  }
  footer button {
    border-radius: var(--radius);
    font-weight: 750;
  }
  .go,
  .plain {
    font-size: 4.4rem;
    box-shadow: 0 0.9rem 0 rgb(20 39 94 / 0.16);
  }
  .go {
    min-height: calc(15rem / var(--z));
  }
  .plain {
    background: var(--card);
    font-size: 3.4rem;
    min-height: var(--touch);
  }
  .quiet {
    background: var(--card);
    border-color: var(--line);
    font-size: 3.2rem;
  }
  svg.i {
    width: 5.2rem;
    height: 5.2rem;
    stroke-width: 2.2;
  }
  .list {
    flex: 1;
    min-height: 0;
    overflow-y: auto;
    padding: 0.6rem 0.6rem 2rem;
    scrollbar-width: thin;
  }
  .stars {
    flex: none;
    display: flex;
    align-items: center;
    justify-content: center;
    flex-wrap: wrap;
    gap: 0.8rem;
    font-size: 3.4rem;
    font-weight: 750;
  }
  .stars svg {
    width: 5.6rem;
    height: 5.6rem;
  }
  @media (orientation: landscape) {
    .top {
      padding-top: var(--s-3);
    }
    .scene {
      grid-template-columns: calc(20rem / var(--z)) 1fr;
    }
    .who {
      height: calc(19rem / var(--z));
    }
    h1 {
      font-size: 4.2rem;
    }
    .says {
      padding: var(--s-3) var(--s-4);
    }
    .says p {
      font-size: 2.9rem;
    }
    .big .scene {
      grid-template: minmax(0, 1fr) / 1fr 1.1fr;
    }
    .big .who {
      order: 0;
    }
    .big .says::before {
      left: -2.2rem;
      top: 50%;
      margin: -1.8rem 0 0;
      border-width: 0 0 0.4rem 0.4rem;
    }
    .big h1 {
      font-size: 5.6rem;
    }
    footer {
      display: flex;
      padding-bottom: var(--s-4);
    }
    footer > * {
      flex: 1 1 20%;
      min-width: 0;
    }
    footer > .wide {
      flex: 2 1 36%;
    }
    .go {
      min-height: calc(12rem / var(--z));
    }
    .quiet {
      font-size: 2.7rem;
    }
  }
`;

/** A page on which nothing has been scanned yet: what to do, as a picture. */
export const emptyStyle = css`
  .waits {
    flex: var(--list-flex);
    min-height: 0;
    display: grid;
    place-content: center;
  }
  .waits .scan-picture {
    width: calc(50rem / var(--z));
    max-width: 100%;
    max-height: 100%;
  }
  @media (orientation: landscape) {
    .waits .scan-picture {
      width: calc(34rem / var(--z));
    }
  }
`;
