import { memo, type Ref } from "react";
import { emailNote } from "../../../shared/email";
import { phoneNote } from "../../../shared/phone";
import { orderFieldWords as words } from "../../../shared/words/order-fields";
import { AmountField } from "../../parts/amount-field";
import { Field, fieldAria } from "../../parts/field";
import { Switch } from "../../parts/switch";
import { TextField } from "../../parts/text-field";
import { useCan } from "../../stores/app";
import { useNumbersAbroad } from "../../stores/numbers-abroad";
import { keyHint } from "../../stores/shortcuts";
import { tooLong, type TextName } from "./longest";
import type { FieldErrors } from "./order-form";
import type { OrderFields } from "../../stores/order-fields";
import { OwnFields } from "./own-fields";

/**
 * The fold of fields that most orders do without. Only a card that is to be saved requires something of it. What is too
 * long is told at its field, never cut. Not drawn again for the keys of other fields: it is large.
 */
export const MoreFields = memo(function MoreFields(props: {
  readonly fields: OrderFields;
  readonly errors: FieldErrors;
  /** What is wrong with the token that stands in its field; null: nothing is known to be. */
  readonly tokenError: string | null;
  readonly onChange: (change: Partial<OrderFields>) => void;
  readonly disabled: boolean;
  readonly googlePayRef: Ref<HTMLTextAreaElement>;
  readonly paymentTokenRef: Ref<HTMLInputElement>;
  /** Something is, or is no longer, in one of the two fields for tokens. */
  readonly onToken: (there: boolean) => void;
}) {
  const { fields, errors, tokenError, onChange, disabled } = props;
  useNumbersAbroad();
  const canTip = useCan("tip");
  const canLevel2 = useCan("level2");
  const canGooglePay = useCan("google_pay");
  const canSend = useCan("receipt_messages");
  const canToken = useCan("payment_token");
  const text = (name: TextName, hint?: string | null) => (
    <TextField
      label={words[name]}
      value={fields[name]}
      hint={hint ?? undefined}
      error={errors[name] ?? tooLong(name, fields[name])}
      disabled={disabled}
      onChange={(value) => onChange({ [name]: value })}
    />
  );
  const turn = (name: "cvvNotGiven" | "sendEmail" | "sendSms", isIdle = false) => (
    <Switch
      label={words[name]}
      on={fields[name]}
      disabled={disabled || isIdle}
      keyHint={keyHint("order", name)}
      onChange={(on) => onChange({ [name]: on })}
    />
  );
  return (
    <div className="more" id="order-more">
      <div className="more-grid">
        {text("holder", fields.saveCard ? words.holderSaves : null)}
        {turn("cvvNotGiven")}
      </div>
      <div className="more-grid">
        {text("invoice")}
        {text("note")}
      </div>
      <div className="more-grid">
        {text("addressLine1")}
        {text("addressLine2")}
      </div>
      <div className="more-grid more-grid-3">
        {text("city")}
        {text("state")}
        {text("country")}
      </div>
      <div className="more-grid">
        <div>
          {text("email", emailNote(fields.email))}
          {canSend ? turn("sendEmail", fields.email.trim() === "") : null}
        </div>
        <div>
          {text("phone", phoneNote(fields.phone, fields.country))}
          {canSend ? turn("sendSms", fields.phone.trim() === "") : null}
        </div>
      </div>
      <div className="more-grid">{text("statementDescription", words.statementHint)}</div>
      {canTip || canLevel2 ? (
        <div className="more-grid more-grid-3">
          {canTip ? (
            <AmountField
              label={words.tip}
              typed={fields.tip}
              readOnly={disabled}
              error={errors.tip ?? null}
              placeholder={words.zeroAmount}
              onTyped={(tip) => onChange({ tip })}
            />
          ) : null}
          {canLevel2 ? text("purchaseOrder") : null}
          {canLevel2 ? (
            <AmountField
              label={words.salesTax}
              typed={fields.salesTax}
              readOnly={disabled || fields.purchaseOrder.trim() === ""}
              error={errors.salesTax ?? null}
              placeholder={words.zeroAmount}
              hint={fields.purchaseOrder.trim() === "" ? words.salesTaxHint : undefined}
              onTyped={(salesTax) => onChange({ salesTax })}
            />
          ) : null}
        </div>
      ) : null}
      <OwnFields
        pairs={fields.metadata}
        taken={fields.invoice.trim() === "" ? 0 : 1}
        error={errors.metadata ?? null}
        disabled={disabled}
        onChange={(metadata) => onChange({ metadata })}
      />
      {canToken ? (
        <Field id="order-payment-token" label={words.token} error={tokenError}>
          {/* SECURITY: as secret as a card: uncontrolled, read once, wiped. */}
          <input
            {...fieldAria("order-payment-token", tokenError)}
            ref={props.paymentTokenRef}
            onInput={({ currentTarget }) => props.onToken(currentTarget.value.trim() !== "")}
            className="input"
            type="text"
            data-card=""
            autoComplete="off"
            spellCheck={false}
            readOnly={disabled}
            placeholder={words.tokenHint}
          />
        </Field>
      ) : null}
      {canGooglePay ? (
        <Field id="order-google-pay" label={words.googlePay}>
          {/* SECURITY: as secret as a card: uncontrolled, read once, wiped. */}
          <textarea
            id="order-google-pay"
            ref={props.googlePayRef}
            onInput={({ currentTarget }) => props.onToken(currentTarget.value.trim() !== "")}
            className="input"
            rows={2}
            data-card=""
            autoComplete="off"
            spellCheck={false}
            readOnly={disabled}
            placeholder={words.googlePayHint}
          />
        </Field>
      ) : null}
    </div>
  );
});
