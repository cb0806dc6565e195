// For whom the next book is: the reader, or a child of theirs by initials and age.
import { css, html, nothing } from 'lit';
import type { KioskAct, KioskView, Language } from '../../station-server/api-types.ts';
import { FAMILY } from '../strings/family.ts';

type Family = Extract<KioskView, { screen: 'borrow' }>['family'];

export const childLabel = ({ initials, ageYears }: { initials: string; ageYears: number }) =>
  `${initials} (${ageYears})`;

export function familySwitch(family: Family, language: Language, act: (act: KioskAct) => void) {
  if (!family) return nothing;
  const words = FAMILY[language];
  const choice = (child: number | null, label: unknown) => html`<button
    aria-pressed=${family.forChild === child ? 'true' : 'false'}
    @click=${() => act({ act: 'borrow-for', child })}>${label}</button>`;
  return html`<div class="family" role="group" aria-label=${words.who}>
    ${choice(null, words.me)}
    ${family.children.map((child, at) =>
      choice(at, html`<span>${child.initials} <small>${words.age(child.ageYears)}</small></span>`),
    )}</div>`;
}

export const familyStyle = css`
  .family {
    display: flex;
    flex-wrap: wrap;
    gap: calc(1.2rem / var(--z));
    flex: none;
  }
  .family button {
    flex: 1 0 auto;
    background: var(--card);
    box-shadow: inset 0 0 0 0.3rem var(--line-strong);
    font-size: 3rem;
  }
  .family button[aria-pressed='true'] {
    background: var(--picked);
    color: var(--on-picked);
    box-shadow: none;
  }
  @media (orientation: landscape) {
    .family ~ .empty svg {
      width: calc(26rem / var(--z));
    }
  }
  .family small {
    font-size: 2.6rem;
    font-weight: 500;
  }
`;
