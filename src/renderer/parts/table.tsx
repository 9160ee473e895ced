import {
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
} from "react";
import { isAtHome } from "./focus-home";
import { useRowFocus } from "./row-focus";
import { useRowsInSight } from "./rows-in-sight";
import { useTypeAhead } from "./type-ahead";

/** `S`: by what a list can be sorted. */
export interface Column<T, S extends string = string> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: T) => ReactNode;
  /** Amounts stand at the right. */
  readonly end?: boolean;
  /** CSS width, "120px" or "30%"; the rest is shared. */
  readonly width?: string;
  /** Its width in a narrow table (a small window), or "gone": then another column says it by `.narrow-only`. */
  readonly narrow?: string;
  /** Shown only in a wide table (a window of 1600 points and more): what the panel says anyway. */
  readonly roomy?: boolean;
  /** A press on the title sorts by this. */
  readonly sorts?: S;
  /** The title is only heard (a column of buttons). */
  readonly heardOnly?: boolean;
}

/**
 * A table that stays fast with 100,000 rows: only the rows in sight exist. On arrival the open row, else the first, has
 * the focus. Arrows, Home, End and Page keys move between rows, letters go to the row that begins so, Enter opens one; a
 * press anywhere in a row does as well. Buttons in cells keep their own keys.
 */
export function Table<T, S extends string = string>(props: {
  readonly name: string;
  readonly columns: readonly Column<T, S>[];
  readonly rows: readonly T[];
  readonly keyOf: (row: T, index: number) => string;
  readonly onOpen?: (row: T) => void;
  /** The row that is open beside the table. */
  readonly openKey?: string | null;
  /** This row comes into sight; it takes the focus unless something outside the table has it. Once for each new object. */
  readonly reveal?: { readonly index: number } | null;
  /** Where others have pushed the open row out of sight, `reveal` tells where it went: no other row takes its focus. */
  readonly follows?: boolean;
  readonly sort?: { readonly by: S; readonly down: boolean };
  readonly onSort?: (by: S) => void;
  /** The headings above rows, by the index of the row. */
  readonly headings?: ReadonlyMap<number, string> | null;
  /** Called when the last rows come into sight; load more there. */
  readonly onEnd?: () => void;
  /** The index of the row, looked for from `from` on, that begins with what was typed; null: none does. */
  readonly find?: (typed: string, from: number) => number | null | Promise<number | null>;
  /** What Space does to a row, and Ctrl A to all, where rows can be chosen. Without it Space opens. */
  readonly ticks?: { readonly one: (row: T) => void; readonly all: () => void };
}) {
  const { columns, rows, keyOf, onOpen, onEnd, find, ticks, headings, sort } = props;
  const scroller = useRef<HTMLDivElement>(null);
  /** What was typed last: an answer to what was typed before it comes too late. */
  const lastTyped = useRef("");
  const [pointed, setPointed] = useState(false);
  const places = useMemo(() => [...(headings?.keys() ?? [])], [headings]);
  const sight = useRowsInSight({ scroller, count: rows.length, headings: places, onEnd });
  const sorted = `${sort?.by} ${sort?.down}`;
  // oxlint-disable-next-line react/exhaustive-deps -- another order begins at its top
  useLayoutEffect(() => sight.scrollTo(0), [sorted]);
  // Rows are known by their key, so that the one in focus stays in focus when others come in above it; ids can repeat.
  const rowKey = (index: number): string | null => {
    const row = rows[index];
    return row === undefined ? null : keyOf(row, index);
  };

  const focus = useRowFocus({
    scroller,
    count: rows.length,
    keyAt: rowKey,
    openKey: props.openKey ?? null,
    follows: props.follows ?? false,
    scrollTo: sight.scrollTo,
    stay: sight.stay,
  });
  const typeAhead = useTypeAhead(scroller, (typed) => {
    // One letter goes on to the next row that begins so; more of them may still mean the row in focus.
    const from = focus.at() + (typed.length === 1 ? 1 : 0);
    lastTyped.current = typed;
    void Promise.resolve(find?.(typed, from) ?? null).then((index) => {
      if (index !== null && lastTyped.current === typed && mayTakeFocus(scroller.current)) focus.row(index);
    });
  });
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    setPointed(false);
    const { target } = event;
    if (target !== scroller.current && !(target instanceof HTMLTableRowElement)) return;
    const index = focus.at();
    const to: Record<string, number> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      Home: 0,
      End: rows.length - 1,
      PageDown: index + sight.page(),
      PageUp: index - sight.page(),
    };
    const next = to[event.key];
    const row = rows[index];
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (plain && find && typeAhead(event.nativeEvent)) event.preventDefault();
    else if (plain && next !== undefined) focus.row(next);
    else if (plain && event.key === " " && ticks && row !== undefined) {
      ticks.one(row);
      focus.row(index);
    } else if (plain && (event.key === "Enter" || event.key === " ") && onOpen && row !== undefined) onOpen(row);
    else if (!plain && !event.altKey && event.key.toLowerCase() === "a" && ticks) ticks.all();
    else return;
    event.preventDefault();
  };

  const { reveal } = props;
  useEffect(() => {
    if (!reveal) return;
    if (mayTakeFocus(scroller.current)) focus.row(reveal.index);
    else sight.scrollTo(reveal.index);
    // oxlint-disable-next-line react/exhaustive-deps -- once for each that is asked for
  }, [reveal]);

  // Scrolled away from the row that was last in focus, the list is still reached by Tab.
  const last = Math.min(focus.at(), rows.length - 1);
  const tabStop = sight.shown.includes(last) ? last : sight.top;

  return (
    // The keys of the rows come up to here, also when the row in focus was scrolled away.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- as said above
    <div
      className="table-scroll"
      ref={scroller}
      tabIndex={-1}
      data-pointed={pointed ? "" : undefined}
      onBlur={focus.left}
      onKeyDown={onKeyDown}
      // A list that moves below a resting pointer tells of moves that are none.
      onPointerMove={({ movementX, movementY }) => {
        if (movementX !== 0 || movementY !== 0) setPointed(true);
      }}
    >
      <table className="table" aria-label={props.name} aria-rowcount={rows.length + 1}>
        <colgroup>
          {columns.map((column) => (
            <col key={column.key} className={widthClass(column)} style={widths(column)} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={cellClass(column)} aria-sort={sortOf(column, sort)}>
                <Title column={column} sort={sort} onSort={props.onSort} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sight.above > 0 ? <Spacer height={sight.above} /> : null}
          {/* Flat: in an array for each React would know a row by its place, and make all anew with each row scrolled. */}
          {sight.shown.flatMap((index) => {
            const row = rows[index];
            if (row === undefined) return [];
            const key = keyOf(row, index);
            const heading = headings?.get(index);
            return [
              heading === undefined ? null : (
                <tr key={`heading ${heading}`} className="table-heading">
                  <th scope="rowgroup">{heading}</th>
                </tr>
              ),
              <tr
                key={sight.shown.some((other) => other < index && rowKey(other) === key) ? `${index} ${key}` : key}
                data-index={index}
                aria-rowindex={index + 2}
                aria-selected={props.openKey === undefined ? undefined : props.openKey === key}
                className={onOpen ? "table-row table-row-opens" : "table-row"}
                tabIndex={onOpen ? (index === tabStop ? 0 : -1) : undefined}
                onFocus={() => focus.taken(index, key)}
                onClick={(event) => {
                  const inner =
                    event.target instanceof Element && event.target.closest("button, a, input, select, label");
                  if (!inner) onOpen?.(row);
                }}
              >
                {columns.map((column) => (
                  <td key={column.key} className={cellClass(column)}>
                    {column.cell(row)}
                  </td>
                ))}
              </tr>,
            ];
          })}
          {sight.below > 0 ? <Spacer height={sight.below} /> : null}
        </tbody>
      </table>
    </div>
  );
}

/** Whether a row may take the focus: the hand is in the table or nowhere. An answer that comes late finds it elsewhere. */
function mayTakeFocus(table: HTMLElement | null): boolean {
  const now = document.activeElement;
  return now === null || now === document.body || isAtHome() || (table?.contains(now) ?? false);
}

/** What a screen reader says of the order of a column; nothing of one that cannot be sorted. */
function sortOf<S extends string>(
  { sorts }: Column<never, S>,
  sort: { readonly by: S; readonly down: boolean } | undefined,
): "ascending" | "descending" | "none" | undefined {
  if (sorts === undefined || !sort) return undefined;
  return sort.by !== sorts ? "none" : sort.down ? "descending" : "ascending";
}

function Title<S extends string>(props: {
  readonly column: Column<never, S>;
  readonly sort: { readonly by: S; readonly down: boolean } | undefined;
  readonly onSort: ((by: S) => void) | undefined;
}) {
  const { sort, onSort } = props;
  const { title, sorts, heardOnly } = props.column;
  if (heardOnly) return <span className="heard-only">{title}</span>;
  if (sorts === undefined || !onSort) return title;
  return (
    <button type="button" className="table-sort" onClick={() => onSort(sorts)}>
      {title}
      {sort?.by === sorts ? (
        <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
          <path
            d={sort.down ? "M2 3.5 5 7l3-3.5" : "M2 6.5 5 3l3 3.5"}
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
          />
        </svg>
      ) : null}
    </button>
  );
}

function widthClass({ narrow, roomy }: Column<never>): string {
  return roomy ? "roomy-only" : narrow === "gone" ? "wide-only" : "";
}

function cellClass(column: Column<never>): string {
  return `${column.end ? "end" : ""} ${widthClass(column)}`.trim();
}

function widths({ width, narrow }: Column<never>): CSSProperties {
  return {
    ...(width ? { "--wide": width } : {}),
    ...(narrow && narrow !== "gone" ? { "--narrow": narrow } : {}),
  } as CSSProperties;
}

/** One cell is enough, because the number of columns depends on the window's width. */
function Spacer({ height }: { readonly height: number }) {
  return (
    <tr aria-hidden="true">
      <td className="table-space" style={{ height }} />
    </tr>
  );
}
