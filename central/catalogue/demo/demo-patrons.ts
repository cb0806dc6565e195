// The demo patrons: 24 invented people of every category. Nobody of this name is meant; their
// telephone code is not in use.
import { luhnCheckDigit } from '../../../profiles/check-digits.ts';
import { PATRON_COLUMNS } from '../patron-rows.ts';

// surname, given name, patronymic, birth date, category, language, branch, status, registered on,
// re-registered on (`today` = on the day of the import, so that a demo of next year still has one
// reader only whose mark is due).
const PATRONS = `
Тұмарбек;Айсәуле;Ерденқызы;1988-03-14;worker;kk;BLK-C;active;2019-02-11;today
Көкшебаев;Мағжан;Сырымұлы;1979-11-02;worker;kk;BLK-1;active;2018-09-20;today
Полынцева;Вероника;Глебовна;1991-07-25;employee;ru;BLK-C;active;2020-01-15;today
Саржайлауов;Дәурен;Төлегенұлы;1984-05-09;employee;kk;BLK-2;active;2017-10-03;today
Жезкентова;Инкар;Маратқызы;1995-12-30;entrepreneur;kk;BLK-C;active;2021-03-02;today
Ветлугин;Родион;Захарович;1982-08-17;entrepreneur;ru;BLK-3;active;2019-11-28;2025-02-10
Алмасарова;Гүлнәз;;1998-04-06;unemployed;kk;BLK-4;active;2022-05-17;today
Степняков;Лука;Маркович;1990-01-21;unemployed;ru;BLK-6;blocked;2016-04-12;today
Шыңтасов;Әлихан;Бауыржанұлы;2006-09-12;student;kk;BLK-C;active;2023-09-05;today
Ракитская;Устинья;Павловна;2005-06-03;student;ru;BLK-C;active;2022-09-14;today
Мойынқұмова;Нұрайым;Асқарқызы;2007-02-19;student;kk;BLK-3;active;2024-09-10;today
Бозторғаев;Алдияр;Нұрланұлы;2014-10-08;pupil;kk;BLK-K;active;2022-09-07;today
Кедрачёва;Злата;Тимофеевна;2015-05-27;pupil;ru;BLK-K;active;2023-09-12;today
Қоңырқазов;Санжар;Ерболұлы;2012-03-31;pupil;kk;BLK-5;active;2020-10-06;today
Самалова;Аяла;Дарханқызы;2010-08-22;pupil;kk;BLK-5;active;2019-09-18;today
Ивнякин;Прохор;Савельевич;2013-01-16;pupil;ru;BLK-7;active;2021-10-19;today
Балапанова;Көзайым;Талғатқызы;2020-11-11;preschool;kk;BLK-K;active;2025-03-04;today
Лукошкин;Захар;Кириллович;2021-02-05;preschool;ru;BLK-5;active;2025-04-15;today
Айдынкөлова;Бибігүл;Сәбитқызы;1955-07-07;pensioner;kk;BLK-C;active;2012-02-14;today
Березняк;Клавдия;Прокофьевна;1951-09-29;pensioner;ru;BLK-1;active;2010-10-21;today
Қамысбаев;Өтеген;Жақсылықұлы;1958-04-18;pensioner;kk;BLK-6;active;2015-03-26;today
Жусанова;Перизат;Қайратқызы;1993-06-15;disabled;kk;BLK-C;active;2018-12-04;today
Пескарёва;Милица;Артёмовна;1986-10-24;disabled;ru;BLK-2;active;2020-02-18;today
Һәкімжанов;Һарон;Ілиясұлы;1975-12-12;worker;kk;BLK-7;active;2014-06-09;today
`.trim();

const CARD_PAYLOAD_START = '27101000';

const cardOf = (serial: number): string => {
  const payload = CARD_PAYLOAD_START + String(serial).padStart(5, '0');
  return payload + luhnCheckDigit(payload);
};

const rowOf = (line: string, index: number): string => {
  const [surname, givenName, patronymic, birthDate, category, ...rest] = line.split(';');
  const phone = `+7 700 000 00 ${String(index + 1).padStart(2, '0')}`;
  const person = [surname, givenName, patronymic, birthDate, category, phone];
  return [cardOf(index + 1), ...person, ...rest].join(';');
};

export const makeDemoPatrons = (): string =>
  `${[PATRON_COLUMNS.join(';'), ...PATRONS.split('\n').map(rowOf)].join('\n')}\n`;
