import { useCallback } from "react";
import { customerTitle, type CustomerLine } from "../../shared/customer";
import { phoneText } from "../../shared/phone";
import { paletteWords } from "../../shared/words/palette";
import { ask } from "../bridge";
import { Dialog } from "../parts/dialog";
import { Kbd } from "../parts/kbd";
import { SearchBox } from "../parts/search-box";
import { readSoFar, useDirectory } from "../stores/directory";
import { orderFor } from "../stores/order-for";
import { openOverlay, useOverlay } from "../stores/overlay";
import { go } from "../stores/route";
import type { Action } from "./palette-actions";

/** As many as are seen without scrolling, once something is typed. */
const MOST_FOUND = 9;

/** The palette: what can be done, found by everyday words, then customers to charge or open. */
export function Palette() {
  const open = useOverlay(({ shown }) => shown === "palette");
  return (
    <Dialog title={paletteWords.title} open={open} onClose={() => openOverlay(null)}>
      <PaletteBox />
    </Dialog>
  );
}

function PaletteBox() {
  const again = useDirectory(readSoFar);
  const find = useCallback(async (clue: string): Promise<readonly Action[]> => {
    // The first screen needs none of it; what is typed meanwhile is searched as soon as it is there.
    const { actionsNow, matchActions } = await import("./palette-actions");
    if (clue === "") return actionsNow();
    const customers =
      clue.length < 2 ? [] : await ask("customers.search", { clue, limit: 5 }).catch((): CustomerLine[] => []);
    return [
      ...matchActions(actionsNow(), clue),
      ...customers.map((line) => ofCustomer("charge", line, () => orderFor(line))),
      ...customers.map((line) => ofCustomer("open", line, () => go("customers", line.id))),
    ].slice(0, MOST_FOUND);
  }, []);
  return (
    <div className="palette">
      <SearchBox
        name={paletteWords.title}
        placeholder={paletteWords.placeholder}
        autoFocus
        atOnce
        escapeLeaves
        find={find}
        again={again}
        keyOf={(action) => action.id}
        nameOf={(action) => action.words}
        line={(action) => (
          <>
            <span className="cut grow">
              {action.words} <span className="faint small">{action.hint}</span>
            </span>
            {action.key ? <Kbd>{action.key}</Kbd> : null}
          </>
        )}
        onChoose={(action) => {
          openOverlay(null);
          // The dialog gives the focus back first; what the action focuses must come after.
          setTimeout(action.act);
        }}
        nothing={paletteWords.nothing}
      />
    </div>
  );
}

function ofCustomer(what: "charge" | "open", line: CustomerLine, act: () => void): Action {
  return {
    id: `${what} ${line.id}`,
    words: paletteWords[what]({ name: customerTitle(line) }),
    also: "",
    hint: [line.card?.last4 ? `···· ${line.card.last4}` : null, line.email, phoneText(line.phone)]
      .filter(Boolean)
      .join(" · "),
    act,
  };
}
