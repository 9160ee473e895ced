import type { Payment } from "../../shared/payment";
import { nameWords } from "../../shared/words/common";
import { paymentWords } from "../../shared/words/payment";

const words = paymentWords.detail;

/** Everything that the processor said of a payment, raw, for a call with its support. */
export function PaymentDetails({ payment }: { readonly payment: Payment }) {
  const { card } = payment;
  const pairs: readonly (readonly [string, string | number | null | undefined])[] = [
    [words.status, payment.statusRaw],
    [words.failureCode, payment.failureCode],
    [words.failureMessage, payment.failureMessage],
    [words.hostCode, payment.hostCode],
    [words.hostMessage, payment.hostMessage],
    [words.avs, card?.avs],
    [words.cvv, card?.cvv],
    [words.brand, card?.brandRaw],
    [words.cardType, card?.cardType],
    [words.cardEnds, card?.expMonth && card.expYear ? `${card.expMonth}/${card.expYear}` : null],
    [words.holder, card?.holder],
    [words.zip, card?.zip],
    [words.bank, card?.issuerName],
    [words.bankPhone, card?.issuerPhone],
    [words.bankCountry, card?.issuerCountry],
    [words.cardId, card?.id],
    [nameWords.customerId, payment.customerId ?? card?.customerId],
    [nameWords.paymentId, payment.id],
    [nameWords.reference, payment.reference],
    [words.madeBy, payment.createdBy],
    [words.made, payment.createdAt === null ? null : new Date(payment.createdAt).toISOString()],
    [words.changed, payment.updatedAt === null ? null : new Date(payment.updatedAt).toISOString()],
    ...payment.refunds.map((refund, at): readonly [string, string] => [
      words.refund({ number: at + 1 }),
      [refund.id, refund.status, refund.reason, refund.description].filter(Boolean).join(" · "),
    ]),
  ];
  const metadata = Object.entries(payment.metadata);
  return (
    <details
      className="details"
      onToggle={(event) => {
        if (event.currentTarget.open) event.currentTarget.scrollIntoView({ block: "nearest" });
      }}
    >
      <summary>{paymentWords.details}</summary>
      <Pairs pairs={pairs} />
      {metadata.length > 0 ? (
        <>
          <h4 className="details-title">{paymentWords.detailsMore}</h4>
          <Pairs pairs={metadata} />
        </>
      ) : null}
    </details>
  );
}

function Pairs({ pairs }: { readonly pairs: readonly (readonly [string, string | number | null | undefined])[] }) {
  return (
    <dl className="details-pairs">
      {pairs
        .filter(([, value]) => value !== null && value !== undefined && value !== "")
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
