import type { Answer } from "../sending";
import type { ChargeRow } from "./book";
import { answer, findCharge, SETTLES_AFTER, type Desk } from "./charges";
import { one, showRefund, statusNow } from "./show";
import { Refusal, validate, type Call } from "./requests";

/**
 * What can be done to a charge afterwards. MONEY: no Idempotency-Key is honoured here, because nothing says that PayArc
 * does (docs/payarc.md 12): whoever sends a capture or a refund twice has done it twice, and the ledger shows it.
 */
const REASONS = ["requested_by_customer", "fraudulent", "duplicate", "other"];
const CENTS = { pattern: /^(?!0+$)\d{1,8}$/, sentence: "The amount must be an integer." };
const LETTER = { min: 5, max: 190 };
const AMOUNT_NOT_THERE = "Amount requested is not available for Refund  ";

/**
 * POST charges/{id}/capture: whole, or part of a hold. A captured charge captured again for the same amount is
 * tolerated (docs/payarc.md, seed 000, step 5).
 */
export function capture(desk: Desk, id: string, call: Call): Answer {
  const { fields } = call;
  validate(fields, { amount: { ...CENTS, required: fields.has("tip_amount") }, tip_amount: { pattern: /^\d{1,8}$/ } });
  const { row, now, status } = look(desk, id);
  const amount = Number(fields.get("amount") ?? row.approved);
  if (
    status === "submitted_for_settlement" ||
    status === "partially_submitted_for_settlement" ||
    status === "settled"
  ) {
    if (amount !== row.captured_amount) throw new Refusal(409, "Charge has already been captured.");
    return { status: 201, body: answer(desk, row, true) };
  }
  if (status === "authorization_expired") throw new Refusal(409, "Authorization has expired.");
  if (status !== "authorized") throw new Refusal(409, "Capture Not Allowed.");
  if (amount > row.approved) throw new Refusal(409, "Amount requested is greater than the authorized amount.");
  return change(desk, row, {
    status: amount < row.approved ? "partially_submitted_for_settlement" : "submitted_for_settlement",
    capture: 1,
    captured_amount: amount,
    tip: Number(fields.get("tip_amount") ?? row.tip),
    settles_at: now + SETTLES_AFTER,
  });
}

/** POST charges/{id}/void: before settlement only, the whole of it (docs/payarc.md 9). */
export function voidCharge(desk: Desk, id: string, call: Call): Answer {
  const { fields } = call;
  validate(fields, { reason: { required: true, oneOf: REASONS }, void_description: LETTER });
  const { row, status } = look(desk, id);
  if (!isUnsettled(status)) throw new Refusal(409, "Reversal Not Allowed.");
  return change(desk, row, {
    status: "void",
    voided_by: "void",
    voided: row.amount,
    void_reason: fields.get("reason") ?? null,
    void_description: fields.get("void_description") ?? null,
  });
}

/**
 * POST charges/{id}/refunds. MONEY: on a charge that has not settled this voids ALL of it whatever amount was asked
 * for, with 201 and an `amount_voided` that shows only what was asked for, and it can be repeated (docs/payarc.md 9,
 * observed 2026-09).
 */
export function refund(desk: Desk, id: string, call: Call): Answer {
  const { fields } = call;
  validate(fields, { amount: CENTS, reason: { oneOf: REASONS }, description: LETTER });
  const { row, now, status } = look(desk, id);
  const written = {
    refund_reason: fields.get("reason") ?? null,
    refund_description: fields.get("description") ?? null,
  };
  const left = row.captured_amount - row.refunded;
  if (isUnsettled(status) || (status === "void" && row.voided_by === "refund")) {
    const asked = Number(fields.get("amount") ?? row.approved);
    if (asked > row.amount) throw new Refusal(409, AMOUNT_NOT_THERE);
    return change(desk, row, { ...written, status: "void", voided_by: "refund", voided: asked });
  }
  const amount = Number(fields.get("amount") ?? left);
  if (!["settled", "partial_refund"].includes(status) || amount > left || left === 0)
    throw new Refusal(409, AMOUNT_NOT_THERE);
  const whole = amount === left;
  return desk.book.transaction(() => {
    const refundStatus = whole ? "refunded" : "partial_refund";
    desk.book.change("charges", row.id, {
      ...written,
      status: refundStatus,
      refunded: row.refunded + amount,
      updated_at: now,
    });
    const added = desk.book.add("refunds", "refund", {
      charge_id: row.id,
      amount,
      status: refundStatus,
      reason: written.refund_reason,
      description: written.refund_description,
      created_at: now,
    });
    return { status: 201, body: one(showRefund(added), []) };
  });
}

/** POST charges/{id}/tip_adjustment: `tip` in cents, before settlement. */
export function adjustTip(desk: Desk, id: string, call: Call): Answer {
  validate(call.fields, { tip: { required: true, pattern: /^\d{1,8}$/ } });
  const { row, status } = look(desk, id);
  if (!isUnsettled(status)) throw new Refusal(409, "Tip Adjustment Not Allowed.");
  return change(desk, row, { tip: Number(call.fields.get("tip")) });
}

function isUnsettled(status: string): boolean {
  return ["authorized", "submitted_for_settlement", "partially_submitted_for_settlement"].includes(status);
}

function look(desk: Desk, id: string): { row: ChargeRow; now: number; status: string } {
  const row = findCharge(desk, id);
  const now = Math.floor(desk.nowMs / 1000);
  return { row, now, status: statusNow(row, now) };
}

function change(desk: Desk, row: ChargeRow, changed: Partial<ChargeRow>): Answer {
  desk.book.change("charges", row.id, { ...changed, updated_at: Math.floor(desk.nowMs / 1000) });
  return { status: 201, body: answer(desk, findCharge(desk, row.id), true) };
}
