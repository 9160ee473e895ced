import fc from "fast-check";
import { describe, expect, it } from "vitest";
import "../../../../../src/shared/phone-abroad";
import { ChargeInput } from "../../../../../src/shared/contract";
import { cents } from "../../../../../src/shared/money";
import { buildCharge, type OrderParts } from "../../../../../src/renderer/screens/order/charge-input";
import { emptyFields } from "../../../../../src/renderer/stores/order-fields";
import { removeCardNumbers } from "../../../../../src/renderer/frame/card-numbers";
import { readPaper } from "../../../../../src/renderer/parts/paper-tree";

const card = { number: "4012000098765439", expiry: { month: "12", year: "2029" }, cvv: "999", zip: "85284" };
const parts: OrderParts = {
  attemptId: "11111111-1111-4111-8111-111111111111",
  amount: cents(12_500),
  said: cents(12_500),
  surcharge: 0,
  fields: emptyFields("phone"),
  paidWith: { kind: "card", card },
  customerId: null,
  overrides: { duplicateOf: [], unknown: [] },
};
const withFields = (fields: Partial<OrderParts["fields"]>): OrderParts => ({
  ...parts,
  fields: { ...parts.fields, ...fields },
});

describe("the charge that an order asks for", () => {
  it("asks for name and ZIP of a typed card where the connection needs them, and of nothing else", () => {
    const needs = { ...parts, cardNeedsName: true };
    expect(buildCharge(needs)).toMatchObject({ ok: false, field: "holder" });
    const named = { ...needs, fields: { ...parts.fields, holder: "Rosa Diaz" } };
    expect(buildCharge(named)).toMatchObject({
      ok: true,
      input: { source: { card: { holder: "Rosa Diaz", zip: "85284" } } },
    });
    expect(buildCharge({ ...named, paidWith: { kind: "card", card: { ...card, zip: null } } })).toMatchObject({
      ok: false,
      field: "zip",
      sentence: expect.stringContaining("Needed"),
    });
    expect(buildCharge({ ...needs, paidWith: { kind: "token", tokenId: "pm_123xyz" } })).toMatchObject({
      ok: true,
      input: { source: { kind: "token", tokenId: "pm_123xyz" } },
    });
    expect(buildCharge({ ...parts, paidWith: { kind: "token", tokenId: "no token" } })).toMatchObject({
      ok: false,
      field: "token",
      sentence: expect.stringContaining("token"),
    });
  });

  it("is what the contract takes, with nothing that was not typed", () => {
    const built = buildCharge(parts);
    expect(built).toMatchObject({
      ok: true,
      input: {
        amount: 12_500,
        capture: true,
        channel: "phone",
        sendReceipt: { email: false, sms: false },
        saveCard: null,
        tip: null,
        salesTax: null,
        metadata: {},
      },
    });
    expect(built.ok && ChargeInput.safeParse(built.input).success).toBe(true);
  });

  it("sends a receipt only where it was asked for and can arrive", () => {
    const built = buildCharge(withFields({ email: "rosa@example.com", sendEmail: true, sendSms: true }));
    expect(built).toMatchObject({ ok: true, input: { sendReceipt: { email: true, sms: false } } });
  });

  it("sends the number that was typed, without its extension, and none that was not", () => {
    const typed = (phone: string, more = {}) => buildCharge(withFields({ phone, sendSms: true, ...more }));
    for (const [phone, digits] of [
      ["602-555-0143 x1", "6025550143"],
      ["+1 (602) 555-0143", "16025550143"],
      ["1-800-FLOWERS", "18003569377"],
      ["\u202a６０２ ５５５ ٠١٤٣\u202c", "6025550143"],
    ] as const)
      expect(typed(phone)).toMatchObject({ ok: true, input: { phone: digits, sendReceipt: { sms: true } } });
    for (const phone of [
      "602-555-014",
      "call Rosa",
      "602-555-0143 / 602-555-0144",
      "+65 6234 5678",
      "+33 1 23 45 67 89",
    ])
      expect(typed(phone)).toMatchObject({ ok: false, field: "phone", sentence: expect.stringMatching(/\.$/) });
    expect(typed("+33 1 23 45 67 89", { sendSms: false })).toMatchObject({ ok: true, input: { phone: "33123456789" } });
    expect(typed("01 23 45 67 89", { country: "France" })).toMatchObject({ ok: false, field: "phone" });
    expect(typed(" ")).toMatchObject({ ok: true, input: { phone: null, sendReceipt: { sms: false } } });
  });

  it("reads an address out of what stands around it, and tells what is wrong with one", () => {
    const typed = (email: string) => buildCharge(withFields({ email, sendEmail: true }));
    for (const email of ["Rosa Diaz <rosa@example.com>", "mailto:rosa@example.com", "ｒｏｓａ＠example.com;"])
      expect(typed(email)).toMatchObject({
        ok: true,
        input: { email: "rosa@example.com", sendReceipt: { email: true } },
      });
    for (const [email, why] of [
      ["rosa.example.com", "@ is missing"],
      ["rosa @example.com", "space"],
      ["rosa@example,com", "comma"],
      ["rosa@example.com, ann@example.com", "two addresses"],
      [`${"r".repeat(30)}@example.com`, "has 5 to 40"],
    ] as const)
      expect(typed(email)).toMatchObject({ ok: false, field: "email", sentence: expect.stringContaining(why) });
  });

  it("main takes no address and no number that the page would not", () => {
    const { input } = buildCharge(parts) as { input: object };
    const takes = (change: object): boolean => ChargeInput.safeParse({ ...input, ...change }).success;
    expect([takes({ email: "rosa@example.com" }), takes({ email: "rosa@example,com" })]).toEqual([true, false]);
    expect([takes({ phone: "6025550143" }), takes({ phone: "6025550143x1" })]).toEqual([true, false]);
  });

  it("keeps level 2 whole", () => {
    expect(buildCharge(withFields({ salesTax: "825" }))).toMatchObject({
      ok: true,
      input: { purchaseOrder: null, salesTax: null },
    });
    const there = { purchaseOrder: "PO 7", addressLine1: "8320 S Hardy Dr" };
    expect(buildCharge(withFields({ ...there, salesTax: "825" }))).toMatchObject({
      ok: true,
      input: { purchaseOrder: "PO 7", salesTax: 825 },
    });
    expect(buildCharge(withFields(there))).toMatchObject({ ok: true, input: { salesTax: 0 } });
    // Without the address it would come back as not sent, after the card is gone.
    expect(buildCharge(withFields({ purchaseOrder: "PO 7" }))).toMatchObject({ ok: false, field: "addressLine1" });
    expect(
      buildCharge({ ...withFields(there), paidWith: { kind: "card", card: { ...card, zip: null } } }),
    ).toMatchObject({ ok: false, field: "zip" });
    const onFile: OrderParts = {
      ...withFields({ purchaseOrder: "PO 7" }),
      paidWith: { kind: "customer", customerId: "cus1", cardId: "card1", cvv: null, zip: null },
      onFileAddress: { addressLine1: "1 Main St", zip: "85281" },
    };
    expect(buildCharge(onFile)).toMatchObject({ ok: true, input: { addressLine1: "1 Main St", zip: "85281" } });
    expect(buildCharge({ ...onFile, fields: parts.fields })).toMatchObject({
      ok: true,
      input: { addressLine1: null, zip: null },
    });
  });

  it("saves the card to the chosen customer, or to a new one that has a name", () => {
    expect(buildCharge({ ...withFields({ saveCard: true }), customerId: "cus1" })).toMatchObject({
      ok: true,
      input: { saveCard: { customerId: "cus1" } },
    });
    expect(buildCharge(withFields({ saveCard: true, holder: "Rosa Diaz" }))).toMatchObject({
      ok: true,
      input: { saveCard: { newCustomer: { name: "Rosa Diaz" } } },
    });
    expect(buildCharge(withFields({ saveCard: true }))).toMatchObject({ ok: false, field: "holder" });
  });

  it("names the field that cannot be sent", () => {
    expect(buildCharge(withFields({ statementDescription: "abc" }))).toMatchObject({
      ok: false,
      field: "statementDescription",
    });
    expect(buildCharge(withFields({ metadata: [{ name: "x".repeat(21), value: "y" }] }))).toMatchObject({
      ok: false,
      field: "metadata",
    });
  });

  // The page has no schema: that it tells all that the contract refuses is shown here.
  it("sends nothing that the contract would not take, whatever is typed", () => {
    const signs = fc.constantFrom("5", "x", " ", "@", "-", "é");
    const text = fc.array(signs, { maxLength: 205 }).map((all) => all.join(""));
    const short = fc.array(signs, { maxLength: 20 }).map((all) => all.join(""));
    const digits = fc.oneof(fc.constantFrom("999", "4012000098765439", "85284", "pm_123xyz"), short);
    const orNull = (of: typeof digits) => fc.option(of, { nil: null });
    const typed = fc.record({
      source: fc.constantFrom("card", "customer", "token", "google_pay"),
      number: digits,
      cvv: orNull(digits),
      zip: orNull(digits),
      holder: text,
      email: fc.constantFrom("", "rosa@example.com", "rosa"),
      phone: fc.constantFrom("", "6025550143", "1"),
      line: text,
      street: text,
      statement: short,
      own: fc.array(fc.record({ name: short, value: text }), { maxLength: 3 }),
      saveCard: fc.boolean(),
      chosen: fc.boolean(),
      amount: fc.constantFrom(0, 1, 12_500),
    });
    let sent = 0;
    fc.assert(
      fc.property(typed, (order) => {
        const { number, cvv, zip } = order;
        const paidWith: OrderParts["paidWith"] =
          order.source === "card"
            ? { kind: "card", card: { number, cvv, zip, expiry: card.expiry } }
            : order.source === "customer"
              ? { kind: "customer", customerId: "cus1", cardId: null, cvv, zip }
              : order.source === "token"
                ? { kind: "token", tokenId: number }
                : { kind: "google_pay", text: number };
        const built = buildCharge({
          ...withFields({
            holder: order.holder,
            email: order.email,
            phone: order.phone,
            addressLine1: order.street,
            addressLine2: order.line,
            city: order.line.slice(0, 50),
            statementDescription: order.statement,
            metadata: order.own,
            saveCard: order.saveCard,
          }),
          amount: cents(order.amount),
          paidWith,
          customerId: order.chosen ? "cus1" : null,
        });
        if (!built.ok) {
          expect(built.sentence).not.toBe("");
          return;
        }
        sent += 1;
        expect(ChargeInput.safeParse(built.input)).toMatchObject({ success: true });
      }),
      { numRuns: 3_000 },
    );
    expect(sent).toBeGreaterThan(100);
  });

  it("tells which field is too long for a new customer, before the card is given out of hand", () => {
    const holder = "R".repeat(51);
    expect(buildCharge(withFields({ holder, saveCard: true }))).toMatchObject({
      ok: false,
      field: "holder",
      sentence: expect.stringContaining("50"),
    });
    expect(buildCharge({ ...withFields({ holder, saveCard: true }), customerId: "cus1" })).toMatchObject({ ok: true });
  });

  it("asks for the whole, and names the surcharge as the part of it", () => {
    expect(buildCharge({ ...parts, amount: cents(12_875), surcharge: 375 })).toMatchObject({
      ok: true,
      input: { amount: 12_875, surcharge: 375 },
    });
    expect(buildCharge(parts)).toMatchObject({ ok: true, input: { surcharge: null } });
  });

  it("takes 49 fields of one's own, and no 50th", () => {
    const many = (count: number) =>
      withFields({
        metadata: Array.from({ length: count }, (_, at) => ({ name: `field ${at}`, value: "x".repeat(100) })),
      });
    const built = buildCharge(many(49));
    expect(built.ok && ChargeInput.safeParse(built.input).success && Object.keys(built.input.metadata).length).toBe(49);
    expect(buildCharge(many(50))).toMatchObject({
      ok: false,
      field: "metadata",
      sentence: expect.stringContaining("At most 49"),
    });
    expect(
      ChargeInput.safeParse({
        ...(built.ok && built.input),
        metadata: Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`${at}`, "x"])),
      }).success,
    ).toBe(false);
  });

  it("says of a field of one's own that is too long how long it is", () => {
    expect(buildCharge(withFields({ metadata: [{ name: "x".repeat(21), value: "y" }] }))).toMatchObject({
      ok: false,
      sentence: "A name has at most 20 characters; this one has 21.",
    });
    expect(buildCharge(withFields({ metadata: [{ name: "x", value: "y".repeat(101) }] }))).toMatchObject({
      ok: false,
      sentence: "A value has at most 100 characters; this one has 101.",
    });
  });

  it("loses no field of one's own: a name stands once and is none of ours", () => {
    const named = (...names: string[]) =>
      buildCharge(withFields({ metadata: names.map((name) => ({ name, value: "x" })) }));
    expect(named("PO", "Ward")).toMatchObject({ ok: true, input: { metadata: { PO: "x", Ward: "x" } } });
    expect(named("PO", " PO ")).toMatchObject({
      ok: false,
      field: "metadata",
      sentence: "Two fields have the name PO. Change one of them.",
    });
    for (const ours of ["reference", "operator", "desk", "channel"])
      expect(named(ours)).toMatchObject({
        ok: false,
        field: "metadata",
        sentence: expect.stringContaining(`${ours} is taken`),
      });
  });

  it("charges a card on file by its id", () => {
    const built = buildCharge({
      ...parts,
      customerId: "cus1",
      paidWith: { kind: "customer", customerId: "cus1", cardId: "card1", cvv: null, zip: null },
    });
    expect(built).toMatchObject({
      ok: true,
      input: { source: { kind: "customer", customerId: "cus1", cardId: "card1", cvv: null } },
    });
  });
});

describe("the card number catcher", () => {
  it("takes card numbers out, with spaces and dashes, and leaves the rest", () => {
    expect(removeCardNumbers("call Rosa 4012 0000 9876 5439 today")).toBe("call Rosa  today");
    expect(removeCardNumbers("4012-0000-9876-5439")).toBe("");
    // What is pasted has more on its line, and other signs between the digits.
    expect(removeCardNumbers("4012 0000 9876 5439 12/29 999")).toBe(" 12/29 999");
    expect(removeCardNumbers("Inv 12 4012 0000 9876 5439")).toBe("Inv 12 ");
    for (const between of ["\u00a0", "–", ".", "/", "  ", "\t", "\n", " - "])
      expect(removeCardNumbers(["4012", "0000", "9876", "5439"].join(between))).toBe("");
    expect(removeCardNumbers("４０１２００００９８７６５４３９")).toBe("");
    expect(removeCardNumbers("½ crown, № 7, 2026-11-21 10:42")).toBe("½ crown, № 7, 2026-11-21 10:42");
    expect(removeCardNumbers("order 4012000098765438, phone 602 555 0100")).toBe(
      "order 4012000098765438, phone 602 555 0100",
    );
  });
});

describe("a receipt on the screen", () => {
  it("keeps known elements and texts, and nothing that could act", () => {
    const html = `<!doctype html><html><head><title>x</title><style>p{}</style></head><body><h1 class="a b">Caf&eacute; &amp; Bar</h1><p onclick="evil()">$1 &lt; $2<br>two</p><script>evil()</script><a href="x">link</a></body></html>`;
    expect(readPaper(html)).toEqual([
      { name: "h1", classes: ["a", "b"], children: ["Caf&eacute; & Bar"] },
      { name: "p", classes: [], children: ["$1 < $2", { name: "br", classes: [], children: [] }, "two"] },
      "link",
    ]);
  });
});
