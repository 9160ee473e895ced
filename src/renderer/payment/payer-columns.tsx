import { brandText } from "../../shared/brand-words";
import type { PaymentLine } from "../../shared/history";
import { nameWords } from "../../shared/words/common";
import { paymentWords } from "../../shared/words/payment";
import { BrandMark } from "../parts/brand-mark";
import type { Column } from "../parts/table";
import { payerWords } from "./payment-words";

type Payer = Pick<PaymentLine, "name" | "email" | "brand" | "brandRaw" | "last4">;

/**
 * Whom a payment is from and the card it came from; in a narrow table the card stands below the name, and behind it what
 * `more` says.
 */
export function payerColumns<T extends Payer>(
  more: (line: T) => string = () => "",
): readonly [Column<T, never>, Column<T, never>] {
  return [
    { key: "customer", title: nameWords.customer, cell: (line) => <PayerCell line={line} more={more(line)} /> },
    { key: "card", title: nameWords.card, width: "98px", narrow: "gone", cell: (line) => <CardCell line={line} /> },
  ];
}

/** By which typed letters a row is found: the payer as the list shows them, and the last four. */
export function payerTexts(line: Payer): readonly string[] {
  return line.last4 === null ? [payerWords(line)] : [payerWords(line), line.last4];
}

function PayerCell({ line, more }: { readonly line: Payer; readonly more: string }) {
  const named = line.name !== null || line.email !== null;
  const withCard = named && line.last4 !== null;
  if (!withCard && more === "") return payerWords(line);
  return (
    <span className="two-lines">
      <span className="cut">{payerWords(line)}</span>
      <span className="cut quiet small narrow-only">
        {withCard ? (
          <>
            <BrandMark brand={line.brand} name={brandText(line)} size={22} /> {line.last4}
          </>
        ) : null}
        {withCard && more !== "" ? " · " : null}
        {more}
      </span>
    </span>
  );
}

function CardCell({ line }: { readonly line: Payer }) {
  return (
    <span className="search-card">
      <BrandMark brand={line.brand} size={30} />
      <span className="heard-only">{paymentWords.endingHeard({ brand: brandText(line) })}</span>
      {line.last4 ?? "····"}
    </span>
  );
}
