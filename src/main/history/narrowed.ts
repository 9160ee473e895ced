import type { DeclineReason } from "../../shared/decline-reason";
import type { Value } from "../storage/statements";
import type { Found } from "./look-up";
import type { Question } from "./question";
import type { TallyGroup } from "./tally";

/** A decline's code and words as one text. */
export function saidOf({ code, message }: NonNullable<TallyGroup["why"]>): string {
  return `${code ?? ""}\u001f${message ?? ""}`;
}
const SAID =
  "coalesce(json_extract(p.body, '$.failureCode'), '') || char(31) || coalesce(json_extract(p.body, '$.failureMessage'), '')";

/** What neither the words nor the amounts tell is looked up in the payments that they leave. */
export function narrowed(
  { currency, people, reasons, refunded }: Question,
  one: Found,
  whysOf: (reasons: readonly DeclineReason[]) => readonly string[],
): Found {
  const where = [one.where];
  const values = [...one.values];
  const also = (condition: string, ...more: Value[]): void => {
    where.push(condition);
    values.push(...more);
  };
  const payment = "EXISTS (SELECT 1 FROM payments AS p WHERE p.row = a.row AND";
  const listed = "IN (SELECT value FROM json_each(?)))";
  if (currency !== undefined) also("a.currency = ?", currency);
  if (people)
    also(
      `${payment} coalesce(json_extract(p.body, '$.operator'), '') ${listed}`,
      JSON.stringify(people.map((name) => name ?? "")),
    );
  if (reasons) also(`${payment} ${SAID} ${listed}`, JSON.stringify(whysOf(reasons)));
  if (refunded)
    also(
      "a.row IN (SELECT row FROM given_back WHERE at >= ? AND at < ?)",
      refunded.from ?? 0,
      refunded.to ?? Number.MAX_SAFE_INTEGER,
    );
  return { ...one, where: where.join(" AND "), values };
}

/** Whether more is asked for than words, times and amounts. */
export function asksMore({ currency, people, reasons, refunded }: Question): boolean {
  return [currency, people, reasons, refunded].some((each) => each !== undefined);
}
