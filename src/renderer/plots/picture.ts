import type { FigureLine } from "./figure-lines";
import { largest, smallest, type PlotData } from "./plot-data";
import { bandsOf, heightsOf } from "./scales";

/** What a picture of the figures shows. */
export interface PictureOf {
  readonly title: string;
  readonly line: string;
  readonly figures: readonly FigureLine[];
  readonly time: PlotData;
  readonly parts: readonly PlotData[];
}

/** In CSS pixels; it is drawn at twice that. */
const WIDTH = 960;
const EDGE = 40;
const FIGURES_IN_A_LINE = 4;
const FIGURE_HEIGHT = 84;
const TIME_HEIGHT = 220;
const ROW = 26;
const PART_TOP = 58;
const MOST_ROWS = 6;

/**
 * Puts the figures onto the clipboard as a PNG, in the colours of the theme. SECURITY: it is drawn from the figures alone
 * and is no picture of the window, so nothing that is typed anywhere can be in it.
 */
export async function copyPicture(what: PictureOf): Promise<void> {
  const lines = Math.ceil(what.figures.length / FIGURES_IN_A_LINE);
  const parts = what.parts.filter(({ points }) => points.length > 0);
  const partHeights = pairs(parts).map((pair) => PART_TOP + ROW * Math.max(...pair.map(rowsOf)));
  const height =
    104 + lines * FIGURE_HEIGHT + TIME_HEIGHT + 64 + partHeights.reduce((sum, each) => sum + each, 0) + EDGE;
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH * 2;
  canvas.height = height * 2;
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("no canvas");
  await document.fonts.ready;
  context.scale(2, 2);
  const pen = penOf(context);
  pen.box("--sheet", 0, 0, WIDTH, height);
  pen.text(what.title, EDGE, 56, { size: 24, weight: 650 });
  pen.text(what.line, EDGE, 80, { size: 13, colour: "--ink-soft" });
  what.figures.forEach((figure, at) => drawFigure(pen, figure, at));
  let top = 104 + lines * FIGURE_HEIGHT;
  drawTime(pen, what.time, top);
  top += TIME_HEIGHT + 64;
  pairs(parts).forEach((pair, nth) => {
    pair.forEach((part, side) => drawPart(pen, part, EDGE + side * (WIDTH / 2 - 8), top));
    top += partHeights[nth] ?? 0;
  });
  const blob = await new Promise<Blob | null>((made) => canvas.toBlob(made, "image/png"));
  if (blob === null) throw new Error("no picture");
  await navigator.clipboard.write([new ClipboardItem({ "image/png": blob })]);
}

interface TextLook {
  readonly size: number;
  readonly weight?: number;
  readonly colour?: string;
  readonly align?: CanvasTextAlign;
  readonly most?: number;
}

type Pen = ReturnType<typeof penOf>;

function penOf(context: CanvasRenderingContext2D) {
  const style = getComputedStyle(document.documentElement);
  const family = getComputedStyle(document.body).fontFamily;
  const colour = (token: string): string => style.getPropertyValue(token).trim();
  return {
    text(words: string, x: number, y: number, look: TextLook): void {
      context.font = `${look.weight ?? 400} ${look.size}px ${family}`;
      context.fillStyle = colour(look.colour ?? "--ink");
      context.textAlign = look.align ?? "left";
      context.fillText(words, x, y, look.most);
    },
    box(token: string, x: number, y: number, width: number, height: number): void {
      context.fillStyle = colour(token);
      context.fillRect(x, y, width, height);
    },
    line(token: string, points: readonly (readonly [number, number])[], dashed = false): void {
      context.strokeStyle = colour(token);
      context.lineWidth = dashed ? 1.5 : 1;
      context.setLineDash(dashed ? [5, 3] : []);
      context.beginPath();
      points.forEach(([x, y], at) => (at === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
      context.stroke();
      context.setLineDash([]);
    },
    ring(token: string, x: number, y: number): void {
      context.fillStyle = colour("--sheet");
      context.strokeStyle = colour(token);
      context.beginPath();
      context.arc(x, y, 3, 0, 2 * Math.PI);
      context.fill();
      context.stroke();
    },
  };
}

function drawFigure(pen: Pen, figure: FigureLine, at: number): void {
  const column = (WIDTH - 2 * EDGE) / FIGURES_IN_A_LINE;
  const x = EDGE + (at % FIGURES_IN_A_LINE) * column;
  const y = 122 + Math.floor(at / FIGURES_IN_A_LINE) * FIGURE_HEIGHT;
  const most = column - 16;
  pen.text(figure.name, x, y, { size: 13, weight: 500, colour: "--ink-soft", most });
  pen.text(figure.value, x, y + 26, { size: 20, weight: 600, most });
  pen.text(figure.says, x, y + 45, { size: 12, colour: "--ink-soft", most });
}

function drawTime(pen: Pen, data: PlotData, top: number): void {
  const { points, series, short } = data;
  pen.text(data.title, EDGE, top + 16, { size: 15, weight: 600 });
  pen.text(data.says, EDGE, top + 36, { size: 13, colour: "--ink-soft" });
  const [now = "", before = ""] = series;
  pen.box("--plot-bar", WIDTH - 360, top + 8, 20, 10);
  pen.text(now, WIDTH - 334, top + 17, { size: 13, colour: "--ink-soft" });
  pen.line(
    "--plot-line",
    [
      [WIDTH - 220, top + 13],
      [WIDTH - 198, top + 13],
    ],
    true,
  );
  pen.ring("--plot-line", WIDTH - 209, top + 13);
  pen.text(before, WIDTH - 192, top + 17, { size: 13, colour: "--ink-soft", most: 152 });
  const low = top + 40 + TIME_HEIGHT - 24;
  const x = bandsOf(points.length, EDGE + 56, WIDTH - EDGE);
  const y = heightsOf(smallest(points), largest(points), low, top + 52);
  for (const value of y.named) {
    pen.line(value === 0 ? "--line-strong" : "--hair", [
      [EDGE + 56, y.of(value)],
      [WIDTH - EDGE, y.of(value)],
    ]);
    pen.text(short(value), EDGE + 48, y.of(value) + 4, { size: 12, colour: "--ink-faint", align: "right" });
  }
  const nth = Math.max(1, Math.ceil(52 / x.step));
  points.forEach(({ values: [value], tick, label }, at) => {
    if (value)
      pen.box("--plot-bar", x.left(at), Math.min(y.of(value), y.of(0)), x.width, Math.abs(y.of(0) - y.of(value)));
    if (at % nth === 0)
      pen.text(tick ?? label, x.centre(at), low + 18, { size: 12, colour: "--ink-faint", align: "center" });
  });
  const compared = points.flatMap(({ values }, at) => {
    const value = values[1] ?? null;
    return value === null ? [] : [[x.centre(at), y.of(value)] as const];
  });
  if (compared.length > 1) pen.line("--plot-line", compared, true);
  for (const [left, high] of compared) pen.ring("--plot-line", left, high);
}

function drawPart(pen: Pen, data: PlotData, x: number, top: number): void {
  const width = WIDTH / 2 - EDGE - 32;
  pen.text(data.title, x, top + 16, { size: 15, weight: 600 });
  pen.text(data.says, x, top + 35, { size: 13, colour: "--ink-soft", most: width });
  const most = largest(data.points) || 1;
  data.points.slice(0, MOST_ROWS).forEach(({ label, values: [value] }, at) => {
    const y = top + PART_TOP + at * ROW;
    pen.text(label, x, y, { size: 13, most: width * 0.48 });
    pen.box("--plot-bar", x + width * 0.5, y - 10, (Math.max(0, value ?? 0) / most) * width * 0.28, 11);
    pen.text(data.text(value ?? 0), x + width, y, { size: 13, weight: 500, align: "right" });
  });
}

function rowsOf({ points }: PlotData): number {
  return Math.min(MOST_ROWS, points.length);
}

function pairs<T>(all: readonly T[]): readonly (readonly T[])[] {
  return all.flatMap((_, at) => (at % 2 === 0 ? [all.slice(at, at + 2)] : []));
}
