import { scaleBand, scaleLinear } from "@visx/scale";
import { Bar, LinePath } from "@visx/shape";
import { useRef } from "react";
import { plotWords } from "../../shared/words/plots";
import { Figure, Legend } from "./figure";
import { largest, pointText, smallest, type PlotData, type PlotPoint } from "./plot-data";
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
  const x = scaleBand<number>({
    domain: data.points.map((_, at) => at),
    range: [LEFT, width],
    paddingInner: 0.3,
    paddingOuter: 0.15,
  });
  const y = scaleLinear<number>({
    domain: [smallest(data.points), largest(data.points) || 1],
    range: [HEIGHT - BOTTOM, TOP],
    nice: 4,
  });
  const centre = (at: number): number => (x(at) ?? 0) + x.bandwidth() / 2;
  const base = y(0);
  const compared = data.points.flatMap(({ values }, at) => {
    const value = values[1] ?? null;
    return value === null ? [] : [{ at, value }];
  });
  const nth = Math.max(1, Math.ceil(TICK / x.step()));
  return (
    <>
      <svg width={width} height={HEIGHT} aria-hidden="true" className="plot-drawn">
        {y.ticks(4).map((value) => (
          <g key={value}>
            <line
              className={value === 0 ? "plot-base" : "plot-grid"}
              x1={LEFT}
              x2={width}
              y1={y(value)}
              y2={y(value)}
            />
            <text className="plot-tick" x={LEFT - 8} y={y(value)} dy="0.32em" textAnchor="end">
              {data.short(value)}
            </text>
          </g>
        ))}
        {data.points.map((point, at) =>
          at % nth === 0 ? (
            <text key={point.key} className="plot-tick" x={centre(at)} y={HEIGHT - 7} textAnchor="middle">
              {point.tick ?? point.label}
            </text>
          ) : null,
        )}
        {data.points.map(({ key, values: [value] }, at) =>
          value ? (
            <Bar
              key={key}
              className={points.shown === at ? "plot-bar plot-bar-shown" : "plot-bar"}
              x={x(at) ?? 0}
              y={Math.min(y(value), base)}
              width={x.bandwidth()}
              height={Math.max(1, Math.abs(base - y(value)))}
              rx={2}
            />
          ) : null,
        )}
        {compared.length > 1 ? (
          <LinePath className="plot-line" data={compared} x={({ at }) => centre(at)} y={({ value }) => y(value)} />
        ) : null}
        {compared.map(({ at, value }) => (
          <circle key={at} className="plot-ring" cx={centre(at)} cy={y(value)} r={x.step() < 14 ? 2 : 3} />
        ))}
      </svg>
      <PointButtons
        data={data}
        points={points}
        place={(at) => ({ left: centre(at) - x.step() / 2, width: x.step() })}
      />
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
