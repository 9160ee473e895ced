import { deflateSync } from "node:zlib";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const MOST_COLOURS = 64;
/** So many of a picture's colours, the most frequent, may come into its palette. */
const CANDIDATES = 4096;

/** A picture; each pixel is 0xRRGGBB, from the upper left line by line. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint32Array;
}

/**
 * The picture as a PNG of at most 64 colours, a fifth of the size: a screen of text has a few that matter, and the rest
 * are edges of letters (W3C PNG, sections 9 and 11).
 */
export function palettePng({ width, height, pixels }: Picture): Buffer {
  const palette = paletteOf(pixels);
  const places = new Map(palette.map((colour, at) => [colour, at]));
  const lines = Buffer.alloc((width + 1) * height);
  pixels.forEach((colour, at) => {
    let place = places.get(colour);
    if (place === undefined) {
      place = nearest(palette, colour);
      places.set(colour, place);
    }
    lines[at + Math.floor(at / width) + 1] = place;
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    chunk("PLTE", colours),
    chunk("IDAT", deflateSync(lines, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/**
 * The most frequent colour, then again and again the one that the palette serves worst: how far it is from all in it,
 * by how often it is there. So the few green and red words of a grey screen keep their colour.
 */
function paletteOf(pixels: Uint32Array): readonly number[] {
  const counts = new Map<number, number>();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const candidates = [...counts].sort(([, one], [, other]) => other - one).slice(0, CANDIDATES);
  const palette: number[] = [];
  const distances = candidates.map(() => Infinity);
  let next = 0;
  while (palette.length < MOST_COLOURS && (distances[next] ?? 0) > 0) {
    const added = candidates[next]?.[0] ?? 0;
    palette.push(added);
    let worst = 0;
    candidates.forEach(([colour, count], at) => {
      const apart = Math.min(distances[at] ?? 0, distance(colour, added));
      distances[at] = apart;
      if (apart * Math.sqrt(count) <= worst) return;
      worst = apart * Math.sqrt(count);
      next = at;
    });
  }
  return palette;
}

function nearest(palette: readonly number[], colour: number): number {
  let best = 0;
  palette.forEach((other, at) => {
    if (distance(other, colour) < distance(palette[best] ?? 0, colour)) best = at;
  });
  return best;
}

/** Squared, over the three channels. */
function distance(one: number, other: number): number {
  return (
    ((one >> 16) - (other >> 16)) ** 2 +
    (((one >> 8) & 255) - ((other >> 8) & 255)) ** 2 +
    ((one & 255) - (other & 255)) ** 2
  );
}

const CRCS = Uint32Array.from({ length: 256 }, (_, at) => {
  let value = at;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  let crc = 0xffffffff;
  for (const byte of named) crc = (CRCS[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
  const whole = Buffer.alloc(data.length + 12);
  whole.writeUInt32BE(data.length, 0);
  named.copy(whole, 4);
  whole.writeUInt32BE((crc ^ 0xffffffff) >>> 0, data.length + 8);
  return whole;
}
