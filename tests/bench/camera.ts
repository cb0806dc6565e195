// How many of a drawn set of camera pictures our decoder reads, over how many zxing-wasm reads of the same in the same run; both see
// one picture at a time. The decoder is bundled as the page's worker gets it. `camera/pictures.ts` says how the set is made.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import type * as Decoder from '../../kiosk-ui/camera/decoder.ts';
import { packageRoot } from '../../profiles/package-root.ts';
import { createPeer } from './camera/peer.ts';
import { cameraPictures, type Picture } from './camera/pictures.ts';

const SEED = 20_261_128;
const RATIO_MIN = 1.15;

const bundled = async (folder: string): Promise<typeof Decoder> => {
  await build({
    ...{ configFile: false, root: packageRoot, logLevel: 'error' },
    build: {
      lib: {
        ...{ entry: join(packageRoot, 'kiosk-ui/camera/decoder.ts'), formats: ['es'] },
        fileName: () => 'decoder.mjs',
      },
      ...{ outDir: folder, emptyOutDir: true, target: 'es2022' },
    },
  });
  return (await import(pathToFileURL(join(folder, 'decoder.mjs')).href)) as typeof Decoder;
};

const median = (values: number[]): number => {
  const sorted = [...values].sort((one, other) => one - other);
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0);
};

type Counts = { pictures: number; read: number; readByWasm: number };

export const run = async (): Promise<Record<string, unknown>> => {
  const folder = await mkdtemp(join(tmpdir(), 'kitap-decoder-'));
  try {
    return await compare(await bundled(folder));
  } finally {
    await rm(folder, { recursive: true });
  }
};

const compare = async ({ decodePicture }: typeof Decoder): Promise<Record<string, unknown>> => {
  const peer = createPeer();
  const [ours, theirs, empty]: [number[], number[], number[]] = [[], [], []];
  const wrong: string[] = [];
  let [wrongByWasm, pictures] = [0, 0];
  const all: Counts = { pictures: 0, read: 0, readByWasm: 0 };
  const upright: Counts = { pictures: 0, read: 0, readByWasm: 0 };
  const byCondition: Record<string, string> = {};
  const tally = new Map<string, Counts>();
  const count = (picture: Picture, read: boolean, readByWasm: boolean): void => {
    const { condition, kind, turnDegrees } = picture;
    const groups = [all, ...[condition, String(kind)].map((name) => groupOf(tally, name))];
    if (Math.abs(((turnDegrees + 45) % 90) - 45) <= UPRIGHT_DEGREES) groups.push(upright);
    for (const group of groups) {
      group.pictures += 1;
      group.read += Number(read);
      group.readByWasm += Number(readByWasm);
    }
  };
  for (const picture of cameraPictures(SEED)) {
    pictures += 1;
    const fromMs = performance.now();
    const read = decodePicture(picture.image, 'thorough');
    const ms = performance.now() - fromMs;
    const byPeer = await peer(picture.image);
    if (read && read.text !== picture.text) wrong.push(`${picture.name}: ${read.text}`);
    wrongByWasm += Number(byPeer.texts.some((text) => text !== picture.text));
    (picture.text === null ? empty : ours).push(ms);
    theirs.push(byPeer.ms);
    if (picture.text === null) continue;
    count(picture, read?.text === picture.text, byPeer.texts.includes(picture.text));
  }
  for (const [name, group] of tally) byCondition[name] = shown(group);
  const ratioToWasm = Math.round((all.read / all.readByWasm) * 100) / 100;
  return {
    ...{ name: 'camera', ratioToWasm, wrongReads: wrong.length, pictures },
    ...{ withCode: all.pictures, read: all.read, readByWasm: all.readByWasm, wrongByWasm },
    ...{ p50Ms: median(ours), p50MsWithoutCode: median(empty), p50MsOfWasm: median(theirs) },
    /** Bars along or across the picture: where a reader that turns pictures by quarters only is at its best. */
    upright: shown(upright),
    readOfPictures: byCondition,
    ...(wrong.length > 0 ? { wrong } : {}),
    met: ratioToWasm >= RATIO_MIN && wrong.length === 0,
  };
};

const UPRIGHT_DEGREES = 12;
const groupOf = (tally: Map<string, Counts>, name: string): Counts => {
  const group = tally.get(name) ?? { pictures: 0, read: 0, readByWasm: 0 };
  tally.set(name, group);
  return group;
};
/** Ours, theirs, of so many. */
const shown = ({ pictures, read, readByWasm }: Counts): string =>
  `${read} : ${readByWasm} of ${pictures}`;
