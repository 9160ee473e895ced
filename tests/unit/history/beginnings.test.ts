import { expect, it } from "vitest";
import { ask } from "../../../src/main/history/question";
import { openHistory } from "../../../src/main/history/store";
import { NO_FILTER } from "../../../src/shared/history";
import { paymentNumber } from "../../fixtures/payments";

/** Payments by the e-mail of their payer, as far as it is typed: where few words begin so, and where many do. */
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

it("finds whose e-mail goes on as it was begun, and nobody else", () => {
  const { store } = openHistory({ file: ":memory:", key: null }, NOW);
  store.put("training", payments);
  for (const owner of ["ann.lee", "lee99"])
    for (const provider of ["gmail.com", "gmailbox.com", "providerq.com", "über.de"]) {
      const email = `${owner}@${provider}`;
      for (let length = owner.length + 2; length <= email.length; length++) {
        const clue = email.slice(0, length);
        if (/[@.]$/.test(clue)) continue;
        const question = ask({ clue, filter: NO_FILTER, now: NOW, customerIds: [] });
        const found =
          question === null ? [] : store.list("training", question, null, 200).kept.map((kept) => kept.email);
        const wanted = payments.map((payment) => payment.email).filter((each) => each.startsWith(clue));
        expect(found.toSorted(), clue).toEqual(wanted.toSorted());
      }
    }
  store.close();
});
