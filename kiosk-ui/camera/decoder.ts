// Finds the bar code or QR code in a grey picture. Pure: no browser, no clock. How hard it looks is a number, so that a worker may look
// quickly at most pictures and hard at some.
import { type Agreement, type CameraRead, createAgreement } from './agreement.ts';
import { barEdges, sharpened } from './bar-edges.ts';
import { findBarFields } from './bar-fields.ts';
import type { GreyImage } from './grey-image.ts';
import { linesOfFields, linesOfGrid, type PlannedLine } from './line-plan.ts';
import { readMatrix, TREATMENT_COUNT } from './matrix-reader.ts';
import { readBars } from './row-readers.ts';
import { brightnessAlong } from './scan-line.ts';
import { cutSymbols } from './symbol-cuts.ts';

export type Effort = 'quick' | 'thorough';

/** How one line's brightness is looked at: as it is, and with some of the blur taken back. */
const VIEWS = {
  quick: [{ sharpen: 0, apart: 0, swing: 0.22 }],
  thorough: [
    { sharpen: 0, apart: 0, swing: 0.22 },
    { sharpen: 1, apart: 2, swing: 0.14 },
    { sharpen: 0, apart: 0, swing: 0.1 },
  ],
} as const;

/** The first thing that a line says; it counts once, however often the line is looked at. */
const readLine = (image: GreyImage, line: PlannedLine, effort: Effort): CameraRead | null => {
  const values = brightnessAlong(image, line, line.reach);
  for (const { sharpen, apart, swing } of VIEWS[effort]) {
    const seen = sharpen > 0 ? sharpened(values, apart, sharpen) : values;
    for (const bars of cutSymbols(barEdges(seen, swing))) {
      const read = readBars(bars);
      if (read) return read;
    }
  }
  return null;
};

/**
 * @param agreement what earlier pictures of the same scene said; none for a single picture
 * @returns the first read that counts, or null
 */
export const decodePicture = (
  image: GreyImage,
  effort: Effort,
  agreement: Agreement = createAgreement(),
): CameraRead | null => {
  const thorough = effort === 'thorough';
  const readLines = (lines: Iterable<PlannedLine>): CameraRead | null => {
    for (const line of lines) {
      const read = readLine(image, line, effort);
      const agreed = read && agreement.add(read);
      if (agreed) return agreed;
    }
    return null;
  };
  const inFields = readLines(linesOfFields(findBarFields(image), thorough ? 4 : 1));
  if (inFields) return inFields;
  for (const text of readMatrix(image, thorough ? TREATMENT_COUNT : 1)) {
    const agreed = agreement.add({ symbology: 'qr', text });
    if (agreed) return agreed;
  }
  return thorough ? readLines(linesOfGrid(image.width, image.height)) : null;
};
