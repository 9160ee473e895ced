import { CARD_FIELDS, type CardFieldName } from "./use-card-fields";

/** What a processor said of a card, at the fields it is about. */
export interface CardRefusal {
  readonly card: Readonly<Partial<Record<CardFieldName, string>>>;
  readonly holder: string | null;
  /** What is about no field that is shown. */
  readonly others: readonly string[];
}

const ALSO: Readonly<Record<string, CardFieldName>> = { expMonth: "expiry", expYear: "expiry" };

/** `fields`: of a Failure or an outcome, by the names of a card's entry. */
export function readRefusal(fields: Readonly<Record<string, string>>): CardRefusal {
  const card: Partial<Record<CardFieldName, string>> = {};
  const others: string[] = [];
  let holder: string | null = null;
  for (const [path, sentence] of Object.entries(fields)) {
    const name = path.replace(/^card\./, "");
    const field = CARD_FIELDS.find((known) => known === name) ?? ALSO[name];
    if (field) card[field] ??= sentence;
    else if (name === "holder") holder = sentence;
    else others.push(sentence);
  }
  return { card, holder, others };
}
