// Sets of several parts that lie on the pad without all of them: by title, with the numbers of what is missing.
import { html, nothing } from 'lit';
import type { WaitingSet } from '../../station-server/api-types.ts';
import type { Strings } from '../strings/strings.ts';

export const waitingSets = (sets: readonly WaitingSet[], s: Strings) =>
  sets.length === 0
    ? nothing
    : html`<div class="note" role="status">${sets.map((set) => html`<p>${s.pad.waiting(set)}</p>`)}</div>`;
