import { isChecking } from "../../payment/words";
import { orderResultWords } from "../../../shared/words/order-result";
import { orderWords } from "../../../shared/words/order";
import type { OrderFailure, Phase } from "./order-state";

/** The one word over a press that had no answer. */
export function failureWord({ nothingSent }: OrderFailure): string {
  return nothingSent ? orderResultWords.nothingSent : orderResultWords.notKnown;
}

/** What the charge button says: what a press will do, or what became of it, never more than is known. */
export function chargeWords(phase: Phase, wouldDo: string): string {
  const charge = orderWords.charge;
  if (phase.kind === "sending") return phase.approving ? wouldDo : charge.sending;
  if (phase.kind !== "answered") return wouldDo;
  if (isChecking(phase.attempt)) return charge.sent;
  switch (phase.attempt.outcome?.kind) {
    case "approved":
      return charge.charged;
    case "authorized":
      return charge.authorized;
    case "partially_approved":
      return charge.partly;
    case "unknown":
      return charge.sent;
    default:
      return charge.not;
  }
}
