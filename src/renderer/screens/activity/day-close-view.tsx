import { useCallback, useEffect, useState } from "react";
import { dayOf } from "../../../shared/history";
import { activityWords } from "../../../shared/words/activity";
import { dayCloseWords as words } from "../../../shared/words/day-close";
import { Button } from "../../parts/button";
import { DayField } from "../../parts/day-field";
import { Switch } from "../../parts/switch";
import { useHome } from "../../parts/use-home";
import { useNow } from "../../parts/use-now";
import { useAllAccounts } from "../../stores/all-accounts";
import { onAttempt } from "../../stores/attempts";
import { onOtherDesk } from "../../stores/desks";
import { DayOfAccount } from "./day-of-account";

/** The close of a day: of this window's account, or of every account, each by itself. */
export function DayCloseView() {
  const now = useNow(60_000);
  const today = dayOf(now);
  const [day, setDay] = useState(today);
  const [everywhere, setEverywhere] = useState(false);
  const accounts = useAllAccounts();
  const [asked, setAsked] = useState(0);
  const again = useCallback(() => setAsked((count) => count + 1), []);
  // What is answered meanwhile changes the close.
  useEffect(
    () =>
      onAttempt((attempt) => {
        if (attempt.state === "closed" || attempt.state === "closed_by_hand") again();
      }),
    [again],
  );
  // What another desk took comes by itself.
  useEffect(() => onOtherDesk(again), [again]);
  return (
    <section className="day page-whole" aria-label={activityWords.views.day} {...useHome()}>
      <div className="day-top">
        <DayField label={words.day} value={day} max={today} onChange={(chosen) => setDay(chosen ?? today)} />
        <Button onPress={again}>{words.again}</Button>
        {accounts.length > 1 ? <Switch label={words.allAccounts} on={everywhere} onChange={setEverywhere} /> : null}
      </div>
      {accounts.slice(0, everywhere ? accounts.length : 1).map((account, at) => (
        <DayOfAccount
          key={account.id}
          account={account}
          here={at === 0}
          day={day}
          asked={asked}
          now={now}
          onRetry={again}
        />
      ))}
    </section>
  );
}
