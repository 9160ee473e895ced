import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Customer } from "../../src/shared/customer";
import { refundable } from "../../src/shared/payment";
import type { Processor } from "../../src/main/processors/processor";
import { charge, CHARGE_ID, documented, reply, stage, type Json, type Stage } from "../fixtures/payarc/server";
import { bookOf } from "../fixtures/port";

/** Every row of docs/payarc.md 14: types and names that differ; and what was given back of a payment. */
let here: Stage;
let processor: Processor;

beforeAll(async () => {
  here = await stage();
  processor = here.processor();
});

beforeEach(() => void (here.requests.length = 0));

afterAll(() => here.close());

const answered = (status: number, body: unknown) => void (here.answer = reply(status, body));

describe("types and names that differ (section 14)", () => {
  const read = async (changes: Json) => {
    answered(200, charge(changes));
    return processor.getPayment(CHARGE_ID);
  };
  const card = (changes: Json) => ({ card: { data: { object: "Card", id: "abc", ...changes } } });
  const same: readonly (readonly [string, readonly unknown[], (value: unknown) => Json, string, unknown])[] = [
    ["amount_captured", [1010, "1010", " 1010 "], (amount_captured) => ({ amount_captured }), "amountCaptured", 1010],
    [
      "amount_captured, none",
      [null, "", undefined, "10.10", 10.1, -5, "x", {}, true, 1e12],
      (amount_captured) => ({ amount_captured }),
      "amountCaptured",
      null,
    ],
    ["amount_approved", [0, "0"], (amount_approved) => ({ amount_approved }), "amountApproved", 0],
    ["captured", [1, "1", true, "true"], (captured) => ({ captured }), "captured", true],
    ["captured, not", [0, "0", false, null, undefined], (captured) => ({ captured }), "captured", false],
    [
      "created_at",
      [
        1_611_924_403,
        "1611924403",
        "2021-01-29 12:46:43",
        "2021-01-29T12:46:43Z",
        "2021-01-29T12:46:43.000000Z",
        "2021-01-29T14:46:43+02:00",
        "2021-01-29T07:46:43-0500",
        { date: "2021-01-29 07:46:43.000000", timezone_type: 1, timezone: "-05:00" },
        { date: "2021-01-29 12:46:43.000000", timezone_type: 3, timezone: "UTC" },
      ],
      (created_at) => ({ created_at }),
      "createdAt",
      1_611_924_403_000,
    ],
    [
      "created_at, none",
      [
        null,
        "",
        "yesterday",
        0,
        -1,
        1e15,
        "2021-13-40 99:00:00",
        { date: 5 },
        { date: "2021-01-29 12:46:43", timezone: "America/New_York" },
        [],
      ],
      (created_at) => ({ created_at }),
      "createdAt",
      null,
    ],
    ["phone_number", [5_417_543_010, "5417543010"], (phone_number) => ({ phone_number }), "phone", "5417543010"],
    [
      "empty texts",
      [null, "", "  ", undefined, [], {}, false],
      (charge_description) => ({ charge_description }),
      "description",
      null,
    ],
  ];
  test.each(same)("%s", async (_name, variants, change, field, value) => {
    for (const variant of variants)
      expect(await read(change(variant)), JSON.stringify(variant)).toHaveProperty(field, value);
  });

  const onCard: readonly (readonly [string, readonly Json[], Json])[] = [
    [
      "first6digit as a number or text",
      [
        { brand: null, first6digit: 401_200 },
        { brand: "", first6digit: "401200" },
        { brand: "?", first6digit: "401200" },
      ],
      { brand: "visa" },
    ],
    ["brand letters: Mastercard", [{ brand: "M" }, { brand: "m" }, { brand: "MASTERCARD" }], { brand: "mastercard" }],
    ["brand letters: Amex", [{ brand: "X" }, { brand: "A" }], { brand: "amex" }],
    [
      "brand letters: Discover",
      [{ brand: "R" }, { brand: "D" }, { brand: "R", first6digit: 601_100 }],
      { brand: "discover" },
    ],
    ["brand letters: JCB", [{ brand: "J" }], { brand: "jcb" }],
    ["Diners on the Discover network", [{ brand: "R", first6digit: 305_515 }], { brand: "diners" }],
    ["UnionPay on the Discover network", [{ brand: "R", first6digit: 628_200 }], { brand: "unionpay" }],
    ["an unknown brand is shown raw", [{ brand: "Q", first6digit: 111_111 }], { brand: "unknown", brandRaw: "Q" }],
    [
      "last4digit as text or as a number that lost its zeros",
      [{ last4digit: "0012" }, { last4digit: 12 }],
      { last4: "0012" },
    ],
    [
      "SECURITY: a whole number where four digits belong goes no further",
      [{ last4digit: "4012000098765439" }, { last4digit: 4_012_000_098_765_439 }, { last4digit: "12" }],
      { last4: null },
    ],
    [
      "expiry",
      [
        { exp_month: "01", exp_year: "2029" },
        { exp_month: 1, exp_year: 29 },
      ],
      { expMonth: "01", expYear: "2029" },
    ],
    [
      "AVS and CVV letters stay raw",
      [
        { avs_status: "0", cvc_status: "N" },
        { avs_status: 0, cvc_status: "N" },
      ],
      { avs: "0", cvv: "N" },
    ],
    ["holder", [{ card_holder_name: "Ann" }, { name: "Ann" }], { holder: "Ann" }],
    [
      "the issuer",
      [{ bank_name: "First Bank", bank_phone: "1-800-555-0100", bin_country: "UNITED STATES", card_type: "debit" }],
      { issuerName: "First Bank", issuerPhone: "1-800-555-0100", issuerCountry: "UNITED STATES", cardType: "debit" },
    ],
  ];
  test.each(onCard)("%s", async (_name, variants, expected) => {
    for (const variant of variants)
      expect((await read(card(variant))).card, JSON.stringify(variant)).toMatchObject(expected);
  });

  test("a card, a refund list and metadata, wrapped, bare, empty or absent", async () => {
    for (const empty of [{ data: [] }, [], null, undefined, "", { data: null }])
      expect(await read({ card: empty, refund: empty })).toMatchObject({ card: null, refunds: [] });
    expect((await read({ card: { id: "abc", last4digit: "1111" } })).card).toMatchObject({ id: "abc", last4: "1111" });
    for (const metadata of [
      { reference: "r1" },
      '{"reference":"r1"}',
      [{ key: "reference", value: "r1" }],
      { data: [{ key: "reference", value: "r1" }, { key: null }, 7] },
    ]) {
      expect(await read({ transaction_metadata: metadata })).toMatchObject({ reference: "r1" });
    }
    for (const metadata of ["{", "[]", 7, null])
      expect(await read({ transaction_metadata: metadata })).toMatchObject({ reference: null, metadata: {} });
  });

  test("a charge without its wrapping, and one twice as wrapped", async () => {
    answered(200, charge().data);
    expect(await processor.getPayment(CHARGE_ID)).toMatchObject({ id: CHARGE_ID });
    answered(200, { data: { data: charge().data } });
    await expect(processor.getPayment(CHARGE_ID)).rejects.toMatchObject({ code: "unreadable" });
  });

  const customer = async (changes: Json) => {
    const documents = JSON.parse(documented("002-customer.json")) as { data: Json };
    answered(200, { data: [{ ...documents.data, ...changes }] });
    return (await bookOf(processor).list(null, 10)).items[0] as Customer;
  };
  test("a customer's id under two names, addresses under three, cards in two wrappings", async () => {
    expect((await customer({ id: "other", customer_id: "real" })).id).toBe("real");
    expect((await customer({ id: "only", customer_id: null })).id).toBe("only");
    await expect(customer({ id: null })).rejects.toMatchObject({ code: "unreadable" });
    expect(await customer({ address_1: null, address1: "1 Main St", zip: 6840 })).toMatchObject({
      addressLine1: "1 Main St",
      zip: "6840",
    });
    for (const line of ["address1", "address_1", "address_line1"])
      expect(
        (await customer({ card: [{ id: "c", [line]: "1 Main St", state_code: "NY", country_code: "US" }] })).cards[0],
      ).toMatchObject({ addressLine1: "1 Main St", state: "NY", country: "US" });
    for (const isDefault of [1, "1", true])
      expect((await customer({ card: { data: [{ id: "c", is_default: isDefault }] } })).cards[0]).toMatchObject({
        isDefault: true,
      });
    for (const cards of [{ data: [] }, [], null, { data: null }, "none"])
      expect((await customer({ card: cards })).cards).toEqual([]);
    expect((await customer({ card: { data: [{ id: null }, 7, null, { id: "c" }] } })).cards).toHaveLength(1);
  });

  test.each<[string, unknown]>([
    ["one in {data}", { data: { id: "c" } }],
    ["one, bare", { id: "c" }],
    ["rows that are wrapped", [{ data: { id: "c" } }]],
    ["an object with the rows' numbers, as PHP writes it", { data: { "2": { id: "c" } } }],
  ])("a customer's cards: %s", async (_shape, cards) =>
    expect((await customer({ card: cards })).cards).toMatchObject([{ id: "c" }]),
  );

  test("what cannot be read is told to the log by names and types, never by values", async () => {
    await expect(customer({ id: null, customer_id: null, name: "Jane Private" })).rejects.toMatchObject({
      sentence: expect.not.stringContaining("Jane") as string,
    });
    expect(here.lines.at(-1)).toContain("name:string");
    expect(here.lines.join()).not.toContain("Jane");
  });
});

describe("MONEY: what was given back of a payment", () => {
  const read = async (changes: Json) => {
    answered(200, charge({ status: "settled", ...changes }));
    return processor.getPayment(CHARGE_ID);
  };
  const row = (changes: Json = {}) => ({
    object: "Refund",
    refund_amount: 500,
    status: "submitted_for_refund",
    ...changes,
  });

  test.each<[string, Json, number]>([
    ["a refund that is listed before it is in the sum counts", { amount_refunded: 0, refund: { data: [row()] } }, 500],
    [
      "also where the sum is left out",
      { amount_refunded: undefined, refund: { data: [row(), row({ refund_amount: "200" })] } },
      700,
    ],
    ["a sum that has more than is listed stands", { amount_refunded: 900, refund: { data: [row()] } }, 900],
    [
      "a refund that did not go through does not count",
      { amount_refunded: 0, refund: { data: [row({ status: "failed_by_gateway" })] } },
      0,
    ],
    [
      "nor does one of a payment that was voided as a whole",
      { status: "void", amount_refunded: 0, refund: { data: [row()] } },
      0,
    ],
    [
      "a payment that is refunded was given back whole, where the sum is left out",
      { status: "refunded", amount_refunded: null },
      1_200,
    ],
    ["or nothing", { status: "refunded", amount_refunded: 0 }, 1_200],
    [
      "a refund that may still be made counts",
      {
        amount_refunded: 0,
        refund: { data: [row({ status: "pending" }), row({ status: null, refund_amount: 100 })] },
      },
      600,
    ],
    [
      "refunds that were declined or taken back do not count",
      { amount_refunded: 0, refund: { data: [row({ status: "Declined" }), row({ status: "void" })] } },
      0,
    ],
  ])("%s", async (_what, changes, refunded) => expect(await read(changes)).toMatchObject({ amountRefunded: refunded }));

  test.each<Json>([
    { is_refunded: 1, amount_refunded: 0 },
    { is_refunded: true, amount_refunded: null },
  ])(
    "that something was given back, neither how much nor by its status (%j): its state is not known",
    async (changes) => {
      expect(await read(changes)).toMatchObject({ status: "unknown" });
    },
  );

  test.each<Json>([
    { status: "partial_refund", amount_refunded: 0 },
    { status: "partial_refund", amount_refunded: null, refund: { data: [row({ status: "failed" })] } },
  ])("that a part was given back and not how much (%j), so nothing more is", async (changes) => {
    const payment = await read(changes);
    expect([payment.status, refundable(payment)]).toEqual(["partly_refunded", 0]);
  });

  test.each<[string, unknown]>([
    ["rows that are wrapped", { data: [{ data: row() }, { data: row() }] }],
    ["an object with the rows' numbers, as PHP writes it", { data: { "1": row(), "4": row() } }],
    ["one row, bare", row({ id: "r1", refund_amount: 1_000 })],
  ])("%s count", async (_shape, refund) =>
    expect(await read({ amount_refunded: 0, refund })).toMatchObject({ amountRefunded: 1_000 }),
  );

  test.each<[Json, string]>([
    [{ status: "settled", amount_refunded: 500 }, "partly_refunded"],
    [{ status: "settled", amount_refunded: 1_200 }, "refunded"],
    [{ status: "refunded", amount_refunded: 500 }, "partly_refunded"],
    [{ status: "partial_refund", amount_refunded: 1_200 }, "refunded"],
    [{ status: "refunded", amount_captured: 500, amount_refunded: 500 }, "refunded"],
    [{ status: "settled", amount_refunded: 0, refund: { data: [row()] } }, "partly_refunded"],
    // Its word says that it has not settled, so that a void is what takes it back.
    [{ status: "submitted_for_settlement", amount_refunded: 500 }, "captured"],
    [{ status: "void", amount_refunded: 500 }, "voided"],
  ])("MONEY: the sum decides whether all or a part was given back, not the word beside it: %j", async (given, status) =>
    expect(await read(given)).toMatchObject({ status }),
  );

  test("a refund that failed in other words is told as one that failed", async () => {
    const { refunds } = await read({ refund: { data: [row({ status: "failed_by_gateway" }), row()] } });
    expect(refunds.map(({ status }) => status)).toEqual(["failed", "submitted_for_refund"]);
  });

  test.each([12.5, -500, "5.00", "five"])(
    "a sum of %j is not understood, so the payment’s state is not known",
    async (sum) => {
      expect(await read({ amount_refunded: sum })).toMatchObject({ status: "unknown" });
    },
  );
});
