import type { Answer } from "../sending";
import type { Book } from "./book";
import { showCharge } from "./show";

/** The `wrong_charge` fault: a proper answer about another charge, an older one if there is one. */
export function distort(answer: Answer, book: Book): Answer {
  if (answer.fault?.kind !== "wrong_charge" || typeof answer.body !== "object" || answer.body === null) return answer;
  const { data, meta } = answer.body as { data?: Record<string, unknown>; meta?: unknown };
  if (typeof data !== "object" || Array.isArray(data)) return answer;
  const about = String(data["charge_id"] ?? data["id"]);
  const other = book.one("charges", "WHERE id <> ? ORDER BY real_id DESC", about);
  if (data["object"] === "Charge" && other) {
    const shown = showCharge(other, {
      card: book.byId("cards", other.card_id),
      refunds: [],
      now: other.created_at,
      fresh: true,
      include: ["transaction_metadata"],
    });
    return { ...answer, body: { data: shown, meta } };
  }
  const wrongId = about.split("").reverse().join("");
  return {
    ...answer,
    body: { data: { ...data, id: wrongId, ...("charge_id" in data ? { charge_id: wrongId } : {}) }, meta },
  };
}
