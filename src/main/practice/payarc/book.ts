import { randomBytes } from "node:crypto";
import { withoutCardNumbers } from "../../../shared/card-numbers";
import { openDatabase, type Database, type Where } from "../../storage/database";
import type { Statement } from "../../storage/statements";
import { upgrade, type Step } from "../../storage/versions";
import { newId, type IdKind, type Random } from "./random";

/**
 * What the practice PayArc remembers, in encrypted libSQL. Times are epoch seconds, money is cents.
 * SECURITY: there is no column for a card number or a CVV (PCI DSS 3.3, 3.4): brand, first six, last four, expiry and a
 * keyed hash are all that is kept, because someone will type a real card into Training.
 */
const FIRST = `
  CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS customers (
    real_id INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, style TEXT NOT NULL, name TEXT, email TEXT, description TEXT,
    send_email_address TEXT, cc_email_address TEXT, country TEXT, address_1 TEXT, address_2 TEXT, city TEXT, state TEXT, zip TEXT,
    phone TEXT, payment_overdue INTEGER, source_id TEXT, invoice_prefix TEXT NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS cards (
    real_id INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, style TEXT NOT NULL, customer_id TEXT, removed INTEGER NOT NULL DEFAULT 0,
    brand TEXT NOT NULL, first6 TEXT NOT NULL, last4 TEXT NOT NULL, exp_month TEXT NOT NULL, exp_year TEXT NOT NULL,
    same_number TEXT NOT NULL, fingerprint TEXT NOT NULL, effect TEXT, cvv_effect TEXT, card_source TEXT, holder TEXT,
    address1 TEXT, address2 TEXT, city TEXT, state TEXT, zip TEXT, country TEXT, is_default INTEGER NOT NULL, is_verified INTEGER NOT NULL,
    avs_status TEXT, cvc_status TEXT, street_passed INTEGER NOT NULL, zip_passed INTEGER NOT NULL,
    card_type TEXT, bin_country TEXT, bank_name TEXT, bank_phone TEXT, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL);
  CREATE INDEX IF NOT EXISTS cards_of_customer ON cards (customer_id);
  CREATE TABLE IF NOT EXISTS tokens (
    real_id INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, card_id TEXT NOT NULL, used INTEGER NOT NULL DEFAULT 0, created_at INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS charges (
    real_id INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, idempotency_key TEXT UNIQUE, customer_id TEXT, card_id TEXT NOT NULL, same_number TEXT NOT NULL,
    amount INTEGER NOT NULL, approved INTEGER NOT NULL, captured_amount INTEGER NOT NULL, refunded INTEGER NOT NULL DEFAULT 0, voided INTEGER NOT NULL DEFAULT 0,
    tip INTEGER NOT NULL DEFAULT 0, surcharge INTEGER NOT NULL DEFAULT 0, capture INTEGER NOT NULL, status TEXT NOT NULL, voided_by TEXT,
    auth_code TEXT, failure_code TEXT, failure_message TEXT, error_form INTEGER NOT NULL DEFAULT 0, host_code TEXT, tsys_code TEXT, host_message TEXT,
    avs_status TEXT, cvc_status TEXT, street_passed INTEGER NOT NULL, zip_passed INTEGER NOT NULL,
    void_reason TEXT, void_description TEXT, refund_reason TEXT, refund_description TEXT, extra TEXT NOT NULL, metadata TEXT NOT NULL,
    settles_at INTEGER, lapses_at INTEGER, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL);
  CREATE INDEX IF NOT EXISTS charges_newest ON charges (created_at, real_id);
  CREATE INDEX IF NOT EXISTS charges_of_customer ON charges (customer_id, created_at) WHERE customer_id IS NOT NULL;
  CREATE INDEX IF NOT EXISTS charges_of_number ON charges (same_number, amount, created_at);
  CREATE TABLE IF NOT EXISTS refunds (
    real_id INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, charge_id TEXT NOT NULL, amount INTEGER NOT NULL, status TEXT NOT NULL,
    reason TEXT, description TEXT, created_at INTEGER NOT NULL);
  CREATE INDEX IF NOT EXISTS refunds_of_charge ON refunds (charge_id);
`;
/** The versions of the tables. Files of before there were numbers have the same tables as the first. */
const STEPS: readonly Step[] = [(database) => database.exec(FIRST)];
const NAMES = ["refunds", "charges", "tokens", "cards", "customers"] as const;
type Table = (typeof NAMES)[number];

type Text = string | null;

export interface CustomerRow {
  real_id: number;
  id: string;
  /**
   * How PayArc writes this row: `id` with `real_id`, `customer_id` alone, or `old` with odd names, blanks and dates
   * (docs/payarc.md 14).
   */
  style: "id" | "customer_id" | "old";
  name: Text;
  email: Text;
  description: Text;
  send_email_address: Text;
  cc_email_address: Text;
  country: Text;
  address_1: Text;
  address_2: Text;
  city: Text;
  state: Text;
  zip: Text;
  phone: Text;
  payment_overdue: number | null;
  source_id: Text;
  invoice_prefix: string;
  created_at: number;
  updated_at: number;
}

export interface CardRow {
  real_id: number;
  id: string;
  style: "new" | "old";
  customer_id: Text;
  removed: number;
  brand: string;
  first6: string;
  last4: string;
  exp_month: string;
  exp_year: string;
  /** The same for the same number, whatever the expiry: for finding duplicates, never shown. */
  same_number: string;
  /** What PayArc shows: the same only where number, expiry and holder agree (docs/payarc.md 19). */
  fingerprint: string;
  /** JSON of the CardEffect and the CvvEffect that the number and the code stood for; null: nothing special. */
  effect: Text;
  cvv_effect: Text;
  card_source: Text;
  holder: Text;
  address1: Text;
  address2: Text;
  city: Text;
  state: Text;
  zip: Text;
  country: Text;
  is_default: number;
  is_verified: number;
  avs_status: Text;
  cvc_status: Text;
  street_passed: number;
  zip_passed: number;
  card_type: Text;
  bin_country: Text;
  bank_name: Text;
  bank_phone: Text;
  created_at: number;
  updated_at: number;
}

export interface TokenRow {
  real_id: number;
  id: string;
  card_id: string;
  used: number;
  created_at: number;
}

export interface ChargeRow {
  real_id: number;
  id: string;
  idempotency_key: Text;
  customer_id: Text;
  card_id: string;
  same_number: string;
  amount: number;
  approved: number;
  captured_amount: number;
  refunded: number;
  voided: number;
  tip: number;
  surcharge: number;
  capture: number;
  /** As stored; what is true now (settled, lapsed) is `statusNow`. */
  status: string;
  voided_by: "void" | "refund" | "rule" | null;
  auth_code: Text;
  failure_code: Text;
  failure_message: Text;
  /** 1: the decline was told as an HTTP error. */
  error_form: number;
  host_code: Text;
  tsys_code: Text;
  host_message: Text;
  avs_status: Text;
  cvc_status: Text;
  street_passed: number;
  zip_passed: number;
  void_reason: Text;
  void_description: Text;
  refund_reason: Text;
  refund_description: Text;
  /** JSON: what was sent along and is given back as it came. */
  extra: string;
  /** JSON: string -> string. */
  metadata: string;
  settles_at: number | null;
  lapses_at: number | null;
  created_at: number;
  updated_at: number;
}

export interface RefundRow {
  real_id: number;
  id: string;
  charge_id: string;
  amount: number;
  status: string;
  reason: Text;
  description: Text;
  created_at: number;
}

/** A row of the practice data, before the database has numbered it. */
export type Planted<T> = Omit<T, "real_id">;

interface Rows {
  customers: CustomerRow;
  cards: CardRow;
  tokens: TokenRow;
  charges: ChargeRow;
  refunds: RefundRow;
}
type Value = string | number | null;

export class Book {
  readonly database: Database;
  readonly #random: Random;
  readonly #statements = new Map<string, Statement>();

  /** Opens or makes the book. Throws DatabaseTrouble. */
  constructor(where: Where, random: Random) {
    this.database = openDatabase(where, { newest: STEPS.length, damaged: () => undefined });
    this.#random = random;
    try {
      upgrade(this.database, STEPS);
    } catch (error) {
      this.database.close();
      throw error;
    }
  }

  /** The rows that a query over one table answers. `sql` begins after SELECT * FROM <table>. */
  all<T extends Table>(table: T, sql: string, ...values: Value[]): Rows[T][] {
    return this.#prepare(`SELECT * FROM ${table} ${sql}`).all(...values) as Rows[T][];
  }

  one<T extends Table>(table: T, sql: string, ...values: Value[]): Rows[T] | null {
    return this.all(table, `${sql} LIMIT 1`, ...values)[0] ?? null;
  }

  byId<T extends Table>(table: T, id: string): Rows[T] | null {
    return this.one(table, "WHERE id = ?", id);
  }

  count(table: Table): number {
    return (this.#prepare(`SELECT count(*) AS n FROM ${table}`).all()[0] as { n: number }).n;
  }

  /** Adds a row and gives it an id of its kind. */
  add<T extends Table>(table: T, kind: IdKind, row: Partial<Rows[T]>): Rows[T] {
    let id = newId(kind, this.#random);
    while (this.byId(table, id)) id = newId(kind, this.#random);
    const names = ["id", ...Object.keys(row)];
    const sql = `INSERT INTO ${table} (${names.join()}) VALUES (${names.map(() => "?").join()})`;
    this.#prepare(sql).run(id, ...cleaned(row));
    const added = this.byId(table, id);
    if (!added) throw new Error(`no row was added to ${table}`);
    return added;
  }

  change<T extends Table>(table: T, id: string, row: Partial<Rows[T]>): void {
    const names = Object.keys(row);
    if (names.length === 0) return;
    this.#prepare(`UPDATE ${table} SET ${names.map((name) => `${name} = ?`).join()} WHERE id = ?`).run(
      ...cleaned(row),
      id,
    );
  }

  remove(table: Table, id: string): void {
    this.#prepare(`DELETE FROM ${table} WHERE id = ?`).run(id);
  }

  /** Many rows of one shape that carry their own ids, as they are: for practice data, inside `transaction`. */
  fill<T extends Table>(table: T, rows: readonly Planted<Rows[T]>[]): void {
    const first = rows[0];
    if (!first) return;
    const names = Object.keys(first);
    const insert = this.database.prepare(
      `INSERT INTO ${table} (${names.join()}) VALUES (${names.map(() => "?").join()})`,
    );
    for (const row of rows) insert.run(...Object.values(row as object));
  }

  transaction<T>(work: () => T): T {
    this.database.exec("BEGIN IMMEDIATE");
    try {
      const result = work();
      this.database.exec("COMMIT");
      return result;
    } catch (error) {
      this.database.exec("ROLLBACK");
      throw error;
    }
  }

  /** Numbering begins anew too; ids do not, they are drawn at random. */
  empty(): void {
    for (const name of NAMES) this.database.exec(`DELETE FROM ${name}`);
    this.database.exec("DELETE FROM sqlite_sequence");
  }

  fact(name: string): string | null {
    const row = this.#prepare("SELECT value FROM facts WHERE name = ?").all(name)[0] as { value: string } | undefined;
    return row?.value ?? null;
  }

  setFact(name: string, value: string): void {
    this.#prepare(
      "INSERT INTO facts (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    ).run(name, value);
  }

  /** The key of the fingerprints, made once; it is in the encrypted file and nowhere else. */
  fingerprintKey(): string {
    const known = this.fact("fingerprint_key");
    if (known !== null) return known;
    const made = randomBytes(32).toString("hex");
    this.setFact("fingerprint_key", made);
    return made;
  }

  close(): void {
    this.database.close();
  }

  #prepare(sql: string) {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

/**
 * JSON whose values were cleaned one by one (cleaning the whole could break it), and what this server drew or computed
 * itself.
 */
const LEFT_ALONE: readonly string[] = [
  "extra",
  "metadata",
  "effect",
  "cvv_effect",
  "card_id",
  "customer_id",
  "charge_id",
  "source_id",
  "same_number",
  "fingerprint",
];

/** SECURITY: a card number typed into a name or a note does not reach the disk either. */
export const cleanText = (text: string): string => withoutCardNumbers(text);

function cleaned(row: object): Value[] {
  return Object.entries(row as Record<string, Value>).map(([name, value]) =>
    typeof value === "string" && !LEFT_ALONE.includes(name) ? cleanText(value) : value,
  );
}
