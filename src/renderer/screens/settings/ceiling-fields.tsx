import { amountTrouble, amountTypedToCents, dollars, type Cents } from "../../../shared/money";
import { peopleSettingsWords as words } from "../../../shared/words/people-settings";
import { AmountField } from "../../parts/amount-field";
import { Switch } from "../../parts/switch";
import { SUMS, type TypedCeilings } from "./typed-ceilings";

/** The fields of ceilings, in cents of the account's currency. */
export function CeilingFields(props: {
  readonly typed: TypedCeilings;
  readonly onTyped: (typed: TypedCeilings) => void;
  readonly autoFocus?: boolean;
}) {
  const { typed, onTyped } = props;
  return (
    <>
      <div className="ceiling-sums">
        {SUMS.map((name, at) => (
          <AmountField
            key={name}
            label={words[name]}
            typed={typed.sums[name]}
            placeholder={words.none}
            error={
              typed.sums[name] !== "" && amountTypedToCents(typed.sums[name]) === null
                ? amountTrouble(typed.sums[name])
                : null
            }
            autoFocus={(props.autoFocus ?? false) && at === 0}
            onTyped={(sum) => onTyped({ ...typed, sums: { ...typed.sums, [name]: sum } })}
          />
        ))}
      </div>
      <p className="field-hint">{words.empty}</p>
      <Switch
        label={words.noSurcharge}
        on={typed.noSurcharge}
        onChange={(noSurcharge) => onTyped({ ...typed, noSurcharge })}
      />
      <Switch
        label={words.beyondDuplicate}
        on={typed.beyondDuplicate}
        onChange={(beyondDuplicate) => onTyped({ ...typed, beyondDuplicate })}
      />
    </>
  );
}

/** A ceiling as it stands in a table. */
export function ceilingText(cents: Cents | null): string {
  return cents === null ? words.none : dollars(cents);
}
