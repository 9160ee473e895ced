import { useCallback, useEffect, useState } from "react";
import type { AttemptView } from "../../../shared/attempt";
import { activityWords as words } from "../../../shared/words/activity";
import { dayCloseWords } from "../../../shared/words/day-close";
import { ask, asFailure } from "../../bridge";
import { isChecking } from "../../payment/words";
import { Segmented } from "../../parts/segmented";
import { Empty, Loading, Trouble } from "../../parts/states";
import { Stub, StubWaiting } from "../../parts/stub";
import { Table } from "../../parts/table";
import { Switch } from "../../parts/switch";
import { TextField } from "../../parts/text-field";
import { rowThatBegins } from "../../parts/type-ahead";
import { useNow } from "../../parts/use-now";
import { useApp } from "../../stores/app";
import { onAttempt, rereadUnreadable, standing, useAttempts } from "../../stores/attempts";
import { go } from "../../stores/route";
import { answersTo, columnsAt, isOn, linesOf, textsOf, type Line } from "./activity-lines";
import { ActivityStub } from "./activity-stub";
import { DayCloseView } from "./day-close-view";
import { UnreadableStub } from "./unreadable-stub";
import "../../payment/payment-lists.css";
import "./activity.css";

const VIEWS = [
  { value: "journal", label: words.views.journal },
  { value: "day", label: words.views.day },
] as const;
type View = (typeof VIEWS)[number]["value"];

const MOST = 500;

/**
 * Who did what when at this computer, questions first; and the close of a day. `place` is "day", or the attempt that is
 * open.
 */
export function ActivityScreen({ id: place }: { readonly id: string | null }) {
  const view: View = place === "day" ? "day" : "journal";
  const id = view === "day" ? null : place;
  const { attempts, trouble, again } = useJournal();
  const [clue, setClue] = useState("");
  const now = useNow(30_000);
  const close = useCallback(() => {
    const row = document.querySelector<HTMLElement>('.table-row[aria-selected="true"]');
    go("activity");
    row?.focus();
  }, []);
  const here = useApp(({ app }) => app?.account.id ?? null);
  const [everywhere, setEverywhere] = useState(false);
  const unreadable = useAttempts((state) => state.unreadable);
  const lost = unreadable.find((entry) => entry.id === id) ?? null;
  const lines = attempts === null ? null : linesOf(attempts, unreadable);
  const elsewhere = (lines ?? []).filter((line) => !isOn(line, here)).length;
  const found = lines && lines.filter((line) => (everywhere || isOn(line, here)) && answersTo(line, clue, now));
  const account = useApp(({ app }) => app?.account.name ?? null);

  return (
    <div className="page">
      <div className="page-top">
        <div>
          <h1>{words.title}</h1>
          <p className="quiet small page-count" role="status">
            {view === "day"
              ? dayCloseWords.lead
              : attempts === null
                ? ""
                : countWords(attempts, found ?? [], standing(unreadable).length)}
          </p>
        </div>
        <Segmented
          label={words.show}
          value={view}
          choices={VIEWS}
          onChange={(next) => go("activity", next === "day" ? next : null)}
        />
      </div>
      {view === "day" ? (
        <DayCloseView />
      ) : (
        <>
          <div className="page-bar">
            <TextField
              className="grow"
              label={words.find}
              value={clue}
              onChange={setClue}
              placeholder={words.findHint}
            />
            {elsewhere > 0 ? <Switch label={words.allAccounts} on={everywhere} onChange={setEverywhere} /> : null}
          </div>
          <div className="split">
            <div className="split-list">
              {trouble ? (
                <Trouble sentence={trouble} onRetry={again} />
              ) : found === null ? (
                <Loading what={words.opening} />
              ) : found.length === 0 ? (
                <Empty
                  title={
                    clue.trim() !== ""
                      ? words.nothingFound
                      : elsewhere > 0
                        ? words.nothingOnAccount({ account: account ?? words.thisAccount })
                        : words.nothingYet
                  }
                />
              ) : (
                <Table
                  name={words.table}
                  columns={columnsAt(now, here, found)}
                  rows={found}
                  keyOf={(line) => line.id}
                  openKey={id}
                  onOpen={(line) => go("activity", line.id)}
                  find={(typed, from) => rowThatBegins(found, textsOf, typed, from)}
                />
              )}
            </div>
            {id === null ? (
              <Stub name={words.region}>
                <StubWaiting>{words.waiting}</StubWaiting>
              </Stub>
            ) : lost ? (
              <UnreadableStub key={id} entry={lost} onClose={close} />
            ) : (
              <ActivityStub
                key={id}
                id={id}
                known={attempts?.find((attempt) => attempt.id === id) ?? null}
                onClose={close}
              />
            )}
          </div>
        </>
      )}
    </div>
  );
}

/** `unreadable`: how many entries that cannot be read stand. */
function countWords(attempts: readonly AttemptView[], found: readonly Line[], unreadable: number): string {
  const checking = attempts.filter(isChecking).length;
  const { length: count } = found;
  return [
    attempts.length >= MOST ? words.shownOfLast({ most: MOST, count }) : words.shown({ count }),
    checking === 0 ? null : words.checking({ count: checking }),
    unreadable === 0 ? null : words.notReadable({ count: unreadable }),
  ]
    .filter((part) => part !== null)
    .join(" ");
}

/** The journal, questions first, kept right as attempts change. */
function useJournal(): {
  readonly attempts: readonly AttemptView[] | null;
  readonly trouble: string | null;
  readonly again: () => void;
} {
  const [attempts, setAttempts] = useState<readonly AttemptView[] | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const read = useCallback(() => {
    ask("attempts.list", { limit: MOST }).then(
      (list) => {
        setAttempts(list);
        setTrouble(null);
      },
      (error: unknown) => setTrouble(asFailure(error).sentence),
    );
  }, []);
  useEffect(() => {
    read();
    rereadUnreadable();
    return onAttempt((attempt) => setAttempts((old) => (old === null ? old : placed(old, attempt))));
  }, [read]);
  return { attempts, trouble, again: read };
}

/** Questions first, then the newest. */
function placed(attempts: readonly AttemptView[], news: AttemptView): readonly AttemptView[] {
  return [...attempts.filter(({ id }) => id !== news.id), news].sort(
    (one, other) => Number(isChecking(other)) - Number(isChecking(one)) || other.openedAt - one.openedAt,
  );
}
