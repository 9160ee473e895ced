import type { CSSProperties } from "react";
import { plotWords } from "../../shared/words/plots";
import { Figure } from "./figure";
import { largest, pointText, type PlotData } from "./plot-data";
import { usePoints } from "./use-points";

/**
 * Parts of a whole, the largest first: a line each with its name, its bar and its value. Where there are none, the
 * sentence of the plot says so.
 */
export function BarsPlot({ data }: { readonly data: PlotData }) {
  const points = usePoints(data.points.length);
  const besides = data.points.map((point) => point.besides?.[0] ?? "");
  const values = data.points.map(({ values: [value] }) => data.text(value ?? 0));
  const most = largest(data.points) || 1;
  return (
    <Figure data={data} shown={null}>
      <div
        role="group"
        className="plot-bars"
        style={{ "--besides": widest(besides), "--value": widest(values) } as CSSProperties}
        aria-label={plotWords.points}
      >
        {data.points.map((point, at) => {
          const value = Math.max(0, point.values[0] ?? 0);
          return (
            <button
              key={point.key}
              type="button"
              data-point=""
              className="plot-row"
              tabIndex={points.tabIndex(at)}
              aria-label={pointText(data, point)}
              onFocus={() => points.onFocus(at)}
              onKeyDown={points.onKeyDown}
              onClick={point.open}
            >
              <span className="plot-row-name">{point.label}</span>
              <svg className="plot-row-bar" height="12" width="100%" aria-hidden="true">
                {value > 0 ? (
                  <rect className="plot-bar" width={`${Math.max(0.6, (value / most) * 100)}%`} height={12} rx={2} />
                ) : null}
              </svg>
              <span className="plot-row-besides quiet small">{besides[at]}</span>
              <span className="plot-row-value">{values[at]}</span>
            </button>
          );
        })}
      </div>
    </Figure>
  );
}

/** So much room has the longest of the texts; the bars of all lines must be as long. */
function widest(texts: readonly string[]): string {
  return `${Math.max(2, ...texts.map(({ length }) => length))}ch`;
}
