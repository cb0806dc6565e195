// What is said of the control to which a key moved the focus: its own words, as they stand on the screen, so that who does not see
// it knows what OK will do. A control whose words are not here, such as one that names a book, is passed in silence.
import type { Language } from '../../station-server/api-types.ts';
import { ALPHABETS } from '../strings/alphabets.ts';
import { COMFORT } from '../strings/comfort.ts';
import { FAMILY } from '../strings/family.ts';
import { LIBRARIAN_COMING } from '../strings/help-call.ts';
import { LANGUAGES, STRINGS } from '../strings/languages.ts';
import { MY_CARD } from '../strings/my-card.ts';
import { REREGISTER } from '../strings/reregister.ts';

/** A language's own name is said in that language; the others are left out of its files. */
const ownName = (language: Language): string =>
  LANGUAGES.find((each) => each.language === language)?.name ?? '';

/** The words of every label by the name of its clip; of two with the same words the first is said. */
const wordsOf = (language: Language): Record<string, string> => {
  const s = STRINGS[language];
  const comfort = COMFORT[language];
  const reregister = REREGISTER[language];
  const [family, myCard] = [FAMILY[language], MY_CARD[language]];
  const { common, identify, borrow, account, register } = s;
  const categories = Object.entries(register.categories).map(([name, words]) => [
    `category-${name}`,
    words,
  ]);
  return {
    language: ownName(language),
    ...{ back: common.back, next: common.next, home: common.home, cancel: common.cancel },
    ...{
      understood: common.understood,
      call: common.callLibrarian,
      called: common.librarianCalled,
    },
    ...{ coming: LIBRARIAN_COMING[language], 'more-time': common.moreTime },
    ...{ erase: common.deleteLetter, space: common.space, clear: common.clear },
    ...{ 'other-letters': common.otherLetters, 'finish-now': s.idle.finishNow },
    ...{ borrow: s.attract.borrow, return: s.attract.giveBack, account: s.attract.myBooks },
    ...{ register: s.attract.register, 'no-card': identify.noCard },
    ...{ 'register-instead': identify.registerInstead, card: identify.card },
    ...{ 'birth-date': identify.birthDate, confirm: identify.confirm, scan: identify.useScanner },
    ...{ 'finish-paper': borrow.finishPaper, 'finish-screen': borrow.finishScreen },
    ...{ 'finish-no-receipt': borrow.finishNoReceipt, finish: borrow.finish },
    'to-return': borrow.toReturn,
    ...{ 'renew-this': account.renewThis('').replace(/:\s*$/, ''), 'renew-all': account.renewAll },
    ...{ surname: register.surname, 'given-name': register.givenName },
    patronymic: register.patronymic,
    ...{ phone: register.phone, iin: register.iin, 'guardian-surname': register.guardianSurname },
    ...{ 'guardian-name': register.guardianGivenName, 'guardian-phone': register.guardianPhone },
    ...{
      guarantee: register.guarantee,
      consent: register.consentAccept,
      rules: register.rulesAccept,
    },
    ...{ duplicate: register.duplicateAccept, submit: register.submit },
    ...{ reregister: reregister.offer, still: reregister.still, changed: reregister.changed },
    ...{ read: reregister.read, 'guarantee-anew': reregister.guarantee },
    ...{ comfort: comfort.open, contrast: comfort.contrast, reach: comfort.reach },
    ...{ calm: comfort.calm, voice: comfort.voice, usual: comfort.usual, done: comfort.done },
    ...{ pin: identify.pin, 'with-pin': identify.withPin, 'with-birth': identify.withBirth },
    ...{ 'my-card': myCard.open, 'pin-set': myCard.pinSet, 'pin-change': myCard.pinChange },
    ...{ 'pin-remove': myCard.pinRemove, 'pin-again': myCard.again, save: myCard.save },
    ...{ 'for-me': family.me, 'borrow-for': family.borrowFor, own: family.own },
    ...Object.fromEntries(categories),
    ...{ on: comfort.on, off: comfort.off },
    ...Object.fromEntries([...'0123456789'].map((digit) => [`digit-${digit}`, digit])),
  };
};

export type LabelClip = `label-${string}` | `letter-${string}`;

/** Words to clip, each words once. */
export const labelsOf = (language: Language): Map<string, LabelClip> => {
  const labels = new Map<string, LabelClip>();
  for (const [name, words] of Object.entries(wordsOf(language)))
    if (!labels.has(words)) labels.set(words, `label-${name}`);
  return labels;
};

/** The clip of what a control is called, or of the label with which that begins: more may follow, such as a title or a hint. */
export const labelClip = (
  labels: ReadonlyMap<string, LabelClip>,
  name: string,
): LabelClip | null => {
  const exact = labels.get(name);
  if (exact) return exact;
  const begins = [...labels.keys()]
    .filter((words) => name.startsWith(words) && !/^[\p{L}\d]/u.test(name.slice(words.length)))
    .sort((a, b) => b.length - a.length)[0];
  return (begins && labels.get(begins)) || null;
};

/** Letters that a voice does not say by their names. */
const LETTER_NAMES: Partial<Record<Language, Record<string, string>>> = {
  kk: { ъ: 'айыру белгісі', ь: 'жіңішкелік белгісі', '-': 'сызықша' },
  ru: { й: 'и краткое', '-': 'дефис' },
  en: { '-': 'hyphen' },
};

/** The clip of a letter in a language that has it, this one first. */
export const letterClip = (
  language: Language,
  letter: string,
): { language: Language; clip: LabelClip } | null => {
  const small = letter.toLocaleLowerCase('ru');
  const spoken = [language, ...(Object.keys(ALPHABETS) as Language[])].find((each) =>
    ALPHABETS[each].letters.includes(small),
  );
  if (!spoken || [...small].length !== 1) return null;
  return { language: spoken, clip: `letter-${small.codePointAt(0)?.toString(16)}` };
};

/** Clip to words, of one language. */
export const labelWords = (language: Language): Map<LabelClip, string> => {
  const words = new Map([...labelsOf(language)].map(([said, clip]) => [clip, said] as const));
  for (const letter of ALPHABETS[language].letters) {
    const found = letterClip(language, letter);
    if (found) words.set(found.clip, LETTER_NAMES[language]?.[letter] ?? letter);
  }
  return words;
};
