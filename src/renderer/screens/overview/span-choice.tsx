import { useState } from "react";
import { dayOf } from "../../../shared/history";
import type { OverviewSpan } from "../../../shared/overview";
import { overviewScreenWords as words } from "../../../shared/words/overview-screen";
import { DayField } from "../../parts/day-field";
import { useNow } from "../../parts/use-now";
import { SelectField } from "../../parts/select-field";

type Kind = OverviewSpan["kind"];

const KINDS = ["today", "week", "month", "year", "days_7", "days_30", "days_90", "between"] as const satisfies Kind[];
const CHOICES = KINDS.map((value) => ({ value, label: words.spans[value] }));

/** Two days, and why they make no span yet; null: they do. */
interface Days {
  readonly from: string | null;
  readonly to: string | null;
}

/** Of which time the figures are. `onSpan` hears each span that is whole; null while the two days make none. */
export function SpanChoice(props: {
  readonly span: OverviewSpan | null;
  readonly onSpan: (span: OverviewSpan | null) => void;
}) {
  const { span, onSpan } = props;
  const today = dayOf(useNow(60_000));
  const [kind, setKind] = useState<Kind>(span?.kind ?? "between");
  const [days, setDays] = useState<Days>(span?.kind === "between" ? span : { from: null, to: today });
  const choose = (chosen: Kind): void => {
    setKind(chosen);
    onSpan(chosen === "between" ? between(days) : { kind: chosen });
  };
  const change = (changed: Days): void => {
    setDays(changed);
    onSpan(between(changed));
  };
  const why = kind === "between" ? whyNoSpan(days) : null;
  return (
    <>
      <SelectField label={words.when} value={kind} choices={CHOICES} onChange={choose} />
      {kind === "between" ? (
        <>
          <DayField label={words.from} value={days.from} max={today} onChange={(from) => change({ ...days, from })} />
          <DayField label={words.until} value={days.to} max={today} onChange={(to) => change({ ...days, to })} />
          {why === null ? null : (
            <span className="field-error" role="alert">
              {why}
            </span>
          )}
        </>
      ) : null}
    </>
  );
}

function whyNoSpan({ from, to }: Days): string | null {
  if (from === null || to === null) return words.chooseDays;
  return from > to ? words.daysTurned : null;
}

function between(days: Days): OverviewSpan | null {
  const { from, to } = days;
  return from !== null && to !== null && whyNoSpan(days) === null ? { kind: "between", from, to } : null;
}
