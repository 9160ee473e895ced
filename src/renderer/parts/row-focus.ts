import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";
import { isAtHome, nowAtHome } from "./focus-home";
import { isDialogOpen } from "./keys";

/** The focus among the rows of a table of which only those in sight exist. */
export interface RowFocus {
  /** The row that the next key belongs to. */
  readonly at: () => number;
  /** Gives the focus to a row, as soon as it is drawn. */
  readonly row: (index: number) => void;
  /** A row, or a button in it, has taken the focus. */
  readonly taken: (index: number, key: string) => void;
  /** The focus has left the table. */
  readonly left: () => void;
}

/**
 * Keeps the focus in a table: on arrival it goes to the open row, else to the first, whoever that is, until a hand has
 * chosen one; with a row that others push down it moves along; from a row that has gone it goes to the one in its place;
 * and while its row is scrolled or pushed out of sight the table itself has it.
 */
export function useRowFocus(table: {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly count: number;
  readonly keyAt: (index: number) => string | null;
  readonly openKey: string | null;
  /** The open row comes back by `row`, wherever it went. */
  readonly follows: boolean;
  readonly scrollTo: (index: number) => void;
  /** Called when the row in focus has gone, be it to come anew. */
  readonly stay: () => void;
}): RowFocus {
  const { scroller, count, keyAt, openKey, follows, scrollTo, stay } = table;
  const [active, setActive] = useState(0);
  /** Where the focus is to go; null: it is there. */
  const wanted = useRef<number | null>(null);
  /** The row that has the focus, or a button in it; null: the focus is elsewhere. */
  const held = useRef<string | null>(null);
  /** A hand has chosen a row, or something that it did has. */
  const chosen = useRef(false);

  const drawn = (index: number): HTMLElement | null =>
    scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`) ?? null;
  const indexOf = (key: string): number => {
    for (let index = 0; index < count; index++) if (keyAt(index) === key) return index;
    return -1;
  };
  const row = (index: number): void => {
    const next = Math.max(0, Math.min(count - 1, index));
    setActive(next);
    chosen.current = true;
    wanted.current = next;
    scrollTo(next);
    // A row that is drawn takes the focus at once, because the next key belongs to it already.
    const there = drawn(next);
    there?.focus();
    if (there === document.activeElement) wanted.current = null;
  };

  useEffect(() => {
    if (!isFocusFree()) return;
    row(openKey === null ? 0 : Math.max(0, indexOf(openKey)));
    chosen.current = false;
    nowAtHome();
    // oxlint-disable-next-line react/exhaustive-deps -- on arrival only
  }, []);

  // A table that gets lower, because what stands below it takes another line, keeps the row in focus in sight.
  useEffect(() => {
    const box = scroller.current;
    if (!box) return undefined;
    let height = box.clientHeight;
    const watch = new ResizeObserver(() => {
      const before = height;
      height = box.clientHeight;
      const now = document.activeElement;
      if (height >= before || !now?.matches("[data-index]") || !box.contains(now)) return;
      const end = now.getBoundingClientRect().bottom - box.getBoundingClientRect().top;
      // Whoever has scrolled away from it is not taken back.
      if (end <= before + 1) now.scrollIntoView({ block: "nearest" });
    });
    watch.observe(box);
    return () => watch.disconnect();
  }, [scroller]);

  // After every drawing: the row that the focus waits for may be there now, or the row that had it gone.
  useLayoutEffect(() => {
    const now = document.activeElement;
    const ours = scroller.current?.contains(now) ?? false;
    if (wanted.current !== null && (wanted.current >= count || !(ours || isFocusFree()))) wanted.current = null;
    if (wanted.current !== null) {
      const there = drawn(wanted.current);
      if (there) return there.focus();
      // The keys that come meanwhile are the table's; and a wheel that still turns scrolls the row away again.
      if (!ours) scroller.current?.focus({ preventScroll: true });
      return scrollTo(wanted.current);
    }
    if (held.current === null || count === 0) return;
    chosen.current ||= held.current === openKey;
    const isFirst = !chosen.current && active === 0;
    const pushed = isFirst && now?.matches('[data-index]:not([data-index="0"])');
    if (now !== document.body && now !== scroller.current && !pushed) return;
    const same =
      !isFirst &&
      [...(scroller.current?.querySelectorAll<HTMLElement>("[data-index]") ?? [])].find(
        ({ dataset }) => keyAt(Number(dataset["index"])) === held.current,
      );
    const comesBack = follows && held.current === openKey;
    const next = same || (comesBack ? null : drawn(Math.min(active, count - 1))) || scroller.current;
    stay();
    if (next !== now) next?.focus({ preventScroll: true });
    if (isFirst) nowAtHome();
  });

  return {
    at() {
      const now = document.activeElement;
      const index = now && scroller.current?.contains(now) ? now.getAttribute("data-index") : null;
      return wanted.current ?? (index === null ? active : Number(index));
    },
    row,
    taken(index, key) {
      setActive(index);
      held.current = key;
      wanted.current = null;
    },
    left() {
      held.current = null;
    },
  };
}

/** Nobody is anywhere: the screen has just come, or what had the focus is gone. A link of the rail has done its work. */
function isFocusFree(): boolean {
  const now = document.activeElement;
  if (isDialogOpen()) return false;
  return isAtHome() || !(now instanceof HTMLElement) || now.offsetParent === null || now.closest("nav") !== null;
}
