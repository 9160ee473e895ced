import { memo, useEffect, useImperativeHandle, type Ref } from "react";
import { cardWords } from "../../shared/words/card";
import { showNumber } from "./card-entry";
import { CardField } from "./card-field";
import type { CardSeen } from "./card-seen";
import { CardShield } from "./card-shield";
import { cardTyping } from "./card-typing";
import { CARD_FIELDS, useCardFields, type CardFieldName, type CardTyped } from "./use-card-fields";

const words = cardWords.fields;

/** Far more than an expiry or a postcode has: what is pasted may have more, which is told and not cut. */
const LONGEST_TEXT = 60;

/** What the order does with the fields. SECURITY: card data leaves only by `read`, once, for the request. */
export interface CardInputsHandle {
  /** The typed card; null after showing what is missing or wrong and going there. */
  readonly read: () => CardTyped | null;
  /** Empties number, expiry and CVV, and lets go of what the browser remembers of them; the ZIP too when asked. */
  readonly wipe: (zip: "and zip" | "keep zip") => void;
  /** Goes to the first field that is not done, else to the last one. */
  readonly focusNext: () => void;
  /** Shows what the processor said of these fields, and goes to the first of them. */
  readonly tell: (said: Readonly<Partial<Record<CardFieldName, string>>>) => void;
  /** Says what is wrong with a field, in a few words. */
  readonly refuse: (name: CardFieldName, trouble: string) => void;
  /** Fills in a card to practise with; nothing is charged by it. */
  readonly fill: (card: Readonly<Record<CardFieldName, string>>) => void;
  readonly isEmpty: () => boolean;
  readonly zip: () => string;
  readonly setZip: (zip: string) => void;
}

/**
 * Card number, expiry, CVV and ZIP. SECURITY: uncontrolled on purpose: what is typed is in the fields of the page and
 * nowhere else, no React state, no store; it is read once at the charge and wiped (PCI DSS 3.3).
 */
export const CardInputs = memo(function CardInputs(props: {
  readonly ref: Ref<CardInputsHandle>;
  readonly seen: CardSeen;
  readonly onSeen: (seen: CardSeen) => void;
  readonly autoAdvance: boolean;
  readonly readOnly: boolean;
  /** After the answer the number is shown as dots and last four, expiry and CVV as a dash. */
  readonly wiped: boolean;
  readonly cvvNotGiven: boolean;
  /** Of the billing address, as typed: a postcode abroad has no form that could be wrong. */
  readonly country?: string;
  readonly onSubmit: () => void;
  readonly onBack: () => void;
}) {
  const { seen, wiped, cvvNotGiven, readOnly } = props;
  const fields = useCardFields(props);
  const typing = cardTyping(fields, props);
  const { value, put, mark, report } = fields;

  useEffect(() => {
    if (cvvNotGiven) put("cvv", "");
    mark("cvv", null);
    report();
    // oxlint-disable-next-line react/exhaustive-deps -- on that choice only
  }, [cvvNotGiven]);

  useImperativeHandle(props.ref, () => ({
    read: fields.read,
    wipe: fields.wipe,
    focusNext: () => fields.focus(fields.next() ?? "zip"),
    tell: (said) => {
      const named = CARD_FIELDS.filter((name) => said[name] !== undefined);
      for (const name of named) mark(name, said[name] ?? null);
      if (!named[0]) return;
      fields.focus(named[0]);
      fields.inputs.current[named[0]]?.select();
    },
    refuse: mark,
    fill: (card) => {
      fields.wipe("and zip");
      for (const name of CARD_FIELDS) put(name, name === "number" ? showNumber(card.number) : card[name]);
      fields.paint();
      report();
    },
    isEmpty: () => value("number") === "" && value("expiry") === "" && value("cvv") === "",
    zip: () => value("zip").trim(),
    setZip: fields.keepZip,
  }));

  const common = { fields, typing, readOnly };
  const dash = wiped ? words.dash : null;
  return (
    <div className="card-inputs">
      <CardField {...common} name="number" label={words.number} className="card-number" longest={64}>
        <CardShield ref={fields.shield} brand={seen.brand} last4={seen.last4} wiped={wiped} onPeek={typing.peek} />
      </CardField>
      <div className="card-row">
        <CardField
          {...common}
          name="expiry"
          label={words.expiry}
          placeholder={dash ?? words.expiryLike}
          longest={LONGEST_TEXT}
        />
        <CardField
          {...common}
          name="cvv"
          label={words.cvv}
          placeholder={dash ?? (cvvNotGiven ? words.notGiven : "")}
          readOnly={readOnly || cvvNotGiven}
          longest={4}
        />
        <CardField {...common} name="zip" label={words.zip} longest={LONGEST_TEXT} />
      </div>
    </div>
  );
});
