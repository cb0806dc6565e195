// Invented receipts in three languages, as the station writes them.
import type { ReceiptDocument } from '../../../devices/receipt/receipt-document.ts';

export const CARD_NUMBER = '22841001000017';

/** Every letter of the Kazakh alphabet in both cases, and the signs that code pages lose. */
export const alphabet = 'АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ';
export const lettersReceipt: ReceiptDocument = {
  language: 'kk',
  blocks: [
    { kind: 'text', text: alphabet },
    { kind: 'text', text: alphabet.toLowerCase() },
    { kind: 'text', text: '« » — №' },
  ],
};

export const loansKk: ReceiptDocument = {
  language: 'kk',
  blocks: [
    { kind: 'heading', text: 'Балқаш қалалық кітапханасы' },
    { kind: 'text', text: 'Берілген кітаптар', align: 'center', bold: true },
    { kind: 'rule' },
    {
      kind: 'item',
      title: 'Абай жолы. Роман-эпопея. Бірінші кітап',
      detail: 'Әуезов М. · 32841001000123',
      value: '06.12.2026',
    },
    {
      kind: 'item',
      title: 'Көшпенділер',
      detail: 'Есенберлин І. · 32841001000131',
      value: '06.12.2026',
    },
    {
      kind: 'item',
      title: '«Менің атым Қожа» — хикаят, № 2',
      detail: 'Соқпақбаев Б. · 32841001000149',
      value: '06.12.2026',
    },
    { kind: 'rule' },
    { kind: 'pair', label: 'Барлығы', value: '3 кітап' },
    { kind: 'pair', label: 'Қайтару күні', value: '06.12.2026' },
    { kind: 'space' },
    { kind: 'qr', data: 'https://kitap.example/l/7Q2M' },
    { kind: 'text', text: 'Қош келіңіз! Кітапты уақытында қайтарыңыз.', align: 'center' },
  ],
};

export const returnRu: ReceiptDocument = {
  language: 'ru',
  blocks: [
    { kind: 'heading', text: 'Возврат' },
    { kind: 'text', text: 'Центральная городская библиотека', align: 'center' },
    { kind: 'text', text: '22.11.2026 14:05', align: 'center' },
    { kind: 'rule' },
    {
      kind: 'item',
      title: 'Приключения Тома Сойера и Гекльберри Финна: повести для среднего школьного возраста',
      detail: 'Твен М., 32841001000156',
      value: 'принято',
    },
    { kind: 'item', title: 'Ревизор', detail: 'Гоголь Н. В., 32841001000164', value: 'принято' },
    { kind: 'rule' },
    { kind: 'pair', label: 'Осталось на руках', value: '1' },
    { kind: 'text', text: 'Спасибо! Ждём вас снова.', align: 'center', bold: true },
  ],
};

export const cardEn: ReceiptDocument = {
  language: 'en',
  blocks: [
    { kind: 'heading', text: 'Library card' },
    { kind: 'text', text: 'Balkhash City Library', align: 'center' },
    { kind: 'space' },
    { kind: 'barcode', data: CARD_NUMBER },
    { kind: 'space' },
    { kind: 'pair', label: 'Valid until', value: '31.12.2027' },
    { kind: 'pair', label: 'Loan limit until confirmed', value: '2 items' },
    { kind: 'rule' },
    { kind: 'text', text: 'Show this slip and an identity document at the desk within 30 days.' },
  ],
};
