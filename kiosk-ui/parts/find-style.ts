// The look of search, title and wish pages.
import { css } from 'lit';

export const findStyle = css`
  .hits {
    display: grid;
    gap: 1.6rem;
  }
  .hit {
    width: 100%;
    background: var(--card);
    border-radius: var(--radius);
    box-shadow: var(--shadow);
    padding: 1.6rem 2.6rem;
    text-align: left;
    justify-content: start;
    gap: 2.6rem;
    font-weight: 400;
  }
  .hit .cover {
    width: 7.2rem;
  }
  .hit b {
    display: block;
    font-size: 3.2rem;
    line-height: 1.18;
    overflow-wrap: anywhere;
  }
  .author {
    font-size: 2.7rem;
    color: var(--ink-soft);
  }
  .where {
    display: block;
    font-size: 2.7rem;
    font-weight: 650;
    color: var(--ink-soft);
  }
  .where.here {
    color: var(--reed);
  }
  .pager {
    flex: none;
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: var(--s-2);
    align-items: center;
    font-size: 2.8rem;
  }
  .keys {
    margin-top: auto;
  }
  .book {
    display: flex;
    gap: 3.2rem;
    align-items: center;
  }
  .book .cover {
    width: 14rem;
  }
  .book b {
    display: block;
    font-size: 4rem;
    line-height: 1.15;
    overflow-wrap: anywhere;
  }
  .shelf {
    background: var(--card);
    border-radius: var(--radius);
    box-shadow: var(--shadow);
    padding: 2.2rem 3rem;
    font-size: 2.8rem;
  }
  .shelf b {
    display: block;
    font-size: 3rem;
  }
  h2 {
    font-size: 3rem;
    font-weight: 650;
    color: var(--ink-soft);
    margin-bottom: 1.6rem;
  }
  .results {
    flex: var(--list-flex);
    min-height: 0;
    display: flex;
    flex-direction: column;
    gap: 1.6rem;
  }
  .parts {
    display: grid;
    gap: 2rem;
  }
  form {
    display: flex;
    flex-direction: column;
    gap: 2rem;
    flex: var(--list-flex);
    min-height: 0;
  }
  @media (orientation: landscape) {
    /* Grown text needs the whole width. */
    @container style(--z: 1) {
    form.search {
      display: grid;
      grid-template: 'field results' auto 'keys results' 1fr / 107rem minmax(0, 1fr);
      gap: 1.2rem 2rem;
    }
    .search .results {
      grid-area: results;
    }
    .search .keys {
      grid-area: keys;
      /* The board would reach for both edges of the screen. */
      --edge: 1rem;
    }
    .search .cover {
      display: none;
    }
    .search .hit {
      padding: 1.6rem 2rem;
    }
    .search .hit b {
      font-size: 2.8rem;
    }
    .search .pager {
      grid-template-columns: 1fr 1fr;
      gap: 1rem;
      font-size: 2.6rem;
    }
    .search .pager span {
      grid-column: 1 / -1;
      grid-row: 1;
      text-align: center;
    }
    .search .pager svg.i {
      display: none;
    }
    .search .empty b {
      font-size: 3rem;
    }
    main {
      padding-top: 1.2rem;
      gap: 1.2rem;
    }
    form {
      gap: 0.8rem;
    }
    footer {
      padding: 1.6rem var(--edge);
    }
    .go {
      min-height: 9.6rem;
    }
    .parts {
      grid-template-columns: 1fr 1fr;
    }
    .search .quiet {
      padding: 1rem;
      font-size: 2.6rem;
    }
    }
  }
`;
