import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { expect } from "vitest";
import { systemClock, type Clock } from "../../src/main/base/clock";
import { createJournal } from "../../src/main/journal/create-journal";
import type { Journal } from "../../src/main/journal/journal";
import { createPayments, type Payments } from "../../src/main/payments/payments";
import type { CardKeeper } from "../../src/main/payments/save-cards";
import type { ChargeOrder, Processor } from "../../src/main/processors/processor";
import { enter, type KeptBook } from "../../src/main/shared-book/access";
import { openBook, type OpenBook, type OpenBookOptions } from "../../src/main/shared-book/open-book";
import type { ParkedFile } from "../../src/main/shared-book/kept-parked";
import type { OwnPeople } from "../../src/main/shared-book/people";
import { openDatabase, type Database } from "../../src/main/storage/database";
import type { AccountId } from "../../src/shared/account";
import type { AttemptView } from "../../src/shared/attempt";
import { cents } from "../../src/shared/money";
import { unknown, type Outcome } from "../../src/shared/outcome";
import type { Payment } from "../../src/shared/payment";
import { DEFAULT_SETTINGS } from "../../src/shared/settings";
import { keyedOrder, typedCard } from "../fixtures/orders";
import type { Postgres } from "../fixtures/postgres";

export const ACCOUNT: AccountId = "payarc_test";

/** A processor that every desk charges. Its list tells nothing, so that only the book can warn. */
export interface Bank {
  /** References by card and cents, in the order in which money moved. */
  readonly taken: { readonly reference: string; readonly last4: string; readonly amount: number }[];
  /** What comes of the next charges: answered after so many ms, or lost after the money moved. */
  next: { delay: number; lost: boolean };
  /** Holds, by id. */
  readonly holds: Map<string, Payment>;
  /** References of the captures that arrived. */
  readonly captured: string[];
  /** Charges and captures are answered once this lets them. */
  answers: Promise<unknown>;
  readonly processor: Processor;
}

export function makeBank(): Bank {
  const no = (): Promise<never> => Promise.reject(new Error("this bank takes charges and captures alone"));
  const holdOf = (id: string): Payment => {
    const found = bank.holds.get(id);
    if (!found) throw new Error(`no hold ${id}`);
    return found;
  };
  const bank: Bank = {
    taken: [],
    next: { delay: 0, lost: false },
    holds: new Map(),
    captured: [],
    answers: Promise.resolve(),
    processor: {
      name: "Bank",
      capabilities: new Set(["keyed_card"]),
      customers: null,
      check: async () => undefined,
      async charge(order: ChargeOrder, reference: string): Promise<Outcome> {
        const { delay, lost } = bank.next;
        if (order.source.kind !== "card") throw new Error("cards alone");
        bank.taken.push({ reference, last4: order.source.card.number.slice(-4), amount: order.amount });
        await bank.answers;
        if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
        if (lost) return unknown("timeout");
        return { kind: "approved", payment: null, amount: order.amount, code: null, message: null, httpStatus: 201 };
      },
      async capture(id, amount, reference): Promise<Outcome> {
        bank.captured.push(reference);
        const { lost } = bank.next;
        await bank.answers;
        if (lost) return unknown("timeout");
        const taken: Payment = { ...holdOf(id), status: "captured", captured: true, amountCaptured: amount };
        bank.holds.set(id, taken);
        return { kind: "approved", payment: taken, amount, code: null, message: null, httpStatus: 200 };
      },
      void: no,
      refund: no,
      adjustTip: null,
      getPayment: async (id) => holdOf(id),
      listPayments: async () => ({ items: [], next: null, total: 0 }),
      ledger: null,
      updatePayment: null,
      tokenCard: null,
      clockOffset: () => 0,
      warm: () => undefined,
      close: () => undefined,
    },
  };
  return bank;
}

/** A desk of a shop: a journal, payments and the book, without a window. */
export interface Desk {
  readonly name: string;
  readonly journal: Journal;
  /** What the journal lies in, to damage it. */
  readonly database: Database;
  readonly payments: Payments;
  readonly book: OpenBook;
  readonly bookOptions: OpenBookOptions;
  /** What other desks told, the newest last; null: of a parked order. */
  readonly told: (readonly AccountId[] | null)[];
  close(): Promise<void>;
}

const keeper: CardKeeper = {
  create: () => Promise.reject(new Error("no customers")),
  attach: () => Promise.reject(new Error("no customers")),
} as unknown as CardKeeper;

/** A file that lasts as long as the test. */
export function memoryFile(): ParkedFile {
  let text: string | null = null;
  return {
    read: async () => text,
    write: async (next) => void (text = next),
  };
}

/** A desk that shares no people. */
const ALONE: OwnPeople = { areShared: () => false, meet: async () => ({ state: "own", text: null }) };

/** The last argument: what a desk that is opened again has of before, its people, and how its time passes. */
export function openDesk(
  kept: KeptBook,
  bank: Bank,
  name: string,
  operator: string,
  {
    id = randomUUID(),
    parkedFile = memoryFile(),
    people = ALONE,
    clock = systemClock,
  }: {
    readonly id?: string;
    readonly parkedFile?: ParkedFile;
    readonly people?: OwnPeople;
    readonly clock?: Clock;
  } = {},
): Desk {
  const database = openDatabase({ file: ":memory:", key: null });
  const journal = createJournal(database);
  const told: (readonly AccountId[] | null)[] = [];
  const who = () => ({ operator, desk: name });
  const bookOptions: OpenBookOptions = {
    journal: () => journal,
    desk: id,
    who,
    people,
    accounts: () => [{ id: ACCOUNT, name: "Main street", key: "PayArc test" }],
    clock,
    log: (line) => void (process.env["COUNTERFOIL_DESKS_LOG"] && console.error(`${name}: ${line}`)),
    parkedFile,
    changed: () => undefined,
    heard: (accounts) => void told.push(accounts),
  };
  const book = openBook(kept, bookOptions);
  const connected = async () => ({ id: ACCOUNT, processor: bank.processor });
  const payments = createPayments({
    journal: () => ({ journal }),
    connected,
    processorOf: connected,
    customer: () => Promise.reject(new Error("no customers")),
    customerName: () => null,
    keeper: () => keeper,
    settings: () => DEFAULT_SETTINGS,
    who,
    others: book,
    changed: (attempt: AttemptView) => book.heard(attempt),
    clock: systemClock,
    log: () => undefined,
  });
  return {
    name,
    journal,
    database,
    payments,
    book,
    bookOptions,
    told,
    async close() {
      payments.stop();
      await book.close();
      journal.close();
    },
  };
}

/** A backup of the book as it is now; the answer goes back to it. The book is away for a moment each time. */
export async function backUp(postgres: Postgres): Promise<() => Promise<void>> {
  const copy = `${postgres.data}-copy`;
  await postgres.stop("fast");
  rmSync(copy, { recursive: true, force: true });
  execFileSync("cp", ["-a", postgres.data, copy]);
  await postgres.start();
  return async () => {
    await postgres.stop("fast");
    rmSync(postgres.data, { recursive: true });
    execFileSync("cp", ["-a", copy, postgres.data]);
    await postgres.start();
  };
}

/** Connects as the first desk does; answers what it keeps, and the words. */
export async function firstDesk(postgres: Postgres): Promise<{ kept: KeptBook; words: string }> {
  const { kept, made } = await enter(
    { address: postgres.address, password: postgres.password, words: null, certificate: null },
    null,
  );
  if (made === null) throw new Error("the book was there already");
  return { kept, words: made };
}

/** Connects as another desk does. */
export async function nextDesk(postgres: Postgres, words: string): Promise<KeptBook> {
  const { kept } = await enter(
    { address: postgres.address, password: postgres.password, words, certificate: null },
    null,
  );
  return kept;
}

/** Resolves when the book has heard how that charge ended, which the desk does not wait for. */
export function heardOf(postgres: Postgres, attempt: string): Promise<void> {
  return expect
    .poll(() => postgres.query(`SELECT FROM counterfoil.claim WHERE attempt = '${attempt}' AND state <> 'open'`))
    .toMatchObject({ rowCount: 1 });
}

/** A phone order with a typed card whose number ends so. */
export function orderOf(last4: string, amount: number, duplicateOf: readonly string[] = [], attemptId = randomUUID()) {
  const card = typedCard({ number: `424242424242${last4}`, cvv: "971", holder: "Rosalind Featherstone" });
  return {
    ...keyedOrder({ amount: cents(amount), attemptId, card }),
    overrides: { duplicateOf: [...duplicateOf], unknown: [] },
  };
}
