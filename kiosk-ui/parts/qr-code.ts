// A text as a QR code (ISO/IEC 18004), drawn as one picture: dark on light in every theme, with the quiet zone of four modules that
// readers need. Only pages that come late load it. Error correction M: a phone's picture of a screen has reflections.
import ErrorCorrectionLevel from '@zxing/library/esm/core/qrcode/decoder/ErrorCorrectionLevel.js';
import Encoder from '@zxing/library/esm/core/qrcode/encoder/Encoder.js';
import { html } from 'lit';

const QUIET = 4;

/** The dark modules, as a path of unit squares; `size` with the quiet zone. */
export const qrPath = (text: string): { path: string; size: number } => {
  const matrix = Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
  const side = matrix.getWidth();
  const places = Array.from(
    { length: side * side },
    (_, at) => [at % side, Math.floor(at / side)] as const,
  );
  const path = places
    .filter(([x, y]) => matrix.get(x, y) === 1)
    .map(([x, y]) => `M${x + QUIET} ${y + QUIET}h1v1h-1z`)
    .join('');
  return { path, size: side + 2 * QUIET };
};

export function qrCode(text: string, label: string) {
  const { path, size } = qrPath(text);
  return html`<svg class="qr" role="img" aria-label=${label} viewBox="0 0 ${size} ${size}"
    shape-rendering="crispEdges"><rect width=${size} height=${size} fill="#fff"></rect>
    <path d=${path} fill="#000"></path></svg>`;
}
