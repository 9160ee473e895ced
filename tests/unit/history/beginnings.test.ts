import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { expect, it } from "vitest";
import { ask } from "../../../src/main/history/question";
import { openHistory, type HistoryStore } from "../../../src/main/history/store";
import { openToRead, type Where } from "../../../src/main/storage/database";
import { NO_FILTER } from "../../../src/shared/history";
import type { Payment } from "../../../src/shared/payment";
import { olderDatabase } from "../../fixtures/databases";
import { paymentNumber } from "../../fixtures/payments";

/**
 * Payments by what is typed so far: by the e-mail of their payer, where few words begin so and where many do; in a file
 * of before with payments, whose index has fewer beginnings, as in a new one.
 */
const NOW = Date.UTC(2026, 10, 21, 15);
const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const PROVIDERS = [
  "gmail.com",
  "gmailbox.com",
  "gmx.net",
  ...[...LETTERS].map((letter) => `provider${letter}.com`),
  "über.de",
];
const payments = PROVIDERS.flatMap((provider, at) =>
  ["ann.lee", "bo_lee", "lee99"].map((owner, number) => ({
    ...paymentNumber(at * 3 + number, NOW),
    card: null,
    metadata: {},
    description: null,
    email: `${owner}@${provider}`,
  })),
);

const found = (store: HistoryStore, clue: string): Payment["id"][] => {
  const question = ask({ clue, filter: NO_FILTER, now: NOW, customerIds: [] });
  return question === null ? [] : store.list("payarc_live", question, null, 500).kept.map(({ id }) => id);
};
const indexIn = (where: Where): unknown => {
  const database = openToRead(where);
  const row = database.prepare("SELECT sql FROM sqlite_schema WHERE name = 'clues'").raw().get();
  database.close();
  return row;
};

it("finds whose e-mail goes on as it was begun, and nobody else", () => {
  const { store } = openHistory({ file: ":memory:", key: null }, NOW);
  store.put("payarc_live", payments);
  for (const owner of ["ann.lee", "lee99"])
    for (const provider of ["gmail.com", "gmailbox.com", "providerq.com", "über.de"]) {
      const email = `${owner}@${provider}`;
      for (let length = owner.length + 2; length <= email.length; length++) {
        const clue = email.slice(0, length);
        if (/[@.]$/.test(clue)) continue;
        const wanted = payments.filter((payment) => payment.email.startsWith(clue)).map(({ id }) => id);
        expect(found(store, clue).toSorted(), clue).toEqual(wanted.toSorted());
      }
    }
  store.close();
});

it("a file of before with payments keeps its index, and answers as a new one does", () => {
  const [old, made] = [olderDatabase("history-3"), olderDatabase("history-3")];
  rmSync(made.file);
  const before = indexIn(old);
  const stores = [old, made].map((where) => openHistory(where, NOW).store);
  const some = Array.from({ length: 60 }, (_, at) => paymentNumber(at, NOW));
  for (const store of stores) {
    store.put("payarc_live", some);
    // What is written anew and what goes, too.
    store.put(
      "payarc_live",
      some.slice(0, 20).map((one) => ({ ...one, email: `new.${one.email ?? ""}` })),
    );
    store.forgetPerson("payarc_live", some[30]?.customerId ?? "", []);
  }
  expect(indexIn(old)).toEqual(before);
  expect(indexIn(made)).not.toEqual(before);
  for (const { card, email, phone, reference, authCode } of some.slice(0, 6))
    for (const clue of [card?.holder, email, phone, reference, authCode, `${card?.holder ?? ""} declined`])
      for (let length = 4; length <= Math.min(clue?.length ?? 0, 11); length++) {
        const [inOld = [], inNew = []] = stores.map((store) => found(store, clue?.slice(0, length) ?? ""));
        expect(inOld, clue?.slice(0, length)).toEqual(inNew);
      }
  for (const store of stores) store.close();
  for (const where of [old, made]) rmSync(dirname(where.file), { recursive: true });
});
