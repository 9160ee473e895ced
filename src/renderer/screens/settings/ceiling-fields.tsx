import { dollars, amountTrouble, amountTypedToCents, type AmountTyped, type Cents } from "../../../shared/money";
import type { Ceilings } from "../../../shared/people";
import { peopleSettingsWords as words } from "../../../shared/words/people-settings";
import { AmountField } from "../../parts/amount-field";
import { Switch } from "../../parts/switch";

const SUMS = ["sale", "refund", "refundsDay"] as const;
type SumName = (typeof SUMS)[number];

/** Ceilings as they are typed; an empty sum is none. */
export interface TypedCeilings {
  readonly sums: Readonly<Record<SumName, AmountTyped>>;
  readonly noSurcharge: boolean;
  readonly beyondDuplicate: boolean;
}

export function typedCeilings(ceilings: Ceilings): TypedCeilings {
  const typed = (cents: Cents | null): AmountTyped => (cents === null ? "" : String(cents));
  return {
    sums: {
      sale: typed(ceilings.sale),
      refund: typed(ceilings.refund),
      refundsDay: typed(ceilings.refundsDay),
    },
    noSurcharge: ceilings.noSurcharge,
    beyondDuplicate: ceilings.beyondDuplicate,
  };
}

/** The ceilings that were typed; null where a sum cannot be read. */
export function readCeilings({ sums, noSurcharge, beyondDuplicate }: TypedCeilings): Ceilings | null {
  const read = (typed: AmountTyped): Cents | null => (typed === "" ? null : amountTypedToCents(typed));
  if (SUMS.some((name) => sums[name] !== "" && read(sums[name]) === null)) return null;
  return {
    sale: read(sums.sale),
    refund: read(sums.refund),
    refundsDay: read(sums.refundsDay),
    noSurcharge,
    beyondDuplicate,
  };
}

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
