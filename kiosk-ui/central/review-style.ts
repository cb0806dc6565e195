// The look of the review page: a desktop page of cards in one column, 1rem is 10 px.
import { css } from 'lit';

export const reviewPage = css`
  nav {
    display: flex;
    flex-wrap: wrap;
    gap: 0.8rem;
  }
  nav button,
  .pages button,
  .sign-out {
    border: 0.2rem solid var(--line-strong);
    border-radius: 9rem;
    padding: 0.8rem 1.8rem;
    font-size: 1.6rem;
  }
  nav [aria-pressed="true"] {
    background: var(--deep);
    border-color: var(--deep);
    color: #fff;
  }
  .sign-out {
    border-color: #fff;
  }
  main {
    grid-template-columns: minmax(0, 1fr);
    max-width: 96rem;
  }
  .count {
    font-size: 2rem;
    font-weight: 650;
  }
  form {
    background: var(--card);
    border-radius: 2rem;
    box-shadow: var(--shadow);
    padding: 2.4rem;
    display: grid;
    gap: 1.2rem;
    max-width: 56rem;
  }
  .pages {
    display: flex;
    gap: 1.2rem;
  }
`;

export const reviewForm = css`
  label {
    font-weight: 600;
  }
  input,
  select {
    font: inherit;
    color: inherit;
    width: 100%;
    min-height: 4.8rem;
    padding: 0.8rem 1.4rem;
    border: 0.2rem solid var(--line-strong);
    border-radius: 1.2rem;
    background: #fff;
  }
  .go {
    font-size: 1.8rem;
    min-height: 5.2rem;
  }
  .plain {
    font-size: 1.7rem;
    min-height: 4.8rem;
  }
  button {
    border-radius: 1.2rem;
    padding: 0.8rem 1.8rem;
  }
  :focus-visible {
    outline: 0.3rem solid var(--fresh);
    outline-offset: 0.2rem;
  }
`;

export const reviewCard = css`
  section {
    gap: 1.6rem;
  }
  .happened {
    font-size: 2rem;
    line-height: 1.4;
    font-weight: 600;
    color: var(--ink);
  }
  dl {
    display: grid;
    grid-template-columns: max-content 1fr;
    gap: 0.8rem 2rem;
  }
  dt {
    color: var(--ink-soft);
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 1.2rem;
  }
  .ask {
    display: grid;
    gap: 1.2rem;
    padding: 1.6rem;
    border-radius: 1.6rem;
    background: var(--sun-soft);
  }
  summary {
    cursor: pointer;
    color: var(--deep);
    font-weight: 600;
  }
  .sides {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 28rem), 1fr));
    gap: 1.6rem;
    margin-top: 1.2rem;
  }
  h3 {
    font-size: 1.6rem;
    color: var(--ink-soft);
  }
  .sides dl {
    grid-template-columns: minmax(0, 1fr);
    gap: 0 1.2rem;
    font-size: 1.5rem;
  }
  .sides dd + dt {
    margin-top: 0.6rem;
  }
  @media (max-width: 600px) {
    dl {
      grid-template-columns: minmax(0, 1fr);
      gap: 0.2rem;
    }
    dd + dt {
      margin-top: 0.8rem;
    }
  }
`;
