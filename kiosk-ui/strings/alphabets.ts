// The letters of the screen's keyboard, in the order of its keys; «-» stands for double names.
import type { Language } from '../../station-server/api-types.ts';

export const ALPHABETS: Record<Language, { name: string; letters: string }> = {
  kk: { name: 'ҚАЗ', letters: 'әіңғүұқөһёйцукенгшщзфывапролджячсмитьбюхэъ-' },
  ru: { name: 'РУС', letters: 'йцукенгшщзфывапролджячсмитьбюхэъё-' },
  en: { name: 'ENG', letters: 'qwertyuiopasdfghjkl-zxcvbnm' },
};
