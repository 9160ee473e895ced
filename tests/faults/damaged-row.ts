import { openNote } from "../../src/main/journal/note";
import { createSealer, FIRST_PREV, type Sealed } from "../../src/main/journal/seal";
import { COLUMNS } from "../../src/main/journal/tables";
import { openDatabase, type Database } from "../../src/main/storage/database";
import { refused } from "../../src/shared/outcome";
import type { Random } from "./random";

/**
 * Damages one row of a journal that nobody has open: a sign of its text, one of its numbers, its end, or all of it.
 * `believed`: the rows are sealed anew after it, as if no seal were ever looked at. Answers whether there was a row.
 */
export function damageRow(
  where: { readonly file: string; readonly key: string },
  random: Random,
  believed: boolean,
  tell: (line: string) => void,
): boolean {
  const database = openDatabase(where);
  try {
    const rows = database.prepare("SELECT seq, step, body FROM row ORDER BY seq").all() as Sealed[];
    if (rows.length === 0) return false;
    database.exec("DROP TRIGGER row_never_changes; DROP TRIGGER row_never_goes");
    const row = random.pick(rows);
    tell(`row ${row.seq} of ${rows.length}, ${row.step}, is damaged: ${damage(database, row, random)}`);
    if (believed) sealAnew(database, where);
    database.pragma("wal_checkpoint(TRUNCATE)");
    return true;
  } finally {
    database.close();
  }
}

function damage(database: Database, { seq, step, body }: Sealed, random: Random): string {
  const kind = random.pick(["text", "number", "gone", "end", "end"] as const);
  if (kind === "end" && step === "closed") {
    const told = JSON.stringify({ ...JSON.parse(body), outcome: refused("not_sent") });
    database.prepare("UPDATE row SET body = ? WHERE seq = ?").run(told, seq);
    return "it says that nothing was sent";
  }
  if (kind === "gone") {
    database.prepare("DELETE FROM row WHERE seq = ?").run(seq);
    return "it is gone";
  }
  if (kind === "number") {
    const column = random.pick(["at", "final", "standing", "nth"]);
    database.exec(`UPDATE row SET ${column} = ${column} + 7 WHERE seq = ${seq}`);
    return `another ${column}`;
  }
  const place = random.whole(0, body.length - 1);
  const sign = body[place] === "7" ? "3" : "7";
  database
    .prepare("UPDATE row SET body = ? WHERE seq = ?")
    .run(`${body.slice(0, place)}${sign}${body.slice(place + 1)}`, seq);
  return `${sign} at ${place} of its text`;
}

/** The rows with seals as if they had been written as they are, and a note that says the same. */
function sealAnew(database: Database, { file, key }: { readonly file: string; readonly key: string }): void {
  const sealer = createSealer(key);
  let prev = FIRST_PREV;
  let rows = 0;
  for (const row of database.prepare(`SELECT ${COLUMNS.join()} FROM row ORDER BY seq`).all() as Sealed[]) {
    const { mac } = sealer.seal({ ...row, prev });
    database.prepare("UPDATE row SET prev = ?, mac = ? WHERE seq = ?").run(prev, mac, row.seq);
    prev = mac;
    rows = row.seq;
  }
  openNote(file, sealer, { rows, mac: prev, suspect: false }).close();
}
