import { deflateSync, inflateSync } from "node:zlib";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const MOST_COLOURS = 64;
/** Bytes of a pixel by PNG colour type. */
const DEPTHS: Readonly<Record<number, number>> = { 2: 3, 6: 4 };

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
  const counts = new Map<number, number>();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const palette = [...counts]
    .sort(([, one], [, other]) => other - one)
    .slice(0, MOST_COLOURS)
    .map(([colour]) => colour);
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

function nearest(palette: readonly number[], colour: number): number {
  let best = 0;
  let least = Infinity;
  palette.forEach((other, at) => {
    const distance =
      ((other >> 16) - (colour >> 16)) ** 2 +
      (((other >> 8) & 255) - ((colour >> 8) & 255)) ** 2 +
      ((other & 255) - (colour & 255)) ** 2;
    if (distance < least) {
      least = distance;
      best = at;
    }
  });
  return best;
}

/**
 * Reads what Electron and Playwright make (8 bit RGB or RGBA, not interlaced); what is seen through is taken as it stands.
 * Throws on anything else.
 */
export function readPng(png: Buffer): Picture {
  if (!png.subarray(0, 8).equals(SIGNATURE)) throw new RangeError("not a PNG");
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const depth = DEPTHS[png[25] ?? -1];
  if (png[24] !== 8 || depth === undefined || png[28] !== 0) throw new RangeError("not an 8 bit RGB or RGBA picture");
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
    if (png.toString("latin1", at + 4, at + 8) === "IDAT")
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const raw = inflateSync(Buffer.concat(parts));
  const stride = width * depth;
  const pixels = new Uint32Array(width * height);
  let above = new Uint8Array(stride);
  for (let y = 0; y < height; y++) {
    const start = y * (stride + 1);
    const line = unfilter(raw[start] ?? 0, raw.subarray(start + 1, start + 1 + stride), above, depth);
    for (let x = 0; x < width; x++)
      pixels[y * width + x] =
        ((line[x * depth] ?? 0) << 16) | ((line[x * depth + 1] ?? 0) << 8) | (line[x * depth + 2] ?? 0);
    above = line;
  }
  return { width, height, pixels };
}

function unfilter(filter: number, line: Buffer, above: Uint8Array, depth: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(line.length);
  for (let at = 0; at < line.length; at++) {
    const left = out[at - depth] ?? 0;
    const up = above[at] ?? 0;
    const before = at < depth ? 0 : (above[at - depth] ?? 0);
    out[at] = (line[at] ?? 0) + predicted(filter, left, up, before);
  }
  return out;
}

function predicted(filter: number, left: number, up: number, before: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const guess = left + up - before;
  const [toLeft, toUp, toBefore] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - before)];
  if (toLeft <= toUp && toLeft <= toBefore) return left;
  return toUp <= toBefore ? up : before;
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
