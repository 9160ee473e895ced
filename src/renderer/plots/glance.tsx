import { figureWords } from "../../shared/words/figures";
import { overviewScreenWords as words } from "../../shared/words/overview-screen";
import { Button } from "../parts/button";
import { go } from "../stores/route";
import { keyHint } from "../stores/shortcuts";
import { FigureGroup } from "./figure-group";
import { figureLines } from "./figure-lines";
import { takenPlot } from "./overview-plots";
import { sumsIn } from "./overview-words";
import { TimePlot } from "./time-plot";
import { useOverview } from "./use-overview";
import "./plots.css";

const TODAY = { kind: "today" } as const;
/** Besides what was taken: as many as stand beside each other. */
const BESIDES: readonly string[] = [figureWords.figures.net.name, figureWords.approvalRate];

/** Today in short, where nothing is open beside a list. What cannot be read is left out: the list beside it says why. */
export function Glance() {
  const { overview } = useOverview({ span: TODAY });
  const sums = overview === null ? undefined : sumsIn(overview, null);
  if (overview === null || sums === undefined) return null;
  const [first, ...others] = figureLines(TODAY, overview, sums);
  return (
    <section className="glance" aria-label={words.glance.title}>
      <h2 className="heard-only">{words.glance.title}</h2>
      {first ? <FigureGroup line={{ ...first, name: words.glance.taken }} large /> : null}
      <div className="glance-others">
        {others
          .filter(({ name }) => BESIDES.includes(name))
          .map((line) => (
            <FigureGroup key={line.name} line={line} />
          ))}
      </div>
      <TimePlot data={takenPlot(TODAY, overview, sums)} />
      <p>
        <Button size="wide" keyHint={keyHint("everywhere", "overview")} onPress={() => go("overview")}>
          {words.glance.open}
        </Button>
      </p>
    </section>
  );
}
