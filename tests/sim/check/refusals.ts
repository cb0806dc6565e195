// Every refusal is explained: its reason has texts in three languages, and it was true of what the station knew. Written from the
// manual, not from the rules: a mistake made twice would show nothing.

import { addDays } from '../../../station-server/circulation/local-date.ts';
import type { Loan } from '../../../station-server/circulation/types.ts';
import type { DescribedItem } from '../../../station-server/store/rows.ts';
import { reasonTexts } from '../../../station-server/strings/reasons.ts';
import { site } from '../library.ts';
import type { StationNode } from '../station-node.ts';
import type { World } from '../world.ts';

export type Refusal = {
  reason: string;
  about: {
    patronId?: string | undefined;
    found?: DescribedItem | undefined;
    openLoan?: Loan | undefined;
    loans?: Loan[] | undefined;
    requested?: string | undefined;
  };
};

type Known = Refusal['about'] & {
  patron: { status: string; reregisteredOn: string; category: string } | undefined;
  today: string;
  on: string;
};

const late = ({ loans = [], on }: Known): boolean => loans.some(({ dueOn }) => dueOn < on);
const taken = ({ loans = [] }: Known, kind: string): number =>
  loans.filter((loan) => loan.kind === kind).length;
const { policy } = site;

const TRUE_WHEN: Record<string, (known: Known) => boolean> = {
  'patron-unknown': ({ patron }) => patron === undefined || patron.status === 'erased',
  'patron-blocked': ({ patron }) => patron?.status === 'blocked',
  'patron-merged': ({ patron }) => patron?.status === 'merged',
  'reregistration-due': ({ patron, on }) =>
    patron !== undefined && patron.reregisteredOn.slice(0, 4) < on.slice(0, 4),
  'pending-limit': ({ patron, loans = [] }) =>
    patron?.status === 'pending' && loans.length >= policy.pendingItemsMax,
  'item-limit': (known) => taken(known, 'home') >= 3,
  'hall-limit': (known) => taken(known, 'hall') >= policy.hallItemsMax,
  'overdue-block': late,
  'item-unknown': ({ found }) => found === undefined,
  'item-on-loan-to-other': ({ openLoan, patronId }) =>
    openLoan !== undefined && openLoan.patronId !== patronId,
  'item-already-yours': ({ openLoan, patronId }) => openLoan?.patronId === patronId,
  'reading-room-only': ({ found }) => found?.item.home === false || found?.item.itemType === 'rare',
  age: ({ found }) => (found?.title.ageMin ?? 0) > 0,
  'item-written-off': ({ found }) => found?.item.status === 'written-off',
  'item-lost': ({ found }) => found?.item.status === 'lost',
  'renewals-used-up': ({ openLoan }) =>
    openLoan !== undefined && openLoan.renewals >= openLoan.renewalsMax,
  'renewal-overdue': late,
  'renewal-hall': ({ openLoan }) => openLoan?.kind === 'hall',
  'loan-unknown': ({ openLoan, found }) => openLoan === undefined || found === undefined,
  'effective-date-future': ({ requested, today }) => requested !== undefined && requested > today,
  'effective-date-too-old': ({ requested, today }) =>
    requested !== undefined && requested < addDays(today, -31),
};

export const checkRefusal = (world: World, node: StationNode, { reason, about }: Refusal): void => {
  const { rows, journal, head } = node.disk.peek;
  const [entry] = journal.read(head() - 1, 1);
  const today = entry?.effectiveOn ?? '';
  const patron = about.patronId === undefined ? undefined : rows.patronById(about.patronId);
  const known: Known = { ...about, patron, today, on: about.requested ?? today };
  for (const language of ['kk', 'ru', 'en'] as const) {
    const { [reason]: text } = reasonTexts[language] as Record<string, { why: string }>;
    if (!text?.why)
      world.violate(`${node.name}: refused for ${reason}, which has no ${language} text`);
  }
  if (TRUE_WHEN[reason]?.(known) !== true)
    world.violate(
      `${node.name}: refused for ${reason}, which was not so: ${JSON.stringify(known)}`,
    );
};
