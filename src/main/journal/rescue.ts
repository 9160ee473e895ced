import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import { basename, dirname } from "node:path";
import { inTransaction, openDatabase, type Where } from "../storage/database";
import { nameAside, setAside, trySetAside } from "../storage/set-aside";
import { upgrade } from "../storage/versions";
import { addLoss } from "./loss";
import { openNote, syncFolder, type Noted } from "./note";
import { salvage, takeAlong } from "./salvage";
import { FIRST_PREV, type Sealer } from "./seal";
import { createAdder, versions } from "./tables";

/**
 * Makes a damaged journal anew from all that can be read of it, and sets its files aside, untouched. Whenever the power
 * goes meanwhile, either the old files are in place or the whole new one is found by `finishRescue`. `noted`: what the
 * note says of the old one; `now` is epoch ms. Throws what the disk and the database throw; then the old files stay.
 */
export function rescue(where: Where, sealer: Sealer, noted: Noted | null, now: number): void {
  const { file } = where;
  const salvaged = salvage(where, sealer, noted?.rows ?? 0);
  const { rows, unreadable } = takeAlong(salvaged);
  const made = `${file}.new`;
  trySetAside(made, now);
  const database = openDatabase({ file: made, key: where.key });
  upgrade(database, versions(sealer));
  const add = createAdder(database, sealer);
  let last = { seq: 0, mac: FIRST_PREV };
  inTransaction(database, () => {
    for (const row of rows) last = add(row);
    // The files are set aside only when the new one is whole, under the name that they will then have.
    const kept = basename(nameAside(file, now));
    const loss = { what: "made_anew", kept, expected: salvaged.highest, taken: salvaged.rows.size } as const;
    addLoss(database, { ...loss, at: now, unreadable: [...unreadable] });
  });
  const [state] = database.pragma("wal_checkpoint(TRUNCATE)") as { busy: number }[];
  database.close();
  if (state?.busy !== 0) throw new Error("the new journal could not be finished");
  const handle = openSync(made, "r");
  fsyncSync(handle);
  closeSync(handle);
  openNote(made, sealer, { rows: last.seq, mac: last.mac, suspect: false }).close();
  setAside(file, now);
  finishRescue(file);
}

/** Puts a journal that was made anew in its place, where the power went before that was done. */
export function finishRescue(file: string): void {
  const made = `${file}.new`;
  if (existsSync(file) || !existsSync(made)) return;
  if (existsSync(`${made}.note`)) renameSync(`${made}.note`, `${file}.note`);
  for (const tail of ["-wal", "-shm"]) rmSync(`${made}${tail}`, { force: true });
  renameSync(made, file);
  syncFolder(dirname(file));
}
