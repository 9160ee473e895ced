import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createPrivacy, type Privacy } from "../../../src/main/boot/privacy";
import { openDirectory, type Directory } from "../../../src/main/customers/directory";
import { createOfCustomer } from "../../../src/main/history/of-customer";
import { openHistory, type HistoryStore } from "../../../src/main/history/store";
import type { Journal } from "../../../src/main/journal/journal";
import type { Attempt } from "../../../src/shared/attempt";
import type { Outcome } from "../../../src/shared/outcome";
import { payment } from "../../fixtures/days";
import { openPages } from "../../../src/main/storage/pages";
import { done, KEY, newIntent, openBook } from "../journal/book";

/** One customer's data: all of it in one file, and gone on request from all that can be read here. */

const ID = "cus_ada";
const CONTACTS = ["Ada Lovelace", "ada@example.com", "8135550142"];
const OTHER = "Grace Hopper";
let folder: string;
let directory: Directory;
let store: HistoryStore;
let journal: Journal;
let deleted: string[];
let privacy: Privacy;
/** The entries that windows were told of anew. */
let told: Attempt[];

const hers = payment("pay_1", {
  customerId: ID,
  email: "ada@example.com",
  phone: "8135550142",
  description: "for Ada Lovelace",
  metadata: { reference: "r", note: "Ada Lovelace" },
});
const withHolder = { ...hers, card: hers.card && { ...hers.card, holder: "Ada Lovelace", customerId: ID } };
const note = (customer: string, sentence: string): void =>
  directory.note("training", customer, {
    at: 1,
    kind: "updated",
    operator: "ana",
    sentence,
    changes: [],
    consent: null,
  });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "counterfoil-privacy-"));
  directory = openDirectory({ file: join(folder, "directory.db"), key: KEY }, 0).directory;
  store = openHistory({ file: join(folder, "history.db"), key: KEY }, 0).store;
  ({ journal } = openBook(join(folder, "journal.db")));
  deleted = [];
  told = [];
  note(ID, "Changed the name to Ada Lovelace");
  note("cus_grace", `Changed the name to ${OTHER}`);
  store.put("training", [withHolder, payment("pay_2", { customerId: "cus_grace", description: OTHER })]);
  const outcome: Outcome = {
    kind: "approved",
    payment: withHolder,
    amount: null,
    code: null,
    message: null,
    httpStatus: 200,
  };
  done(journal, outcome, { customer: { id: ID, name: "Ada Lovelace" } });
  done(journal, undefined, { customer: { id: "cus_grace", name: OTHER } });
  const ofCustomer = createOfCustomer(store, () => null);
  privacy = createPrivacy({
    account: "training",
    customers: {
      get: () => Promise.reject(new Error("no line")),
      kept: () => null,
      history: ({ id }) => directory.history("training", id),
      forget: async ({ id }) => {
        deleted.push(id);
        directory.forgetHistory("training", id);
      },
    },
    history: {
      allOf: (id) => ofCustomer.all("training", id),
      forgetPerson: async (id) => store.forgetPerson("training", id, await ofCustomer.all("training", id)),
    },
    journal: () => journal,
    chooseFile: async (name) => join(folder, name),
    operator: () => "ana",
    changed: (attempt) => void told.push(attempt),
    clock: { wall: () => 5 },
  });
});
afterEach(() => {
  for (const open of [directory, store, journal]) open.close();
  rmSync(folder, { recursive: true, force: true });
});

const readable = (): string =>
  JSON.stringify([
    directory.history("training", ID),
    store.get("training", "pay_1"),
    journal.recent(100).filter(({ intent }) => intent.customer?.id === ID),
  ]);

describe("what is kept of one customer", () => {
  it("is one file of JSON, with what was done, the payments and the journal's entries, and nobody else", async () => {
    const { path } = await privacy.export(ID);
    const text = readFileSync(path ?? "", "utf8");
    const all = JSON.parse(text) as { changes: unknown[]; payments: unknown[]; journal: unknown[]; customer: string };
    expect([all.customer, all.changes.length, all.payments.length, all.journal.length]).toEqual([ID, 1, 1, 1]);
    for (const contact of CONTACTS) expect(text).toContain(contact);
    expect(text).not.toContain(OTHER);
  });

  it("goes on request, and stays gone when the processor lists the payment again; sums, dates and ids stay", async () => {
    for (const contact of CONTACTS) expect(readable()).toContain(contact);
    const before = await journal.chain.head();
    await privacy.forget(ID);
    store.put("training", [withHolder]);
    expect(deleted).toEqual([ID]);
    // Every window that shows the entry is told of it without the name.
    expect(told.map(({ intent }) => intent.customer)).toEqual([{ id: ID, name: "Name removed" }]);
    for (const contact of CONTACTS) expect(readable()).not.toContain(contact);
    expect(store.get("training", "pay_1")).toMatchObject({
      amount: 10_000,
      customerId: ID,
      metadata: { reference: "r" },
    });
    expect(journal.recent(100).map(({ intent }) => intent.customer?.name)).toEqual([OTHER, "Name removed"]);
    expect(JSON.stringify([directory.history("training", "cus_grace"), store.get("training", "pay_2")])).toContain(
      OTHER,
    );
    // The rows are only added: what was there is still there, to the bit.
    expect((await journal.chain.head()).rows).toBe(before.rows + 1);
    expect(() => note(ID, "again")).not.toThrow();
    expect(() => directory.history("training", ID)).not.toThrow();
  });

  it("is overwritten in the copies' files, and is still under the journal's cover, as the papers say", async () => {
    const inFile = (name: string): boolean => {
      const pages = openPages({ file: join(folder, name), key: KEY });
      const found = [...pages.all()].some((page) => page.includes("Lovelace"));
      pages.close();
      return found;
    };
    store.close();
    directory.close();
    expect([inFile("directory.db"), inFile("history.db")]).toEqual([true, true]);
    directory = openDirectory({ file: join(folder, "directory.db"), key: KEY }, 0).directory;
    store = openHistory({ file: join(folder, "history.db"), key: KEY }, 0).store;
    const ofCustomer = createOfCustomer(store, () => null);
    directory.forgetHistory("training", ID);
    store.forgetPerson("training", ID, await ofCustomer.all("training", ID));
    store.close();
    directory.close();
    journal.close();
    expect([inFile("directory.db"), inFile("history.db"), inFile("journal.db")]).toEqual([false, false, true]);
    directory = openDirectory({ file: join(folder, "directory.db"), key: KEY }, 0).directory;
    store = openHistory({ file: join(folder, "history.db"), key: KEY }, 0).store;
    ({ journal } = openBook(join(folder, "journal.db")));
  });

  it("MONEY: stays while one of the payments is still being checked", async () => {
    journal.open(newIntent({ customer: { id: ID, name: "Ada Lovelace" } }), 4);
    await expect(privacy.forget(ID)).rejects.toThrow("1 payment of this customer is still being checked");
    expect(deleted).toEqual([]);
    expect(readable()).toContain("Ada Lovelace");
    expect(readdirSync(folder).filter((name) => name.endsWith(".json"))).toEqual([]);
  });
});
