import {
  closeSync,
  existsSync,
  fdatasync,
  fsync,
  fsyncSync,
  openSync,
  readFileSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { systemClock } from "../base/clock";
import { same, type Sealer } from "./seal";

/** What the note beside the journal says of it. */
export interface Noted {
  /** How many rows there were; 0: none. */
  readonly rows: number;
  /** The MAC of the last one. */
  readonly mac: string;
  /** Something was found to be wrong while the program ran: the next start reads all of it. */
  readonly suspect: boolean;
}

/** The note that says how long the journal was, so that a shorter one is noticed. */
export interface Note {
  /** Writes it in some microseconds; the disk has it soon after. Never throws: the journal itself is the record. */
  write(noted: Noted): void;
  /**
   * Brings to the disk, beside the program's work, whatever any program has left to be written there: rows that follow
   * soon need not wait for that too. Never throws; no row's being safe hangs by it.
   */
  clearDisk(): void;
  close(): void;
}

/** Two places that are written in turn, so that one of them is whole whenever the power goes. */
const PLACE = 256;
/** How long after a row the note is brought to the disk. */
const SYNC_MS = 50;

/** What the note beside a file says; `none`: there is none; `damaged`: there is one that this key did not write. */
export function readNote(file: string, sealer: Sealer): Noted | "none" | "damaged" {
  const path = noteOf(file);
  if (!existsSync(path)) return "none";
  if (!statSync(path).isFile()) return "damaged";
  const text = readFileSync(path, "latin1");
  const [newest] = [text.slice(0, PLACE), text.slice(PLACE, 2 * PLACE)]
    .flatMap((place) => readPlace(place, sealer))
    .sort((a, b) => b.turn - a.turn);
  return newest?.noted ?? "damaged";
}

/** Makes the note, durable when this returns, or goes on with the one that is there. Throws what the file system does. */
export function openNote(file: string, sealer: Sealer, noted: Noted): Note {
  const path = noteOf(file);
  const before = existsSync(path) ? readFileSync(path, "latin1") : "";
  let turn = Math.max(
    0,
    ...[0, PLACE].flatMap((at) => readPlace(before.slice(at, at + PLACE), sealer)).map((it) => it.turn),
  );
  const handle = openSync(path, existsSync(path) ? "r+" : "w+", 0o600);
  let open = true;
  let syncing = false;
  let callOff: (() => void) | null = null;
  const put = (what: Noted): void => {
    turn += 1;
    const text = `${turn}:${what.rows}:${what.mac}:${what.suspect ? 1 : 0}`;
    const place = `${text}:${sealer.macOf("note", text)}`.padEnd(PLACE - 1);
    writeSync(handle, `${place}\n`, (turn % 2) * PLACE, "latin1");
  };
  // MONEY: two rows follow each other before a send, and the disk is theirs; the note may lag behind them, which is
  // harmless, and never runs ahead.
  const sync = (way: typeof fsync = fdatasync): void => {
    callOff = null;
    syncing = true;
    way(handle, () => {
      syncing = false;
      if (!open) closeSync(handle);
    });
  };
  let newest = noted;
  put(noted);
  put(noted);
  fsyncSync(handle);
  syncFolder(dirname(path));
  return {
    write(what) {
      try {
        put(what);
        newest = what;
        if (!syncing) callOff ??= systemClock.after(SYNC_MS, () => sync());
      } catch {
        // A shorter journal would then go unseen; the rows themselves are on the disk.
      }
    },
    clearDisk() {
      if (!open || syncing) return;
      try {
        // A file that has changed makes the file system write down all that it has begun, others' files as well.
        put(newest);
        callOff?.();
        sync(fsync);
      } catch {
        // Then the next row waits a little longer.
      }
    },
    close() {
      if (!open) return;
      open = false;
      callOff?.();
      try {
        fsyncSync(handle);
      } catch {
        // As above.
      }
      if (!syncing) closeSync(handle);
    },
  };
}

/** Makes names that were given or changed in a folder durable, where the system can (not on Windows). */
export function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, "r");
    fsyncSync(handle);
    closeSync(handle);
  } catch {
    // The system does it in its own time.
  }
}

function noteOf(file: string): string {
  return `${file}.note`;
}

function readPlace(place: string, sealer: Sealer): { turn: number; noted: Noted }[] {
  const found = /^((\d{1,15}):(\d{1,15}):([0-9a-f]{32}):([01])):([0-9a-f]{32}) *\n$/.exec(place);
  const [, text = "", turn, rows, mac = "", suspect, seal = ""] = found ?? [];
  if (!found || !same(sealer.macOf("note", text), seal)) return [];
  return [{ turn: Number(turn), noted: { rows: Number(rows), mac, suspect: suspect === "1" } }];
}
