// `npm run voice`: makes the sound files of this folder from the words in prompts.ts, with espeak-ng and opusenc (Debian packages
// espeak-ng and opus-tools). Run when words change; what is committed is what ships. Only what has new words is made anew.
// spoken.json says of every file the words and the phonemes that it was made of.
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
/** Words a minute. Kazakh words are long: at the same figure they come slower. */
const VOICES = {
  kk: { voice: 'kk', speed: 165 },
  ru: { voice: 'ru', speed: 150 },
  en: { voice: 'en-gb', speed: 155 },
};
/** A little below the usual pitch of 50; words set apart by 20 ms more than usual; no pause at the end. */
const MANNER = ['-p', '44', '-g', '2', '-z'];
const OPUS = ['--quiet', '--bitrate', '12', '--framesize', '60', '--speech', '--padding', '0'];
const SAME_BYTES = ['--serial', '1', '--discard-comments'];

const { module } = await runnerImport(here('./prompts.ts'));
const recordFile = here('./spoken.json');
const before = existsSync(recordFile) ? JSON.parse(readFileSync(recordFile, 'utf8')) : {};
const work = mkdtempSync(join(tmpdir(), 'kitap-voice-'));
const wav = join(work, 'said.wav');

/** espeak-ng says foreign letters in another voice, marked by brackets, or leaves them out: neither may happen. */
const phonemesOf = (text, voice) => {
  const phonemes = execFileSync('espeak-ng', ['-v', voice, '-q', '-x', text], { encoding: 'utf8' });
  const flat = phonemes.trim().replace(/\s+/g, ' ');
  if (flat === '' || flat.includes('(')) throw new Error(`${voice} cannot say: ${text}: ${flat}`);
  return flat;
};

const make = (text, { voice, speed }, file) => {
  execFileSync('espeak-ng', ['-v', voice, '-s', String(speed), ...MANNER, '-w', wav, text]);
  execFileSync('opusenc', [...OPUS, ...SAME_BYTES, wav, file]);
};

const record = {};
let bytes = 0;
let files = 0;
try {
  for (const [language, voice] of Object.entries(VOICES)) {
    const folder = here(`./${language}`);
    mkdirSync(folder, { recursive: true });
    record[language] = {};
    const clips = module.clipsOf(language);
    for (const [clip, text] of clips) {
      const file = join(folder, `${clip}.opus`);
      const said = { text, phonemes: phonemesOf(text, voice.voice) };
      const same = JSON.stringify(before[language]?.[clip]) === JSON.stringify(said);
      if (!same || !existsSync(file)) make(text, voice, file);
      record[language][clip] = said;
      bytes += statSync(file).size;
      files += 1;
    }
    const known = new Set([...clips.keys()].map((clip) => `${clip}.opus`));
    for (const file of readdirSync(folder)) if (!known.has(file)) rmSync(join(folder, file));
  }
} finally {
  rmSync(work, { recursive: true });
}
writeFileSync(recordFile, `${JSON.stringify(record, null, 2)}\n`);
console.log(`${files} files, ${bytes} bytes`);
