import { luhn } from "../../shared/card";

/** Takes every run of 13-19 digits that passes the Luhn check (spaces and dashes between them allowed) out of a text. */
export function removeCardNumbers(text: string): string {
  return text.replace(/\d(?:[ -]?\d){12,18}(?!\d)/g, (run) => (luhn(run.replace(/\D/g, "")) ? "" : run));
}
