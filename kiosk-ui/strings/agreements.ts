// What a patron agrees to when registering, short and plain, by version: the version that is stored
// with the registration must name exactly the text that was on the screen. A changed text gets a
// new version; the old one stays until no site names it. Law 94-V of 21 May 2013 (libraries.md
// 7.6): purpose, data, place, period, withdrawal, legal representative.
import type { Language } from '../../station-server/api-types.ts';

type Versions = Record<string, Record<Language, string[]>>;

export const CONSENTS: Versions = {
  '2026-1': {
    kk: [
      'Кітапхана аты-жөнімді, туған күнімді, оқырман санатымды, телефонымды, ал көрсетсем, ЖСН-ді де сақтайды.',
      'Бұл деректер кітап беру, мерзімді еске салу және есеп жүргізу үшін ғана керек.',
      'Деректер Қазақстанда сақталады, жарияланбайды, бөгде адамдарға берілмейді.',
      'Келісімді кез келген уақытта қайтарып аламын: кітап қарызым болмаса, деректерім жойылады.',
      'Кәмелетке толмаған оқырман үшін келісімді ата-анасы немесе қамқоршысы береді.',
    ],
    ru: [
      'Библиотека хранит моё имя, дату рождения, категорию читателя, телефон и, если я его укажу, ИИН.',
      'Эти данные нужны только для выдачи книг, напоминаний о сроке и учёта.',
      'Данные хранятся в Казахстане, не публикуются и не передаются посторонним.',
      'Я могу отозвать согласие в любое время: если за мной нет книг, данные удалят.',
      'За несовершеннолетнего согласие даёт родитель или опекун.',
    ],
    en: [
      'The library keeps my name, birth date, reader category, phone and, if I give it, my IIN.',
      'The data serve only to lend books, to remind me of due dates and to keep statistics.',
      'The data stay in Kazakhstan, are not published and not given to others.',
      'I can withdraw my consent at any time: when I have no books, my data are deleted.',
      'For a minor, a parent or guardian gives the consent.',
    ],
  },
};

export const RULES: Versions = {
  '2026-1': {
    kk: [
      'Кітапты мерзімінде қайтарамын немесе мерзімін ұзартамын.',
      'Кітапты күтіп ұстаймын: жыртпаймын, сызбаймын.',
      'Жоғалтсам, орнына сондай немесе құны тең кітап беремін.',
      'Телефоным өзгерсе, кітапханаға айтамын.',
      'Жылына бір рет қайта тіркеуден өтемін.',
    ],
    ru: [
      'Возвращаю книги в срок или продлеваю срок.',
      'Берегу книги: не рву и не черкаю.',
      'Если потеряю, отдам такую же или равноценную книгу.',
      'Если сменится телефон, скажу библиотеке.',
      'Раз в год прохожу перерегистрацию.',
    ],
    en: [
      'I return books in time or renew them.',
      'I take care of books: no tearing, no scribbling.',
      'If I lose one, I give the same or an equal book.',
      'If my phone number changes, I tell the library.',
      'I re-register once a year.',
    ],
  },
};
