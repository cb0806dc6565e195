// How far an import is: a bar on a terminal, a line every tenth of the way anywhere else (logs,
// `kitap start`).
import { Presets, SingleBar } from 'cli-progress';
import type { ImportProgress } from '../catalogue/import-catalogue.ts';

const LINES_PER_PHASE = 10;
const TITLES: Record<ImportProgress['phase'], string> = { survey: 'reading', import: 'importing' };

export type Progress = { update(progress: ImportProgress): void; stop(): void };

const lines = (out: NodeJS.WriteStream): Progress => {
  let told = '';
  return {
    update({ phase, bytes, totalBytes, records }) {
      const tenth = Math.floor((bytes * LINES_PER_PHASE) / Math.max(1, totalBytes));
      const key = `${phase} ${tenth}`;
      if (tenth === 0 || key === told) return;
      told = key;
      const percent = (tenth * 100) / LINES_PER_PHASE;
      out.write(`${TITLES[phase]}: ${percent} %, ${records} records\n`);
    },
    stop() {},
  };
};

const bar = (out: NodeJS.WriteStream): Progress => {
  const format = '{title} [{bar}] {percentage} % | {records} records | {eta_formatted} left';
  const shown = new SingleBar({ format, stream: out, clearOnComplete: true }, Presets.legacy);
  let phase: ImportProgress['phase'] | null = null;
  return {
    update(progress) {
      const { bytes, totalBytes, records } = progress;
      const payload = { title: TITLES[progress.phase], records };
      if (phase !== progress.phase) shown.start(Math.max(1, totalBytes), bytes, payload);
      else shown.update(bytes, payload);
      phase = progress.phase;
    },
    stop() {
      if (phase !== null) shown.stop();
    },
  };
};

export const createProgress = (out: NodeJS.WriteStream): Progress =>
  out.isTTY ? bar(out) : lines(out);
