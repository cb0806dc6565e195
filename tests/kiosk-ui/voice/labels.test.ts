// What is said of a control: its own words where they are known, never more of them.
import { expect, it } from 'vitest';
import { ALPHABETS } from '../../../kiosk-ui/strings/alphabets.ts';
import { LANGUAGES, STRINGS } from '../../../kiosk-ui/strings/languages.ts';
import { labelClip, labelsOf, letterClip } from '../../../kiosk-ui/voice/labels.ts';
import { clipsOf } from '../../../kiosk-ui/voice/prompts.ts';

it('knows a label, and one that goes on with a title or a hint, of which it says nothing', () => {
  const labels = labelsOf('kk');
  const { account, common } = STRINGS.kk;
  expect(labelClip(labels, common.next)).toBe('label-next');
  expect(labelClip(labels, account.renewThis('Абай жолы'))).toBe('label-renew-this');
  expect(labelClip(labels, `${STRINGS.kk.register.patronymic} міндетті емес`)).toBe(
    'label-patronymic',
  );
  expect(labelClip(labels, 'Абай жолы')).toBe(null);
  expect(labelClip(labels, '')).toBe(null);
});

it('does not take a word for another that begins with it', () => {
  expect(labelClip(labelsOf('kk'), 'Артқарай')).toBe(null);
  expect(labelClip(labelsOf('en'), 'Returning')).toBe(null);
});

it('says a letter in a language that has it, the reader’s own first', () => {
  expect(letterClip('kk', 'Ә')).toEqual({ language: 'kk', clip: 'letter-4d9' });
  expect(letterClip('ru', 'ш')).toEqual({ language: 'ru', clip: 'letter-448' });
  expect(letterClip('ru', 'ә')).toEqual({ language: 'kk', clip: 'letter-4d9' });
  expect(letterClip('kk', 'q')).toEqual({ language: 'en', clip: 'letter-71' });
  expect(letterClip('kk', 'әл')).toBe(null);
  expect(letterClip('kk', '')).toBe(null);
});

it.each(LANGUAGES)(
  '$name has a file for every letter that it says and every label',
  ({ language }) => {
    const clips = clipsOf(language);
    for (const letter of ALPHABETS[language].letters) {
      const found = letterClip(language, letter);
      expect(found?.language).toBe(language);
      expect(clips.has(found!.clip), letter).toBe(true);
    }
    for (const clip of [...labelsOf(language).values(), 'label-on', 'label-off'] as const)
      expect(clips.has(clip), clip).toBe(true);
  },
);
