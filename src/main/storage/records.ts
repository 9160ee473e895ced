import { isUtf8 } from "node:buffer";
import { PAGE, type Pages } from "./pages";
import type { Value } from "./statements";

/** A record of a table, as it was found somewhere in a page. */
export interface StoredRecord {
  readonly rowid: number;
  readonly values: readonly Value[];
}

/**
 * Looks for records at every place of every page, whatever the page says of itself, so that a damaged beginning of a
 * page costs none of the rows in it (https://www.sqlite.org/fileformat2.html#record_format). What is found need not be
 * true: whoever asks must know his own records. `columns`: how many columns the record has; the first is its rowid.
 */
export function* recordsIn(pages: Pages, columns: number): Generator<StoredRecord> {
  for (const page of pages.all()) {
    for (let at = 0; at < PAGE - columns; at++) {
      // The first column is the rowid, which is written as nothing: a cheap sign to look for.
      const record = page[at] === 0 ? null : recordAt(pages, page, at, columns);
      if (record) yield record;
    }
  }
}

function recordAt(pages: Pages, page: Buffer, at: number, columns: number): StoredRecord | null {
  const size = varint(page, at);
  if (!size || size.value < columns || size.value > 16 * 1024 * 1024) return null;
  const rowid = varint(page, size.end);
  if (!rowid || rowid.value < 1 || rowid.value > Number.MAX_SAFE_INTEGER) return null;
  const header = varint(page, rowid.end);
  if (!header || page[header.end] !== 0 || header.value < columns + 1 || header.value > 9 * columns + 2) return null;
  // Before the payload is put together: the header must lie in the page, and hold so many columns and no more.
  const types: number[] = [];
  let next = header.end;
  while (next < rowid.end + header.value && types.length <= columns) {
    const type = varint(page, next);
    if (!type) return null;
    types.push(type.value);
    next = type.end;
  }
  if (types.length !== columns || next !== rowid.end + header.value) return null;
  const lengths = types.map(lengthOf);
  if (lengths.reduce((sum, length) => sum + length, header.value) !== size.value) return null;
  const payload = payloadAt(pages, page, rowid.end, size.value);
  if (!payload) return null;
  const values: Value[] = [];
  let from = header.value;
  for (const [column, length] of lengths.entries()) {
    const value = valueOf(types[column] ?? 0, payload.subarray(from, from + length));
    if (value === undefined) return null;
    values.push(value);
    from += length;
  }
  return { rowid: rowid.value, values: [rowid.value, ...values.slice(1)] };
}

/** A payload, put together from its own page and those that it flows over to. */
function payloadAt(pages: Pages, page: Buffer, at: number, size: number): Buffer | null {
  const most = PAGE - 35;
  if (size <= most) return at + size <= PAGE ? page.subarray(at, at + size) : null;
  const least = Math.floor(((PAGE - 12) * 32) / 255) - 23;
  const fits = least + ((size - least) % (PAGE - 4));
  const here = fits <= most ? fits : least;
  if (at + here + 4 > PAGE) return null;
  const parts = [page.subarray(at, at + here)];
  let number = page.readUInt32BE(at + here);
  for (let left = size - here; left > 0; left -= PAGE - 4) {
    const more = number > 0 ? pages.page(number) : null;
    if (!more) return null;
    parts.push(more.subarray(4, Math.min(PAGE, 4 + left)));
    number = more.readUInt32BE(0);
  }
  return Buffer.concat(parts);
}

const INTEGERS = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0];

function lengthOf(type: number): number {
  return type < 12 ? (INTEGERS[type] ?? Number.NaN) : Math.floor((type - 12) / 2);
}

/** undefined: it is none that these databases have. */
function valueOf(type: number, bytes: Buffer): Value | undefined {
  if (type === 0) return null;
  if (type === 8 || type === 9) return type - 8;
  if (type === 7) return bytes.readDoubleBE(0);
  if (type === 6) return Number(bytes.readBigInt64BE(0));
  if (type <= 5) return bytes.readIntBE(0, bytes.length);
  return type % 2 === 1 && type > 12 && isUtf8(bytes) ? bytes.toString() : undefined;
}

/** A number of one to nine bytes, seven bits in each; null where the page ends before it does. */
function varint(page: Buffer, at: number): { value: number; end: number } | null {
  let value = 0;
  for (let count = 0; count < 8; count++) {
    const byte = page[at + count];
    if (byte === undefined) return null;
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, end: at + count + 1 };
  }
  return null;
}
