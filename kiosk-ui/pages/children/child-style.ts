// The look of the children's pages: a sky above a meadow, white clouds of words, buttons like toys with an edge below.
import { css } from 'lit';

export const childStyle = css`
  :host {
    background:
      radial-gradient(140% 26rem at 50% 100%, var(--reed-soft) 0 98%, transparent 100%),
      linear-gradient(var(--sand), var(--paper) 55%);
    color: var(--ink);
    --touch: calc(12rem / var(--z));
  }
  .top {
    flex: none;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
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
    overflow-wrap: anywhere;
    display: flex;
    flex-direction: column;
    gap: var(--s-3);
    padding: var(--s-3) var(--edge);
  }
  .scene {
    flex: none;
    display: flex;
    flex-wrap: wrap;
    gap: var(--s-4);
    align-items: center;
  }
  .who {
    flex: none;
    width: calc(26rem / var(--z));
    height: calc(27rem / var(--z));
  }
  .character {
    display: block;
    width: 100%;
    height: 100%;
    overflow: visible;
  }
  .says {
    flex: 1 1 min(100%, 44rem);
    min-width: 0;
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
    font-size: calc(5.2rem * (0.5 + 0.5 / var(--z)));
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
    flex-wrap: wrap;
    gap: var(--s-3);
    margin-top: var(--s-2);
    min-height: var(--touch);
  }
  .known small {
    font-size: 2.6rem;
    color: var(--ink-soft);
  }
  .big .scene {
    flex: var(--list-flex);
    min-height: 0;
    flex-flow: column nowrap;
    text-align: center;
  }
  .big .says {
    flex: none;
    max-width: 100%;
  }
  .big .who {
    order: 1;
    flex: 1 1 calc(30rem / var(--z));
    min-height: 0;
    width: 100%;
    height: auto;
    max-height: 80rem;
  }
  .big .says::before {
    left: 50%;
    top: 100%;
    margin: -1.8rem 0 0 -1.8rem;
    border-width: 0 0.4rem 0.4rem 0;
  }
  .big h1 {
    font-size: calc(7rem * (0.5 + 0.5 / var(--z)));
  }
  .big .known {
    justify-content: center;
  }
  footer {
    flex: none;
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 40rem), 1fr));
    gap: var(--s-3);
    padding: 0 var(--edge) var(--s-5);
  }
  footer > .wide {
    grid-column: 1 / -1;
  }
  .side {
    display: contents;
  }
  footer button {
    border-radius: var(--radius);
    font-weight: 750;
  }
  div.help {
    display: grid;
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
  .class {
    flex: none;
  }
  svg.i {
    width: 5.2rem;
    height: 5.2rem;
    stroke-width: 2.2;
  }
  .list {
    flex: var(--list-flex);
    min-height: 0;
    overflow-y: var(--list-scroll);
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
    .who {
      width: calc(20rem / var(--z));
      height: calc(19rem / var(--z));
    }
    h1 {
      font-size: calc(4.2rem * (0.5 + 0.5 / var(--z)));
    }
    .says {
      padding: var(--s-3) var(--s-4);
    }
    .says p {
      font-size: 2.9rem;
    }
    .big .scene {
      flex-flow: row nowrap;
      justify-content: space-evenly;
    }
    .big .says {
      flex: 0 1 auto;
    }
    .big .who {
      order: 0;
      flex: 0 1 46%;
      height: 100%;
      min-height: calc(30rem / var(--z));
    }
    .big .says::before {
      left: -2.2rem;
      top: 50%;
      margin: -1.8rem 0 0;
      border-width: 0 0 0.4rem 0.4rem;
    }
    .big h1 {
      font-size: calc(5.6rem * (0.5 + 0.5 / var(--z)));
    }
    footer {
      display: flex;
      flex-wrap: wrap;
      padding-bottom: var(--s-4);
    }
    footer > * {
      flex: 1 1 calc(24rem / var(--z));
      min-width: min(100%, 24rem);
    }
    footer > .wide {
      flex: 2 1 calc(36rem / var(--z));
    }
    footer:has(> :nth-child(4)) > .wide {
      flex-basis: calc(60rem / var(--z));
    }
    main:has(> camera-view):has(.list) {
      display: grid;
      grid-template: auto minmax(0, 1fr) / 1fr 1fr;
    }
    main:has(> camera-view):has(.list) > .scene {
      grid-column: 1 / -1;
    }
    main:has(> camera-view) > .side {
      display: flex;
      flex-direction: column;
      gap: var(--s-3);
      min-height: 0;
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
