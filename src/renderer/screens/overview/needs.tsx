import { sumsText } from "../../../shared/currency";
import type { Need } from "../../../shared/overview";
import { figureWords } from "../../../shared/words/figures";
import { overviewScreenWords } from "../../../shared/words/overview-screen";
import { opener } from "../../plots/open-list";
import { accountName } from "../../stores/all-accounts";

const words = overviewScreenWords.needs;

/** What waits for somebody now, whatever time is looked at. */
export function Needs({ needs, everywhere }: { readonly needs: readonly Need[]; readonly everywhere: boolean }) {
  return (
    <section className="needs" aria-label={words.title}>
      {needs.length === 0 ? <p className="quiet needs-none">{words.none}</p> : null}
      {needs.map((need) => {
        const { code, count, money, account } = need;
        const { name, counts } = figureWords.figures[code];
        const open = opener(need.opens);
        const urgent = code !== "cards_expiring";
        return (
          <div key={`${code} ${account}`} role="group" aria-label={name} className="sheet need">
            <p className="need-name">
              <span className={`fact-dot tone-${urgent ? "warn" : "plain"}`} aria-hidden="true" />
              {name}
            </p>
            {open ? (
              <button
                type="button"
                className="need-count figure-open"
                title={overviewScreenWords.opens({ counts })}
                onClick={open}
              >
                {count.toLocaleString("en-US")}
              </button>
            ) : (
              <p className="need-count">{count.toLocaleString("en-US")}</p>
            )}
            <p className="small quiet need-says">
              {[
                ...(money.length === 0 ? [] : [sumsText(money)]),
                ...(everywhere ? [accountName(account)] : []),
                words.says[code],
              ].join(" · ")}
            </p>
          </div>
        );
      })}
    </section>
  );
}
