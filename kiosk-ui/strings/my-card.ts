// Words of what readers set about themselves.
import type { Language } from '../../station-server/api-types.ts';

export type MyCardStrings = {
  /** The button in "my books". */
  open: string;
  heading: string;
  /** The number was typed, so nothing can be set. */
  cardOnly: string;
  pinTitle: string;
  pinLead: string;
  pinOn: string;
  pinOff: string;
  pinSet: string;
  pinChange: string;
  pinRemove: string;
  pinHeading: string;
  pinSub: string;
  pin: string;
  again: string;
  save: string;
  done: { 'pin-set': string; 'pin-removed': string };
};

export const MY_CARD: Record<Language, MyCardStrings> = {
  kk: {
    open: 'Билетім және PIN-код',
    heading: 'Менің билетім',
    cardOnly: 'Мұнда бірдеңе өзгерту үшін билетіңізді сканерге ұстаңыз.',
    pinTitle: 'PIN-код',
    pinLead: 'Билет жанымда болмаса, нөмір мен PIN-код терілсе жетеді.',
    pinOn: 'PIN-код қойылған',
    pinOff: 'PIN-код қойылмаған',
    pinSet: 'PIN-код қою',
    pinChange: 'Ауыстыру',
    pinRemove: 'Алып тастау',
    pinHeading: 'Жаңа PIN-код',
    pinSub: 'Кемінде 4, көбінде 8 цифр',
    pin: 'PIN-код',
    again: 'Тағы бір рет',
    save: 'Сақтау',
    done: {
      'pin-set': 'Жаңа PIN-код сақталды. Ешкімге айтпаңыз.',
      'pin-removed': 'PIN-код алынып тасталды. Енді туған күн сұралады.',
    },
  },
  ru: {
    open: 'Мой билет и PIN-код',
    heading: 'Мой билет',
    cardOnly: 'Чтобы что-то здесь изменить, поднесите билет к сканеру.',
    pinTitle: 'PIN-код',
    pinLead: 'Если билета нет с собой, хватит его номера и PIN-кода.',
    pinOn: 'PIN-код задан',
    pinOff: 'PIN-код не задан',
    pinSet: 'Задать PIN-код',
    pinChange: 'Сменить',
    pinRemove: 'Убрать',
    pinHeading: 'Новый PIN-код',
    pinSub: 'От 4 до 8 цифр',
    pin: 'PIN-код',
    again: 'Ещё раз',
    save: 'Сохранить',
    done: {
      'pin-set': 'Новый PIN-код сохранён. Никому его не говорите.',
      'pin-removed': 'PIN-код убран. Теперь спросим дату рождения.',
    },
  },
  en: {
    open: 'My card and PIN',
    heading: 'My card',
    cardOnly: 'To change anything here, hold your card to the scanner.',
    pinTitle: 'PIN',
    pinLead: 'On a day without the card, its number and the PIN are enough.',
    pinOn: 'A PIN is set',
    pinOff: 'No PIN is set',
    pinSet: 'Set a PIN',
    pinChange: 'Change',
    pinRemove: 'Remove',
    pinHeading: 'New PIN',
    pinSub: '4 to 8 digits',
    pin: 'PIN',
    again: 'Once more',
    save: 'Save',
    done: {
      'pin-set': 'The new PIN is saved. Tell it to nobody.',
      'pin-removed': 'The PIN is gone. The birth date is asked from now on.',
    },
  },
};
