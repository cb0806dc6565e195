// The look of the demo panel: a laptop page, the kiosk at the left, everything that a hand would do
// at the right. 1rem is 10 px.
import { css } from 'lit';

export const demoStyle = css`
  :host {
    display: grid;
    grid-template-columns: auto 1fr;
    height: 100vh;
    min-height: 60rem;
    --touch: 4rem;
    font-size: 1.6rem;
  }
  .kiosk {
    height: 100vh;
    min-height: 60rem;
    aspect-ratio: 9 / 16;
    padding: 1.6rem;
    background: var(--deep-ink);
    overflow: hidden;
  }
  .screen {
    height: 100%;
    border-radius: 1.6rem;
    overflow: hidden;
    position: relative;
    background: var(--paper);
    container-type: size;
  }
  iframe {
    border: 0;
    width: 1080px;
    height: 1920px;
    transform-origin: 0 0;
    position: absolute;
    inset: 0 auto auto 0;
  }
  .panel {
    overflow-y: auto;
    padding: 0 3.2rem 4rem;
  }
  header {
    margin: 0 -3.2rem 2.4rem;
    padding: 2rem 3.2rem 0;
    background: linear-gradient(160deg, var(--deep) 40%, var(--fresh) 140%);
    color: #fff;
  }
  .top {
    display: flex;
    justify-content: space-between;
    gap: 2.4rem;
    align-items: flex-start;
  }
  h1 {
    font-size: 3rem;
    line-height: 1.15;
    letter-spacing: -0.01em;
  }
  header p {
    margin-top: 0.4rem;
    font-size: 1.7rem;
    color: #d3e6ea;
  }
  .horns {
    display: block;
    height: 2rem;
    width: calc(100% + 6.4rem);
    margin: 1.4rem -3.2rem 0;
    color: rgb(255 255 255 / 0.22);
  }
  language-switch {
    --lang-size: 1.6rem;
    flex: none;
  }
  .columns {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(34rem, 1fr));
    gap: 2.4rem;
    align-items: start;
  }
  .columns > div {
    display: grid;
    gap: 2.4rem;
    min-width: 0;
  }
  section {
    background: var(--card);
    border-radius: 2rem;
    box-shadow: var(--shadow);
    padding: 2rem;
  }
  h2 {
    font-size: 2rem;
    line-height: 1.2;
  }
  h2 + p {
    color: var(--ink-soft);
    margin: 0.2rem 0 1.2rem;
  }
  button {
    border-radius: 1.2rem;
    min-height: 4.4rem;
    padding: 0.8rem 1.4rem;
    font-size: 1.5rem;
  }
  :focus-visible {
    outline-width: 0.3rem;
    outline-offset: 0.2rem;
  }
  .grid {
    display: grid;
    gap: 0.8rem;
    grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr));
  }
  .card {
    flex-direction: column;
    align-items: flex-start;
    text-align: left;
    gap: 0.4rem;
    background: var(--deep);
    color: #fff;
    font-weight: 500;
    padding: 1.2rem 1.4rem;
    justify-content: flex-start;
  }
  .card b {
    font-size: 1.7rem;
  }
  .card code {
    font-size: 1.4rem;
    color: #d3e6ea;
  }
  .tag {
    font-size: 1.3rem;
    font-weight: 600;
    border-radius: 9rem;
    padding: 0.2rem 1rem;
    background: var(--fresh-soft);
    color: var(--deep-ink);
  }
  .tag.warn {
    background: var(--clay-soft);
    color: var(--clay);
  }
  .books {
    display: grid;
    gap: 0.8rem;
  }
  .book {
    justify-content: flex-start;
    text-align: left;
    background: none;
    border: 0.1rem solid var(--line);
    font-weight: 400;
    width: 100%;
    gap: 1.4rem;
    padding: 0.8rem 1.4rem 0.8rem 0.8rem;
  }
  .book.lies {
    outline: 0.3rem solid var(--fresh);
  }
  .book:hover {
    background: var(--sun-soft);
  }
  .book .cover {
    width: 3.6rem;
    border-radius: 0.4rem;
  }
  .book span {
    flex: 1;
    min-width: 0;
  }
  .book b {
    display: block;
  }
  .book small {
    font-size: 1.4rem;
    color: var(--ink-soft);
  }
  .book .tag {
    flex: none;
  }
  .chosen {
    display: flex;
    gap: 0.8rem;
    flex-wrap: wrap;
    margin-bottom: 1.2rem;
    align-items: center;
  }
  .chosen button {
    border: 0.2rem solid var(--line-strong);
  }
  .chosen [aria-pressed="true"] {
    background: var(--deep);
    color: #fff;
    border-color: var(--deep);
  }
  .all {
    display: grid;
    gap: 0 3.2rem;
    grid-template-columns: repeat(auto-fill, minmax(26rem, 1fr));
  }
  .device {
    display: grid;
    align-content: start;
    grid-template-columns: 1fr auto;
    gap: 0.8rem;
    align-items: center;
    padding: 1.2rem 0;
    border-top: 0.1rem solid var(--line);
  }
  .device small {
    display: block;
    color: var(--ink-soft);
    font-size: 1.4rem;
  }
  .acts {
    grid-column: 1 / -1;
    display: flex;
    gap: 0.8rem;
    flex-wrap: wrap;
  }
  .plain {
    font-size: 1.5rem;
    min-height: 4.4rem;
  }
  .go {
    font-size: 1.7rem;
    min-height: 5.2rem;
    width: 100%;
  }
  .figures {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 1.2rem;
    margin: 1.2rem 0;
  }
  .figures p {
    background: var(--fresh-soft);
    color: var(--deep-ink);
    border-radius: 1.2rem;
    padding: 1.2rem;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .figures .waits {
    background: var(--sun-soft);
    color: var(--ink);
  }
  .figures .last {
    grid-column: 1 / -1;
    font-weight: 400;
  }
  .cut {
    color: var(--clay);
    font-weight: 650;
  }
  .slips {
    display: flex;
    gap: 1.6rem;
    overflow-x: auto;
    padding: 1.2rem 0.4rem 0.8rem;
    align-items: flex-start;
  }
  figure {
    flex: none;
    width: 24rem;
  }
  figure img {
    width: 100%;
    display: block;
    background: #fff;
    box-shadow: 0 0.4rem 2rem -0.6rem rgb(20 38 47 / 0.4);
  }
  figcaption {
    font-size: 1.4rem;
    color: var(--ink-soft);
    margin-top: 0.8rem;
  }
  .wide {
    grid-column: 1 / -1;
  }
  .trouble {
    background: var(--clay-soft);
    color: var(--clay);
    font-weight: 650;
    border-radius: 1.2rem;
    padding: 1.2rem 1.6rem;
    margin-bottom: 1.6rem;
  }
  .trouble:empty {
    display: none;
  }
  @media (max-width: 900px) {
    :host {
      grid-template-columns: 1fr;
      height: auto;
    }
    .kiosk {
      height: 90vh;
      margin: auto;
    }
    .panel {
      overflow: visible;
    }
  }
`;
