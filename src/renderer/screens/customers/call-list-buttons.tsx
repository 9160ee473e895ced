import { useState } from "react";
import type { CallList } from "../../../shared/customer";
import { callListWords } from "../../../shared/words/call-list";
import { ask, asFailure } from "../../bridge";
import { tellSaved } from "../../payment/saved-toast";
import { Button } from "../../parts/button";
import { toast } from "../../stores/toasts";

/**
 * Takes the list along: on paper, or as a file that a spreadsheet program opens. All of it, not only what is loaded.
 */
export function CallListButtons({ show }: { readonly show: CallList }) {
  const [busy, setBusy] = useState<"print" | "export" | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const run = (what: "print" | "export"): void => {
    setBusy(what);
    setTrouble(null);
    const work =
      what === "print"
        ? ask("customers.printCalls", { show }).then(({ complete }) => {
            if (!complete) toast(`${callListWords.notWhole} ${callListWords.partial}`, "warning");
          })
        : tellSaved(ask("customers.exportCalls", { show }), ({ path, count, complete }) => ({
            sentence: [
              callListWords.saved({ count, number: count.toLocaleString("en-US"), path: path ?? "" }),
              ...(complete ? [] : [callListWords.partial]),
            ].join(" "),
            tone: complete ? "info" : "warning",
          }));
    work.catch((error: unknown) => setTrouble(asFailure(error).sentence)).finally(() => setBusy(null));
  };
  return (
    <div className="call-list">
      {trouble ? (
        <span className="field-error" role="alert">
          {trouble}
        </span>
      ) : null}
      <Button size="small" needs="customers.printCalls" busy={busy === "print"} onPress={() => run("print")}>
        {callListWords.print}
      </Button>
      <Button size="small" needs="customers.exportCalls" busy={busy === "export"} onPress={() => run("export")}>
        {callListWords.export}
      </Button>
    </div>
  );
}
