import type { LedgerLine } from "../control";
import type { Book } from "./book";
import { refundedOf, statusNow } from "./show";

/** What truly happened, whatever the answers said: in the shape and the words that Training uses. `now` is epoch ms. */
export function readTruth(book: Book, now: number): LedgerLine[] {
  const all = book
    .payments(1_000_000, null, false)
    .map(({ doc }) => doc)
    .reverse();
  return all.map((payment) => {
    const status = statusNow(payment, now);
    const declined = status === "failed";
    const reference = payment.metadata["reference"];
    return {
      id: payment.id,
      reference: typeof reference === "string" ? reference : null,
      idempotencyKey: payment.idempotencyKey,
      amount: payment.amount,
      approved: payment.amount,
      status: payment.status === "canceled" ? "void" : status,
      declined,
      captured: payment.captured && status !== "canceled" ? payment.amount : 0,
      refunded: refundedOf(payment),
      tip: 0,
      refunds: payment.refunds.map(({ amount }) => amount),
      last4: payment.method.last4,
      customerId: null,
      createdAt: Math.floor(payment.createdAt / 1000),
    };
  });
}
