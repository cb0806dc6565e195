// Words of what readers set about themselves.
import type { KioskScreen, Language } from '../../station-server/api-types.ts';

type Done = Extract<KioskScreen, { screen: 'my-card' }>['done'];

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
  rememberTitle: string;
  rememberLead: string;
  rememberOn: string;
  rememberOff: string;
  remember: string;
  forget: string;
  phoneTitle: string;
  phoneLead: string;
  phoneShow: string;
  phoneHeading: string;
  phoneSub: string;
  phoneNote: string;
  done: Record<NonNullable<Done>, string>;
};

export const MY_CARD: Record<Language, MyCardStrings> = {
  kk: {
    open: 'Билетім және ПИН-код',
    heading: 'Менің билетім',
    cardOnly: 'Мұнда бірдеңе өзгерту үшін билетіңізді сканерге ұстаңыз.',
    pinTitle: 'ПИН-код',
    pinLead: 'Билет жанымда болмаса, нөмір мен ПИН-код терілсе жетеді.',
    pinOn: 'ПИН-код қойылған',
    pinOff: 'ПИН-код қойылмаған',
    pinSet: 'ПИН-код қою',
    pinChange: 'Ауыстыру',
    pinRemove: 'Алып тастау',
    pinHeading: 'Жаңа ПИН-код',
    pinSub: 'Кемінде 4, көбінде 8 цифр',
    pin: 'ПИН-код',
    again: 'Тағы бір рет',
    save: 'Сақтау',
    rememberTitle: 'Бұрын алған кітаптар',
    rememberLead:
      'Қаласаңыз, бүгіннен бастап алған кітаптарыңызды есте сақтап, қайта алғанда «Мұны бұрын алғансыз» деп айтамыз. Өшірсеңіз, бәрі жойылады.',
    rememberOn: 'Есте сақталады',
    rememberOff: 'Есте сақталмайды',
    remember: 'Есте сақтау',
    forget: 'Өшіру және жою',
    phoneTitle: 'Билет телефонда',
    phoneLead: 'QR-кодты суретке түсіріп алсаңыз, билеттің орнына телефонды сканерге көрсетесіз.',
    phoneShow: 'QR-кодты көрсету',
    phoneHeading: 'Билетіңіздің QR-коды',
    phoneSub: 'Телефонмен суретке түсіріңіз',
    phoneNote: 'Бұл суретті билеттей сақтаңыз: оны көрсеткен адам сіздің атыңызға кітап ала алады.',
    done: {
      'pin-set': 'Жаңа ПИН-код сақталды. Ешкімге айтпаңыз.',
      'pin-removed': 'ПИН-код алынып тасталды. Енді туған күн сұралады.',
      remembers: 'Бүгіннен бастап алған кітаптарыңыз есте сақталады.',
      forgets: 'Өшірілді, есте сақталғанның бәрі жойылды.',
    },
  },
  ru: {
    open: 'Мой билет и ПИН-код',
    heading: 'Мой билет',
    cardOnly: 'Чтобы что-то здесь изменить, поднесите билет к сканеру.',
    pinTitle: 'ПИН-код',
    pinLead: 'Если билета нет с собой, хватит его номера и ПИН-кода.',
    pinOn: 'ПИН-код задан',
    pinOff: 'ПИН-код не задан',
    pinSet: 'Задать ПИН-код',
    pinChange: 'Сменить',
    pinRemove: 'Убрать',
    pinHeading: 'Новый ПИН-код',
    pinSub: 'От 4 до 8 цифр',
    pin: 'ПИН-код',
    again: 'Ещё раз',
    save: 'Сохранить',
    rememberTitle: 'Книги, которые уже были у меня',
    rememberLead:
      'По вашему желанию запомним, что вы берёте с этого дня, и подскажем: «Эта книга у вас уже была». Выключите — и всё будет стёрто.',
    rememberOn: 'Запоминаем',
    rememberOff: 'Не запоминаем',
    remember: 'Запоминать',
    forget: 'Выключить и стереть',
    phoneTitle: 'Билет в телефоне',
    phoneLead: 'Сфотографируйте QR-код, и вместо билета можно показать сканеру телефон.',
    phoneShow: 'Показать QR-код',
    phoneHeading: 'QR-код вашего билета',
    phoneSub: 'Сфотографируйте его телефоном',
    phoneNote: 'Берегите снимок как билет: кто его покажет, сможет взять книги на ваше имя.',
    done: {
      'pin-set': 'Новый ПИН-код сохранён. Никому его не говорите.',
      'pin-removed': 'ПИН-код убран. Теперь спросим дату рождения.',
      remembers: 'С этого дня запоминаем, какие книги вы берёте.',
      forgets: 'Выключено, всё запомненное стёрто.',
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
    rememberTitle: 'Books I had before',
    rememberLead:
      'If you wish, we remember what you borrow from today and tell you: “You had this before”. Turn it off and all of it is erased.',
    rememberOn: 'Remembered',
    rememberOff: 'Not remembered',
    remember: 'Remember',
    forget: 'Turn off and erase',
    phoneTitle: 'Card on the phone',
    phoneLead:
      'Take a picture of the QR code and show the scanner your phone in place of the card.',
    phoneShow: 'Show the QR code',
    phoneHeading: 'QR code of your card',
    phoneSub: 'Take a picture with your phone',
    phoneNote: 'Keep the picture like the card: whoever shows it can borrow in your name.',
    done: {
      'pin-set': 'The new PIN is saved. Tell it to nobody.',
      'pin-removed': 'The PIN is gone. The birth date is asked from now on.',
      remembers: 'What you borrow from today is remembered.',
      forgets: 'Turned off; all that was remembered is erased.',
    },
  },
};
