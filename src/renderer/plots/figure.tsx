import { useState, type ReactNode } from "react";
import { plotWords } from "../../shared/words/plots";
import { Button } from "../parts/button";
import { pointText, type PlotData } from "./plot-data";

/**
 * A plot with all that makes it more than a picture: its name, the sentence that says what it shows, which point is
 * looked at, and the table behind it. Nothing in it moves.
 */
export function Figure(props: {
  readonly data: PlotData;
  /** The point that has the focus or the pointer. */
  readonly shown: number | null;
  readonly children: ReactNode;
  readonly className?: string;
}) {
  const { data, shown, children } = props;
  const [asTable, setAsTable] = useState(false);
  const point = shown === null ? undefined : data.points[shown];
  return (
    <figure className={`sheet plot ${props.className ?? ""}`.trim()} aria-label={data.title}>
      <div className="plot-top">
        <h2>{data.title}</h2>
        <Button size="small" kind="quiet" pressed={asTable} onPress={() => setAsTable(!asTable)}>
          {plotWords.showAsTable}
        </Button>
      </div>
      <figcaption className="quiet small plot-says">
        {/* What a point says is heard at the point itself. */}
        {point === undefined ? data.says : <span aria-hidden="true">{pointText(data, point)}</span>}
      </figcaption>
      {asTable ? <PlotTable data={data} /> : children}
    </figure>
  );
}

/** The numbers of a plot as a table. */
function PlotTable({ data }: { readonly data: PlotData }) {
  const { title, of, series, besides = [], points, text } = data;
  return (
    <table className="plot-table" aria-label={title}>
      <thead>
        <tr>
          {[of, ...series, ...besides].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {points.map((point) => (
          <tr key={point.key}>
            <th scope="row">{point.label}</th>
            {series.map((name, at) => {
              const value = point.values[at] ?? null;
              return <td key={name}>{value === null ? "–" : text(value)}</td>;
            })}
            {besides.map((name, at) => (
              <td key={name}>{point.besides?.[at] ?? ""}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Which form stands for which series. */
export function Legend({ series }: { readonly series: readonly string[] }) {
  if (series.length < 2) return null;
  return (
    <ul className="plot-legend quiet small" aria-hidden="true">
      {series.map((name, at) => (
        <li key={name}>
          <svg width="22" height="10">
            {at === 0 ? (
              <rect className="plot-bar" width="22" height="10" rx="2" />
            ) : (
              <>
                <path className="plot-line" d="M0 5h22" />
                <circle className="plot-ring" cx="11" cy="5" r="3" />
              </>
            )}
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}
