import { useRef } from "react";
import { plotWords } from "../../shared/words/plots";
import { Figure, Legend } from "./figure";
import { largest, pointText, smallest, type PlotData, type PlotPoint } from "./plot-data";
import { bandsOf, heightsOf } from "./scales";
import { usePoints, type Points } from "./use-points";
import { useWidth } from "./use-width";

const HEIGHT = 176;
const TOP = 10;
const BOTTOM = 24;
const LEFT = 56;
/** A word at the axis needs so much room. */
const TICK = 52;

/** What changed with time: bars for now, a broken line with rings for the time that it is compared with. */
export function TimePlot({ data }: { readonly data: PlotData }) {
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  const points = usePoints(data.points.length);
  return (
    <Figure data={data} shown={points.shown} className="plot-time">
      <Legend series={data.series} />
      <div ref={place} className="plot-place" style={{ height: HEIGHT }} onPointerLeave={points.leave}>
        {width > 0 ? <Drawn data={data} width={width} points={points} /> : null}
      </div>
    </Figure>
  );
}

function Drawn(props: { readonly data: PlotData; readonly width: number; readonly points: Points }) {
  const { data, width, points } = props;
  const x = bandsOf(data.points.length, LEFT, width);
  const y = heightsOf(smallest(data.points), largest(data.points), HEIGHT - BOTTOM, TOP);
  const base = y.of(0);
  const compared = data.points.flatMap(({ values }, at) => {
    const value = values[1] ?? null;
    return value === null ? [] : [{ at, value }];
  });
  const nth = Math.max(1, Math.ceil(TICK / x.step));
  return (
    <>
      <svg width={width} height={HEIGHT} aria-hidden="true" className="plot-drawn">
        {y.named.map((value) => (
          <g key={value}>
            <line
              className={value === 0 ? "plot-base" : "plot-grid"}
              x1={LEFT}
              x2={width}
              y1={y.of(value)}
              y2={y.of(value)}
            />
            <text className="plot-tick" x={LEFT - 8} y={y.of(value)} dy="0.32em" textAnchor="end">
              {data.short(value)}
            </text>
          </g>
        ))}
        {data.points.map((point, at) =>
          at % nth === 0 ? (
            <text key={point.key} className="plot-tick" x={x.centre(at)} y={HEIGHT - 7} textAnchor="middle">
              {point.tick ?? point.label}
            </text>
          ) : null,
        )}
        {data.points.map(({ key, values: [value] }, at) =>
          value ? (
            <rect
              key={key}
              className={points.shown === at ? "plot-bar plot-bar-shown" : "plot-bar"}
              x={x.left(at)}
              y={Math.min(y.of(value), base)}
              width={x.width}
              height={Math.max(1, Math.abs(base - y.of(value)))}
              rx={2}
            />
          ) : null,
        )}
        {compared.length > 1 ? (
          <polyline
            className="plot-line"
            strokeLinecap="round"
            points={compared.map(({ at, value }) => `${x.centre(at)},${y.of(value)}`).join(" ")}
          />
        ) : null}
        {compared.map(({ at, value }) => (
          <circle key={at} className="plot-ring" cx={x.centre(at)} cy={y.of(value)} r={x.step < 14 ? 2 : 3} />
        ))}
      </svg>
      <PointButtons data={data} points={points} place={(at) => ({ left: x.centre(at) - x.step / 2, width: x.step })} />
    </>
  );
}

/** The points as a person reaches them: a button over each, which says its values and opens its list. */
function PointButtons(props: {
  readonly data: PlotData;
  readonly points: Points;
  readonly place: (at: number) => { readonly left: number; readonly width: number };
}) {
  const { data, points, place } = props;
  return (
    <div role="group" className="plot-points" aria-label={plotWords.points}>
      {data.points.map((point: PlotPoint, at) => (
        <button
          key={point.key}
          type="button"
          data-point=""
          className="plot-point"
          style={place(at)}
          tabIndex={points.tabIndex(at)}
          aria-label={pointText(data, point)}
          onFocus={() => points.onFocus(at)}
          onBlur={points.leave}
          onKeyDown={points.onKeyDown}
          onPointerEnter={() => points.show(at)}
          onClick={point.open}
        />
      ))}
    </div>
  );
}
