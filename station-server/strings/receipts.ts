// The words of paper and on-screen receipts, Kazakh first. Typed by the Kazakh table: a missing word does not compile.
// No suffix is ever glued to a variable (libraries.md 5 rule 2).
import type { Language } from '../../profiles/site-schema.ts';

const kk = {
  lent: 'Берілген кітаптар',
  returned: 'Қайтарылған кітаптар',
  renewed: 'Мерзімі ұзартылған кітаптар',
  dueOn: 'Қайтару күні',
  dueOnAll: 'Барлығын қайтару күні',
  reader: 'Оқырман',
  count: 'Барлығы',
  at: 'Күні мен уақыты',
  thanks: 'Рақмет! Оқығаныңыз қызықты болсын!',
  thanksReturned: 'Кітаптарды қайтарғаныңызға рақмет!',
  card: 'Оқырман билеті',
  cardNumber: 'Билет нөмірі',
  cardPending:
    'Тіркелуді аяқтау үшін кітапханашыға жеке куәлігіңізді көрсетіңіз. Осы қағазды сақтап қойыңыз.',
  cardItemsMax: 'Оған дейін алуға болатын кітап саны',
};
export type ReceiptStrings = typeof kk;

const ru: ReceiptStrings = {
  lent: 'Выданные книги',
  returned: 'Возвращённые книги',
  renewed: 'Продлённые книги',
  dueOn: 'Вернуть до',
  dueOnAll: 'Вернуть все до',
  reader: 'Читатель',
  count: 'Всего',
  at: 'Дата и время',
  thanks: 'Спасибо! Приятного чтения!',
  thanksReturned: 'Спасибо, что вернули книги!',
  card: 'Читательский билет',
  cardNumber: 'Номер билета',
  cardPending:
    'Чтобы завершить запись, покажите библиотекарю удостоверение личности. Сохраните этот листок.',
  cardItemsMax: 'До этого можно взять книг',
};

const en: ReceiptStrings = {
  lent: 'Books lent',
  returned: 'Books returned',
  renewed: 'Books renewed',
  dueOn: 'Due',
  dueOnAll: 'All due',
  reader: 'Reader',
  count: 'Total',
  at: 'Date and time',
  thanks: 'Thank you! Enjoy your reading!',
  thanksReturned: 'Thank you for bringing the books back!',
  card: 'Reader card',
  cardNumber: 'Card number',
  cardPending: 'To complete your registration, show your ID to a librarian. Please keep this slip.',
  cardItemsMax: 'Books you may take until then',
};

export const RECEIPT_STRINGS: Record<Language, ReceiptStrings> = { kk, ru, en };
