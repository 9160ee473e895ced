import { useState } from "react";
import type { Overview, OverviewInput, OverviewSpan } from "../../../shared/overview";
import { overviewScreenWords as words } from "../../../shared/words/overview-screen";
import { useLiveHistory } from "../../payment/use-live-history";
import { spanWords } from "../../payment/words";
import { Segmented } from "../../parts/segmented";
import { Loading, Trouble } from "../../parts/states";
import { Switch } from "../../parts/switch";
import { useHome } from "../../parts/use-home";
import { useNow } from "../../parts/use-now";
import { dayText, sumsIn } from "../../plots/overview-words";
import { useOverview } from "../../plots/use-overview";
import { useAllAccounts } from "../../stores/all-accounts";
import { useApp } from "../../stores/app";
import { Figures } from "./figures";
import { Needs } from "./needs";
import { OutOfIt } from "./out-of-it";
import { SpanChoice } from "./span-choice";
import "../../payment/payment-lists.css";
import "./overview.css";

/** The picture of the business: what waits for somebody, then the figures of a span, each with the list behind it. */
export function OverviewScreen(_props: { readonly id: string | null }) {
  const [span, setSpan] = useState<OverviewSpan | null>({ kind: "today" });
  const [currency, setCurrency] = useState<string | null>(null);
  const [everywhere, setEverywhere] = useState(false);
  const account = useApp(({ app }) => app?.account.id ?? null);
  const several = useAllAccounts().length > 1;
  const now = useNow(30_000);
  useLiveHistory();
  const home = useHome();
  const question: OverviewInput | null = span === null ? null : { span, ...(everywhere ? { account: "all" } : {}) };
  const { overview, answered, trouble, again } = useOverview(question);
  const sums = overview === null ? undefined : sumsIn(overview, currency);
  const line = overview === null ? "" : countWords(overview, everywhere, now);
  const choices = (overview?.sums ?? []).map((one) => ({ value: one.currency, label: one.currency }));

  return (
    <div className="page">
      <div className="page-top page-top-whole">
        <div>
          <h1>{words.title}</h1>
          <p className="quiet small page-count" role="status">
            {line}
          </p>
        </div>
        <div className="row">
          {several ? <Switch label={words.allAccounts} on={everywhere} onChange={setEverywhere} /> : null}
          <OutOfIt question={question} overview={answered ? overview : null} sums={sums} line={line} />
        </div>
      </div>
      <div className="page-bar page-bar-whole">
        <SpanChoice key={account} span={span} onSpan={setSpan} />
        {choices.length > 1 && sums ? (
          <Segmented label={words.currency} value={sums.currency} choices={choices} onChange={setCurrency} />
        ) : null}
      </div>
      <section
        {...home}
        className="overview page-below"
        aria-label={words.title}
        aria-busy={overview !== null && !answered && span !== null}
      >
        {trouble ? (
          <Trouble sentence={trouble} onRetry={again} />
        ) : overview === null || sums === undefined ? (
          <Loading what={words.reading} />
        ) : (
          <>
            <Needs needs={overview.needs} everywhere={everywhere} />
            <Figures span={span ?? { kind: "today" }} overview={overview} sums={sums} everywhere={everywhere} />
          </>
        )}
      </section>
    </div>
  );
}

/** Which days these are and how complete the copy is, in one line. */
function countWords({ span, copies, now: readAt }: Overview, everywhere: boolean, now: number): string {
  const days = words.days({
    from: dayText(span.from, readAt),
    until: dayText(Math.max(span.from, span.to - 1), readAt),
  });
  const missing = copies.flatMap(({ missing: why }) => why ?? []);
  const count = copies.reduce((sum, copy) => sum + copy.count, 0).toLocaleString("en-US");
  const whole = copies.every((copy) => copy.whole);
  const oldest = copies.reduce<number | null>(
    (least, copy) => (copy.readAt === null ? least : Math.min(least ?? copy.readAt, copy.readAt)),
    null,
  );
  return [
    days,
    whole ? (everywhere ? words.wholeOfAll({ count }) : words.whole({ count })) : words.notWhole({ count }),
    ...(missing.length === 0 && oldest !== null ? [words.readAgo({ ago: spanWords(now - oldest) })] : []),
    ...missing,
  ].join(" · ");
}
