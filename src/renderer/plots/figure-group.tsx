import { overviewScreenWords as words } from "../../shared/words/overview-screen";
import type { FigureLine } from "./figure-lines";

/** One number: what it is called, the number, what it counts, and what it is compared with. A press opens its list. */
export function FigureGroup({ line, large }: { readonly line: FigureLine; readonly large?: boolean }) {
  const { name, counts, value, says, compared, open } = line;
  return (
    <div role="group" aria-label={name} className={large ? "figure figure-large" : "figure"}>
      <p className="figure-name">{name}</p>
      {open ? (
        <button type="button" className="figure-value figure-open" title={words.opens({ counts })} onClick={open}>
          {value}
        </button>
      ) : (
        <p className="figure-value" title={counts}>
          {value}
        </p>
      )}
      <p className="quiet small figure-says">{says}</p>
      {compared === null ? null : (
        <p className="figure-compared small">
          {compared.short} <span className={large ? undefined : "heard-only"}>{compared.than}</span>
        </p>
      )}
    </div>
  );
}
