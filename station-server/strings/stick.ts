// What librarians read about the stick that carries the acts of a station with no link. Typed by the Kazakh
// table: a missing sentence does not compile. {count} and {days} are figures; no suffix is glued to one.
import type { Language } from '../../profiles/site-schema.ts';

const kk = {
  'safe-here':
    'Осында сенімді сақталған әрекеттер: {count}. Ең ескісінің жасы, тәулік: {days}. Флешканы салыңыз.',
  'nothing-waits': 'Барлық әрекет орталыққа жетті.',
  written:
    'Флешкаға жазылған әрекеттер: {count}. Флешканы қауіпсіз шығарып, орталыққа апарыңыз. Орталық растағанша бәрі осында да сақталады.',
  applied: 'Орталықтың жауабы қабылданды.',
  known: 'Бұл жауап бұрын қабылданған.',
  old: 'Бұл жауап ескірген: содан кейін орталық қалпына келтірілген. Флешканы осында қайта жазып, орталыққа апарыңыз.',
  gap: 'Жауаптың басы жетіспейді. Флешканы осында қайта жазып, орталыққа апарыңыз.',
  forked:
    'Бұл дискінің көшірмесі басқа жерде жұмыс істеген. Кітап беру жалғаса береді; техникті шақырыңыз.',
  waiting: 'Орталық бұл файлға әлі жауап берген жоқ. Флешканы орталыққа апарыңыз.',
  confirmed: 'Орталық бұл файлдағы әрекеттерді растады.',
  foreign: 'Бұл файл басқа станцияға арналған.',
  unreadable:
    'Файл толық емес немесе бүлінген. Бүлінген жеріне дейінгісі қабылданды. Орталықтан жауапты қайта жазуды сұраңыз.',
  'stick-full':
    'Флешкада орын жоқ. Басқа файлдарды өшіріңіз немесе үлкенірек флешка алып, қайта жазыңыз.',
  'stick-away':
    'Флешка шығарылған, бұзылған немесе мұндай қалта жоқ. Флешканы салып, басынан бастаңыз. Барлық әрекет осында сақтаулы.',
  'stick-locked': 'Бұл флешкаға жазуға болмайды. Жазудан қорғау тетігін жылжытыңыз.',
  'stick-empty': 'Флешкада бұл станцияға жауап жоқ. Алдымен флешканы орталыққа апарыңыз.',
};
export type StickStrings = typeof kk;

const ru: StickStrings = {
  'safe-here':
    'Надёжно сохранено здесь действий: {count}. Возраст самого старого, суток: {days}. Вставьте флешку.',
  'nothing-waits': 'Все действия дошли до центральной базы.',
  written:
    'Записано на флешку действий: {count}. Безопасно извлеките её и отвезите в центральную библиотеку. До её подтверждения всё хранится и здесь.',
  applied: 'Ответ центральной базы принят.',
  known: 'Этот ответ уже был принят раньше.',
  old: 'Этот ответ устарел: после него центральную базу восстановили. Запишите флешку здесь ещё раз и отвезите её снова.',
  gap: 'Не хватает начала ответа. Запишите флешку здесь ещё раз и отвезите её снова.',
  forked: 'Копия этого диска работала в другом месте. Выдача продолжается; позовите техника.',
  waiting:
    'Центральная база ещё не ответила на этот файл. Отвезите флешку в центральную библиотеку.',
  confirmed: 'Центральная база подтвердила действия из этого файла.',
  foreign: 'Этот файл предназначен для другой станции.',
  unreadable:
    'Файл неполный или повреждён. Всё, что стояло до повреждения, принято. Попросите записать ответ ещё раз.',
  'stick-full':
    'На флешке нет места. Удалите другие файлы или возьмите флешку побольше и запишите ещё раз.',
  'stick-away':
    'Флешку вынули, она неисправна или такой папки нет. Вставьте её и начните сначала. Все действия сохранены здесь.',
  'stick-locked': 'На эту флешку нельзя писать. Передвиньте переключатель защиты от записи.',
  'stick-empty':
    'На флешке нет ответа для этой станции. Сначала отвезите её в центральную библиотеку.',
};

const en: StickStrings = {
  'safe-here': 'Acts safe here: {count}. Age of the oldest, days: {days}. Put in the stick.',
  'nothing-waits': 'All acts have reached central.',
  written:
    'Acts written onto the stick: {count}. Eject it safely and take it to central. Until central confirms them, all of them stay here too.',
  applied: "Central's answer was taken over.",
  known: 'This answer was taken over before.',
  old: 'This answer is out of date: central was restored after it. Write the stick here again and take it there.',
  gap: 'The beginning of the answer is missing. Write the stick here again and take it to central.',
  forked: 'A copy of this disk was at work elsewhere. Lending goes on; call the technician.',
  waiting: 'Central has not answered this file yet. Take the stick to central.',
  confirmed: 'Central has confirmed the acts in this file.',
  foreign: 'This file is for another station.',
  unreadable:
    'The file is incomplete or damaged. What stood before the damage was taken over. Ask for the answer to be written again.',
  'stick-full':
    'There is no space on the stick. Delete other files or take a larger one, then write again.',
  'stick-away':
    'The stick was pulled out or fails, or there is no such folder. Put it in and begin again. All acts are safe here.',
  'stick-locked': 'This stick may not be written. Move its write-protect switch.',
  'stick-empty': 'There is no answer for this station on the stick. Take it to central first.',
};

export const STICK_STRINGS: Record<Language, StickStrings> = { kk, ru, en };

export const fillStick = (
  language: Language,
  key: keyof StickStrings,
  figures: { count?: number; days?: number } = {},
): string =>
  STICK_STRINGS[language][key]
    .replace('{count}', `${figures.count ?? ''}`)
    .replace('{days}', `${figures.days ?? ''}`);
