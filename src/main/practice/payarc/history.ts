import { decliningMix } from "./scenarios";
import type { Book, CardRow, ChargeRow, Planted } from "./book";
import { HOLD_SECONDS, SETTLES_AFTER } from "./charges";
import { PURCHASES } from "./names";
import { between, newId, pick, type Random } from "./random";

/** About 120 payments of the last thirty days, so that Payments, Holds and Take it back have something to show. */
const DAY = 86_400;
const HOUR = 3600;

type Kind =
  | "captured"
  | "settled"
  | "hold"
  | "lapsed"
  | "voided"
  | "refunded"
  | "partly_refunded"
  | "declined"
  | "mismatch";

/** Kind and age in seconds; the holds are at chosen ages: fresh, middling, due within 48 hours, lapsed. */
function plan(random: Random): [Kind, number][] {
  const today: [Kind, number][] = Array.from({ length: 9 }, (_, at) => [
    "captured",
    (at + 1) * 95 * 60 + between(random, 0, 1800),
  ]);
  const holds: [Kind, number][] = [
    ["hold", 2 * HOUR],
    ["hold", 26 * HOUR],
    ["hold", 3 * DAY],
    ["hold", 4 * DAY + 5 * HOUR],
    ["hold", 5 * DAY + 20 * HOUR],
    ["lapsed", 8 * DAY],
  ];
  const older = (kind: Kind, count: number, from: number, to: number): [Kind, number][] =>
    Array.from({ length: count }, () => [kind, between(random, from, to)]);
  return [
    ...today,
    ...holds,
    ...older("settled", 8, DAY + HOUR, 2 * DAY),
    ...older("settled", 62, 2 * DAY, 30 * DAY),
    ...older("voided", 5, 3 * HOUR, 25 * DAY),
    ...older("refunded", 5, 2 * DAY, 28 * DAY),
    ...older("partly_refunded", 4, 2 * DAY, 28 * DAY),
    ...older("declined", 13, HOUR, 29 * DAY),
    ...older("mismatch", 8, 2 * HOUR, 29 * DAY),
  ];
}

/** Adds the payments of the past. `now` is epoch seconds. */
export function plantPayments(book: Book, random: Random, cards: readonly Planted<CardRow>[], now: number): void {
  const month = new Date(now * 1000).toISOString().slice(0, 7);
  const payers = cards.filter((card) => `${card.exp_year}-${card.exp_month}` >= month).slice(0, 400);
  if (payers.length === 0) return;
  const rows = plan(random)
    .sort(([, one], [, other]) => other - one)
    .map(([kind, age]) => makeCharge(random, kind, now - age, pick(random, payers)));
  book.fill("charges", rows);
  for (const row of rows) {
    if (row.refunded === 0) continue;
    book.add("refunds", "refund", {
      charge_id: row.id,
      amount: row.refunded,
      status: row.status,
      reason: "requested_by_customer",
      description: null,
      created_at: row.updated_at,
    });
  }
}

/** Prices as people have them: many of them round or ending in 50, 95 or 99. */
function price(random: Random): number {
  const whole = random() < 0.75 ? between(random, 8, 180) : between(random, 180, 900);
  return whole * 100 + pick(random, [0, 0, 0, 50, 95, 99, 25, between(random, 1, 98)]);
}

function makeCharge(random: Random, kind: Kind, at: number, card: Planted<CardRow>): Planted<ChargeRow> {
  const amount = price(random);
  const hold = kind === "hold" || kind === "lapsed";
  const mismatch = kind === "mismatch";
  const decline = kind === "declined" ? pick(random, decliningMix()) : null;
  const refunded =
    kind === "refunded" ? amount : kind === "partly_refunded" ? Math.max(100, Math.floor(amount / 4)) : 0;
  const later = refunded > 0 ? between(random, 30, 40) * HOUR : kind === "voided" ? between(random, 300, 7200) : 2;
  const statuses: Partial<Record<Kind, string>> = {
    hold: "authorized",
    lapsed: "authorized",
    voided: "void",
    refunded: "refunded",
    partly_refunded: "partial_refund",
  };
  const street = !mismatch || random() < 0.5;
  return {
    id: newId("charge", random),
    idempotency_key: null,
    customer_id: random() < 0.8 ? card.customer_id : null,
    card_id: card.id,
    same_number: card.same_number,
    amount,
    approved: decline ? 0 : amount,
    captured_amount: hold ? 0 : amount,
    refunded,
    voided: kind === "voided" ? amount : 0,
    tip: 0,
    surcharge: 0,
    capture: hold ? 0 : 1,
    status: decline
      ? random() < 0.5
        ? "failed_by_gateway"
        : decline.status
      : (statuses[kind] ?? "submitted_for_settlement"),
    voided_by: kind === "voided" ? "void" : null,
    auth_code: decline ? null : `TAS${between(random, 100, 999)}`,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    error_form: 0,
    host_code: decline ? null : "000000",
    tsys_code: decline ? null : "A0000",
    host_message: decline?.message ?? "Success",
    avs_status: mismatch ? (street ? "A" : "N") : card.zip === null ? null : "Y",
    cvc_status: random() < 0.6 ? "M" : null,
    street_passed: street && card.zip !== null ? 1 : 0,
    zip_passed: mismatch || card.zip === null ? 0 : 1,
    void_reason: kind === "voided" ? "requested_by_customer" : null,
    void_description: null,
    refund_reason: refunded > 0 ? "requested_by_customer" : null,
    refund_description: null,
    extra: JSON.stringify({
      charge_description: pick(random, PURCHASES),
      statement_description: "COUNTERFOIL PRACTICE",
    }),
    metadata: "{}",
    settles_at: hold ? null : at + SETTLES_AFTER,
    lapses_at: hold ? at + HOLD_SECONDS : null,
    created_at: at,
    updated_at: at + later,
  };
}
