import { useId, type Ref } from "react";
import { emailNote } from "../../../shared/email";
import { leftOutBeside, MOST_OWN_PAIRS, MOST_PAIRS, pairTrouble } from "../../../shared/metadata";
import { phoneNote } from "../../../shared/phone";
import { AmountField } from "../../parts/amount-field";
import { Button } from "../../parts/button";
import { Switch } from "../../parts/switch";
import { TextField } from "../../parts/text-field";
import { useCan } from "../../stores/app";
import { ownFields } from "./charge-input";
import type { FieldErrors } from "./order-form";
import type { OrderFields } from "../../stores/order-fields";

/** An address or a number may be pasted with a name around it: what is too long is told, never cut. */
const LONGEST_PASTE = 200;

/**
 * The fold of fields that most orders do without. Only a card that is to be saved requires something of it.
 */
export function MoreFields(props: {
  readonly fields: OrderFields;
  readonly errors: FieldErrors;
  readonly onChange: (change: Partial<OrderFields>) => void;
  readonly disabled: boolean;
  readonly googlePayRef: Ref<HTMLTextAreaElement>;
  readonly paymentTokenRef: Ref<HTMLInputElement>;
  /** Something is, or is no longer, in one of the two fields for tokens. */
  readonly onToken: (there: boolean) => void;
}) {
  const { fields, errors, onChange, disabled } = props;
  const canTip = useCan("tip");
  const canLevel2 = useCan("level2");
  const canGooglePay = useCan("google_pay");
  const canSend = useCan("receipt_messages");
  const canToken = useCan("payment_token");
  const text = (name: TextName, label: string, maxLength: number, hint?: string) => (
    <TextField
      label={label}
      value={fields[name]}
      maxLength={maxLength}
      hint={hint}
      error={errors[name] ?? null}
      disabled={disabled}
      onChange={(value) => onChange({ [name]: value })}
    />
  );
  const setPair = (at: number, pair: { name: string; value: string }): void =>
    onChange({ metadata: fields.metadata.map((old, index) => (index === at ? pair : old)) });
  const leftOut = leftOutBeside(ownFields(fields.metadata).length);
  return (
    <div className="more" id="order-more">
      <div className="more-grid">
        {text(
          "holder",
          "Cardholder name",
          60,
          fields.saveCard ? "A card without a chosen customer is saved to a new one of this name." : undefined,
        )}
        <Switch
          label="CVV not given"
          on={fields.cvvNotGiven}
          disabled={disabled}
          onChange={(cvvNotGiven) => onChange({ cvvNotGiven })}
        />
      </div>
      <div className="more-grid">
        {text("addressLine1", "Address line 1", 200)}
        {text("addressLine2", "Address line 2", 200)}
      </div>
      <div className="more-grid more-grid-3">
        {text("city", "City", 50)}
        {text("state", "State", 50)}
        {text("country", "Country", 50)}
      </div>
      <div className="more-grid">
        <div>
          {text("email", "Email", LONGEST_PASTE, emailNote(fields.email) ?? undefined)}
          {canSend ? (
            <Switch
              label="Send the receipt by e-mail"
              on={fields.sendEmail}
              disabled={disabled || fields.email.trim() === ""}
              onChange={(sendEmail) => onChange({ sendEmail })}
            />
          ) : null}
        </div>
        <div>
          {text("phone", "Phone", LONGEST_PASTE, phoneNote(fields.phone, fields.country) ?? undefined)}
          {canSend ? (
            <Switch
              label="Send the receipt by SMS"
              on={fields.sendSms}
              disabled={disabled || fields.phone.trim() === ""}
              onChange={(sendSms) => onChange({ sendSms })}
            />
          ) : null}
        </div>
      </div>
      <div className="more-grid">
        {text("statementDescription", "Statement description", 25, "5 to 25 characters, on the caller’s statement.")}
        {text("note", "Note", 200)}
      </div>
      {canTip || canLevel2 ? (
        <div className="more-grid more-grid-3">
          {canTip ? (
            <AmountField
              label="Tip"
              typed={fields.tip}
              readOnly={disabled}
              error={errors.tip ?? null}
              placeholder="0.00"
              onTyped={(tip) => onChange({ tip })}
            />
          ) : null}
          {canLevel2 ? text("purchaseOrder", "Purchase order", 25) : null}
          {canLevel2 ? (
            <AmountField
              label="Sales tax"
              typed={fields.salesTax}
              readOnly={disabled || fields.purchaseOrder.trim() === ""}
              error={errors.salesTax ?? null}
              placeholder="0.00"
              hint={fields.purchaseOrder.trim() === "" ? "With a purchase order." : undefined}
              onTyped={(salesTax) => onChange({ salesTax })}
            />
          ) : null}
        </div>
      ) : null}
      <fieldset className="pairs">
        <legend className="field-label">Your own fields</legend>
        {fields.metadata.map((pair, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- a pair is its place until it has a name
          <OwnField
            key={at}
            at={at}
            pair={pair}
            disabled={disabled}
            onChange={(changed) => setPair(at, changed)}
            onRemove={() => onChange({ metadata: fields.metadata.filter((_, index) => index !== at) })}
          />
        ))}
        {errors.metadata ? <p className="field-error">{errors.metadata}</p> : null}
        {fields.metadata.length < MOST_OWN_PAIRS ? (
          <Button
            kind="quiet"
            size="small"
            disabled={disabled}
            onPress={() => onChange({ metadata: [...fields.metadata, { name: "", value: "" }] })}
          >
            + Add a field
          </Button>
        ) : (
          <p className="field-hint">
            These are {MOST_OWN_PAIRS}, the most there can be: with our reference that makes {MOST_PAIRS}.
          </p>
        )}
        {leftOut.length > 0 ? (
          <p className="field-hint">
            No room beside so many to send the {listed(leftOut)} along. Activity on this computer has it all the same.
          </p>
        ) : null}
      </fieldset>
      {canToken ? (
        <div className="field">
          <label className="field-label" htmlFor="order-payment-token">
            Payment method token
          </label>
          {/* SECURITY: as secret as a card: uncontrolled, read once, wiped. */}
          <input
            id="order-payment-token"
            ref={props.paymentTokenRef}
            onInput={({ currentTarget }) => props.onToken(currentTarget.value.trim() !== "")}
            className="input"
            type="text"
            maxLength={64}
            data-card=""
            autoComplete="off"
            spellCheck={false}
            readOnly={disabled}
            placeholder="Typed here it is charged instead of a card"
          />
        </div>
      ) : null}
      {canGooglePay ? (
        <div className="field">
          <label className="field-label" htmlFor="order-google-pay">
            Google Pay token
          </label>
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
            placeholder="Pasted here it is charged instead of a card"
          />
        </div>
      ) : null}
    </div>
  );
}

/** One field of one's own; what is wrong with it is said below it, and nothing that was typed or pasted is cut. */
function OwnField(props: {
  readonly at: number;
  readonly pair: { readonly name: string; readonly value: string };
  readonly disabled: boolean;
  readonly onChange: (pair: { name: string; value: string }) => void;
  readonly onRemove: () => void;
}) {
  const { at, pair, disabled, onChange, onRemove } = props;
  const id = useId();
  const name = pair.name.trim();
  const value = pair.value.trim();
  const nameTrouble = pairTrouble(name, "");
  const trouble = nameTrouble ?? pairTrouble("", value);
  return (
    <div className="pair">
      <div className={nameTrouble ? "field-wrong" : ""}>
        <input
          className="input"
          aria-invalid={nameTrouble ? true : undefined}
          aria-describedby={nameTrouble ? `${id}-note` : undefined}
          aria-label={`Name of field ${at + 1}`}
          placeholder="Name"
          value={pair.name}
          disabled={disabled}
          onChange={(event) => onChange({ ...pair, name: event.target.value })}
        />
      </div>
      <div className={trouble && !nameTrouble ? "field-wrong" : ""}>
        <input
          className="input"
          aria-invalid={trouble && !nameTrouble ? true : undefined}
          aria-describedby={trouble && !nameTrouble ? `${id}-note` : undefined}
          aria-label={`Value of field ${at + 1}`}
          placeholder="Value"
          value={pair.value}
          disabled={disabled}
          onChange={(event) => onChange({ ...pair, value: event.target.value })}
        />
      </div>
      <Button kind="quiet" size="small" label={`Remove field ${at + 1}`} disabled={disabled} onPress={onRemove}>
        ×
      </Button>
      {trouble ? (
        <p className="field-error pair-note" id={`${id}-note`}>
          {trouble}
        </p>
      ) : null}
    </div>
  );
}

/** "operator, desk and channel". */
function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
}

type TextName =
  | "holder"
  | "addressLine1"
  | "addressLine2"
  | "city"
  | "state"
  | "country"
  | "email"
  | "phone"
  | "statementDescription"
  | "note"
  | "purchaseOrder";
