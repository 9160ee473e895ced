import type { Database } from "../storage/database";
import { advanceHead, keptHead, START, type ChainHead } from "./chain";
import { checkStanding, walkDown, type Wrong } from "./check";
import type { Sealer } from "./seal";

/** What comes of it: what is wrong, or the value of the public chain after the newest row. */
export type Proven = Wrong | { readonly head: ChainHead };

/** So many rows are looked at in one go: some milliseconds. */
const SLICE = 200;

/**
 * Looks at all of a journal that is open to be read, while another thread writes to it: every row from the newest to the
 * first, what is kept beside them, the file itself, and the public chain. Each step is one look at one state of the file;
 * null between two looks. It ends at the first thing that is wrong. Throws what the database throws.
 */
export function* proveAll(database: Database, sealer: Sealer): Generator<Proven | null> {
  const atOnce = <T>(look: () => T): T => {
    database.exec("BEGIN");
    try {
      return look();
    } finally {
      database.exec("COMMIT");
    }
  };
  const [last] = database.prepare("SELECT max(seq) FROM row").raw().all() as [number | null][];
  const newest = last?.[0] ?? 0;
  const standing = atOnce(() => checkStanding(database));
  if (standing !== null) return yield { unkept: standing };
  yield null;
  const walk = walkDown(database, sealer, { seq: newest, mac: "" }, true);
  for (;;) {
    const found = atOnce(() => walk(SLICE));
    if (typeof found !== "number") return yield found;
    if (found === 0) break;
    yield null;
  }
  yield null;
  const [answer] = database.prepare("SELECT * FROM pragma_quick_check(1)").raw().all() as [string][];
  if (answer?.[0] !== "ok") return yield { damaged: answer?.[0] ?? "the file" };
  yield null;
  let head = keptHead(database, sealer) ?? { rows: 0, value: START };
  while (head.rows < newest) {
    head = advanceHead(database, head, Math.min(SLICE, newest - head.rows));
    yield head.rows < newest ? null : { head };
  }
}
