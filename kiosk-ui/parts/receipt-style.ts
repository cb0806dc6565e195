// A receipt on the screen, where paper could not be had: the lines as they would have been printed.
import { css } from 'lit';

export const receiptStyle = css`
  .receipt {
    flex: var(--list-flex);
    min-height: 0;
    overflow-y: var(--list-scroll);
    background: var(--card);
    border-radius: var(--radius-s);
    box-shadow: var(--shadow);
    padding: var(--s-4);
  }
  .receipt pre {
    font:
      500 2.6rem / 1.45 ui-monospace,
      "DejaVu Sans Mono",
      "Noto Sans Mono",
      monospace;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    user-select: text;
  }
`;
