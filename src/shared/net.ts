import type { Payment } from "./payment";

/**
 * What a payment leaves after fees and refunds, in minor units; null where the processor does not tell. Whether its own
 * `net` has the refunds in it is not documented (docs/payarc.md 20): it is what was captured less the fees, with or
 * without them. MONEY: a figure that is neither stays as the processor tells it.
 */
export function netOf(
  payment: Pick<Payment, "amount" | "amountCaptured" | "amountRefunded" | "fees" | "net">,
): number | null {
  const { net, fees, amountRefunded } = payment;
  if (net === null || amountRefunded === 0) return net;
  const captured = payment.amountCaptured ?? payment.amount;
  return net === captured - (fees ?? 0) ? net - amountRefunded : net;
}
