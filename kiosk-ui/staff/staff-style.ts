// The look of the staff's pages: a desktop page of cards, 1rem is 10 px.
import { css } from 'lit';

export const staffPage = css`
  :host {
    display: block;
    min-height: 100vh;
    --touch: 4.4rem;
    font-size: 1.7rem;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: center;
    gap: 1.6rem 3.2rem;
    padding: 2.4rem 3.2rem;
    background: linear-gradient(160deg, var(--deep) 40%, var(--fresh) 140%);
    color: #fff;
  }
  h1 {
    font-size: 3rem;
    line-height: 1.15;
  }
  header p {
    color: #d3e6ea;
    margin-top: 0.4rem;
  }
  header a {
    color: #fff;
    font-weight: 600;
    margin-inline-start: auto;
    min-height: var(--touch);
    display: grid;
    align-items: center;
  }
  language-switch {
    --lang-size: 1.6rem;
  }
  main {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 40rem), 1fr));
    gap: 2.4rem;
    align-items: start;
    max-width: 144rem;
    margin: 0 auto;
    padding: 2.4rem 3.2rem 4.8rem;
  }
  .trouble {
    margin: 2.4rem 3.2rem 0;
    padding: 1.4rem 2rem;
    border-radius: 1.6rem;
    background: var(--clay-soft);
    color: var(--clay);
    font-weight: 600;
  }
  .trouble:empty {
    display: none;
  }
`;

export const staffCard = css`
  section {
    background: var(--card);
    border-radius: 2rem;
    box-shadow: var(--shadow);
    padding: 2.4rem;
    display: grid;
    gap: 1.2rem;
  }
  h2 {
    font-size: 2rem;
    line-height: 1.2;
    color: var(--ink-soft);
    font-weight: 600;
  }
  .big {
    font-size: 2.8rem;
    font-weight: 700;
    line-height: 1.2;
    color: var(--reed);
    text-wrap: balance;
  }
  .age {
    font-size: 2rem;
  }
  .advice {
    font-size: 1.8rem;
  }
  .soft {
    color: var(--ink-soft);
  }
  .warn,
  .big.warn {
    color: var(--clay);
  }
  progress {
    display: block;
    width: 100%;
    height: 1.2rem;
    accent-color: var(--fresh);
  }
  ul {
    list-style: none;
    padding: 0;
    margin: 0;
    display: grid;
    gap: 1.2rem;
  }
  li {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0.4rem 1.6rem;
  }
  li small {
    grid-column: 1 / -1;
    font-size: 1.5rem;
    color: var(--ink-soft);
  }
  .tag {
    font-size: 1.4rem;
    font-weight: 600;
    border-radius: 9rem;
    padding: 0.2rem 1.2rem;
    background: var(--fresh-soft);
    color: var(--deep-ink);
    align-self: start;
  }
  .tag.warn {
    background: var(--clay-soft);
    color: var(--clay);
  }
`;

/** Fields and buttons of a card. */
export const staffForm = css`
  form,
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 1.2rem;
    align-items: end;
  }
  label {
    display: grid;
    gap: 0.4rem;
    font-size: 1.5rem;
    color: var(--ink-soft);
  }
  .tick {
    display: flex;
    gap: 1rem;
    align-items: center;
    min-height: var(--touch);
    color: var(--ink);
  }
  input[type='password'],
  input[type='text'],
  select {
    font: inherit;
    font-size: 1.7rem;
    min-height: var(--touch);
    padding: 0 1.2rem;
    border: 0.2rem solid var(--line);
    border-radius: 1rem;
    background: #fff;
    color: var(--ink);
  }
  input[type='checkbox'] {
    width: 2.2rem;
    height: 2.2rem;
    accent-color: var(--fresh);
  }
  h3 {
    font-size: 1.7rem;
  }
  button.second {
    background: var(--sand);
    color: var(--ink);
  }
  button {
    font: inherit;
    font-weight: 600;
    min-height: var(--touch);
    padding: 0 1.8rem;
    border: 0;
    border-radius: 1rem;
    background: var(--deep);
    color: #fff;
    cursor: pointer;
  }
`;
