import { useId, useLayoutEffect, useRef } from "react";
import { leftOutBeside, MOST_OWN_PAIRS, MOST_PAIRS, pairTrouble } from "../../../shared/metadata";
import { orderFieldWords as words } from "../../../shared/words/order-fields";
import { Button } from "../../parts/button";
import type { OrderFields } from "../../stores/order-fields";
import { ownFields } from "./charge-input";

/** The fields that a shop makes for itself: a name and a value each. `taken`: how many pairs our own fields need. */
export function OwnFields(props: {
  readonly pairs: OrderFields["metadata"];
  readonly taken: number;
  readonly error: string | null;
  readonly disabled: boolean;
  readonly onChange: (pairs: OrderFields["metadata"]) => void;
}) {
  const { pairs, taken, error, disabled, onChange } = props;
  const place = useRef<HTMLFieldSetElement>(null);
  const most = MOST_OWN_PAIRS - taken;
  const leftOut = leftOutBeside(ownFields(pairs).length + taken);
  const setPair = (at: number, pair: { name: string; value: string }): void =>
    onChange(pairs.map((old, index) => (index === at ? pair : old)));
  /** The field to which the hand goes on once it is drawn; null: it stays. */
  const next = useRef<number | null>(null);
  // A layout effect, because the very next key belongs to that field.
  useLayoutEffect(() => {
    if (next.current === null) return;
    const names = place.current?.querySelectorAll<HTMLElement>(".pair > :first-child .input");
    (
      names?.[Math.min(next.current, names.length - 1)] ?? place.current?.querySelector<HTMLElement>(".button")
    )?.focus();
    next.current = null;
  });
  /** MONEY: the hand is not left on the next field's ×, where a hasty Enter would take that one away too. */
  const remove = (at: number): void => {
    next.current = at;
    onChange(pairs.filter((_, index) => index !== at));
  };
  return (
    <fieldset ref={place} className="pairs">
      <legend className="field-label">{words.own}</legend>
      {pairs.map((pair, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- a pair is its place until it has a name
        <OwnField
          key={at}
          at={at}
          pair={pair}
          disabled={disabled}
          onChange={(changed) => setPair(at, changed)}
          onRemove={() => remove(at)}
        />
      ))}
      {error ? <p className="field-error">{error}</p> : null}
      {pairs.length < most ? (
        <Button
          kind="quiet"
          size="small"
          disabled={disabled}
          onPress={() => {
            next.current = pairs.length;
            onChange([...pairs, { name: "", value: "" }]);
          }}
        >
          {words.add}
        </Button>
      ) : (
        <p className="field-hint">{words.most({ most, all: MOST_PAIRS })}</p>
      )}
      {leftOut.length > 0 ? <p className="field-hint">{words.leftOut({ names: listed(leftOut) })}</p> : null}
    </fieldset>
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
          aria-label={words.ownName({ number: at + 1 })}
          placeholder={words.name}
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
          aria-label={words.ownValue({ number: at + 1 })}
          placeholder={words.value}
          value={pair.value}
          disabled={disabled}
          onChange={(event) => onChange({ ...pair, value: event.target.value })}
        />
      </div>
      <Button
        kind="quiet"
        size="small"
        label={words.ownRemove({ number: at + 1 })}
        disabled={disabled}
        onPress={onRemove}
      >
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
function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} ${words.and} ${names.at(-1) ?? ""}`;
}
