import { useState } from "react";
import { mayStandFor, sumWords, unreadableWords, type UnreadableEntry } from "../../../shared/unreadable";
import { activityWords, stopWords, unreadableStubWords as words } from "../../../shared/words/activity";
import { Button } from "../../parts/button";
import { useKeys } from "../../parts/keys";
import { Facts, Quote, Stub, StubMoney, Verdict } from "../../parts/stub";
import { useNow } from "../../parts/use-now";
import { CloseUnreadableDialog } from "../../payment/close-by-hand-dialog";
import { timeWords } from "../../payment/words";
import { accountName } from "../../stores/all-accounts";
import { useApp } from "../../stores/app";
import { go } from "../../stores/route";
import { bind } from "../../stores/shortcuts";

/** The one word of an entry that cannot be read, and its colour. */
export function unreadableVerdict(entry: UnreadableEntry): { readonly word: string; readonly tone: "warn" } {
  return { word: entry.byHand === null ? words.notReadable : words.dealtWith, tone: "warn" };
}

/** An entry of the journal that cannot be read: what is known of it, why it cannot be read, and dealing with it. */
export function UnreadableStub({ entry, onClose }: { readonly entry: UnreadableEntry; readonly onClose: () => void }) {
  const [byHand, setByHand] = useState(false);
  const now = useNow(30_000);
  const { paymentId, at } = entry;
  const { word, tone } = unreadableVerdict(entry);
  const here = useApp(({ app }) => entry.connection === null || app?.account.id === entry.connection);
  // MONEY: in another account's window the id may be another payment's.
  const payment = paymentId === null || !here ? null : () => go("payments", paymentId);
  useKeys(true, [...bind("activity", { payment }), ...bind("lists", { close: onClose })]);
  return (
    <Stub
      name={activityWords.region}
      steps={
        <>
          {entry.closable ? (
            <Button kind="primary" size="wide" needs="attempts.closeUnreadable" onPress={() => setByHand(true)}>
              {stopWords.deal}
            </Button>
          ) : null}
          {payment ? (
            <Button size="wide" onPress={payment}>
              {activityWords.openPayment}
            </Button>
          ) : null}
        </>
      }
    >
      <Button kind="quiet" className="stub-close" label={activityWords.close} onPress={onClose}>
        ×
      </Button>
      <Verdict tone={tone}>{word}</Verdict>
      <StubMoney amount={sumWords(entry) ?? words.sumNotKnown} line={words.mayBe({ what: mayStandFor(entry) })} />
      <Quote>{unreadableWords(entry)}</Quote>
      <Facts
        facts={[
          { label: words.facts.written, value: at === null ? words.notKnown : timeWords(at, now, true) },
          {
            label: words.facts.account,
            value: entry.connection === null ? words.notKnown : accountName(entry.connection),
          },
          { label: words.facts.file, value: entry.row === null ? words.file : words.fileRow({ row: entry.row }) },
          entry.kept === null
            ? null
            : { label: words.facts.asItWas, value: <span className="whole-id">{entry.kept}</span> },
          { label: words.facts.reference, value: <span className="whole-id">{entry.id}</span>, copy: entry.id },
          entry.byHand === null
            ? null
            : {
                label: words.facts.dealtWith,
                value: words.by({ when: timeWords(entry.byHand.at, now), by: entry.byHand.by }),
              },
          entry.byHand === null ? null : { label: words.facts.why, value: entry.byHand.reason },
        ]}
      />
      <CloseUnreadableDialog entry={entry} open={byHand} onClose={() => setByHand(false)} />
    </Stub>
  );
}
