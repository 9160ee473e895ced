import { useRef, type Ref, useImperativeHandle } from "react";
import { BRAND_NAMES, expiryText } from "../../../shared/card";
import { customerTitle, type CardOnFile, type Customer, type CustomerLine } from "../../../shared/customer";
import { phoneText } from "../../../shared/phone";
import { BrandMark } from "../../parts/brand-mark";
import { Button } from "../../parts/button";
import { Pill } from "../../parts/pill";
import { useNow } from "../../parts/use-now";
import { cardHealth } from "../../card/card-health";

export interface Payer {
  readonly line: CustomerLine;
  /** Everything that is known; null until it has been read. */
  readonly customer: Customer | null;
  /** Position of the chosen card among `customerCards`; null: a card is typed. Ids can repeat (docs/payarc.md 19). */
  readonly cardId: string | null;
}

/** SECURITY: uncontrolled, like every CVV: read once, wiped. */
export interface OnFileCvv {
  /** null: not asked for. "wrong": typed, but no CVV; the focus is there. */
  readonly read: () => string | null;
  readonly wipe: () => void;
}

type ShownCard = Pick<CardOnFile, "id" | "brand" | "last4" | "expMonth" | "expYear" | "isDefault">;

/** The cards that can be shown now: all once the customer is read, until then the usual one. */
export function cardsOf(payer: Payer): readonly ShownCard[] {
  return payer.customer?.cards ?? (payer.line.card ? [payer.line.card] : []);
}

/** The card that will be charged; null when one is typed. */
export function chosenCard(payer: Payer | null): ShownCard | null {
  return payer?.cardId ? (cardsOf(payer).find(({ id }) => id === payer.cardId) ?? null) : null;
}

/** The billing address of the chosen card, else of its customer, as far as it has been read. */
export function billingOnFile(payer: Payer | null): {
  readonly addressLine1: string | null;
  readonly zip: string | null;
} {
  const customer = payer?.customer ?? null;
  const card = customer?.cards.find(({ id }) => id === payer?.cardId);
  return {
    addressLine1: card?.addressLine1 ?? customer?.addressLine1 ?? null,
    zip: card?.zip ?? customer?.zip ?? null,
  };
}

/** The chosen customer, and with which of their cards they pay. */
export function OnFile(props: {
  readonly payer: Payer;
  readonly readOnly: boolean;
  readonly onCard: (cardId: string | null) => void;
  readonly onRemove: () => void;
  readonly cvvRef: Ref<OnFileCvv>;
  readonly onSubmit: () => void;
}) {
  const { payer, readOnly, onCard } = props;
  const now = useNow(60_000);
  const cvv = useRef<HTMLInputElement>(null);
  const cards = cardsOf(payer);
  useImperativeHandle(props.cvvRef, () => ({
    read() {
      const typed = cvv.current?.value ?? "";
      if (typed === "") return null;
      if (/^\d{3,4}$/.test(typed)) return typed;
      cvv.current?.focus();
      return "wrong";
    },
    wipe() {
      if (cvv.current) cvv.current.value = "";
    },
  }));
  return (
    <div className="on-file">
      <div className="on-file-who">
        <span className="grow cut">
          <strong>{customerTitle(payer.line)}</strong>
          <span className="quiet small">
            {" "}
            {[phoneText(payer.line.phone), payer.line.name ? payer.line.email : null].filter(Boolean).join(" · ")}
          </span>
        </span>
        <Button
          kind="quiet"
          size="small"
          label={`Remove ${customerTitle(payer.line)} from this order`}
          disabled={readOnly}
          onPress={props.onRemove}
        >
          Remove
        </Button>
      </div>
      <div role="radiogroup" aria-label="Card" className="on-file-cards">
        {cards.map((card, at) => {
          const health = cardHealth(card.expMonth, card.expYear, now);
          return (
            <label key={`${at} ${card.id}`} className="on-file-card">
              <input
                type="radio"
                name="on-file-card"
                className="on-file-radio"
                checked={card.id === payer.cardId}
                disabled={readOnly}
                onChange={() => onCard(card.id)}
                aria-label={`${BRAND_NAMES[card.brand]} ending ${card.last4 ?? "unknown"}, ${expiryText(card.expMonth, card.expYear)}${health === "good" ? "" : `, ${health}`}`}
              />
              <BrandMark brand={card.brand} size={36} />
              <span className="on-file-number">···· {card.last4 ?? "····"}</span>
              <span className={health === "good" ? "quiet" : `health-${health}`}>
                {expiryText(card.expMonth, card.expYear)}
                {health === "good" ? "" : ` · ${health}`}
              </span>
              <span className="grow" />
              {card.isDefault ? <Pill tone="plain">Default</Pill> : null}
            </label>
          );
        })}
        <label className="on-file-card">
          <input
            type="radio"
            name="on-file-card"
            className="on-file-radio"
            checked={payer.cardId === null}
            disabled={readOnly}
            onChange={() => onCard(null)}
          />
          <span>
            {payer.customer === null && cards.length === 0 ? "Reading the cards… or type one" : "Another card"}
          </span>
        </label>
      </div>
      {payer.cardId === null ? null : (
        <div className="on-file-cvv">
          <label className="field-label" htmlFor="on-file-cvv">
            CVV
          </label>
          <input
            id="on-file-cvv"
            ref={cvv}
            className="input input-masked"
            inputMode="numeric"
            maxLength={4}
            readOnly={readOnly}
            autoComplete="off"
            data-card=""
            data-digits-only=""
            placeholder="optional"
            onInput={(event) => {
              const field = event.currentTarget;
              const digits = field.value.replace(/\D/g, "");
              if (digits !== field.value) field.value = digits;
            }}
            onCopy={(event) => event.preventDefault()}
            onCut={(event) => event.preventDefault()}
            onKeyDown={(event) => {
              if (event.key !== "Enter") return;
              event.preventDefault();
              props.onSubmit();
            }}
          />
        </div>
      )}
    </div>
  );
}
