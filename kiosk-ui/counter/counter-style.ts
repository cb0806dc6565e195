// The look of the counter: one large input over two columns, the reader and what was done.
import { css } from 'lit';

export const counterStyle = css`
  .bar {
    grid-column: 1 / -1;
    background: var(--card);
    border-radius: 2rem;
    box-shadow: var(--shadow);
    padding: 2rem 2.4rem;
    display: grid;
    gap: 1.2rem;
  }
  .bar label {
    flex: 1 1 40rem;
    min-width: min(100%, 30rem);
    gap: 1rem;
  }
  .bar input[type='text'] {
    width: 100%;
    min-height: 6rem;
    font-size: 2.6rem;
    font-weight: 600;
  }
  .bar button {
    min-height: 6rem;
  }
  .said {
    min-height: 2.6rem;
    font-size: 2rem;
    font-weight: 600;
    line-height: 1.3;
  }
  .said.good {
    color: var(--reed);
  }
  .said.bad {
    color: var(--clay);
  }
  .net {
    color: #fff;
    font-weight: 600;
    border: 0.2rem solid currentcolor;
    border-radius: 9rem;
    padding: 0.6rem 1.8rem;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 1.6rem;
  }
  #patron,
  #item {
    font-size: 2.6rem;
    color: var(--ink);
    overflow-wrap: anywhere;
  }
  main {
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 56rem), 1fr));
  }
  li {
    border-radius: 1.2rem;
    padding: 1rem 1.2rem;
    border: 0.2rem solid var(--line);
    align-items: center;
    overflow-wrap: anywhere;
  }
  li[aria-selected='true'],
  li.chosen {
    border-color: var(--deep);
    background: var(--fresh-soft);
  }
  li.undone b {
    text-decoration: line-through;
  }
  li button {
    min-height: 4.4rem;
    white-space: nowrap;
  }
  li .ways {
    display: flex;
    gap: 0.8rem;
  }
  .late {
    color: var(--clay);
    font-weight: 600;
  }
  button.pick {
    background: none;
    color: inherit;
    text-align: start;
    padding: 0;
    font-weight: 600;
    white-space: normal;
  }
  kbd {
    font: inherit;
    font-weight: 700;
    border: 0.2rem solid var(--line-strong);
    border-radius: 0.8rem;
    padding: 0 0.8rem;
    background: var(--sand);
    justify-self: start;
  }
  .keys {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0.8rem 1.6rem;
    align-items: center;
  }
  header kbd {
    background: none;
    border-color: currentcolor;
  }
`;
