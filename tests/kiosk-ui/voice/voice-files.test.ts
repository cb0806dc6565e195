// The sound files that ship: one for every prompt in every language, made of the words that stand in prompts.ts now, readable as
// Ogg Opus, of a plausible length, and small together.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { clipsOf } from '../../../kiosk-ui/voice/prompts.ts';
import type { Language } from '../../../station-server/api-types.ts';

const VOICE = fileURLToPath(new URL('../../../kiosk-ui/voice/', import.meta.url));
const LANGUAGES: Language[] = ['kk', 'ru', 'en'];
const BYTES_MAX = 2_000_000;
const OPUS_HZ = 48_000;
/** Letters a second: slower is a pause or a wrong voice, faster cannot be followed. */
const LETTERS_A_SECOND = { min: 4, max: 24 };
const NAME_SECONDS = { min: 0.08, max: 1.5 };
type Said = { text: string; phonemes: string };
const spoken: Record<Language, Record<string, Said>> = JSON.parse(
  readFileSync(`${VOICE}spoken.json`, 'utf8'),
);

const fileOf = (language: Language, clip: string): Buffer =>
  readFileSync(`${VOICE}${language}/${clip}.opus`);

/** RFC 7845: the identification header, and the granule position of the last page less the pre-skip. */
const readOpus = (bytes: Buffer): { channels: number; seconds: number } => {
  expect(bytes.toString('latin1', 0, 4)).toBe('OggS');
  const head = bytes.indexOf('OpusHead');
  expect(head).toBe(28);
  const last = bytes.lastIndexOf('OggS');
  const samples = Number(bytes.readBigInt64LE(last + 6)) - bytes.readUInt16LE(head + 10);
  return { channels: bytes.readUInt8(head + 9), seconds: samples / OPUS_HZ };
};

describe.each(LANGUAGES)('%s', (language) => {
  it('has every clip, and no other file', () => {
    const files = readdirSync(VOICE + language).sort();
    expect(files).toEqual([...clipsOf(language).keys()].map((clip) => `${clip}.opus`).sort());
  });

  it.each([...clipsOf(language)])('%s: %s', (clip, words) => {
    const said = spoken[language][clip];
    expect(said?.text, 'run: npm run voice').toBe(words);
    expect(said?.phonemes).toMatch(/[a-z&@8]/i);
    const { channels, seconds } = readOpus(fileOf(language, clip));
    expect(channels).toBe(1);
    // A letter or figure by its name, or words.
    if ([...words].length === 1) {
      expect(seconds).toBeGreaterThan(NAME_SECONDS.min);
      expect(seconds).toBeLessThan(NAME_SECONDS.max);
      return;
    }
    const pace = words.replace(/\P{L}/gu, '').length / seconds;
    expect(pace).toBeGreaterThan(LETTERS_A_SECOND.min);
    expect(pace).toBeLessThan(LETTERS_A_SECOND.max);
  });
});

it('ships less than 2 MB in all', () => {
  const sizes = LANGUAGES.flatMap((language) =>
    [...clipsOf(language).keys()].map((clip) => fileOf(language, clip).length),
  );
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  console.log(`spoken prompts: ${bytes} bytes in ${sizes.length} files`);
  expect(bytes).toBeLessThan(BYTES_MAX);
});

it('says the letters that only Kazakh has', () => {
  const words = Object.values(spoken.kk).flatMap(({ text, phonemes }) => {
    const [written, said] = [text.match(/\p{L}+/gu) ?? [], phonemes.replace(/_:/g, '').split(' ')];
    return written.length === said.length ? written.map((word, at) => [word, said[at]]) : [];
  });
  // As espeak-ng writes them: a letter that its Kazakh voice did not know would leave no trace.
  const SOUNDS: Record<string, string> = {
    ...{ ә: '&', ғ: 'G', қ: 'q', ң: 'N', ө: '8', ұ: 'U', ү: 'u#', і: 'I' },
  };
  for (const [letter, sound] of Object.entries(SOUNDS)) {
    const holding = words.filter(([word]) => word?.toLowerCase().includes(letter));
    expect(holding.length, letter).toBeGreaterThan(0);
    for (const [word, said] of holding) expect(said, `${word}`).toContain(sound);
  }
});

it('holds no Russian «к» by itself, which the voice reads as the name of the letter', () => {
  for (const [clip, words] of clipsOf('ru'))
    if (words.length > 1) expect(words, clip).not.toMatch(/(?:^|\P{L})к(?:\P{L}|$)/iu);
});

it('holds no figure but single ones: numbers are words, and nothing personal can be among them', () => {
  for (const language of LANGUAGES)
    for (const [clip, words] of clipsOf(language)) expect(words, clip).toMatch(/^(?:\d|\D+)$/);
});
