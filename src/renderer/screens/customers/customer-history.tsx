import type { CustomerEvent } from "../../../shared/customer";
import { customersWords } from "../../../shared/words/customers";
import { timeWords } from "../../payment/words";

const words = customersWords.history;

/** What people of this program did to a customer: what, when, who; for a stored card how the cardholder agreed. */
export function CustomerHistory({
  history,
  now,
}: {
  readonly history: readonly CustomerEvent[];
  readonly now: number;
}) {
  return (
    <details className="customer-history">
      <summary>{words.title({ count: history.length })}</summary>
      <ol>
        {history.map((event, at) => (
          // Two equal notes differ only in their place, which never changes, because notes are only added.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={history.length - at}>
            <span>{event.sentence}</span>
            <span className="faint small">
              {timeWords(event.at, now)} · {event.operator}
            </span>
            {event.changes.map(({ field, from, to }) => (
              <span key={field} className="quiet small">
                {words.change({ field: fieldWords(field), from, to })}
              </span>
            ))}
            {event.consent ? <span className="quiet small">{event.consent.wording}</span> : null}
          </li>
        ))}
      </ol>
    </details>
  );
}

/** `addressLine1` -> `address line 1`; a name that this version does not know stays as it is. */
function fieldWords(field: string): string {
  return (customersWords.fieldNames as Readonly<Record<string, string>>)[field] ?? field;
}
