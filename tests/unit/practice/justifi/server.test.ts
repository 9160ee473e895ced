import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { justifi } from "../../../../src/main/processors/justifi/index";
import {
  startJustiFiTraining,
  type JustiFiTrainingOptions,
  type JustiFiTrainingServer,
} from "../../../../src/main/practice/justifi/server";
import { justifiScenarios } from "../../../../src/main/practice/justifi/scenarios";
import type { ChargeOrder, Processor } from "../../../../src/main/processors/processor";
import type { CardEntry } from "../../../../src/shared/card";
import { cents } from "../../../../src/shared/money";
import type { Outcome } from "../../../../src/shared/outcome";
import { heldBack } from "../../../fixtures/held-back";
import { CARD, order as seedOrder, TAKE } from "../../../fixtures/justifi/server";

/** The practice JustiFi, asked over HTTP by the real adapter: what it does, what it keeps, and that both agree. */
let server: JustiFiTrainingServer;
let processor: Processor;
let now = Date.UTC(2026, 10, 21, 15);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

async function start(options: Partial<JustiFiTrainingOptions> = {}): Promise<void> {
  server = await startJustiFiTraining({ database: { file: ":memory:", key: null }, clock: () => now, ...options });
  processor = connect();
}
const connect = (change: { clientSecret?: string; subAccount?: string | null } = {}): Processor => {
  const { url, clientId, clientSecret, subAccount } = server;
  return justifi({
    baseUrl: url,
    clientId,
    clientSecret,
    subAccount,
    environment: "Training",
    mode: "test",
    log: () => undefined,
    ...change,
  });
};
beforeEach(async () => {
  now = Date.UTC(2026, 10, 21, 15);
  await start();
});
afterEach(async () => {
  processor.close();
  await server.close();
});

const GOOD: CardEntry = { ...CARD, number: "4242424242424242" };
const order = (changes: Partial<ChargeOrder> = {}): ChargeOrder =>
  seedOrder({ source: { kind: "card", card: GOOD }, ...changes });
const charge = (changes: Partial<ChargeOrder> = {}, reference = randomUUID()): Promise<Outcome> =>
  processor.charge(order(changes), reference);
const paid = async (changes: Partial<ChargeOrder> = {}): Promise<string> =>
  (await charge(changes)).payment?.id ?? "none";

describe("a charge", () => {
  it("by card, and by a token that was there before", async () => {
    const reference = randomUUID();
    const outcome = await charge({ metadata: { operator: "ana" } }, reference);
    expect(outcome).toMatchObject({
      kind: "approved",
      amount: 1000,
      payment: {
        reference,
        status: "captured",
        card: { brand: "visa", last4: "4242", avs: "street unchecked, zip pass" },
        metadata: { operator: "ana", reference },
      },
    });
    expect(await charge({ source: { kind: "token", tokenId: "pm_practice_mastercard" } })).toMatchObject({
      kind: "approved",
      payment: { card: { brand: "mastercard", last4: "4444" } },
    });
    expect(await charge({ source: { kind: "token", tokenId: "pm_nobody" } })).toMatchObject({
      kind: "refused",
      fields: { token: expect.any(String) },
    });
    expect(server.control.ledger()).toMatchObject([{ reference, captured: 1000, declined: false }, { captured: 1000 }]);
  });

  it.each(
    justifiScenarios()
      .filter(({ card }) => card !== null)
      .map(({ what, card, cvv, group }) => [what, card ?? "", cvv, group] as const),
  )("%s: %s", async (_what, number, cvv, group) => {
    const outcome = await charge({ source: { kind: "card", card: { ...GOOD, number, cvv } } });
    if (group === "Cards that approve") expect(outcome.kind).toBe("approved");
    else expect(outcome.kind).toBe(number === "4000000000000119" ? "unknown" : "declined");
    expect(server.control.ledger()[0]).toMatchObject({ declined: group !== "Cards that approve" });
  });

  it("the scenarios of payment_test", async () => {
    expect(await charge({ metadata: { payment_test: "do_not_retry" } })).toMatchObject({
      kind: "declined",
      code: "do_not_retry",
    });
    expect(await charge({ metadata: { payment_test: "card_blocked" } })).toMatchObject({
      kind: "declined",
      code: "card_decline_rate_limit_exceeded",
    });
    expect(await charge({ metadata: { payment_test: "gateway_timeout" } })).toMatchObject({
      kind: "unknown",
      why: "server_error",
    });
    expect(await charge({ metadata: { payment_test: "successful_payment" } })).toMatchObject({ kind: "approved" });
  });

  it("a decline leaves a failed payment that a look by reference finds", async () => {
    const reference = randomUUID();
    await charge({ source: { kind: "card", card: { ...GOOD, number: "4000000000000119" } } }, reference);
    const { items } = await processor.listPayments(null, 10);
    expect(items).toMatchObject([{ reference, status: "failed", failureCode: "gateway_error" }]);
  });

  it("amounts at the limits", async () => {
    expect(await charge({ amount: cents(50) })).toMatchObject({
      kind: "refused",
      code: "amount_below_minimum",
      fields: { amount: expect.stringContaining("$0.50") },
    });
    expect(await charge({ amount: cents(51) })).toMatchObject({ kind: "approved" });
    expect(await charge({ amount: cents(99_999_999) })).toMatchObject({ kind: "approved" });
  });

  it("an account that is not approved for typed cards refuses them, and takes tokens", async () => {
    await server.close();
    await start({ rawCards: false });
    expect(await charge()).toMatchObject({
      kind: "refused",
      code: "full_pan_not_allowed",
      message: expect.stringContaining("Customer Success"),
    });
    expect(await charge({ source: { kind: "token", tokenId: "pm_practice_visa" } })).toMatchObject({
      kind: "approved",
    });
    expect(server.control.ledger()).toHaveLength(1);
  });

  it("the card behind a token is told before it is charged, the same mark for the same card; an invalid one says so and is refused", async () => {
    const told = await processor.tokenCard?.("pm_practice_visa");
    expect(told).toEqual({ brand: "visa", last4: "4242", fingerprint: expect.any(String), invalid: null });
    expect((await charge()).payment?.card?.fingerprint).toBe(told?.fingerprint);
    expect(await processor.tokenCard?.("pm_practice_invalid")).toMatchObject({
      last4: "5556",
      invalid: "card_expired",
    });
    await expect(processor.tokenCard?.("pm_nobody")).rejects.toMatchObject({ code: "not_found" });
    expect(await charge({ source: { kind: "token", tokenId: "pm_practice_invalid" } })).toMatchObject({
      kind: "refused",
      fields: { token: expect.any(String) },
    });
  });

  it("without the sub account's header, or with another's, nothing is charged", async () => {
    const without = connect({ subAccount: null });
    expect(await without.charge(order(), randomUUID())).toMatchObject({
      kind: "refused",
      code: "sub_account_header_required",
    });
    const other = connect({ subAccount: "acc_other" });
    expect((await other.charge(order(), randomUUID())).kind).toBe("refused");
    without.close();
    other.close();
    expect(server.control.ledger()).toEqual([]);
  });
});

describe("the same key", () => {
  it("and the same request: the same payment, charged once; with another request: an error, and nothing is charged", async () => {
    const reference = randomUUID();
    const first = await charge({}, reference);
    expect(await charge({}, reference)).toMatchObject({ kind: "approved", payment: { id: first.payment?.id } });
    expect(await charge({ amount: cents(2000) }, reference)).toMatchObject({
      kind: "refused",
      code: "idempotency_params_mismatch",
    });
    expect(server.control.ledger()).toHaveLength(1);
  });

  it("while the first is under way: in progress, and nothing is known", async () => {
    const reference = randomUUID();
    const answer = heldBack("after");
    server.control.failNext({ method: "POST", path: "/payments" }, answer.fault);
    const first = charge({}, reference);
    await expect
      .poll(() => server.control.requests().some(({ idempotencyKey }) => idempotencyKey === reference))
      .toBe(true);
    expect(await charge({}, reference)).toMatchObject({
      kind: "unknown",
      why: "possible_duplicate",
      code: "idempotency_request_in_progress",
    });
    answer.letGo();
    expect((await first).kind).toBe("approved");
    expect(server.control.ledger()).toHaveLength(1);
  });

  it("a capture again with its key is told as done; with another key it is looked up", async () => {
    const id = await paid({ capture: false });
    const reference = randomUUID();
    expect(await processor.capture(id, cents(1000), "USD", reference)).toMatchObject({
      kind: "approved",
      httpStatus: 201,
    });
    expect(await processor.capture(id, cents(1000), "USD", reference)).toMatchObject({
      kind: "approved",
      httpStatus: 200,
    });
    expect(await processor.capture(id, cents(1000), "USD", randomUUID())).toMatchObject({
      kind: "unknown",
      why: "possible_duplicate",
    });
  });
});

describe("afterwards", () => {
  it("a hold lapses after seven days", async () => {
    const id = await paid({ capture: false });
    now += 7 * DAY;
    processor.close();
    processor = connect();
    expect(await processor.capture(id, cents(1000), "USD", randomUUID())).toMatchObject({
      kind: "declined",
      code: "charge_expired_for_capture",
    });
    expect(await processor.getPayment(id)).toMatchObject({ status: "expired", captured: false });
    expect((await processor.listPayments(null, 10)).items).toMatchObject([{ id, status: "expired" }]);
  });

  it("a hold that was voided stays voided, also with a note written later", async () => {
    const id = await paid({ capture: false });
    expect(await processor.void(id, cents(1000), "USD", TAKE, randomUUID())).toMatchObject({
      kind: "approved",
      payment: { status: "voided" },
    });
    now += 3 * DAY;
    processor.close();
    processor = connect();
    expect(await processor.updatePayment?.(id, { description: "gone home" })).toMatchObject({
      status: "voided",
      description: "gone home",
    });
  });

  it("a void, captured or not, within 25 minutes", async () => {
    const taken = await paid();
    const held = await paid({ capture: false });
    const late = await paid();
    now += 25 * MINUTE;
    expect(await processor.void(taken, cents(1000), "USD", TAKE, randomUUID())).toMatchObject({
      kind: "approved",
      payment: { status: "voided" },
    });
    expect(await processor.void(held, cents(1000), "USD", TAKE, randomUUID())).toMatchObject({ kind: "approved" });
    now += 1;
    expect(await processor.void(late, cents(1000), "USD", TAKE, randomUUID())).toMatchObject({
      kind: "refused",
      code: "payment_outside_void_window",
    });
    expect(server.control.ledger().map(({ status, captured }) => [status, captured])).toEqual([
      ["void", 0],
      ["void", 0],
      ["succeeded", 1000],
    ]);
    // Whatever the clock of this computer says, it is not offered again.
    expect(await processor.getPayment(late)).toMatchObject({ status: "captured", voidableUntil: 0 });
  });

  it("refunds in parts, up to the whole and not beyond; the ledger adds up", async () => {
    const id = await paid({ amount: cents(10_000) });
    const refund = (amount: number): Promise<Outcome> => processor.refund(id, cents(amount), "USD", TAKE, randomUUID());
    expect(await refund(2500)).toMatchObject({ kind: "approved", amount: 2500 });
    expect(await processor.getPayment(id)).toMatchObject({
      status: "partly_refunded",
      amountRefunded: 2500,
      amountRefundable: 7500,
      refunds: [{ amount: 2500, reason: "duplicate", status: "succeeded" }],
    });
    expect(await refund(7501)).toMatchObject({ kind: "refused", code: "refund_exceeds_amount_available" });
    expect(await refund(7500)).toMatchObject({ kind: "approved" });
    expect(await refund(1)).toMatchObject({ kind: "refused", code: "payment_fully_refunded" });
    expect(await processor.getPayment(id)).toMatchObject({ status: "refunded", amountRefunded: 10_000 });
    const lines = (await processor.ledger?.(id)) ?? [];
    expect(lines.map(({ kind, amount }) => [kind, amount])).toEqual([
      ["payment", 10_000],
      ["payment_fee", -320],
      ["refund", -2500],
      ["refund", -7500],
    ]);
    expect(lines.at(-1)?.balance).toBe(lines.reduce((sum, { amount }) => sum + amount, 0));
  });

  it("a void gives the fees back", async () => {
    const id = await paid();
    await processor.void(id, cents(1000), "USD", TAKE, randomUUID());
    const lines = (await processor.ledger?.(id)) ?? [];
    expect(lines.map(({ kind }) => kind)).toEqual(["payment", "payment_fee", "refund", "fee_refund"]);
    expect(lines.at(-1)?.balance).toBe(0);
  });

  it("description and metadata are changed, and nothing else of them", async () => {
    const reference = randomUUID();
    const id = (await charge({ metadata: { operator: "ana" } }, reference)).payment?.id ?? "";
    await processor.updatePayment?.(id, { description: "table 7" });
    const changed = await processor.updatePayment?.(id, { metadata: { note: "window" } });
    expect(changed).toMatchObject({
      description: "table 7",
      reference,
      metadata: { operator: "ana", note: "window", reference },
    });
  });
});

describe("the list", () => {
  it("newest first, page by page, each payment once", async () => {
    const made: string[] = [];
    for (let at = 0; at < 7; at++) made.push(await paid());
    const seen: string[] = [];
    let cursor: string | null = null;
    let pages = 0;
    do {
      const page = await processor.listPayments(cursor, 3);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
      pages++;
    } while (cursor !== null);
    expect(seen).toEqual(made.reverse());
    expect(pages).toBe(3);
  });
});

describe("sign-in", () => {
  it("a wrong secret gets 404, as in the vendor's stubs; a token ends after a day", async () => {
    const wrong = connect({ clientSecret: "wrong_secret" });
    await expect(wrong.check()).rejects.toMatchObject({ code: "unauthorized" });
    wrong.close();
    await processor.check();
    now += DAY;
    const reference = randomUUID();
    expect(await charge({}, reference)).toMatchObject({ kind: "refused", httpStatus: 401 });
    expect(server.control.ledger()).toEqual([]);
    expect((await charge()).kind).toBe("approved");
  });
});

describe("trouble on the line", () => {
  it.each<[number, Outcome["kind"], number]>([
    [501_000, "unknown", 1],
    [501_100, "unknown", 0],
    [500_000, "unknown", 1],
    [501_200, "unknown", 1],
  ])("%i cents: %s, and %i payments are there", async (amount, kind, count) => {
    expect((await charge({ amount: cents(amount) })).kind).toBe(kind);
    expect(server.control.ledger()).toHaveLength(count);
  });
});

it("SECURITY: no file of it holds a card number, a code or a secret; what is practised survives a restart, and a reset ends it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "justifi-training-"));
  try {
    await server.close();
    const database = { file: join(folder, "training-justifi.db"), key: "5a".repeat(32) };
    await start({ database });
    await charge({ description: "card 4242 4242 4242 4242", metadata: { note: "4242424242424242" } });
    const { clientSecret } = server;
    processor.close();
    await server.close();
    for (const tail of ["", "-wal"]) {
      const bytes = existing(database.file + tail);
      for (const secret of ["4242424242424242", "4242 4242", clientSecret, "Sylvia"])
        expect(bytes.includes(secret)).toBe(false);
    }
    await start({ database });
    expect(server.control.ledger()).toHaveLength(1);
    const told = JSON.stringify((await processor.listPayments(null, 10)).items);
    expect(told).not.toMatch(/4242[ ]?4242/);
    await server.reset();
    expect(server.control.ledger()).toEqual([]);
    expect((await charge({ source: { kind: "token", tokenId: "pm_practice_visa" } })).kind).toBe("approved");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

function existing(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}
