// The judge of encoded jobs: reads the bytes back as a printer of that model would, with iconv-lite's tables.
import iconv from 'iconv-lite';
import { parseCommand } from '../../../firmware-bridge/simulated/escpos-parser.ts';

export type DecodedJob = {
  /** Text lines through the page that was selected. */
  lines: string[];
  /** Bytes of letters, to look for lost ones. */
  textBytes: number[];
  pagesSelected: number[];
  /** All picture rows, one after the other. */
  picture: Uint8Array;
  pictureRows: number;
  garbage: number;
  inits: number;
};

export const decodeJob = (chunks: Uint8Array[], pages: Record<number, string>): DecodedJob => {
  const bytes = Buffer.concat(chunks);
  const job: DecodedJob = {
    lines: [],
    textBytes: [],
    pagesSelected: [],
    picture: new Uint8Array(0),
    pictureRows: 0,
    garbage: 0,
    inits: 0,
  };
  const picture: Uint8Array[] = [];
  let line = '';
  let page = 'cp437';
  for (let at = 0; at < bytes.length; ) {
    const parsed = parseCommand(bytes.subarray(at));
    if (!parsed) throw new Error(`half a command at byte ${at} of ${bytes.length}`);
    const { command } = parsed;
    at += parsed.bytes;
    if (command.kind === 'text') {
      line += iconv.decode(Buffer.from(command.bytes), page);
      job.textBytes.push(...command.bytes);
    } else if (command.kind === 'line-feed') {
      job.lines.push(line);
      line = '';
    } else if (command.kind === 'page') {
      job.pagesSelected.push(command.n);
      page = pages[command.n] ?? page;
    } else if (command.kind === 'raster') {
      const length = command.bytesPerRow * command.rows;
      picture.push(bytes.subarray(at, at + length));
      job.pictureRows += command.rows;
      at += length;
    } else if (command.kind === 'garbage') job.garbage++;
    else if (command.kind === 'init') job.inits++;
  }
  job.picture = Buffer.concat(picture);
  return job;
};
