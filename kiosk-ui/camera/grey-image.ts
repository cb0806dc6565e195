// A picture in shades of grey, as the decoder takes it: no browser in it.

/** Rows from the top, 0 black to 255 white, `width * height` bytes. */
export type GreyImage = {
  readonly data: Uint8Array | Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
};
