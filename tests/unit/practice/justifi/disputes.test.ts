import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, it } from "vitest";
import { startJustiFiTraining, type JustiFiTrainingServer } from "../../../../src/main/practice/justifi/server";
import { justifi } from "../../../../src/main/processors/justifi/index";
import type { ChargeOrder, Processor } from "../../../../src/main/processors/processor";
import { cents } from "../../../../src/shared/money";
import { CARD, order, TAKE } from "../../../fixtures/justifi/server";

/** The practice JustiFi's disputes, asked over HTTP by the real adapter. */
const MINUTE = 60_000;
let now = Date.UTC(2026, 10, 21, 15);
let server: JustiFiTrainingServer;
let processor: Processor;

beforeEach(async () => {
  server = await startJustiFiTraining({ database: { file: ":memory:", key: null }, clock: () => now });
  const { url: baseUrl, clientId, clientSecret, subAccount } = server;
  const how = { environment: "Training", mode: "test", log: () => undefined } as const;
  processor = justifi({ baseUrl, clientId, clientSecret, subAccount, ...how });
});
afterEach(async () => {
  processor.close();
  await server.close();
});

/** A charge of $10.00; answers its id. */
const paid = async (changes: Partial<ChargeOrder>): Promise<string> => {
  const card = { ...CARD, number: "4242424242424242" };
  const { payment } = await processor.charge(order({ source: { kind: "card", card }, ...changes }), randomUUID());
  return payment?.id ?? "none";
};

it("a payment is disputed when its metadata says so, and is not refunded on top", async () => {
  const spec = JSON.stringify({ expected_result: "lost", event_publish_delay_in_seconds: 60 });
  const id = await paid({ metadata: { dispute_test_spec: spec } });
  expect(await processor.getPayment(id)).toMatchObject({ status: "captured" });
  now += MINUTE;
  expect(await processor.getPayment(id)).toMatchObject({ status: "disputed", amountRefundable: 0 });
  expect(await processor.refund(id, cents(100), "USD", TAKE, randomUUID())).toMatchObject({ kind: "refused" });
  expect(server.control.ledger().at(-1)).toMatchObject({ status: "disputed", refunded: 0 });
});

it("a payment is disputed in part, and the rest is refunded", async () => {
  const spec = JSON.stringify({ amount: 400, event_publish_delay_in_seconds: 60 });
  const id = await paid({ metadata: { dispute_test_spec: spec } });
  now += MINUTE;
  const asked = { status: "partly_disputed", amountDisputed: 400 };
  expect(await processor.getPayment(id)).toMatchObject({ ...asked, amountRefundable: 600 });
  expect(await processor.refund(id, cents(601), "USD", TAKE, randomUUID())).toMatchObject({ kind: "refused" });
  expect(await processor.refund(id, cents(500), "USD", TAKE, randomUUID())).toMatchObject({ kind: "approved" });
  expect(await processor.getPayment(id)).toMatchObject({ ...asked, amountRefundable: 100, amountRefunded: 500 });
  expect(await processor.refund(id, cents(100), "USD", TAKE, randomUUID())).toMatchObject({ kind: "approved" });
  expect(await processor.getPayment(id)).toMatchObject({ status: "disputed", amountRefundable: 0 });
});
