// The look of the registration steps. Keyboards stand right above the actions, within reach of a
// short person.
import { css } from 'lit';

export const registerStyle = css`
  .progress {
    display: flex;
    gap: 1.2rem;
    flex: none;
  }
  .progress i {
    flex: 1;
    height: 1rem;
    border-radius: 1rem;
    background: var(--line);
  }
  .progress .on {
    background: var(--fresh);
  }
  .step {
    flex: var(--list-flex);
    min-height: 0;
    display: flex;
    flex-direction: column;
    gap: 2.8rem;
  }
  .fields {
    display: grid;
    gap: 2.8rem;
    align-content: start;
  }
  .keys {
    margin-top: auto;
  }
  .keys number-pad {
    display: block;
    padding-bottom: 2.4rem;
  }
  .three {
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 38rem), 1fr));
    gap: 2.4rem 2rem;
  }
  .three > .full {
    grid-column: 1 / -1;
  }
  .beside {
    gap: 4.8rem;
    flex: 1;
    grid-template-rows: 1fr auto;
    padding-bottom: 3.6rem;
  }
  footer {
    display: flex;
    flex-wrap: wrap;
    padding-top: 2.8rem;
    padding-bottom: 3.2rem;
  }
  footer .go {
    order: 3;
    flex: 1 1 auto;
    font-size: 3.6rem;
    min-height: 11rem;
  }
  footer .quiet {
    padding: 1.2rem 2.4rem;
    max-width: 36rem;
  }
  .choices {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 38rem), 1fr));
    gap: 2rem;
  }
  .choice input {
    position: absolute;
    opacity: 0;
    width: 1px;
    height: 1px;
  }
  .choice span {
    display: flex;
    align-items: center;
    justify-content: center;
    text-align: center;
    min-height: 15rem;
    height: 100%;
    padding: var(--s-2) var(--s-3);
    overflow-wrap: anywhere;
    background: var(--card);
    border: 0.3rem solid var(--line-strong);
    border-radius: var(--radius);
    font-size: 3.2rem;
    line-height: 1.2;
    font-weight: 600;
    cursor: pointer;
  }
  .choice input:checked + span {
    background: var(--picked);
    color: var(--on-picked);
    border-color: var(--picked);
  }
  .choice input:focus-visible + span {
    outline: 0.5rem solid var(--focus);
    outline-offset: 0.4rem;
  }
  .choice:last-child:nth-child(odd) {
    grid-column: 1 / -1;
  }
  .choice:last-child:nth-child(odd) span {
    min-height: 12rem;
  }
  .agreement {
    flex: var(--list-flex);
    min-height: 0;
    display: grid;
    grid-template-rows: 1fr 1fr;
    gap: 2.8rem;
    padding-bottom: 2.4rem;
  }
  .agreement .part {
    display: flex;
    flex-direction: column;
    min-height: 0;
    gap: 1.6rem;
  }
  .agreement h2 {
    font-size: 3.2rem;
    line-height: 1.2;
  }
  .agreement .text {
    flex: 1;
    min-height: 0;
    overflow-y: var(--list-scroll);
    background: var(--card);
    border-radius: 2.2rem;
    padding: 2.4rem 3.2rem;
    font-size: 2.7rem;
    line-height: 1.35;
    scrollbar-width: thin;
  }
  .agreement li {
    padding-left: 3rem;
    position: relative;
    margin-bottom: 1rem;
  }
  .agreement li::before {
    content: "";
    position: absolute;
    left: 0;
    top: 1.2rem;
    width: 1.2rem;
    height: 1.2rem;
    border-radius: 0.3rem;
    background: var(--fresh);
    transform: rotate(45deg);
  }
  .agreement small {
    font-size: 2.6rem;
    color: var(--ink-soft);
  }
  dl {
    display: grid;
    gap: 1.6rem;
  }
  dl div {
    background: var(--card);
    border-radius: 2.2rem;
    padding: 1.8rem 3.2rem;
  }
  dt {
    font-size: 2.6rem;
    color: var(--ink-soft);
  }
  dd {
    font-size: 3.4rem;
    font-weight: 600;
    line-height: 1.25;
    overflow-wrap: anywhere;
  }
  @media (orientation: landscape) {
    .step {
      gap: 1.2rem;
    }
    .three {
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 40rem), 1fr));
      gap: 2rem;
    }
    .beside {
      display: flex;
      flex-wrap: wrap;
      align-items: start;
    }
    .beside .fields {
      flex: 1 1 44rem;
    }
    .choices {
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 40rem), 1fr));
      gap: 1.6rem;
    }
    .choice span,
    .choice:last-child:nth-child(odd) span {
      min-height: 12rem;
      font-size: 2.8rem;
    }
    .choice:last-child:nth-child(odd) {
      grid-column: auto;
    }
    .agreement {
      grid-template-rows: none;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 60rem), 1fr));
    }
    .agreement h2 {
      min-height: 2.4em;
      font-size: 2.8rem;
      display: flex;
      align-items: center;
    }
    dl {
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 50rem), 1fr));
    }
    .three > .full {
      grid-column: auto;
    }
    main {
      padding-top: 1.6rem;
      gap: 1.4rem;
    }
    footer {
      padding-top: 1.4rem;
      padding-bottom: 1.6rem;
    }
    footer > .quiet svg.i {
      display: block;
    }
    footer .go {
      min-height: 9.6rem;
      grid-column: auto;
    }
  }
`;
