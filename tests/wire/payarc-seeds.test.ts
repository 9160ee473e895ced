import { afterEach, beforeEach, expect, test } from "vitest";
import { cents } from "../../src/shared/money";
import {
  CARD,
  charge,
  CHARGE_ID,
  documented,
  order,
  REFERENCE,
  reply,
  stage,
  type Stage,
} from "../fixtures/payarc/server";
import { bookOf } from "../fixtures/port";

/**
 * The owner's documents: the exact example bodies are sent, the exact example answers are read (docs/payarc.md, seed
 * 000, 002).
 */
let here: Stage;
beforeEach(async () => void (here = await stage()));
afterEach(() => here.close());

const fieldsOf = (payload: string) => Object.fromEntries(new URLSearchParams(payload));

test("every request carries the bearer token and asks for JSON, in forms", async () => {
  here.answer = reply(200, documented("000-customer-created.json"));
  await bookOf(here.processor()).create({ email: "customer@xyz.com" });
  expect(here.requests[0]?.headers).toMatchObject({
    authorization: "Bearer test-token",
    accept: "application/json",
    "content-type": "application/x-www-form-urlencoded",
  });
});

test("step 1: create a customer", async () => {
  here.answer = reply(200, documented("000-customer-created.json"));
  const customer = await bookOf(here.processor()).create({ email: "customer@xyz.com" });
  expect(here.requests).toMatchObject([{ method: "POST", url: "/v1/customers", body: "email=customer%40xyz.com" }]);
  expect(customer).toMatchObject({
    id: "KPxMADVnxMV4nNjp",
    name: null,
    email: "[email\u00a0protected]",
    invoiceEmail: null,
    invoiceCopy: null,
    createdAt: Date.UTC(2018, 10, 27, 7, 36, 58),
    cards: [],
  });
});

test("step 2: tokenize a card", async () => {
  here.answer = reply(200, documented("000-token.json"));
  const token = await bookOf(here.processor()).createToken(CARD, "online", false);
  expect(here.requests).toMatchObject([
    {
      method: "POST",
      url: "/v1/tokens",
      body: "card_source=INTERNET&card_number=4012000098765439&exp_month=12&exp_year=2025&cvv=999",
    },
  ]);
  expect(token).toEqual({ id: "8YmNlwY0qY0mwEq0", cardId: "P19v20v519L10M5y", fingerprint: "my905PmvmPNmNP0M" });
});

test("step 3: attach the card, and read a customer of 2018 with its dates in three forms", async () => {
  here.answer = reply(200, documented("000-customer-with-cards.json"));
  const customer = await bookOf(here.processor()).attachCard("KPxMADVnxMV4nNjp", "8YmNlwY0qY0mwEq0");
  expect(here.requests).toMatchObject([
    { method: "PATCH", url: "/v1/customers/KPxMADVnxMV4nNjp", body: "token_id=8YmNlwY0qY0mwEq0" },
  ]);
  expect(customer).toMatchObject({
    id: "MKNDnpVNAnVA4jxP",
    name: "1",
    phone: "1234567812",
    addressLine1: "1",
    state: "Georgia",
    zip: "79002",
    updatedAt: Date.UTC(2018, 10, 29, 9, 40, 43),
  });
  expect(customer.cards.map(({ id, isDefault, fingerprint }) => [id, isDefault, fingerprint])).toEqual([
    ["5LN2P10M9910m9yM", false, "y905NML155vPvP0M"],
    ["LN2m1v0LPPM0MPy5", false, "Pm20y1vM9y1vm50M"],
    ["mP19v20vLv50M5yN", false, "y905NML155vPvP0M"],
    ["P15y29012P20MLvm", false, "y905NML155vPvP0M"],
    ["2NLy9v099Ly0m1MP", true, "m20yP99mmyLvLN0M"],
  ]);
  expect(customer.cards[1]).toEqual({
    id: "LN2m1v0LPPM0MPy5",
    brand: "visa",
    brandRaw: "V",
    last4: "1111",
    expMonth: "11",
    expYear: "2022",
    holder: "Rex Joseph",
    isDefault: false,
    fingerprint: "Pm20y1vM9y1vm50M",
    addressLine1: "920 Sunnyslope Ave",
    addressLine2: "Bronx",
    city: "New York",
    state: "New York",
    zip: "10469",
    country: "USA",
    avs: "N",
    cvv: "N",
    issuerName: null,
    issuerPhone: null,
    createdAt: Date.UTC(2018, 10, 29, 9, 43, 8),
  });
});

test("step 4: charge the customer's card, field by field", async () => {
  here.answer = reply(201, charge());
  const outcome = await here.processor().charge(order(), REFERENCE);
  const { metadata: documentedMetadata, ...documentedFields } = fieldsOf(
    "amount=1200&customer_id=KPxMADVnxMV4nNjp&currency=usd&statement_description=statement%20description&email=john.doe%40example.com&phone_number=5417543010&card_id=P19v20v519L10M5y&metadata=%7B%22FullCustomerName%22%20%3A%20%22%20John%20Smith%22%2C%20%22CustomerID%22%20%3A%20%221234567890%22%7D",
  );
  const [request] = here.requests;
  expect(request).toMatchObject({ method: "POST", url: "/v1/charges" });
  const { metadata = "", ...fields } = request?.fields ?? {};
  // What the document's default means is said in so many words: capture.
  expect(fields).toEqual({ ...documentedFields, capture: "1" });
  expect(JSON.parse(metadata)).toEqual({ ...(JSON.parse(documentedMetadata ?? "") as object), reference: REFERENCE });
  expect(request?.headers["idempotency-key"]).toBe(REFERENCE);
  expect(outcome).toMatchObject({ kind: "approved", amount: 1200, httpStatus: 201 });
  expect(outcome.payment).toMatchObject({
    id: CHARGE_ID,
    amount: 1200,
    amountCaptured: 1200,
    amountApproved: null,
    fees: 35,
    net: 1165,
    status: "captured",
    statusRaw: "submitted_for_settlement",
    captured: true,
    authCode: "TAS712",
    statementDescription: "statement description",
    phone: "5417543010",
    customerId: "4jAPDKVp44MVNxnM",
    createdAt: 1_611_924_403_000,
    card: { id: "2mMPL029yyP50vyN", brand: "visa", last4: "1111", holder: "Test One", fingerprint: "9v09mPMLP5NMNM0m" },
  });
});

test("step 4's answer as printed is no JSON, so it proves nothing", async () => {
  here.answer = reply(201, documented("000-charge-not-json.txt"));
  expect(await here.processor().charge(order(), REFERENCE)).toMatchObject({
    kind: "unknown",
    why: "unreadable",
    payment: null,
  });
  expect(here.requests).toHaveLength(1);
});

test("step 5: capture", async () => {
  here.answer = reply(200, charge());
  const outcome = await here.processor().capture(CHARGE_ID, cents(1200), "USD", REFERENCE);
  expect(here.requests).toMatchObject([
    { method: "POST", url: `/v1/charges/${CHARGE_ID}/capture`, body: "amount=1200" },
  ]);
  expect(here.requests[0]?.headers["idempotency-key"]).toBe(REFERENCE);
  expect(outcome).toMatchObject({ kind: "approved", amount: 1200 });
});

test("docs/payarc.md, seed 002: read a customer and the cards on file, two of them with one id", async () => {
  here.answer = reply(200, documented("002-customer.json"));
  const customer = await bookOf(here.processor()).get("MKNDnpVNAnVA4jxP");
  expect(here.requests).toMatchObject([{ method: "GET", url: "/v1/customers/MKNDnpVNAnVA4jxP", body: "" }]);
  expect(customer).toMatchObject({
    id: "MKNDnpVNAnVA4jxP",
    name: "John Smith",
    addressLine1: "103 Mason Street",
    addressLine2: "2nd Floor",
    zip: "10469",
    invoiceEmail: "[email protected]",
    invoiceCopy: "[email protected]",
  });
  expect(customer.cards).toMatchObject([
    {
      id: "P19v20v519L10M5y",
      isDefault: true,
      holder: "John Smith",
      last4: "5439",
      expYear: "2025",
      addressLine1: "103 Mason Street",
      createdAt: 1_713_630_147_000,
    },
    { id: "P19v20v519L10M5y", isDefault: false, holder: "Laura Smith", last4: "5228", expYear: "2024" },
  ]);
});

test("docs/payarc.md, seed 001: a Google Pay sale", async () => {
  here.answer = reply(201, charge({ amount: 999, amount_captured: "999" }));
  const token = '{"signature":"MEUCIQ","protocolVersion":"ECv2","signedMessage":"{\\"encryptedMessage\\":\\"abc\\"}"}';
  const paymentData = { paymentMethodData: { tokenizationData: { type: "PAYMENT_GATEWAY", token } } };
  const asked = order({
    source: { kind: "google_pay", text: JSON.stringify(paymentData) },
    amount: cents(999),
    metadata: {},
  });
  expect(await here.processor().charge(asked, REFERENCE)).toMatchObject({ kind: "approved", amount: 999 });
  expect(here.requests[0]?.url).toBe("/v1/charges/google/sale");
  // The document's own line of code.
  const expected = Buffer.from(JSON.stringify(paymentData.paymentMethodData.tokenizationData.token), "utf-8").toString(
    "base64",
  );
  expect(here.requests[0]?.fields).toMatchObject({ encrypted_data: expected, amount: "999", currency: "usd" });
  expect(here.requests[0]?.fields).not.toHaveProperty("customer_id");
});

test("docs/payarc.md, seed 003: all thirteen fields of a token", async () => {
  here.answer = reply(200, documented("000-token.json"));
  const card = {
    ...CARD,
    expMonth: "01",
    holder: "John Smith",
    addressLine1: "103 Mason Street",
    addressLine2: "2nd Floor",
    city: "New York",
    state: "NY",
    zip: "06840",
    country: "US",
  };
  for (const [channel, source] of [
    ["phone", "PHONE"],
    ["mail", "MAIL"],
    ["online", "INTERNET"],
    ["in_person", "MANUAL"],
  ] as const) {
    await bookOf(here.processor()).createToken(card, channel, true);
    expect(here.requests.at(-1)?.fields).toEqual({
      card_source: source,
      card_number: "4012000098765439",
      exp_month: "01",
      exp_year: "2025",
      cvv: "999",
      card_holder_name: "John Smith",
      address_line1: "103 Mason Street",
      address_line2: "2nd Floor",
      city: "New York",
      state: "NY",
      zip: "06840",
      country: "US",
      authorize_card: "1",
    });
  }
});
