import fc from "fast-check";
import { expect, it } from "vitest";
import { isMailto, mailtoUrl } from "../../../src/main/receipts/mail";
import { createReceipts } from "../../../src/main/receipts/receipts";
import { cents } from "../../../src/shared/money";
import type { Payment } from "../../../src/shared/payment";
import { DEFAULT_SETTINGS } from "../../../src/shared/settings";
import { paymentNumber } from "../../fixtures/payments";

const AT = Date.UTC(2026, 10, 21, 12);
const base: Payment = {
  ...paymentNumber(1, AT),
  status: "captured",
  amount: cents(1_250),
  amountCaptured: cents(1_250),
};

function draftOf(payment: Payment, customerEmail: string | null = null) {
  const receipts = createReceipts({
    hours: () => 12,
    connection: () => "payarc_live",
    environment: () => "live",
    customerEmail: () => customerEmail,
    settings: () => ({
      ...DEFAULT_SETTINGS,
      merchant: { ...DEFAULT_SETTINGS.merchant, name: "Meridian Dental", receiptPolicy: "Refunds within 30 days." },
    }),
    payment: () => Promise.resolve(payment),
    attempt: () => {
      throw new Error("not asked for");
    },
  });
  return receipts.draft({ paymentId: payment.id, attemptId: null, paper: "letter" });
}

it("a draft is for the payer, by the payment's address, else by the customer's", async () => {
  const own = await draftOf({ ...base, email: "rosa@example.com" }, "other@example.com");
  expect(own.to).toBe("rosa@example.com");
  expect(own.mailto.startsWith("mailto:rosa@example.com?subject=Sale%20%2412.50%2C%20Meridian%20Dental&body=")).toBe(
    true,
  );
  expect((await draftOf({ ...base, email: null }, "kept@example.com")).to).toBe("kept@example.com");
  const nobody = await draftOf({ ...base, email: null });
  expect([nobody.to, nobody.mailto.startsWith("mailto:?subject=")]).toEqual([null, true]);
});

it("the text has what the receipt has, and no file is promised", async () => {
  const { text } = await draftOf(base);
  for (const part of ["Meridian Dental", "Sale: $12.50 USD", `Payment ID: ${base.id}`, "Refunds within 30 days."])
    expect(text).toContain(part);
  expect(text).not.toMatch(/attach|enclos/i);
});

it("SECURITY: an address of the payment that is more than an address goes into no draft", async () => {
  for (const email of [
    "a@example.com?bcc=b@example.com",
    "a@example.com,b@example.com",
    "a@example.com&cc=x",
    "x y@z",
  ]) {
    const { to, mailto } = await draftOf({ ...base, email });
    expect([to, mailto.startsWith("mailto:?subject="), mailto.includes("bcc")], email).toEqual([null, true, false]);
  }
});

it("SECURITY: whatever the texts are, there is one person, one subject, one text", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary" }),
      fc.string({ unit: "binary", maxLength: 4_000 }),
      fc.string(),
      (subject, text, to) => {
        const clean = (raw: string): string => raw.replaceAll(/[\uD800-\uDFFF]/g, "");
        const url = mailtoUrl({ to, subject: clean(subject), text: clean(text) });
        expect(isMailto(url), url).toBe(true);
        const read = new URL(url);
        expect([...read.searchParams.keys()]).toEqual(["subject", "body"]);
      },
    ),
    { numRuns: 500 },
  );
  for (const wrong of [
    "https://example.com",
    "mailto:a@example.com",
    "mailto:a@x.com?subject=a&body=b&attach=/etc/passwd",
    "file:///etc",
  ])
    expect(isMailto(wrong), wrong).toBe(false);
});
