import type { Overview, OverviewSpan, OverviewSums } from "../../../shared/overview";
import { overviewScreenWords as words } from "../../../shared/words/overview-screen";
import { BarsPlot } from "../../plots/bars-plot";
import { FigureGroup } from "../../plots/figure-group";
import { figureLines } from "../../plots/figure-lines";
import { partPlots, takenPlot } from "../../plots/overview-plots";
import { TimePlot } from "../../plots/time-plot";
import "../../plots/plots.css";

/** The figures of one currency, and the plots of what they are made of. */
export function Figures(props: {
  readonly span: OverviewSpan;
  readonly overview: Overview;
  readonly sums: OverviewSums;
  readonly everywhere: boolean;
}) {
  const { span, overview, sums, everywhere } = props;
  const [first, ...others] = figureLines(span, overview, sums);
  return (
    <>
      <section className="sheet figures" aria-label={words.figures}>
        {first ? <FigureGroup line={first} large /> : null}
        <div className="figures-others">
          {others.map((line) => (
            <FigureGroup key={line.name} line={line} />
          ))}
        </div>
      </section>
      <TimePlot data={takenPlot(span, overview, sums)} />
      <div className="overview-parts">
        {partPlots(sums, everywhere).map((data) => (
          <BarsPlot key={data.title} data={data} />
        ))}
      </div>
    </>
  );
}
