// Families: staff link a grown-up and a child by their cards, and the grown-up's account shows the children. Part of `desk.ts`, in the
// same transactions.
import { CHILDREN_MAX, guardianRefusal, isChildNow } from './circulation/guardian-rule.ts';
import type { Refused } from './circulation/types.ts';
import { survivingPatron } from './desk-staff.ts';
import type { DeskDeps, DeskTools } from './desk-tools.ts';
import type { ActContext, Desk, DeskRefusal } from './desk-types.ts';
import { createGuardianRows, type Guardian } from './store/guardian-rows.ts';
import type { StoredPatron } from './store/rows.ts';

/** The children of a reader who borrow through them now, oldest link first, each once. */
export const createFamily = (deps: DeskDeps, today: () => string) => {
  const { rows, eraser, site } = deps;
  const guardians = createGuardianRows(deps.db);
  /** Of the record and of those merged into it. */
  const links = (adultId: string): (Guardian & { child: StoredPatron })[] =>
    eraser
      .records(adultId)
      .flatMap((id) => guardians.ofAdult(id))
      .flatMap((link) => {
        const named = rows.patronById(link.childId);
        return named ? [{ ...link, child: survivingPatron(rows, named) }] : [];
      });
  return {
    guardians,
    links,
    children: (adultId: string): StoredPatron[] => {
      const on = { today: today(), policy: site.policy };
      const found = new Map(links(adultId).map(({ child }) => [child.patronId, child]));
      return [...found.values()].filter((child) => isChildNow(child, on)).slice(0, CHILDREN_MAX);
    },
  };
};

type FamilyDesk = Pick<Desk, 'linkGuardian' | 'endGuardian'>;

export const createFamilyDesk = (deps: DeskDeps, tools: DeskTools): FamilyDesk => {
  const { rows, journal, site } = deps;
  const { refuse, today, transact } = tools;
  const { guardians, links, children } = createFamily(deps, today);
  const entry = ({ place, actor }: ActContext) => ({ effectiveOn: today(), place, actor });
  const living = (patronId: string): StoredPatron | undefined => {
    const named = rows.patronById(patronId);
    const patron = named && survivingPatron(rows, named);
    return patron?.status === 'erased' ? undefined : patron;
  };
  const no = (why: Omit<Refused, 'outcome'>, patronId: string | null, context: ActContext) =>
    refuse('guardian', why, context, { patronId });

  const link = (adultId: string, childId: string, context: ActContext) => {
    const adult = living(adultId);
    const child = living(childId);
    if (!adult || !child) return no({ reason: 'patron-unknown' }, null, context);
    const known = links(adult.patronId).find((one) => one.child.patronId === child.patronId);
    if (known) return { outcome: 'linked', guardianId: known.guardianId } as const;
    const on = { today: today(), policy: site.policy };
    const family = { adult, child, children: children(adult.patronId).length };
    const refusal = guardianRefusal(family, on);
    if (refusal) return no(refusal, adult.patronId, context);
    const body = { adultId: adult.patronId, childId: child.patronId };
    const { seq } = journal.append({ type: 'guardian', ...entry(context), body });
    const guardianId = `${deps.station}-${seq}`;
    guardians.put({ guardianId, ...body });
    return { outcome: 'linked', guardianId } as const;
  };

  const end = (adultId: string, childId: string, context: ActContext) => {
    const adult = living(adultId);
    if (!adult) return no({ reason: 'patron-unknown' }, null, context) satisfies DeskRefusal;
    for (const one of links(adult.patronId)) {
      if (one.childId !== childId && one.child.patronId !== childId) continue;
      const body = { guardianId: one.guardianId, adultId: one.adultId, childId: one.childId };
      journal.append({ type: 'guardian-ended', ...entry(context), body });
      guardians.end(one.guardianId);
    }
    return { outcome: 'ended' } as const;
  };

  return {
    linkGuardian: (...given) => transact(() => link(...given)),
    endGuardian: (...given) => transact(() => end(...given)),
  };
};
