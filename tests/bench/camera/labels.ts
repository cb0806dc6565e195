// Labels as libraries print them, by bwip-js, which has no part in reading them: the symbologies of the cards and items here, each
// with the check digit that its number bears, and the quiet zones of its standard.
import bwip from 'bwip-js/node';
import { makeNumber } from '../../../profiles/card-number.ts';
import { isbn13CheckDigit, itfCheckDigit } from '../../../profiles/check-digits.ts';
import type { Label } from './scene.ts';

export const KINDS = ['code128', 'codabar', 'code39', 'ean13', 'itf14', 'qr'] as const;
export type Kind = (typeof KINDS)[number];

const PIXELS_A_MODULE = 8;
const QUIET_MODULES = 10;
const QR_QUIET_MODULES = 4;
/** Bars are between these parts of the label's width high: from the strip on a spine to the field on a card. */
const BARS_HIGH_MIN = 0.18;
const BARS_HIGH_MAX = 0.45;
const NUMBER_HIGH = 0.05;

const digits = (random: () => number, count: number): string =>
  Array.from({ length: count }, () => Math.floor(random() * 10)).join('');

/** Text of a code of this kind. Codabar without its start and stop. */
export const drawText = (kind: Kind, random: () => number): string => {
  if (kind === 'ean13') {
    const payload = `978${digits(random, 9)}`;
    return payload + isbn13CheckDigit(payload);
  }
  if (kind === 'itf14') {
    const payload = `1${digits(random, 12)}`;
    return payload + itfCheckDigit(payload);
  }
  return makeNumber({
    kind: random() < 0.5 ? 'patron' : 'item',
    libraryNumber: '7101',
    station: 1 + Math.floor(random() * 999),
    serial: Math.floor(random() * 100_000),
  });
};

const barWidths = (kind: Kind, text: string): number[] => {
  const given = { code128: text, codabar: `A${text}B`, code39: text, ean13: text, itf14: text };
  const names = { codabar: 'rationalizedCodabar', itf14: 'interleaved2of5' } as const;
  const name = names[kind as keyof typeof names] ?? kind;
  const [symbol] = bwip.raw(name, given[kind as keyof typeof given], '');
  if (!symbol || !('sbs' in symbol)) throw new TypeError(`bwip-js gave no bars for ${kind}`);
  // EAN begins with an empty bar in some versions of bwip-js.
  return symbol.sbs.filter((width) => width > 0);
};

const otherDigit = (text: string, at: number, random: () => number): string => {
  const digit = (Number(text[at]) + 1 + Math.floor(random() * 9)) % 10;
  return text.slice(0, at) + digit + text.slice(at + 1);
};

/**
 * Bars as clean as any, of a number whose check digit is wrong: nothing may be read there. Where the symbology itself has a check
 * character, one digit's bars are put in the place of another's, and the check character stays.
 */
const falseWidths = (kind: Kind, text: string, random: () => number): number[] => {
  const last = text.length - 1;
  if (kind !== 'code128' && kind !== 'ean13') {
    return barWidths(kind, otherDigit(text, last, random));
  }
  const payload = otherDigit(text.slice(0, last), last - 1, random);
  const other = kind === 'ean13' ? payload + isbn13CheckDigit(payload) : payload + text[last];
  const kept = barWidths(kind, text);
  // Check and end: one digit of 4 bars and spaces and the guard of 3; one character of 6 and the stop of 7.
  const tail = kind === 'ean13' ? 7 : 13;
  return [...barWidths(kind, other).slice(0, -tail), ...kept.slice(-tail)];
};

export const barLabel = (
  kind: Kind,
  text: string,
  random: () => number,
  isFalse = false,
): Label => {
  const widths = isFalse ? falseWidths(kind, text, random) : barWidths(kind, text);
  const modules = widths.reduce((sum, width) => sum + width, 0) + 2 * QUIET_MODULES;
  const width = modules * PIXELS_A_MODULE;
  const barsHigh = BARS_HIGH_MIN + random() * (BARS_HIGH_MAX - BARS_HIGH_MIN);
  const height = Math.round(width * (barsHigh + NUMBER_HIGH * 2));
  const data = new Uint8Array(width * height).fill(245);
  const fill = (x: number, y: number, w: number, h: number) => {
    for (let row = Math.round(y); row < y + h; row += 1) {
      data.fill(15, row * width + Math.round(x), row * width + Math.round(x + w));
    }
  };
  const top = width * NUMBER_HIGH * 0.3;
  let x = QUIET_MODULES * PIXELS_A_MODULE;
  widths.forEach((bar, index) => {
    if (index % 2 === 0) fill(x, top, bar * PIXELS_A_MODULE, width * barsHigh);
    x += bar * PIXELS_A_MODULE;
  });
  const size = width * NUMBER_HIGH;
  for (let letter = 0; letter < 14; letter += 1) {
    const left = width * 0.2 + letter * size * 0.85;
    const under = top + width * barsHigh + size * 0.3;
    fill(left, under, size * 0.16, size);
    if (random() < 0.6) fill(left + size * 0.4, under, size * 0.16, size);
    if (random() < 0.7) fill(left, under + size * 0.8 * random(), size * 0.5, size * 0.16);
  }
  return { data, width, height, modules };
};

export const qrLabel = (text: string): Label => {
  const [symbol] = bwip.raw('qrcode', text, 'eclevel=M');
  if (!symbol || !('pixs' in symbol)) throw new TypeError('bwip-js gave no QR code');
  const { pixs, pixx } = symbol;
  const modules = pixx + 2 * QR_QUIET_MODULES;
  const width = modules * PIXELS_A_MODULE;
  const data = new Uint8Array(width * width).fill(245);
  for (let at = 0; at < pixs.length; at += 1) {
    if (pixs[at] !== 1) continue;
    const left = ((at % pixx) + QR_QUIET_MODULES) * PIXELS_A_MODULE;
    const top = (Math.floor(at / pixx) + QR_QUIET_MODULES) * PIXELS_A_MODULE;
    for (let row = 0; row < PIXELS_A_MODULE; row += 1) {
      data.fill(15, (top + row) * width + left, (top + row) * width + left + PIXELS_A_MODULE);
    }
  }
  return { data, width, height: width, modules };
};
