import { existsSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Cents } from "../../src/shared/money";
import type { Row } from "../../src/shared/attempt";
import { refused } from "../../src/shared/outcome";
import { openJournal } from "../../src/main/journal/open-journal";
import { createSealer } from "../../src/main/journal/seal";
import { createAdder, versions, type NewRow } from "../../src/main/journal/tables";
import { textOf } from "../../src/main/journal/text-of";
import { inTransaction, openDatabase, type Where } from "../../src/main/storage/database";
import { upgrade } from "../../src/main/storage/versions";
import { chance } from "../fixtures/people";
import { paymentNumber } from "../fixtures/payments";

const KEY = "5c".repeat(32);
/** Where long journals are kept from one measurement to the next: a million rows take minutes to write. */
const FOLDER = join(process.cwd(), "node_modules/.cache/counterfoil/journals");
const DAY_MS = 86_400_000;
/** So many orders a desk takes on a day. */
const A_DAY = 300;
/** So many orders are written at once. */
const SOME = 3_000;
/** One order of so many was a question for a while, and one of those was told wrongly first. */
const QUESTIONS = 50;
const ROWS_OF_ONE = 3 + 4 / 50 + 2 / 1_000;
const CORRECTED = 20;

/** The journal of a desk with so many rows, the newest of today; a few orders of it are still open. */
export function longJournal(rows: number): Where {
  const file = join(FOLDER, `${rows}-v${versions(createSealer(KEY)).length}.db`);
  const where = { file, key: KEY };
  if (existsSync(file) && Date.now() - statSync(file).mtimeMs < DAY_MS / 2) return where;
  mkdirSync(FOLDER, { recursive: true });
  for (const tail of ["", "-wal", "-shm", ".note", ".key-check"]) rmSync(file + tail, { force: true });
  const made = `${file}.made`;
  for (const tail of ["", "-wal", "-shm"]) rmSync(made + tail, { force: true });
  write({ file: made, key: KEY }, rows);
  renameSync(made, file);
  // It gets its note and the hash of its key.
  const opened = openJournal(where, Date.now());
  if (!opened.journal) throw new Error(opened.trouble);
  opened.journal.close();
  return where;
}

function write(where: Where, count: number): void {
  const database = openDatabase(where);
  const sealer = createSealer(where.key);
  upgrade(database, versions(sealer));
  const add = createAdder(database, sealer);
  // The last thirty rows are of orders that are still open, a few of them.
  const orders = Math.ceil(count / ROWS_OF_ONE) + 1;
  const now = Date.now();
  let left = count;
  const put = (order: number): void => {
    const at = now - Math.max(0, orders - order) * (DAY_MS / A_DAY);
    const rows = story(order, at, left < 30).slice(0, left);
    for (const row of rows) add(row);
    left -= rows.length;
  };
  for (let from = 0; from < orders; from += SOME) {
    inTransaction(database, () => {
      for (let order = from; order < Math.min(from + SOME, orders); order++) put(order);
    });
    database.pragma("wal_checkpoint(TRUNCATE)");
  }
  database.close();
}

const BARE = { payment: null, amount: null, code: null, message: null, httpStatus: null };

/** The rows of one order. */
function story(order: number, at: number, isOpen: boolean): NewRow[] {
  const roll = chance(order * 7919 + 3);
  const payment = paymentNumber(order, at);
  const id = `${order.toString(16).padStart(8, "0")}-0000-4000-8000-${Math.floor(roll() * 2 ** 48)
    .toString(16)
    .padStart(12, "0")}`;
  const card = { brand: payment.card?.brand ?? "visa", last4: payment.card?.last4 ?? null, fingerprint: null };
  const opened: Row = {
    step: "opened",
    at,
    intent: {
      id,
      operation: "charge",
      connection: "payarc_live",
      currency: "USD",
      amount: payment.amount as Cents,
      surcharge: null,
      addressGiven: { street: false, zip: true },
      capture: true,
      paymentId: null,
      card,
      customer: null,
      invoice: null,
      channel: "phone",
      operator: "ana",
      supervisor: null,
      desk: "Front desk",
      overrides: [],
      anchor: order > 0 ? paymentNumber(order - 1, at).id : null,
      clockOffset: 120,
      before: null,
    },
  };
  const steps: Row[] = [opened, { step: "sent", at: at + 5 }];
  const wasQuestion = order % QUESTIONS === 0;
  if (wasQuestion || isOpen) {
    steps.push({ step: "closed", at: at + 900, outcome: { kind: "unknown", ...BARE, why: "timeout" } });
    for (let look = 0; look < 3; look++)
      steps.push({ step: "looked", at: at + 1_200 * look, finding: "not_seen", note: null, clue: null });
  }
  if (order % (QUESTIONS * CORRECTED) === 0)
    steps.push({ step: "closed", at: at + 150_000, outcome: refused("absent") });
  const outcome = { ...BARE, payment: { ...payment, reference: id, createdAt: at }, httpStatus: 200 };
  if (!isOpen) steps.push({ step: "closed", at: at + 160_000, outcome: { kind: "approved", ...outcome } });
  if (!isOpen && order % (QUESTIONS * CORRECTED) === 0)
    steps.push({ step: "correction_read", at: at + 170_000, operator: "ana" });
  return steps.map((row, nth) => ({
    attempt: id,
    nth,
    step: row.step,
    at: row.at,
    final: isFinal(row) ? 1 : 0,
    connection: nth === 0 ? "payarc_live" : null,
    operation: nth === 0 ? "charge" : null,
    amount: nth === 0 ? payment.amount : null,
    payment: row.step === "closed" && row.outcome.payment ? row.outcome.payment.id : null,
    body: textOf(row),
  }));
}

function isFinal(row: Row): boolean {
  return row.step === "correction_read" || (row.step === "closed" && row.outcome.kind !== "unknown");
}
