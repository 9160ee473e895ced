import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState, type CSSProperties, type KeyboardEvent, type ReactNode } from "react";

export interface Column<T> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: T) => ReactNode;
  /** Amounts stand at the right. */
  readonly end?: boolean;
  /** CSS width, "120px" or "30%"; the rest is shared. */
  readonly width?: string;
  /** Its width in a narrow table (a small window), or "gone": then another column says it by `.narrow-only`. */
  readonly narrow?: string;
  /** The title is only heard (a column of buttons). */
  readonly heardOnly?: boolean;
}

const ROW_HEIGHT = 48;

/**
 * A table that stays fast with 100,000 rows: only the rows in sight exist. Up, Down, Home, End and Page keys move
 * between rows, Enter opens one; a press anywhere in a row does as well. Buttons in cells keep their own keys.
 */
export function Table<T>(props: {
  readonly name: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly keyOf: (row: T, index: number) => string;
  readonly onOpen?: (row: T) => void;
  /** The row that is open beside the table. */
  readonly openKey?: string | null;
  /** This row comes into sight; it takes the focus unless something else has it. Once for each new object. */
  readonly reveal?: { readonly index: number } | null;
  /** Called when the last rows come into sight; load more there. */
  readonly onEnd?: () => void;
}) {
  const { columns, rows, keyOf, onOpen, onEnd } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    onChange: (now) => {
      const last = now.getVirtualItems().at(-1);
      if (last && last.index >= rows.length - 12) onEnd?.();
    },
  });
  const shown = virtual.getVirtualItems();
  // Rows are known by their key, so that the one in focus stays in focus when others come in above it; ids can repeat.
  const rowKey = (index: number): string | null => {
    const row = rows[index];
    return row === undefined ? null : keyOf(row, index);
  };
  const above = shown[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0);

  const focusRow = (index: number): void => {
    const next = Math.max(0, Math.min(rows.length - 1, index));
    setActive(next);
    virtual.scrollToIndex(next);
    const rowThere = (): HTMLElement | null =>
      scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"]`) ?? null;
    // A row that is drawn takes the focus at once, because the next key belongs to it already; another once it is
    // drawn.
    const row = rowThere();
    if (row) row.focus();
    else requestAnimationFrame(() => rowThere()?.focus());
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTableRowElement>, index: number): void => {
    if (event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? ROW_HEIGHT) / ROW_HEIGHT) - 2);
    const to: Record<string, number> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      Home: 0,
      End: rows.length - 1,
      PageDown: index + page,
      PageUp: index - page,
    };
    const target = to[event.key];
    const row = rows[index];
    if (target !== undefined) focusRow(target);
    else if ((event.key === "Enter" || event.key === " ") && onOpen && row !== undefined) onOpen(row);
    else return;
    event.preventDefault();
  };

  const { reveal } = props;
  useEffect(() => {
    if (!reveal) return;
    if (document.activeElement === document.body) focusRow(reveal.index);
    else virtual.scrollToIndex(reveal.index);
    // oxlint-disable-next-line react/exhaustive-deps -- once for each that is asked for
  }, [reveal]);

  /** The row that has the focus, or a button in it. */
  const held = useRef<string | null>(null);
  useEffect(() => {
    if (
      held.current === null ||
      document.activeElement !== document.body ||
      rows.some((row, index) => keyOf(row, index) === held.current)
    )
      return;
    // The row in focus has left the list, so the one in its place takes the focus.
    held.current = null;
    if (rows.length > 0) focusRow(active);
    // oxlint-disable-next-line react/exhaustive-deps -- when the rows change only
  }, [rows]);
  // Scrolled away from the row that was last in focus, the list is still reached by Tab.
  const last = Math.min(active, rows.length - 1);
  const tabStop = shown.some(({ index }) => index === last) ? last : virtual.range?.startIndex;

  return (
    <div
      className="table-scroll"
      ref={scroller}
      onBlur={() => {
        held.current = null;
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
              <th key={column.key} scope="col" className={cellClass(column)}>
                {column.heardOnly ? <span className="heard-only">{column.title}</span> : column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {above > 0 ? <Spacer height={above} /> : null}
          {shown.map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            const key = keyOf(row, item.index);
            return (
              <tr
                key={
                  shown.some((other) => other.index < item.index && rowKey(other.index) === key)
                    ? `${item.index} ${key}`
                    : key
                }
                data-index={item.index}
                aria-rowindex={item.index + 2}
                aria-selected={props.openKey === undefined ? undefined : props.openKey === key}
                className={onOpen ? "table-row table-row-opens" : "table-row"}
                tabIndex={onOpen ? (item.index === tabStop ? 0 : -1) : undefined}
                onFocus={() => {
                  setActive(item.index);
                  held.current = key;
                }}
                onKeyDown={(event) => onKeyDown(event, item.index)}
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
              </tr>
            );
          })}
          {below > 0 ? <Spacer height={below} /> : null}
        </tbody>
      </table>
    </div>
  );
}

function widthClass({ narrow }: Column<never>): string {
  return narrow === "gone" ? "wide-only" : "";
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
