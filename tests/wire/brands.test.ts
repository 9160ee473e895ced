import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { paymentRow, PAYMENT_HEADER } from "../../src/main/history/export";
import { keep, lineOf, pack, unpack } from "../../src/main/history/kept";
import { receiptOf } from "../../src/main/receipts/receipt";
import type { Payment } from "../../src/shared/payment";
import { cardWords } from "../../src/renderer/payment/words";
import * as justifi from "../fixtures/justifi/server";
import * as payarc from "../fixtures/payarc/server";

/** Brands as each processor writes them, and how far a word that nobody knows comes. */
let ofJustifi: justifi.Stage;
let ofPayarc: payarc.Stage;

beforeAll(async () => {
  [ofJustifi, ofPayarc] = await Promise.all([justifi.stage(), payarc.stage()]);
});
afterAll(() => Promise.all([ofJustifi.close(), ofPayarc.close()]));

async function fromJustifi(brand: unknown): Promise<Payment> {
  ofJustifi.answer = justifi.reply(
    200,
    justifi.payment({ payment_method: { card: { brand, acct_last_four: "4242" } } }),
  );
  return ofJustifi.processor().getPayment(justifi.PAYMENT_ID);
}

async function fromPayarc(brand: unknown, first6digit: unknown = null): Promise<Payment> {
  const card = { data: { object: "Card", id: "abc", brand, first6digit, last4digit: "4242" } };
  ofPayarc.answer = payarc.reply(200, payarc.charge({ card }));
  return ofPayarc.processor().getPayment(payarc.CHARGE_ID);
}

const KNOWN = [
  ["visa", "visa"],
  ["American Express", "amex"],
  ["american_express", "amex"],
  ["AMEX", "amex"],
  ["china_unionpay", "unionpay"],
  ["UnionPay", "unionpay"],
  ["diners_club", "diners"],
  ["DINERS", "diners"],
  ["Jcb", "jcb"],
  ["maestro", "maestro"],
  ["ELO", "elo"],
] as const;

test.each(KNOWN)("%s is %s, by either processor", async (word, brand) => {
  expect((await fromJustifi(word)).card?.brand).toBe(brand);
  expect((await fromPayarc(word)).card?.brand).toBe(brand);
});

test("letters of PayArc's are what they were, and the first digits say more than its network", async () => {
  const brands: unknown[] = [];
  for (const letter of ["V", "m", "X", "R"]) brands.push((await fromPayarc(letter)).card?.brand);
  expect(brands).toEqual(["visa", "mastercard", "amex", "discover"]);
  expect((await fromPayarc("R", "621234")).card?.brand).toBe("unionpay");
  expect((await fromPayarc("Z", "411111")).card?.brand).toBe("visa");
});

describe("a word that nobody knows", () => {
  test.each(["MIR", "RuPay", "Wells Fargo", "tomorrow’s own brand of long-named cards"])("%s", async (word) => {
    for (const read of [await fromJustifi(word), await fromPayarc(word)]) {
      const kept = unpack(pack(keep(read)));
      const shown = cardWords(lineOf(kept, null)).replace(" ···· 4242", "");
      expect(shown.length).toBeLessThanOrEqual(24);
      expect(word.startsWith(shown.replace("…", ""))).toBe(true);
      expect(paymentRow(kept, null, "Training")[PAYMENT_HEADER.indexOf("Brand")]).toBe(shown);
      const merchant = { name: "", address: "", phone: "", statementDescription: "", receiptPolicy: "" };
      const { facts } = receiptOf({ hours: 12, payment: read, attempt: null, merchant, connection: "live" });
      expect(facts.find(({ label }) => label === "Card")?.value).toBe(`${shown} ···· 4242`);
    }
  });

  test("is not there where there is no word", async () => {
    for (const read of [await fromJustifi(null), await fromPayarc({})])
      expect(cardWords(lineOf(keep(read), null))).toBe("Card ···· 4242");
  });
});
