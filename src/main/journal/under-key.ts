import { inTransaction, openDatabase, openToRead, type Where } from "../storage/database";
import { upgrade, versionOf } from "../storage/versions";
import { keepHead, keptHead } from "./chain";
import { findDamage } from "./check";
import { rememberKey } from "./key-check";
import { openNote, readNote } from "./note";
import { finishRescue } from "./rescue";
import { createSealer, FIRST_PREV, type Sealed } from "./seal";
import { COLUMNS, createAdder, versions, type NewRow } from "./tables";

/**
 * Writes a whole journal under another key as `made`: the same rows in the same places, each with a new MAC, because the
 * key of the MACs comes from the database's own; the note and the hash of the key beside it. MONEY: it throws where the
 * journal is not whole, or the new one is not the same; the old one is only read.
 */
export function journalUnder(
  where: Where,
  made: string,
  to: string,
  at: (step: string) => void = () => undefined,
): void {
  finishRescue(where.file);
  const sealer = createSealer(to);
  const said = readNote(where.file, createSealer(where.key));
  const old = openToRead(where);
  const database = openDatabase({ file: made, key: to });
  try {
    const version = versionOf(old);
    if (version === 0 || version > versions(sealer).length) throw new Error("the journal is of another version");
    const damage = findDamage(
      old,
      createSealer(where.key),
      typeof said === "string" ? null : { ...said, suspect: true },
    );
    if (damage !== null) throw new Error(`the journal is damaged: ${damage}`);
    upgrade(database, versions(sealer));
    const add = createAdder(database, sealer);
    const next = old.prepare(`SELECT ${COLUMNS.join()} FROM row WHERE seq > ? ORDER BY seq LIMIT 500`);
    let last = { seq: 0, mac: FIRST_PREV };
    inTransaction(database, () => {
      for (;;) {
        const rows = next.all(last.seq) as Sealed[];
        if (rows.length === 0) break;
        for (const row of rows) last = same(row, add(row satisfies NewRow));
        at(`row ${last.seq}`);
      }
      const head = version > 1 ? keptHead(old, createSealer(where.key)) : null;
      if (head !== null) keepHead(database, sealer, head);
      const keep = database.prepare("INSERT INTO loss (seq, body) VALUES (?, ?)");
      for (const loss of old.prepare("SELECT seq, body FROM loss").raw().all() as [number, string][]) keep.run(...loss);
    });
    const wrong = findDamage(database, sealer, { rows: last.seq, mac: last.mac, suspect: true });
    if (wrong !== null) throw new Error(`the journal under the new key is not whole: ${wrong}`);
    at("its log");
    const [state] = database.pragma("wal_checkpoint(TRUNCATE)") as { busy: number }[];
    if (state?.busy !== 0) throw new Error("the journal under the new key could not be finished");
    at("its note");
    openNote(made, sealer, { rows: last.seq, mac: last.mac, suspect: false }).close();
    rememberKey(made, to);
  } finally {
    old.close();
    database.close();
  }
}

/** The new row, where it says what the old one said. */
function same(old: Sealed, made: Sealed): Sealed {
  const differs = COLUMNS.find((name) => name !== "mac" && name !== "prev" && old[name] !== made[name]);
  if (differs !== undefined) throw new Error(`row ${old.seq} would not be the same: ${differs}`);
  return made;
}
