import { useEffect, useMemo, useRef, useState } from "react";
import type { CustomerShow } from "../../../shared/customer";
import { ask } from "../../bridge";
import { isAtHome } from "../../parts/focus-home";
import { readSoFar, useDirectory } from "../../stores/directory";
import type { CustomerPages } from "./customer-pages";

/**
 * The row of a customer who was opened from elsewhere than the list (the search, the palette, a form). `reveal`: where it
 * stands, once its line is here; told again while others come in above it, unless the hand has gone on to another row.
 * null: it is not on this list, or the list itself opened it and has the focus already. `follows`: it is looked for again
 * when it is nowhere in sight.
 */
export function useOpenRow(
  pages: CustomerPages,
  show: CustomerShow,
  id: string | null,
): { readonly reveal: { readonly index: number } | null; readonly follows: boolean } {
  const [place, setPlace] = useState<{ readonly id: string; readonly at: number } | null>(null);
  const read = useDirectory(readSoFar);
  const opened = useRef<{ readonly id: string | null; readonly byList: boolean } | null>(null);
  useEffect(() => {
    if (opened.current?.id !== id) opened.current = { id, byList: isInTable() };
    if (id === null || opened.current.byList || isOnAnotherRow()) return undefined;
    let gone = false;
    ask("customers.place", { id, show }).then(
      ({ at }) => {
        if (!gone && at !== null && !isOnAnotherRow()) setPlace({ id, at });
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- what was read says when to ask anew
  }, [id, show, read]);
  const index = place !== null && place.id === id ? place.at : null;
  useEffect(() => {
    if (index !== null) pages.need(index);
  });
  const isHere = index !== null && pages.lineAt(index)?.id === id;
  const reveal = useMemo(() => (isHere && index !== null ? { index } : null), [isHere, index]);
  return { reveal, follows: index !== null };
}

function isInTable(): boolean {
  return Boolean(document.activeElement?.closest(".table"));
}

/** The hand has gone on from the row that is open. */
function isOnAnotherRow(): boolean {
  return isInTable() && !isAtHome() && !document.activeElement?.closest('[aria-selected="true"]');
}
