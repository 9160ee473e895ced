import type { Database } from "../storage/database";
import type { Step } from "../storage/versions";
import { FIRST_PREV, type Sealed, type Sealer, type Unsealed } from "./seal";

/** Rows as they were before they had MACs. */
const UNSEALED = `
CREATE TABLE IF NOT EXISTS row (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  attempt TEXT NOT NULL,
  nth INTEGER NOT NULL,
  step TEXT NOT NULL,
  at INTEGER NOT NULL,
  final INTEGER NOT NULL,
  connection TEXT,
  operation TEXT,
  amount INTEGER,
  payment TEXT,
  body TEXT NOT NULL,
  UNIQUE (attempt, nth)
);
`;

/**
 * The rows with their MACs. The rows of an attempt are found by two indexes, which must agree. `standing` has the
 * attempts that are not closed, and where their first row is; `loss` what was found missing or damaged, and when.
 */
const SEALED = `
CREATE TABLE row (
  seq INTEGER PRIMARY KEY,
  attempt TEXT NOT NULL,
  nth INTEGER NOT NULL,
  step TEXT NOT NULL,
  at INTEGER NOT NULL,
  final INTEGER NOT NULL,
  connection TEXT,
  operation TEXT,
  amount INTEGER,
  payment TEXT,
  standing INTEGER NOT NULL,
  body TEXT NOT NULL,
  prev TEXT NOT NULL,
  mac TEXT NOT NULL
);
CREATE UNIQUE INDEX row_nth ON row (attempt, nth);
CREATE INDEX row_attempt ON row (attempt);
CREATE INDEX row_final ON row (attempt) WHERE final = 1;
CREATE INDEX row_payment ON row (payment) WHERE payment IS NOT NULL;
CREATE INDEX row_day ON row (connection, at) WHERE nth = 0;
CREATE INDEX row_opened ON row (connection, amount, at) WHERE nth = 0;
CREATE TABLE standing (attempt TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE loss (seq INTEGER PRIMARY KEY, body TEXT NOT NULL);
CREATE TRIGGER row_never_changes BEFORE UPDATE ON row BEGIN SELECT RAISE(ABORT, 'journal rows are only added'); END;
CREATE TRIGGER row_never_goes BEFORE DELETE ON row BEGIN SELECT RAISE(ABORT, 'journal rows are only added'); END;
`;

/**
 * What is kept beside the rows, by the database itself in the commit of each row, so that no start counts them all:
 * `standing`, and `corrected`, the attempts that were closed again and of which nobody has read that. `head` has a value
 * of the public chain (chain.ts). MONEY: all of it is compared with the rows after every start (prove-all.ts).
 */
const KEPT = `
CREATE TABLE corrected (attempt TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE head (one INTEGER PRIMARY KEY CHECK (one = 1), rows INTEGER NOT NULL, value TEXT NOT NULL, mac TEXT NOT NULL);
CREATE TRIGGER row_stands AFTER INSERT ON row WHEN NEW.final = 0 BEGIN
  INSERT OR IGNORE INTO standing (attempt, seq) SELECT NEW.attempt, min(seq) FROM row WHERE attempt = NEW.attempt;
END;
CREATE TRIGGER row_ends AFTER INSERT ON row WHEN NEW.final = 1 BEGIN
  DELETE FROM standing WHERE attempt = NEW.attempt;
END;
CREATE TRIGGER row_corrects AFTER INSERT ON row WHEN NEW.step = 'closed' AND NEW.final = 1
  AND EXISTS (SELECT 1 FROM row WHERE attempt = NEW.attempt AND final = 1 AND seq < NEW.seq) BEGIN
  INSERT OR REPLACE INTO corrected (attempt, seq) VALUES (NEW.attempt, NEW.seq);
END;
CREATE TRIGGER row_is_read AFTER INSERT ON row WHEN NEW.step = 'correction_read' BEGIN
  DELETE FROM corrected WHERE attempt = NEW.attempt;
END;
`;

/** The attempts whose last row does not close them, by all rows. */
const COUNT_STANDING = `
  SELECT attempt, (SELECT min(seq) FROM row AS f WHERE f.attempt = r.attempt) FROM row AS r
  WHERE final = 0 AND NOT EXISTS (SELECT 1 FROM row AS n WHERE n.attempt = r.attempt AND n.nth > r.nth)`;
/** The attempts that were closed again and not read since, by all rows. */
export const COUNT_CORRECTED = `
  SELECT attempt, max(seq) FILTER (WHERE step = 'closed') FROM row
  WHERE final = 1 AND attempt IN (SELECT attempt FROM row WHERE final = 1 GROUP BY attempt HAVING count(*) > 1)
  GROUP BY attempt
  HAVING max(seq) FILTER (WHERE step = 'closed') > min(seq)
    AND coalesce(max(seq) FILTER (WHERE step = 'correction_read'), 0) < max(seq) FILTER (WHERE step = 'closed')`;

/**
 * Makes what is kept beside the rows anew, by all rows; in a transaction. Takes a second or two with a million rows.
 * Throws what the database throws.
 */
export function keepAnew(database: Database): void {
  database.exec(`DELETE FROM standing; INSERT INTO standing (attempt, seq) ${COUNT_STANDING};
    DELETE FROM corrected; INSERT INTO corrected (attempt, seq) ${COUNT_CORRECTED};`);
}

/** The versions of the journal's tables. */
export function versions(sealer: Sealer): readonly Step[] {
  return [
    (database) => {
      database.exec(`${UNSEALED} ${DROP_OLD} ALTER TABLE row RENAME TO unsealed; ${SEALED}`);
      const add = createAdder(database, sealer);
      const next = database.prepare(`SELECT seq, ${PLAIN.join()} FROM unsealed WHERE seq > ? ORDER BY seq LIMIT 500`);
      const stand = database.prepare("INSERT INTO standing (attempt, seq) VALUES (?, ?)");
      // Where the first row of each lies that is not closed: at this version the table has no triggers.
      const standing = new Map<string, number>();
      const firsts = new Map<string, number>();
      for (let from = 0; ; ) {
        const rows = next.all(from) as (NewRow & { seq: number })[];
        if (rows.length === 0) break;
        for (const row of rows) {
          const { seq } = add(row, standing.has(row.attempt));
          if (!firsts.has(row.attempt)) firsts.set(row.attempt, seq);
          if (row.final === 1) standing.delete(row.attempt);
          else standing.set(row.attempt, firsts.get(row.attempt) ?? seq);
          from = row.seq;
        }
      }
      for (const [attempt, seq] of standing) stand.run(attempt, seq);
      database.exec("DROP TABLE unsealed");
    },
    (database) => {
      database.exec(KEPT);
      keepAnew(database);
    },
  ];
}

const DROP_OLD = `
DROP TRIGGER IF EXISTS row_never_changes;
DROP TRIGGER IF EXISTS row_never_goes;
DROP INDEX IF EXISTS row_final;
DROP INDEX IF EXISTS row_payment;
DROP INDEX IF EXISTS row_day;
DROP INDEX IF EXISTS row_opened;
`;

/** A row to be added: its place, what stands and its MAC are found when it is. */
export type NewRow = Omit<Unsealed, "seq" | "standing" | "prev">;

export const PLAIN = [
  "attempt",
  "nth",
  "step",
  "at",
  "final",
  "connection",
  "operation",
  "amount",
  "payment",
  "body",
] as const;
/** Every column of a row, in the order of the table. */
export const COLUMNS = ["seq", ...PLAIN.slice(0, -1), "standing", "body", "prev", "mac"] as const;

/**
 * Makes the function that adds a row behind the last one, sealed. It has to run in a transaction: then of two writers one
 * fails. `stood`: whether the attempt stands before this row, where that is known. It answers the row as it was added, and
 * throws what the database throws.
 */
export function createAdder(database: Database, sealer: Sealer): (row: NewRow, stood?: boolean) => Sealed {
  const last = database.prepare("SELECT seq, standing, mac FROM row ORDER BY seq DESC LIMIT 1");
  const places = COLUMNS.map(() => "?").join();
  const insert = database.prepare(`INSERT INTO row (${COLUMNS.join()}) VALUES (${places})`);
  const stands = database.prepare("SELECT seq FROM standing WHERE attempt = ?");
  return (row, stood = row.nth > 0 && stands.all(row.attempt).length > 0) => {
    const before = (last.all()[0] as Pick<Sealed, "seq" | "standing" | "mac"> | undefined) ?? {
      seq: 0,
      standing: 0,
      mac: FIRST_PREV,
    };
    const seq = before.seq + 1;
    const change = (row.final === 1 ? 0 : 1) - (stood ? 1 : 0);
    const sealed = sealer.seal({ ...texts(row), seq, standing: before.standing + change, prev: before.mac });
    insert.run(...COLUMNS.map((name) => sealed[name]));
    return sealed;
  };
}

/** The texts as they come back from the disk: what is no character (half of a pair) is written as one that says so. */
function texts(row: NewRow): NewRow {
  const entries = Object.entries(row).map(([name, value]) => [
    name,
    typeof value === "string" ? Buffer.from(value).toString() : value,
  ]);
  return Object.fromEntries(entries) as NewRow;
}
