// In the guest, after the cut: opens the station as a start would and says what is there.
import { openAt } from './power-station.ts';

const station = openAt(process.argv[2] ?? '');
const count = (sql: string) => station.db.prepare(sql).pluck().get() as number;
const found = {
  head: station.journal.nextSeq() - 1,
  entries: count('SELECT count(*) FROM journal'),
  loans: count('SELECT count(*) FROM loan'),
  checkOuts: count("SELECT count(*) FROM journal WHERE type = 'check-out'"),
  brokenAt: station.journal.verify(),
  integrity: station.db.pragma('integrity_check', { simple: true }),
};
station.close();
process.stdout.write(`found ${JSON.stringify(found)}\n`);
