// In the guest: lends one book after the other and says each sequence as soon as the desk has answered,
// until the power goes. `synchronous` other than FULL shows that the test can fail.
import { writeSync } from 'node:fs';
import { barcodeAt, patronIdAt } from '../../bench/seeded.ts';
import { openAt, SIZE, site } from './power-station.ts';

const [file = '', synchronous = 'FULL'] = process.argv.slice(2);
const station = openAt(file);
if (synchronous !== 'FULL') station.db.pragma(`synchronous = ${synchronous}`);
for (let item = 0; item < SIZE.items; item += 1) {
  const patron = patronIdAt(item % SIZE.patrons);
  const context = { place: 'kiosk-1', actor: 'patron' } as const;
  const answer = station.desk.checkOut(patron, barcodeAt(site, item), 'home', context);
  writeSync(1, answer.outcome === 'lent' ? `ack ${answer.entry.seq}\n` : `not ${answer.outcome}\n`);
}
