import { useEffect, useMemo, useState } from "react";
import type { CustomerShow } from "../../../shared/customer";
import { ask } from "../../bridge";
import type { CustomerPages } from "./customer-pages";

/**
 * The row of a customer who was opened from elsewhere than the list (the search, the palette, a form): where it stands,
 * once its line is here. null: it is not on this list, or the list itself opened it and has the focus already.
 */
export function useOpenRow(
  pages: CustomerPages,
  show: CustomerShow,
  id: string | null,
): { readonly index: number } | null {
  const [place, setPlace] = useState<{ readonly id: string; readonly at: number } | null>(null);
  useEffect(() => {
    if (id === null || document.activeElement?.closest(".table")) return undefined;
    let gone = false;
    ask("customers.place", { id, show }).then(
      ({ at }) => {
        if (!gone && at !== null) setPlace({ id, at });
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [id, show]);
  const index = place !== null && place.id === id ? place.at : null;
  useEffect(() => {
    if (index !== null) pages.need(index);
  });
  const isHere = index !== null && pages.lineAt(index)?.id === id;
  return useMemo(() => (isHere && index !== null ? { index } : null), [isHere, index]);
}
