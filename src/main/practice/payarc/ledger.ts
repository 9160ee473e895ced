import type { LedgerLine } from "../control";
import type { Book } from "./book";
import { statusNow } from "./show";

/** The charges made over HTTP since the practice data was put in, oldest first. `now` is epoch seconds. */
export function readLedger(book: Book, now: number): LedgerLine[] {
  const planted = Number(book.fact("planted_charges") ?? 0);
  return book.all("charges", "WHERE real_id > ? ORDER BY real_id", planted).map((row) => {
    const declined = row.failure_code !== null;
    const metadata = JSON.parse(row.metadata) as Record<string, string>;
    return {
      id: row.id,
      reference: metadata["reference"] ?? null,
      idempotencyKey: row.idempotency_key,
      amount: row.amount,
      approved: row.approved,
      status: statusNow(row, now),
      declined,
      captured: declined || row.status === "void" ? 0 : row.captured_amount,
      refunded: row.refunded,
      tip: row.tip,
      refunds: book.all("refunds", "WHERE charge_id = ? ORDER BY real_id", row.id).map((refund) => refund.amount),
      last4: book.byId("cards", row.card_id)?.last4 ?? "",
      customerId: row.customer_id,
      createdAt: row.created_at,
    };
  });
}
