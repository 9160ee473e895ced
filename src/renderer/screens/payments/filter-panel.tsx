import { useEffect, useRef, useState } from "react";
import { BRANDS } from "../../../shared/card";
import { NO_FILTER, type PaymentFilter, type When } from "../../../shared/history";
import { oneOf } from "../../../shared/one-of";
import { CHANNELS } from "../../../shared/outcome";
import { centsToText, textToCents, type Cents } from "../../../shared/money";
import { nameWords } from "../../../shared/words/common";
import { figureWords } from "../../../shared/words/figures";
import { paymentsWords as words } from "../../../shared/words/payments";
import { ask } from "../../bridge";
import { Button } from "../../parts/button";
import { DayField } from "../../parts/day-field";
import { useKeys } from "../../parts/keys";
import { SelectField, type Choice } from "../../parts/select-field";
import { Stub } from "../../parts/stub";
import { TextField } from "../../parts/text-field";
import { bind, keyHint } from "../../stores/shortcuts";
import {
  activeFilters,
  BRAND_CHOICES,
  CHANNEL_CHOICES,
  STATUS_CHOICES,
  statusChoice,
  WHEN_CHOICES,
} from "./filter-words";

/** The filters, in the panel beside the list, which they neither push nor cover. Every change takes effect at once. */
export function FilterStub({
  filter,
  onFilter,
  onClose,
}: {
  readonly filter: PaymentFilter;
  readonly onFilter: (filter: PaymentFilter) => void;
  readonly onClose: () => void;
}) {
  const { when } = filter;
  const taker = filter.people?.[0];
  const takers = useTakers(taker);
  const fields = useRef<HTMLDivElement>(null);
  useEffect(() => fields.current?.querySelector("select")?.focus(), []);
  useKeys(
    true,
    bind("lists", { close: onClose }).map((key) => ({ ...key, alsoIn: ".filters" })),
  );
  const pick = (value: string): void => {
    const channel = oneOf([...CHANNELS, "elsewhere"] as const, value);
    onFilter({ ...filter, channels: channel === null ? [] : [channel] });
  };
  return (
    <Stub
      name={words.filters}
      steps={
        <>
          <Button kind="primary" size="wide" keyHint={keyHint("lists", "close")} onPress={onClose}>
            {words.closeFilters}
          </Button>
          <Button size="wide" disabled={activeFilters(filter).length === 0} onPress={() => onFilter(NO_FILTER)}>
            {words.takeAllAway}
          </Button>
        </>
      }
    >
      <h2 className="stub-title">{words.filters}</h2>
      <div ref={fields} className="filters">
        <SelectField
          label={words.fields.status}
          value={statusChoice(filter.statuses)}
          choices={STATUS_CHOICES}
          onChange={(value) =>
            onFilter({
              ...filter,
              statuses: [...(STATUS_CHOICES.find((choice) => choice.value === value)?.statuses ?? [])],
            })
          }
        />
        <SelectField
          label={words.fields.brand}
          value={filter.brands[0] ?? "any"}
          choices={BRAND_CHOICES}
          onChange={(value) => {
            const brand = oneOf(BRANDS, value);
            onFilter({ ...filter, brands: brand === null ? [] : [brand] });
          }}
        />
        <SelectField
          label={words.fields.channel}
          value={filter.channels[0] ?? "any"}
          choices={CHANNEL_CHOICES}
          onChange={pick}
        />
        <SelectField
          label={nameWords.operator}
          value={taker === undefined ? "any" : whoValue(taker)}
          choices={takers}
          onChange={(value) => onFilter(takenBy(filter, value))}
        />
        <SelectField
          label={words.fields.when}
          value={when.kind}
          choices={WHEN_CHOICES}
          onChange={(kind) =>
            onFilter({ ...filter, when: kind === "between" ? { kind, from: null, to: null } : ({ kind } as When) })
          }
        />
        {when.kind === "between" ? (
          <>
            <DayField
              label={words.fields.from}
              value={when.from}
              onChange={(from) => onFilter({ ...filter, when: { ...when, from } })}
            />
            <DayField
              label={words.fields.until}
              value={when.to}
              onChange={(to) => onFilter({ ...filter, when: { ...when, to } })}
            />
          </>
        ) : null}
        <CentsField
          label={words.fields.atLeast}
          value={filter.amountFrom}
          onChange={(amountFrom) => onFilter({ ...filter, amountFrom })}
        />
        <CentsField
          label={words.fields.atMost}
          value={filter.amountTo}
          onChange={(amountTo) => onFilter({ ...filter, amountTo })}
        />
      </div>
    </Stub>
  );
}

/** A name is told from what stands for anybody and nobody. */
function whoValue(name: string | null): string {
  return name === null ? "nobody" : `name ${name}`;
}

function takenBy({ people: _before, ...others }: PaymentFilter, value: string): PaymentFilter {
  if (value === "any") return others;
  return { ...others, people: [value === "nobody" ? null : value.slice("name ".length)] };
}

/** Who may have taken a payment: the people of the shop, whom the list is narrowed to now, or somebody not stated. */
function useTakers(now: string | null | undefined): readonly Choice<string>[] {
  const [people, setPeople] = useState<readonly string[]>([]);
  useEffect(() => {
    let gone = false;
    ask("people.list", {}).then(
      (answer) => {
        if (!gone) setPeople(answer.people.map(({ name }) => name));
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, []);
  const names = [...new Set(typeof now === "string" ? [...people, now] : people)];
  return [
    { value: "any", label: words.anybody },
    ...names.map((name) => ({ value: whoValue(name), label: name })),
    { value: "nobody", label: figureWords.notStated },
  ];
}

/** An amount of a range; empty is none. What cannot be read is said and changes nothing. */
function CentsField({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: Cents | null;
  readonly onChange: (cents: Cents | null) => void;
}) {
  const [typed, setTyped] = useState(value === null ? "" : centsToText(value));
  const [own, setOwn] = useState(value);
  // The filter was changed elsewhere (a saved one, a pill taken away).
  if (own !== value) {
    setOwn(value);
    setTyped(value === null ? "" : centsToText(value));
  }
  const cents = typed.trim() === "" ? null : textToCents(typed);
  return (
    <TextField
      label={label}
      value={typed}
      placeholder="$"
      error={typed.trim() !== "" && cents === null ? words.amountLike : null}
      onChange={(text) => {
        setTyped(text);
        const read = text.trim() === "" ? null : textToCents(text);
        if (text.trim() !== "" && read === null) return;
        setOwn(read);
        onChange(read);
      }}
    />
  );
}
