// The look of the attract page: lake, waves, ornament; portrait first, landscape with the scan card
// beside the welcome.
import { css } from 'lit';

export const attractStyle = css`
  header {
    background: linear-gradient(160deg, var(--deep) 0%, var(--deep) 46%, var(--deep-end) 130%);
    color: var(--on-deep);
    padding: 4.8rem var(--edge) 22rem;
    position: relative;
    flex: none;
  }
  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--s-2) var(--s-3);
  }
  .lib {
    flex: 1 1 24%;
    font-size: 2.8rem;
    font-weight: 600;
    line-height: 1.25;
  }
  h1 {
    font-size: var(--t-xxl);
    overflow-wrap: anywhere;
    line-height: 1.05;
    font-weight: 700;
    letter-spacing: -0.02em;
    margin-top: 6.4rem;
  }
  .lead {
    font-size: 3.8rem;
    line-height: 1.3;
    margin-top: 2rem;
    max-width: 86rem;
  }
  .horns {
    position: absolute;
    left: 0;
    bottom: 12.6rem;
    width: 100%;
    height: 4.4rem;
    color: var(--horn);
  }
  .waves {
    position: absolute;
    left: 0;
    bottom: -0.1rem;
    width: 100%;
    height: 7.6rem;
    color: var(--paper);
  }
  main {
    flex: var(--main-flex);
    min-height: 0;
    display: flex;
    flex-direction: column;
    gap: 3.2rem;
    padding: 0 var(--edge);
    margin-top: -9.6rem;
    position: relative;
  }
  .scan {
    background: var(--card);
    border-radius: var(--radius);
    box-shadow: var(--shadow);
    display: flex;
    align-items: center;
    gap: calc(4rem / var(--z));
    padding: calc(3.6rem / var(--z)) calc(4.4rem / var(--z));
  }
  .scan-picture {
    width: calc(19rem / var(--z));
    flex: none;
  }
  .scan b {
    display: block;
    font-size: 4rem;
    line-height: 1.2;
  }
  .scan span {
    color: var(--ink-soft);
    font-size: 2.8rem;
    line-height: 1.3;
    display: block;
    margin-top: 0.8rem;
  }
  .tiles {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 34rem), 1fr));
    gap: calc(2.8rem / var(--z));
  }
  .tile {
    border-radius: var(--radius);
    box-shadow: var(--shadow);
    padding: calc(4rem / var(--z));
    text-align: left;
    min-height: calc(34rem / var(--z));
    flex-direction: column;
    align-items: flex-start;
    justify-content: space-between;
    font-weight: 400;
  }
  .telling .tile {
    min-height: 20.8rem;
    padding: 2.8rem 4rem;
  }
  .tile svg.i {
    width: 11rem;
    height: 11rem;
    stroke-width: 1.5;
  }
  .tile b {
    display: block;
    font-size: 5rem;
    line-height: 1.1;
    letter-spacing: -0.01em;
    font-weight: 700;
  }
  .tile small {
    display: block;
    font-size: 2.8rem;
    margin-top: 1rem;
  }
  .sun {
    background: var(--sun);
    color: var(--on-sun);
  }
  .deep {
    background: var(--deep);
    color: var(--on-deep);
  }
  .deep small {
    color: var(--on-deep-soft);
  }
  .tiles.small {
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr));
  }
  .tiles .quiet {
    padding: 1.2rem 1.6rem;
    min-height: 12.4rem;
    background: var(--card);
    font-size: 3.2rem;
  }
  .steps {
    margin-top: auto;
    margin-bottom: auto;
  }
  h2 {
    font-size: 3rem;
    font-weight: 650;
    color: var(--ink-soft);
    margin-bottom: 2rem;
  }
  .steps ol {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr));
    gap: calc(2.8rem / var(--z));
  }
  .steps li {
    border-top: 0.4rem solid var(--line);
    padding-top: 2rem;
    font-size: 2.8rem;
    line-height: 1.25;
    display: grid;
    gap: 1.6rem;
    align-content: start;
    color: var(--ink);
  }
  .steps svg.i {
    width: 6rem;
    height: 6rem;
    color: var(--fresh);
  }
  footer {
    display: flex;
    justify-content: space-between;
    align-items: center;
    flex-wrap: wrap;
    gap: var(--s-4);
    padding: 2.4rem var(--edge) 4.4rem;
    font-size: 2.6rem;
    color: var(--ink-soft);
    flex: none;
  }
  footer ul {
    flex: 1 1 calc(40rem / var(--z));
  }
  footer button {
    padding: 0 calc(4rem / var(--z));
  }
  @media (orientation: portrait) {
    header.telling {
      padding-bottom: 18.4rem;
    }
    .telling h2 {
      margin-bottom: 1.2rem;
    }
    .telling h1 {
      margin-top: 2.4rem;
    }
    main.telling {
      gap: 2.4rem;
    }
    .telling .tile svg.i {
      width: 8.4rem;
      height: 8.4rem;
    }
    .telling .scan {
      padding: 2.8rem 4.4rem;
    }
  }
  @media (orientation: landscape) {
    header {
      padding: 2.8rem var(--edge) 13rem;
    }
    h1 {
      font-size: 7.2rem;
      margin-top: 2.4rem;
    }
    .lead {
      font-size: 3.2rem;
      margin-top: 0.8rem;
    }
    .horns {
      bottom: 7.6rem;
      height: 3.2rem;
    }
    .waves {
      height: 4.8rem;
    }
    main {
      margin-top: -6rem;
      gap: 2.4rem;
    }
    .scan {
      padding: 2rem 4rem;
    }
    .scan-picture {
      width: 13rem;
    }
    .scan b {
      font-size: 3.6rem;
    }
    .scan span {
      margin-top: 0.2rem;
    }
    .tiles {
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 56rem), 1fr));
      gap: 2rem;
    }
    .tile {
      min-height: 17.6rem;
      padding: var(--s-3) calc(3.6rem / var(--z));
      flex-direction: row;
      align-items: center;
      justify-content: flex-start;
      gap: 3.2rem;
    }
    .telling .tile {
      min-height: 13.2rem;
      padding: 1.2rem 3.6rem;
    }
    .tile svg.i {
      width: 9rem;
      height: 9rem;
    }
    .tile b {
      font-size: 4.6rem;
    }
    .tiles.small {
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 36rem), 1fr));
    }
    .tiles .quiet {
      min-height: 10.4rem;
    }
    .steps {
      margin: auto 0;
    }
    h2 {
      display: none;
    }
    .steps li {
      display: flex;
      gap: 1.6rem;
      align-items: center;
      padding-top: 1.2rem;
      font-size: 2.6rem;
    }
    .steps svg.i {
      width: 4.4rem;
      height: 4.4rem;
    }
    footer {
      padding: 1.2rem var(--edge) 2.4rem;
    }
    footer ul {
      display: flex;
      flex-wrap: wrap;
      gap: 0 3.2rem;
    }
  }
`;
