import { useState } from "react";
import { mayStandFor, sumWords, unreadableWords, type UnreadableEntry } from "../../../shared/unreadable";
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
  return { word: entry.byHand === null ? "Not readable" : "Closed by hand", tone: "warn" };
}

/** An entry of the journal that cannot be read: what is known of it, why it cannot be read, and closing it by hand. */
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
      name="Attempt"
      steps={
        <>
          {entry.closable ? (
            <Button kind="primary" size="wide" onPress={() => setByHand(true)}>
              Close by hand
            </Button>
          ) : null}
          {payment ? (
            <Button size="wide" onPress={payment}>
              Open payment
            </Button>
          ) : null}
        </>
      }
    >
      <Button kind="quiet" className="stub-close" label="Close" onPress={onClose}>
        ×
      </Button>
      <Verdict tone={tone}>{word}</Verdict>
      <StubMoney amount={sumWords(entry) ?? "Sum not known"} line={`May be: ${mayStandFor(entry)}`} />
      <Quote>{unreadableWords(entry)}</Quote>
      <Facts
        facts={[
          { label: "Written", value: at === null ? "not known" : timeWords(at, now, true) },
          { label: "Account", value: entry.connection === null ? "not known" : accountName(entry.connection) },
          { label: "File", value: `journal.db${entry.row === null ? "" : `, row ${entry.row}`}` },
          entry.kept === null ? null : { label: "As it was", value: <span className="whole-id">{entry.kept}</span> },
          { label: "Reference", value: <span className="whole-id">{entry.id}</span> },
          entry.byHand === null
            ? null
            : { label: "Closed", value: `${timeWords(entry.byHand.at, now)} by ${entry.byHand.by}` },
          entry.byHand === null ? null : { label: "Why", value: entry.byHand.reason },
        ]}
      />
      <CloseUnreadableDialog entry={entry} open={byHand} onClose={() => setByHand(false)} />
    </Stub>
  );
}
