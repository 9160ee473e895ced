/** One place of a plot: an hour, a day, a channel. */
export interface PlotPoint {
  readonly key: string;
  /** As the table and a screen reader have it: "10 AM to 11 AM". */
  readonly label: string;
  /** As it stands at the axis, where that is shorter: "10 AM". */
  readonly tick?: string;
  /** One value for each series; null: there is none, as of an hour that is still to come. */
  readonly values: readonly (number | null)[];
  /** What more the table says of it, one text for each of the plot's `besides`. */
  readonly besides?: readonly string[];
  /** Opens the list that the point counts. */
  readonly open?: () => void;
}

/** What a plot shows, without how it is drawn. */
export interface PlotData {
  /** Names the figure and its table. */
  readonly title: string;
  /** What it shows, in one sentence. */
  readonly says: string;
  /** The names of the series: the first is drawn as bars, the second as a broken line with rings. */
  readonly series: readonly string[];
  /** What the points are: "Hour", "Channel"; it heads the first column of the table. */
  readonly of: string;
  /** More columns of the table. */
  readonly besides?: readonly string[];
  readonly points: readonly PlotPoint[];
  /** A value as people read it: "$1,204.00". */
  readonly text: (value: number) => string;
  /** The same where there is little room: "$1.2K". */
  readonly short: (value: number) => string;
}

/** What is said of a point while it has the focus or the pointer: "10 AM: $120.00. Last Saturday: $80.00." */
export function pointText({ series, text }: PlotData, point: PlotPoint): string {
  const said = series.flatMap((name, at) => {
    const value = point.values[at] ?? null;
    if (value === null) return at === 0 ? ["–"] : [];
    return [at === 0 ? text(value) : `${name}: ${text(value)}`];
  });
  return `${point.label}: ${[...said, ...(point.besides ?? [])].join(". ")}`;
}

/** The largest value, and 0 where there is none. */
export function largest(points: readonly PlotPoint[]): number {
  return Math.max(0, ...points.flatMap(({ values }) => values.map((value) => value ?? 0)));
}

/** The smallest value below 0, where there is one: what was given back can be more than what was taken. */
export function smallest(points: readonly PlotPoint[]): number {
  return Math.min(0, ...points.flatMap(({ values }) => values.map((value) => value ?? 0)));
}
