// The page that nobody uses as it tells of the example's campaigns, events and books, and of the longest that the schema lets through.
import { loadContent } from '../../profiles/loader.ts';
import type { KioskScreen, KioskView, Told } from '../../station-server/api-types.ts';
import { toldNow } from '../../station-server/kiosk/told-now.ts';

const balkhash = toldNow(loadContent('balkhash'), {
  branch: 'BLK-C',
  today: '2026-12-01',
  turn: 0,
});
const words = (text: string) => ({ kk: text, ru: text, en: text });
const TITLE = 'Ұлттық құндылықтар апталығына арналған оқырмандар кездесуі';
const TEXT =
  'Кітапхананың оқу залында өлкетанушылармен, жазушылармен және суретшілермен әңгіме, көрме, балаларға ойындар.';
const longest: Told[] = [
  { kind: 'campaign', title: words(TITLE), text: words(TEXT), until: '2026-12-31' },
  { kind: 'event', title: words(TITLE), text: words(TEXT), date: '2026-12-15', time: '17:00' },
  {
    kind: 'new-book',
    title: TITLE,
    author: 'Орталықтандырылған кітапхана жүйесі',
    about: words(TEXT),
  },
];
const attract = (told: Told[]): KioskScreen => ({ screen: 'attract', told });

export const TOLD_SCREENS: Record<string, { screen: KioskScreen; more?: Partial<KioskView> }> = {
  'attract-told': { screen: attract(balkhash) },
  'attract-told-one': { screen: attract(balkhash.slice(1, 2)) },
  'attract-told-longest': { screen: attract(longest) },
};
