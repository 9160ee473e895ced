import { useRef, type Ref, useImperativeHandle } from "react";
import { brandText } from "../../../shared/brand-words";
import { expiryText } from "../../../shared/card";
import { customerTitle } from "../../../shared/customer";
import { orderWords } from "../../../shared/words/order";
import { phoneText } from "../../../shared/phone";
import { BrandMark } from "../../parts/brand-mark";
import { Button } from "../../parts/button";
import { MaskedInput, maskedText, putMaskedText } from "../../parts/masked-input";
import { Pill } from "../../parts/pill";
import { useNow } from "../../parts/use-now";
import { cardHealth } from "../../card/card-health";
import type { CardChoice } from "../../stores/order-fields";
import { cardsOf, payingCard, type Payer } from "./order-form";

const words = orderWords.onFile;

/** SECURITY: uncontrolled, like every CVV: read once, wiped. */
export interface OnFileCvv {
  /** What was typed; null: nothing. "wrong": it is no CVV, and its field has the focus. */
  readonly read: () => string | null;
  readonly wipe: () => void;
}

/** The chosen customer, and with which of their cards they pay. */
export function OnFile(props: {
  readonly payer: Payer;
  readonly readOnly: boolean;
  readonly onChoice: (choice: CardChoice) => void;
  readonly onRemove: () => void;
  readonly cvvRef: Ref<OnFileCvv>;
  readonly onSubmit: () => void;
}) {
  const { payer, readOnly, onChoice } = props;
  const now = useNow(60_000);
  const cvv = useRef<HTMLInputElement>(null);
  const cards = cardsOf(payer);
  const paying = payingCard(payer);
  useImperativeHandle(props.cvvRef, () => ({
    read() {
      const typed = cvv.current ? maskedText(cvv.current) : "";
      if (typed === "") return null;
      if (/^\d{3,4}$/.test(typed)) return typed;
      cvv.current?.focus();
      return "wrong";
    },
    wipe() {
      if (cvv.current) putMaskedText(cvv.current, "");
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
          label={words.removeFrom({ name: customerTitle(payer.line) })}
          disabled={readOnly}
          onPress={props.onRemove}
        >
          {words.remove}
        </Button>
      </div>
      <div role="radiogroup" aria-label={words.cards} className="on-file-cards">
        {cards.map((card, at) => {
          const health = cardHealth(card.expMonth, card.expYear, now);
          return (
            <label key={`${at} ${card.id}`} className="on-file-card">
              <input
                type="radio"
                name="on-file-card"
                className="on-file-radio"
                checked={card.id === paying?.id}
                disabled={readOnly}
                onChange={() => onChoice({ kind: "card", cardId: card.id })}
                aria-label={words.card({
                  brand: brandText(card),
                  last4: card.last4,
                  expiry: expiryText(card.expMonth, card.expYear),
                  health: health === "good" ? "" : health,
                })}
              />
              <BrandMark brand={card.brand} size={36} />
              <span className="on-file-number">···· {card.last4 ?? "····"}</span>
              <span className={health === "good" ? "quiet" : `health-${health}`}>
                {expiryText(card.expMonth, card.expYear)}
                {health === "good" ? "" : ` · ${health}`}
              </span>
              <span className="grow" />
              {card.isDefault ? <Pill tone="plain">{words.isDefault}</Pill> : null}
            </label>
          );
        })}
        <label className="on-file-card">
          <input
            type="radio"
            name="on-file-card"
            className="on-file-radio"
            checked={paying === null}
            disabled={readOnly}
            onChange={() => onChoice({ kind: "typed" })}
          />
          <span>{payer.customer === null && cards.length === 0 ? words.reading : words.otherCard}</span>
        </label>
      </div>
      {paying === null ? null : (
        <div className="on-file-cvv">
          <label className="field-label" htmlFor="on-file-cvv">
            {words.cvv}
          </label>
          <MaskedInput
            id="on-file-cvv"
            inputRef={(input) => {
              cvv.current = input;
            }}
            className="input"
            inputMode="numeric"
            maxLength={4}
            readOnly={readOnly}
            data-card=""
            data-digits-only=""
            placeholder={words.cvvOptional}
            onInput={(event) => {
              const field = event.currentTarget;
              const typed = maskedText(field);
              const digits = typed.replace(/\D/g, "");
              if (digits !== typed) putMaskedText(field, digits);
              // Whoever reads a card's CVV out has chosen that card.
              if (digits !== "" && payer.choice.kind === "default") onChoice({ kind: "card", cardId: paying.id });
            }}
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
