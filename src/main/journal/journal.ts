import { IllegalStep, advance, opened, replay, type NextRow } from "../../shared/attempt-steps";
import { Intent, Row, type Attempt } from "../../shared/outcome";
import { redact } from "../../shared/redact";
import type { Database } from "../storage/database";

/** A row could not be written or read. MONEY: whoever gets this before a send must not send. */
export class JournalTrouble extends Error {
  override readonly name = "JournalTrouble";
}

export interface Similar {
  readonly connection: string;
  /** In cents. */
  readonly amount: number;
  /** Epoch ms; attempts opened before are not answered. */
  readonly since: number;
}

/**
 * The counterfoil: every money operation is here before it is sent. Rows are only added; the database itself refuses
 * to change or delete one. All calls are synchronous and durable when they return.
 */
export interface Journal {
  /** Writes the first row. Throws JournalTrouble, also when the id is already there. */
  open(intent: Intent, at: number): Attempt;
  /** Adds one row. Throws IllegalStep when it does not follow, JournalTrouble when it cannot be written. */
  add<A extends Attempt>(attempt: A, row: NextRow[A["state"]]): Attempt;
  /** null when there is no such attempt. */
  get(id: string): Attempt | null;
  /** All attempts that are not closed: opened, sent, unknown. */
  unfinished(): readonly Attempt[];
  /** Charges of that connection and amount, newest first; of very many, the newest. */
  similar(what: Similar): readonly Attempt[];
  /** All charges of that connection and amount (cents) that are not closed, newest first. */
  standing(connection: string, amount: number): readonly Attempt[];
  /** Whether an unfinished attempt stands on this payment. */
  unfinishedOn(connection: string, paymentId: string): Attempt | null;
  /** The charge whose answer named this payment; null when none of this desk's did. */
  chargeOf(connection: string, paymentId: string): Attempt | null;
  /** All attempts on this payment, and the charge that made it; newest first. */
  onPayment(connection: string, paymentId: string): readonly Attempt[];
  /** Attempts of that connection opened from `from` (epoch ms, included) to `to`, newest first. */
  openedBetween(connection: string, from: number, to: number): readonly Attempt[];
  /** Newest first. */
  recent(limit: number): readonly Attempt[];
  /** Attempts that were closed more than once: what was told of them before was corrected later. */
  closedAgain(): readonly Attempt[];
  /** Ids of attempts whose rows do not make sense (another version, damage): shown, never dropped. */
  unreadable(): readonly string[];
  close(): void;
}

const SCHEMA = `
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
CREATE INDEX IF NOT EXISTS row_final ON row (attempt) WHERE final = 1;
CREATE INDEX IF NOT EXISTS row_reopened ON row (attempt, nth) WHERE step = 'reopened';
CREATE INDEX IF NOT EXISTS row_payment ON row (payment) WHERE payment IS NOT NULL;
CREATE INDEX IF NOT EXISTS row_day ON row (connection, at) WHERE nth = 0;
CREATE INDEX IF NOT EXISTS row_opened ON row (connection, amount, at) WHERE nth = 0;
CREATE TRIGGER IF NOT EXISTS row_never_changes BEFORE UPDATE ON row BEGIN SELECT RAISE(ABORT, 'journal rows are only added'); END;
CREATE TRIGGER IF NOT EXISTS row_never_goes BEFORE DELETE ON row BEGIN SELECT RAISE(ABORT, 'journal rows are only added'); END;
`;

/** The journal in an open database. Throws JournalTrouble when its table cannot be made. */
export function createJournal(database: Database): Journal {
  const broken = new Set<string>();
  const attempt = <T>(what: string, run: () => T): T => {
    try {
      return run();
    } catch (error) {
      if (error instanceof IllegalStep) throw error;
      throw new JournalTrouble(`the journal could not ${what}`, { cause: error });
    }
  };
  attempt("be set up", () => database.exec(SCHEMA));
  const insert = database.prepare(
    "INSERT INTO row (attempt, nth, step, at, final, connection, operation, amount, payment, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  );
  const rowsOf = database.prepare("SELECT body FROM row WHERE attempt = ? ORDER BY nth");
  const count = database.prepare("SELECT count(*) AS n FROM row WHERE attempt = ?");

  const write = (id: string, nth: number, row: Row, final: boolean, intent: Intent | null): void => {
    insert.run(
      id,
      nth,
      row.step,
      row.at,
      final ? 1 : 0,
      intent?.connection ?? null,
      intent?.operation ?? null,
      intent?.amount ?? null,
      intent?.paymentId ?? (row.step === "closed" ? (row.outcome.payment?.id ?? null) : null),
      JSON.stringify(clean(row)),
    );
  };
  const read = (id: string): Attempt | null => {
    const bodies = rowsOf.all(id) as { body: string }[];
    if (bodies.length === 0) return null;
    try {
      return replay(bodies.map(({ body }) => Row.parse(JSON.parse(body))));
    } catch {
      broken.add(id);
      return null;
    }
  };
  const readAll = (sql: string, ...values: (string | number)[]): Attempt[] =>
    (database.prepare(sql).all(...values) as { attempt: string }[])
      .map((found) => read(found.attempt))
      .filter((found) => found !== null);

  // Without a final row, or reopened and not final since.
  const UNFINISHED = `SELECT attempt FROM row AS o WHERE o.nth = 0 AND (
      NOT EXISTS (SELECT 1 FROM row AS f WHERE f.attempt = o.attempt AND f.final = 1)
      OR EXISTS (SELECT 1 FROM row AS r WHERE r.attempt = o.attempt AND r.step = 'reopened' AND NOT EXISTS (
        SELECT 1 FROM row AS l WHERE l.attempt = r.attempt AND l.nth > r.nth AND l.final = 1)))`;

  return {
    open(intent, at) {
      const row = { step: "opened" as const, at, intent: Intent.parse(intent) };
      attempt("write the intent", () => write(intent.id, 0, row, false, row.intent));
      return opened(row);
    },
    add(from, row) {
      const next = advance(from, row);
      const final = next.state === "closed" || next.state === "closed_by_hand";
      attempt(`write the step ${row.step}`, () => {
        const { n } = count.get(from.intent.id) as { n: number };
        // MONEY: the unique (attempt, nth) makes the second of two writers fail instead of telling a second story.
        write(from.intent.id, n, Row.parse(row), final, null);
      });
      return next;
    },
    get: (id) => attempt("be read", () => read(id)),
    unfinished: () => attempt("be read", () => readAll(`${UNFINISHED} ORDER BY o.seq`)),
    similar: ({ connection, amount, since }) =>
      attempt("be read", () =>
        readAll(
          "SELECT attempt FROM row WHERE nth = 0 AND connection = ? AND amount = ? AND at >= ? AND operation = 'charge' ORDER BY seq DESC LIMIT 200",
          connection,
          amount,
          since,
        ),
      ),
    standing: (connection, amount) =>
      attempt("be read", () =>
        readAll(
          `${UNFINISHED} AND o.connection = ? AND o.amount = ? AND o.operation = 'charge' ORDER BY o.seq DESC`,
          connection,
          amount,
        ),
      ),
    chargeOf: (connection, paymentId) =>
      attempt(
        "be read",
        () =>
          readAll("SELECT attempt FROM row WHERE payment = ? AND final = 1", paymentId).find(
            ({ intent }) => intent.operation === "charge" && intent.connection === connection,
          ) ?? null,
      ),
    unfinishedOn: (connection, paymentId) =>
      attempt(
        "be read",
        () =>
          readAll(`${UNFINISHED} AND o.connection = ? AND o.payment = ? ORDER BY o.seq`, connection, paymentId)[0] ??
          null,
      ),
    onPayment: (connection, paymentId) =>
      attempt("be read", () =>
        readAll(
          "SELECT attempt FROM row WHERE payment = ? GROUP BY attempt ORDER BY min(seq) DESC LIMIT 500",
          paymentId,
        ).filter(({ intent }) => intent.connection === connection),
      ),
    openedBetween: (connection, from, to) =>
      attempt("be read", () =>
        readAll(
          "SELECT attempt FROM row WHERE nth = 0 AND connection = ? AND at >= ? AND at < ? ORDER BY seq DESC LIMIT 20000",
          connection,
          from,
          to,
        ),
      ),
    recent: (limit) =>
      attempt("be read", () => readAll("SELECT attempt FROM row WHERE nth = 0 ORDER BY seq DESC LIMIT ?", limit)),
    closedAgain: () =>
      attempt("be read", () =>
        readAll("SELECT attempt FROM row WHERE final = 1 GROUP BY attempt HAVING count(*) > 1 ORDER BY min(seq)"),
      ),
    unreadable: () => [...broken],
    close: () => {
      try {
        database.pragma("wal_checkpoint(TRUNCATE)");
      } catch {
        // What is in the write-ahead log is as durable as what is in the file.
      }
      database.close();
    },
  };
}

/** SECURITY: the last net before the disk: every text in a row goes through `redact` (PCI DSS 3.3, 3.4). */
function clean(value: unknown): unknown {
  if (typeof value === "string") return redact(value);
  if (Array.isArray(value)) return value.map(clean);
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [redact(key), clean(inner)]));
  }
  return value;
}
