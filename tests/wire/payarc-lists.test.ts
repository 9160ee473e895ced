import { afterEach, beforeEach, expect, test } from "vitest";
import { cents } from "../../src/shared/money";
import {
  charge,
  CHARGE_ID,
  documented,
  order,
  REFERENCE,
  reply,
  stage,
  TAKE,
  type Stage,
} from "../fixtures/payarc/server";
import { bookOf } from "../fixtures/port";

/** Payments read, lists to their last page, and what is never sent, over real HTTP (docs/payarc.md 1 and 5). */
let here: Stage;

beforeEach(async () => void (here = await stage()));

afterEach(() => here.close());

const customer = () => documented("000-customer-created.json");
const id = "KPxMADVnxMV4nNjp";

test("a payment is read with its metadata and refunds", async () => {
  const metadata = {
    data: [
      { object: "TransactionMeta", id: "1", key: "reference", signature: "x", value: REFERENCE },
      { key: "Desk", value: "2" },
    ],
  };
  const refund = {
    data: [
      {
        object: "Refund",
        id: null,
        refund_amount: "300",
        status: "partial_refund",
        reason: "other",
        created_at: 1_620_734_893,
      },
      { object: "Refund", refund_amount: 10, status: "partial_refund", description: "A gift [ref 7C1E9A52]" },
      { object: "Refund", refund_amount: 20, status: "partial_refund", description: "By the dashboard" },
    ],
  };
  here.answer = reply(
    200,
    charge({ transaction_metadata: metadata, refund, amount_refunded: "330", status: "partial_refund" }),
  );
  const payment = await here.processor().getPayment(CHARGE_ID);
  expect(here.requests[0]?.url).toBe(`/v1/charges/${CHARGE_ID}?include=transaction_metadata%2Cextra_metadata`);
  expect(payment).toMatchObject({
    reference: REFERENCE,
    metadata: { reference: REFERENCE, Desk: "2" },
    status: "partly_refunded",
    amountRefunded: 330,
    refunds: [
      { id: null, amount: 300, status: "partial_refund", reason: "other", createdAt: 1_620_734_893_000 },
      { amount: 10, description: "A gift", reference: "7c1e9a52" },
      { amount: 20, description: "By the dashboard", reference: null },
    ],
  });
  expect(payment.refunds[0]).not.toHaveProperty("reference");
});

test("another payment than the one asked for is not shown", async () => {
  here.answer = reply(200, charge({ id: "WonDXOXWnBXObLyR" }));
  await expect(here.processor().getPayment(CHARGE_ID)).rejects.toMatchObject({ code: "unreadable" });
});

test("lists are paged by number until the last page, and say how many there are", async () => {
  const page = (current_page: number) => ({
    data: [charge().data],
    meta: { pagination: { total: "3", count: 1, per_page: 1, current_page, total_pages: 3, links: [] } },
  });
  const processor = here.processor();
  here.answer = reply(200, page(1));
  expect(await processor.listPayments(null, 1)).toMatchObject({ next: "2", total: 3, items: [{ id: CHARGE_ID }] });
  here.answer = reply(200, page(3));
  expect(await processor.listPayments("3", 1, "later")).toMatchObject({ next: null });
  expect(here.requests.map(({ url }) => url)).toEqual([
    "/v1/charges?limit=1&page=1&include=transaction_metadata",
    "/v1/charges?limit=1&page=3&include=transaction_metadata",
  ]);
  here.answer = reply(200, { data: [JSON.parse(customer()).data, JSON.parse(documented("002-customer.json")).data] });
  expect(await bookOf(processor).list(null, 2)).toMatchObject({
    next: `2~${id}`,
    total: null,
    items: [{ id }, { id: "MKNDnpVNAnVA4jxP" }],
  });
  await bookOf(processor).list(null, 500);
  expect(here.requests.at(-1)?.url).toBe("/v1/customers?limit=100&page=1");
});

test("MONEY: a short page is an end only where the list says so, in whatever way it tells its pages", async () => {
  const processor = here.processor();
  const next = async (cursor: string | null, body: object) => {
    here.answer = reply(200, body);
    return (await processor.listPayments(cursor, 100)).next;
  };
  const data = [charge().data];
  // As Laravel's own paginator tells it, below `meta` or beside the rows.
  const paginator = (current_page: number) => ({ current_page, last_page: 2, per_page: 1, total: 2 });
  expect(await next(null, { data, meta: paginator(1) })).toBe("2");
  expect(await next("2", { data, meta: paginator(2) })).toBeNull();
  expect(await next(null, { data, ...paginator(1) })).toBe("2");
  expect(await next("2", { data, ...paginator(2) })).toBeNull();
  // By links alone.
  const linked = (links: object) => ({ data, meta: { pagination: { count: 1, per_page: 1, links } } });
  expect(await next(null, linked({ next: "https://testapi.payarc.net/v1/charges?page=2" }))).toBe("2");
  expect(await next("2", linked({ previous: "https://testapi.payarc.net/v1/charges?page=1" }))).toBeNull();
  expect(await next(null, { data, next_page_url: "/v1/charges?page=2" })).toBe("2");
  expect(await next("2", { data, next_page_url: null })).toBeNull();
  expect(await next(null, { data, links: { self: "/v1/charges" } })).toBe(`2~${CHARGE_ID}`);
  // Not at all: the end is an empty page, or the same one again from a server that knows no pages.
  expect(await next(null, { data })).toBe(`2~${CHARGE_ID}`);
  expect(await next(`2~${CHARGE_ID}`, { data: [] })).toBeNull();
  here.answer = reply(404, { message: "Invalid page." });
  expect(await processor.listPayments(`2~${CHARGE_ID}`, 100)).toMatchObject({ items: [], next: null });
  await expect(processor.listPayments("2", 100)).rejects.toMatchObject({ code: "not_found" });
  here.answer = reply(200, { data });
  expect(await processor.listPayments(`2~${CHARGE_ID}`, 100)).toMatchObject({ items: [], next: null });
  expect(await processor.listPayments("2~another", 100)).toMatchObject({ items: [{}], next: `3~${CHARGE_ID}` });
  expect(await next("2", { data: [], meta: { pagination: { total: 30 } } })).toBeNull();
});

test("MONEY: a short or an empty page is no end where the list says that there is more", async () => {
  const processor = here.processor();
  const told = (data: readonly unknown[], pagination: object) =>
    void (here.answer = reply(200, { data, meta: { pagination } }));
  told([charge().data], { total: 30, count: 1, per_page: 1, current_page: 1 });
  expect(await processor.listPayments(null, 10)).toMatchObject({ next: "2", total: 30 });
  expect(await processor.listPayments("30", 10)).toMatchObject({ next: null });
  told([charge().data], { total: "30" });
  expect(await processor.listPayments("2", 10)).toMatchObject({ next: "3" });
  told([], { total: "30" });
  expect(await processor.listPayments("3", 10)).toMatchObject({ next: null });
  told([], { total: 30, per_page: 10, current_page: 2, total_pages: 3 });
  expect(await processor.listPayments("2", 10)).toMatchObject({ items: [], next: "3" });
  told([], { total: 0, per_page: 10, current_page: 1, total_pages: 1 });
  expect(await processor.listPayments(null, 10)).toMatchObject({ items: [], next: null });
  told([], { total: 0, per_page: 0 });
  expect(await processor.listPayments(null, 10)).toMatchObject({ items: [], next: null });
});

test("an id that only looks as if it had an SDK's prefix goes back as it came", async () => {
  const processor = here.processor();
  here.answer = reply(200, charge({ id: "ch_1001" }));
  expect(await processor.getPayment("ch_1001")).toMatchObject({ id: "ch_1001" });
  here.answer = reply(201, charge({ id: "ch_1001", status: "void" }));
  expect(await processor.void("ch_1001", cents(1200), "USD", TAKE, REFERENCE)).toMatchObject({ kind: "approved" });
  expect(here.requests.map(({ url }) => url.split("?")[0])).toEqual([
    "/v1/charges/ch_1001",
    "/v1/charges/ch_1001/void",
  ]);
});

test("a list with a row that cannot be read is not a shorter list", async () => {
  here.answer = reply(200, { data: [charge().data, { ...charge().data, id: null }] });
  await expect(here.processor().listPayments(null, 10)).rejects.toMatchObject({ code: "unreadable" });
});

test("a customer under no usable id is left out of the list and counted, and a list of nothing else is none", async () => {
  const row = JSON.parse(customer()).data;
  const bad = [{ ...row, id: "../charges" }, { ...row, id: null }, "x"];
  here.answer = reply(200, { data: [bad[0], row, ...bad.slice(1)] });
  expect(await bookOf(here.processor()).list(null, 10)).toMatchObject({ items: [{ id }], unread: 3 });
  here.answer = reply(200, { data: bad });
  await expect(bookOf(here.processor()).list(null, 10)).rejects.toMatchObject({ code: "unreadable" });
});

test("ids that could climb out of their path go nowhere", async () => {
  const processor = here.processor();
  await expect(bookOf(processor).get("../charges")).rejects.toMatchObject({ code: "not_found" });
  await expect(bookOf(processor).deleteCard(id, "..")).rejects.toMatchObject({ code: "not_found" });
  expect(await processor.void("a/../b", cents(100), "USD", TAKE, REFERENCE)).toMatchObject({
    kind: "refused",
    why: "not_sent",
  });
  expect(here.requests).toEqual([]);
});

test("what PayArc would never take is not sent", async () => {
  const processor = here.processor();
  const bad = [
    order({ amount: cents(0) }),
    order({ metadata: { ["k".repeat(21)]: "v" } }),
    order({ metadata: { key: "v".repeat(101) } }),
    order({ metadata: { reference: "mine" } }),
    order({ metadata: Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`k${at}`, "v"])) }),
    order({ level2: { purchaseOrder: "PO", salesTax: cents(0), customerRef: null } }),
  ];
  for (const each of bad)
    expect(await processor.charge(each, REFERENCE)).toMatchObject({ kind: "refused", why: "not_sent" });
  expect(await processor.charge(order({ source: { kind: "google_pay", text: "4012" } }), REFERENCE)).toMatchObject({
    kind: "refused",
    why: "not_acceptable",
    fields: { text: expect.stringContaining("no Google Pay token") as string },
  });
  expect(here.requests).toEqual([]);
});

test("an address that is neither https nor this machine is refused at once", () => {
  for (const baseUrl of ["http://api.payarc.net", "ftp://127.0.0.1", "nonsense"])
    expect(() => here.processor({ baseUrl })).toThrow(RangeError);
});
