import type { AttemptView } from "../../../shared/attempt";
import { emptyFields } from "../../stores/order-fields";
import type { FieldErrors } from "./order-form";

const KEPT = Object.keys(emptyFields("phone"));

/**
 * What the processor said of fields that stand in the order for another try, each sentence for its field. What is about
 * the card, which is wiped, or about no field here is told by the result alone.
 */
export function refusedFields(attempt: AttemptView | null): FieldErrors {
  const outcome = attempt?.outcome;
  if (outcome?.kind !== "refused") return {};
  return Object.fromEntries(Object.entries(outcome.fields).filter(([name]) => KEPT.includes(name)));
}
