// The reading campaign that runs today, if the library has one with stars: of several the one that ends first. Pure.
import type { Campaign, SiteContent } from '../../profiles/content-schema.ts';
import type { LocalDate } from '../../profiles/site-schema.ts';

export type ReadingCampaign = Pick<Campaign, 'title' | 'from' | 'until'> & { badgeAt: number };

export const readingCampaign = (
  content: SiteContent | null,
  when: { today: LocalDate; branch: string },
): ReadingCampaign | null => {
  const running = (content?.campaigns ?? []).flatMap(({ title, from, until, stars, branches }) => {
    const here = branches === undefined || branches.includes(when.branch);
    if (!stars || !here || when.today < from || when.today > until) return [];
    return [{ title, from, until, badgeAt: stars.badgeAt }];
  });
  return running.sort((a, b) => (a.until < b.until ? -1 : 1))[0] ?? null;
};
