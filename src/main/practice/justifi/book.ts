import { createHmac, randomBytes } from "node:crypto";
import { openDatabase, type Database, type Where } from "../../storage/database";
import type { Statement } from "../../storage/statements";
import { upgrade, type Step } from "../../storage/versions";

/**
 * What the practice JustiFi remembers, in encrypted libSQL: each thing as one JSON document. Amounts are minor units,
 * times epoch ms.
 * SECURITY: no document has a place for a card number or a CVV (PCI DSS 3.3, 3.4), and free text is freed of such before
 * it is kept, because someone will type a real card into a practice terminal.
 */
const FIRST = `
  CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS methods (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, doc TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS payments (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, doc TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS lines (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, payment_id TEXT NOT NULL, doc TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS lines_of_payment ON lines (payment_id, seq);
  CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, asked TEXT NOT NULL, status INTEGER NOT NULL, body TEXT NOT NULL);
`;
const NAMES = ["answers", "lines", "payments", "methods", "facts"] as const;
/** The versions of the tables and of the documents in them. */
const STEPS: readonly Step[] = [
  (database) => database.exec(FIRST),
  // From version 2 on a card knows why it is marked invalid.
  (database) => {
    database.exec("UPDATE methods SET doc = json_set(doc, '$.invalidReason', json_extract(doc, '$.invalidReason'))");
    const inPayment = "'$.method.invalidReason'";
    database.exec(`UPDATE payments SET doc = json_set(doc, ${inPayment}, json_extract(doc, ${inPayment}))`);
  },
];

/** A card as a payment method, without its number and code. */
export interface Method {
  readonly id: string;
  readonly brand: string;
  readonly last4: string;
  readonly name: string;
  readonly month: string;
  readonly year: string;
  readonly postalCode: string | null;
  readonly line1: string | null;
  /** The same for the same number; a keyed hash. */
  readonly signature: string;
  /** What charging it comes to: null, or the name of a scenario. */
  readonly scenario: string | null;
  /** Why it is marked invalid; null: it is valid. */
  readonly invalidReason: string | null;
  readonly createdAt: number;
}

export interface RefundDoc {
  readonly id: string;
  readonly amount: number;
  readonly description: string | null;
  readonly reason: string | null;
  readonly status: "succeeded";
  readonly metadata: Metadata;
  readonly createdAt: number;
}

export type Metadata = Readonly<Record<string, unknown>>;

export interface PaymentDoc {
  readonly id: string;
  readonly idempotencyKey: string;
  readonly amount: number;
  readonly currency: string;
  readonly captureStrategy: "automatic" | "manual";
  /** As stored; what is true now (lapsed, disputed) is `statusNow`. */
  readonly status:
    | "authorized"
    | "succeeded"
    | "canceled"
    | "failed"
    | "partially_refunded"
    | "fully_refunded"
    | "disputed";
  readonly captured: boolean;
  readonly fee: number;
  readonly description: string | null;
  readonly statementDescriptor: string | null;
  readonly metadata: Metadata;
  readonly errorCode: string | null;
  readonly errorDescription: string | null;
  readonly method: Method;
  readonly refunds: readonly RefundDoc[];
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface LineDoc {
  readonly id: string;
  readonly paymentId: string;
  readonly amount: number;
  readonly balance: number;
  readonly kind: string;
  readonly sourceId: string;
  readonly sourceType: string;
  readonly at: number;
}

/** The answer that a key got, and a keyed hash of what was asked with it. */
export interface KeptAnswer {
  readonly asked: string;
  readonly status: number;
  readonly body: string;
}

interface Row {
  readonly seq: number;
  readonly doc: string;
}

export class Book {
  readonly #database: Database;
  readonly #statements = new Map<string, Statement>();

  /** Opens or makes the book. Throws DatabaseTrouble. */
  constructor(where: Where) {
    this.#database = openDatabase(where, { newest: STEPS.length, damaged: () => undefined });
    try {
      upgrade(this.#database, STEPS);
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  addMethod(method: Method): void {
    this.#prepare("INSERT INTO methods (id, doc) VALUES (?, ?)").run(method.id, JSON.stringify(method));
  }

  method(id: string): Method | null {
    return this.#doc<Method>("SELECT seq, doc FROM methods WHERE id = ?", id);
  }

  addPayment(payment: PaymentDoc): void {
    this.#prepare("INSERT INTO payments (id, doc) VALUES (?, ?)").run(payment.id, JSON.stringify(payment));
  }

  changePayment(payment: PaymentDoc): void {
    this.#prepare("UPDATE payments SET doc = ? WHERE id = ?").run(JSON.stringify(payment), payment.id);
  }

  payment(id: string): PaymentDoc | null {
    return this.#doc<PaymentDoc>("SELECT seq, doc FROM payments WHERE id = ?", id);
  }

  /** A page of payments, newest first: those older than `seq`, or, with `newer`, those that follow it. */
  payments(limit: number, seq: number | null, newer: boolean): { seq: number; doc: PaymentDoc }[] {
    const rows = (
      newer
        ? this.#prepare("SELECT seq, doc FROM payments WHERE seq > ? ORDER BY seq LIMIT ?")
            .all(seq ?? 0, limit)
            .reverse()
        : this.#prepare("SELECT seq, doc FROM payments WHERE seq < ? ORDER BY seq DESC LIMIT ?").all(
            seq ?? Number.MAX_SAFE_INTEGER,
            limit,
          )
    ) as Row[];
    return rows.map((row) => ({ seq: row.seq, doc: JSON.parse(row.doc) as PaymentDoc }));
  }

  addLine(line: LineDoc): void {
    this.#prepare("INSERT INTO lines (id, payment_id, doc) VALUES (?, ?, ?)").run(
      line.id,
      line.paymentId,
      JSON.stringify(line),
    );
  }

  lines(paymentId: string): LineDoc[] {
    return (this.#prepare("SELECT seq, doc FROM lines WHERE payment_id = ? ORDER BY seq").all(paymentId) as Row[]).map(
      (row) => JSON.parse(row.doc) as LineDoc,
    );
  }

  answerOf(key: string): KeptAnswer | null {
    return (
      (this.#prepare("SELECT asked, status, body FROM answers WHERE key = ?").all(key)[0] as KeptAnswer | undefined) ??
      null
    );
  }

  keepAnswer(key: string, { asked, status, body }: KeptAnswer): void {
    this.#prepare("INSERT INTO answers (key, asked, status, body) VALUES (?, ?, ?, ?)").run(key, asked, status, body);
  }

  /** No key is known any more. */
  forgetAnswers(): void {
    this.#database.exec("DELETE FROM answers");
  }

  /** A keyed hash: says whether two texts are the same, and nothing else about them. */
  hash(text: string): string {
    return createHmac("sha256", this.#hashKey()).update(text).digest("base64url");
  }

  fact(name: string): string | null {
    return (
      (this.#prepare("SELECT value FROM facts WHERE name = ?").all(name)[0] as { value: string } | undefined)?.value ??
      null
    );
  }

  setFact(name: string, value: string): void {
    this.#prepare(
      "INSERT INTO facts (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    ).run(name, value);
  }

  transaction<T>(work: () => T): T {
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      const result = work();
      this.#database.exec("COMMIT");
      return result;
    } catch (error) {
      this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  /** Throws everything away. */
  empty(): void {
    for (const name of NAMES) this.#database.exec(`DELETE FROM ${name}`);
    this.#database.exec("DELETE FROM sqlite_sequence");
  }

  close(): void {
    this.#database.close();
  }

  /** Made once; it is in the encrypted file and nowhere else. */
  #hashKey(): string {
    const known = this.fact("hash_key");
    if (known !== null) return known;
    const made = randomBytes(32).toString("hex");
    this.setFact("hash_key", made);
    return made;
  }

  #doc<T>(sql: string, id: string): T | null {
    const row = this.#prepare(sql).all(id)[0] as Row | undefined;
    return row ? (JSON.parse(row.doc) as T) : null;
  }

  #prepare(sql: string) {
    let statement = this.#statements.get(sql);
    if (!statement) this.#statements.set(sql, (statement = this.#database.prepare(sql)));
    return statement;
  }
}
