import { createDecipheriv, createHash } from "node:crypto";
import { closeSync, existsSync, fstatSync, openSync, readSync } from "node:fs";
import type { Where } from "./database";

/** The size of a page of every database here. */
export const PAGE = 4096;
const WAL_HEADER = 32;
const FRAME_HEADER = 24;

/** The pages of a database as they lie on the disk, decrypted here: for what SQLite itself can no longer read. */
export interface Pages {
  /** Every page of the file and every one in its write-ahead log, also those that have been replaced since. */
  all(): Generator<Buffer>;
  /** A page by its number, from 1: the last in the log, else the one in the file. */
  page(number: number): Buffer | null;
  close(): void;
}

/**
 * Opens what there is of a database and its write-ahead log, whole or damaged. The cipher is aes256cbc of SQLite3
 * Multiple Ciphers, which derives a key and a beginning from the number of each page
 * (https://utelle.github.io/SQLite3MultipleCiphers/docs/ciphers/cipher_aes256cbc/). Throws what the file system throws.
 */
export function openPages({ file, key }: Where): Pages {
  const root = rootKey(key ?? "");
  const main = reader(file);
  const log = reader(`${file}-wal`);
  const inLog = new Map<number, number>();
  const frames = Math.floor(Math.max(0, (log?.size ?? 0) - WAL_HEADER) / (FRAME_HEADER + PAGE));
  const numberOf = (frame: number): number =>
    log?.read(WAL_HEADER + frame * (FRAME_HEADER + PAGE), FRAME_HEADER)?.readUInt32BE(0) ?? 0;
  const atFrame = (frame: number, number: number): Buffer | null => {
    const bytes = log?.read(WAL_HEADER + frame * (FRAME_HEADER + PAGE) + FRAME_HEADER, PAGE) ?? null;
    return bytes && number > 0 ? decrypted(root, number, bytes) : null;
  };
  for (let frame = 0; frame < frames; frame++) inLog.set(numberOf(frame), frame);
  const inFile = (number: number): Buffer | null => {
    const bytes = main?.read((number - 1) * PAGE, PAGE) ?? null;
    return bytes && decrypted(root, number, bytes);
  };
  return {
    *all() {
      for (let number = 2; number <= (main?.size ?? 0) / PAGE; number++) {
        const page = inFile(number);
        if (page) yield page;
      }
      for (let frame = 0; frame < frames; frame++) {
        const page = atFrame(frame, numberOf(frame));
        if (page) yield page;
      }
    },
    page(number) {
      const frame = inLog.get(number);
      return (frame === undefined ? null : atFrame(frame, number)) ?? inFile(number);
    },
    close() {
      main?.close();
      log?.close();
    },
  };
}

function reader(file: string): { size: number; read(at: number, length: number): Buffer | null; close(): void } | null {
  if (!existsSync(file)) return null;
  const handle = openSync(file, "r");
  return {
    size: fstatSync(handle).size,
    read(at, length) {
      const bytes = Buffer.alloc(length);
      return readSync(handle, bytes, 0, length, at) === length ? bytes : null;
    },
    close: () => closeSync(handle),
  };
}

const sha256 = (...parts: Buffer[]): Buffer => createHash("sha256").update(Buffer.concat(parts)).digest();

/** The first 32 characters of the key, hashed 4,002 times. */
function rootKey(key: string): Buffer {
  let hash = sha256(Buffer.from(key).subarray(0, 32));
  for (let round = 0; round < 4001; round++) hash = sha256(hash);
  return hash;
}

function decrypted(root: Buffer, number: number, bytes: Buffer): Buffer {
  const salt = Buffer.from([0, 0, 0, 0, 0x73, 0x41, 0x6c, 0x54]);
  salt.writeUInt32LE(number, 0);
  const decipher = createDecipheriv("aes-256-cbc", sha256(root, salt), firstBlock(number));
  decipher.setAutoPadding(false);
  return Buffer.concat([decipher.update(bytes), decipher.final()]);
}

/** What the first block of a page is mixed with: four steps of a generator that begins at the page's number. */
function firstBlock(number: number): Buffer {
  const seed = Buffer.alloc(16);
  let z = number + 1;
  for (let at = 0; at < 16; at += 4) {
    const times = Math.trunc(z / 52_774);
    z = 40_692 * (z - 52_774 * times) - 3_791 * times;
    if (z < 0) z += 2_147_483_399;
    seed.writeInt32LE(z | 0, at);
  }
  return createHash("md5").update(seed).digest();
}
