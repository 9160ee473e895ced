import type { Payment } from "../../shared/payment";

/** Everything that the processor said of a payment, raw, for a call with its support. */
export function PaymentDetails({ payment }: { readonly payment: Payment }) {
  const { card } = payment;
  const pairs: readonly (readonly [string, string | number | null | undefined])[] = [
    ["Status", payment.statusRaw],
    ["Failure code", payment.failureCode],
    ["Failure message", payment.failureMessage],
    ["Host code", payment.hostCode],
    ["Host message", payment.hostMessage],
    ["AVS", card?.avs],
    ["CVV answer", card?.cvv],
    ["Brand", card?.brandRaw],
    ["Card type", card?.cardType],
    ["Card ends", card?.expMonth && card.expYear ? `${card.expMonth}/${card.expYear}` : null],
    ["Cardholder", card?.holder],
    ["ZIP", card?.zip],
    ["Bank", card?.issuerName],
    ["Bank phone", card?.issuerPhone],
    ["Bank country", card?.issuerCountry],
    ["Card id", card?.id],
    ["Customer id", payment.customerId ?? card?.customerId],
    ["Payment id", payment.id],
    ["Our reference", payment.reference],
    ["Made by", payment.createdBy],
    ["Made", payment.createdAt === null ? null : new Date(payment.createdAt).toISOString()],
    ["Changed", payment.updatedAt === null ? null : new Date(payment.updatedAt).toISOString()],
    ...payment.refunds.map((refund, at): readonly [string, string] => [
      `Refund ${at + 1}`,
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
      <summary>Details</summary>
      <Pairs pairs={pairs} />
      {metadata.length > 0 ? (
        <>
          <h4 className="details-title">Metadata</h4>
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
