// kill -9 the station-server in the middle of check-outs, again and again: whatever was answered is there, nothing is half
// done, and the next start goes on from there. (A power cut is another matter: only the
// virtual machine can tell synchronous FULL from NORMAL, test-bench.md section 3.)
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, expect, test } from 'vitest';
import { loadSite } from '../../profiles/loader.ts';
import { systemClock } from '../../station-server/clock.ts';
import { openStation } from '../../station-server/open-station.ts';
import { SEQUENCES_OF_STATION } from '../../station-server/store/row-key.ts';
import { barcodeAt, cardAt, fillStation, seededRandom } from '../bench/seeded.ts';
import { endAll, startKitap } from '../e2e/processes.ts';
import { until } from '../firmware-bridge/until.ts';
import { killCount } from './kill-count.ts';

const KILLS = killCount(0.4, 20);
const CLIENTS = 4;
const SIZE = { patrons: 4_000, titles: 2_000, items: 60_000 };
/** Before a kill, however slow the machine: a run that lent nothing proves nothing. */
const ANSWERS_MIN = 6;
const ALIVE_MS_MAX = 220;

const folder = mkdtempSync(join(tmpdir(), 'kitap-kill-'));
const file = join(folder, 'station.db');
const site = loadSite('balkhash');
const random = seededRandom(20_260_922);
let nextItem = 0;

afterAll(async () => {
  await endAll();
  rmSync(folder, { recursive: true, force: true });
});

const open = () => openStation({ file, station: 1, branch: 'BLK-C', site, clock: systemClock });

type Answered = { seq: number; loanId: string };

/** One client lends one item after the other until the server is gone; notes what was answered. */
const lendUntilGone = async (url: string, token: string, answered: Answered[]): Promise<void> => {
  for (;;) {
    const card = cardAt(site, Math.floor(random() * SIZE.patrons));
    const barcode = barcodeAt(site, nextItem++ % SIZE.items);
    let body: { outcome: string; entry?: { seq: number }; loan?: { loanId: string } };
    try {
      const response = await fetch(`${url}/api/checkouts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ place: 'kiosk-1', card, barcode }),
      });
      body = (await response.json()) as typeof body;
    } catch {
      return;
    }
    if (body.outcome === 'lent') {
      answered.push({ seq: body.entry?.seq ?? 0, loanId: body.loan?.loanId ?? '' });
    }
  }
};

/** Loans without an entry, entries without a loan, broken chain or file: none may be. */
const halfDone = (): Record<string, unknown> => {
  const db = new Database(file, { readonly: true });
  const count = (sql: string) => (db.prepare(sql).get() as { n: number }).n;
  const found = {
    integrity: db.pragma('integrity_check', { simple: true }),
    loansWithoutEntry: count(`SELECT count(*) n FROM loan l WHERE NOT EXISTS
      (SELECT 1 FROM journal j WHERE l.loan_id = ${SEQUENCES_OF_STATION} + j.seq AND j.type = 'check-out')`),
    entriesWithoutLoan: count(`SELECT count(*) n FROM journal j WHERE type = 'check-out'
      AND NOT EXISTS (SELECT 1 FROM loan l WHERE l.loan_id = ${SEQUENCES_OF_STATION} + j.seq)`),
    gaps: count('SELECT coalesce(max(seq), 0) - count(*) n FROM journal'),
  };
  db.close();
  return found;
};

test(`${KILLS} kills, nothing answered is lost, nothing is half done`, {
  timeout: 120_000 + KILLS * 15_000,
}, async () => {
  const station = open();
  fillStation(station, site, SIZE, new Date().getFullYear());
  station.close();
  let total = 0;
  for (let round = 0; round < KILLS; round += 1) {
    const running = await startKitap(['station', '--data', folder, '--port', '0']);
    const url = String(running.ready.url);
    const token = readFileSync(join(folder, 'staff-token'), 'utf8').trim();
    const answered: Answered[] = [];
    const clients = Array.from({ length: CLIENTS }, () => lendUntilGone(url, token, answered));
    await until('some answers', () => answered.length >= ANSWERS_MIN, 60_000);
    await new Promise((resolve) => setTimeout(resolve, random() * ALIVE_MS_MAX));
    await running.end('SIGKILL');
    await Promise.all(clients);
    const after = open();
    const lost = answered.filter(({ loanId, seq }) => {
      const [entry] = after.journal.read(seq - 1, 1);
      return !after.rows.loanById(loanId) || entry?.type !== 'check-out' || `1-${seq}` !== loanId;
    });
    expect(lost).toEqual([]);
    after.close();
    total += answered.length;
  }
  expect(halfDone()).toEqual({
    integrity: 'ok',
    loansWithoutEntry: 0,
    entriesWithoutLoan: 0,
    gaps: 0,
  });
  const last = open();
  expect(last.journal.verify()).toBeNull();
  last.close();
  console.log(`${KILLS} kills, ${total} answered check-outs, 0 lost`);
});
