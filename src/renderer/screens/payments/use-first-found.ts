import { useEffect, useState } from "react";
import type { PaymentLine } from "../../../shared/history";
import { useFindPayment } from "../../stores/find";
import { go } from "../../stores/route";
import type { Lines } from "./use-payment-lines";

/**
 * Enter in the search opens the first payment that answers, once the answer to that clue is there; its row is then to be
 * revealed, with the focus free for it. With no answer the focus stays in the search.
 */
export function useFirstFound({ lines, answered }: Pick<Lines, "lines" | "answered">): {
  readonly index: number;
} | null {
  const { clue, opens } = useFindPayment();
  const [reveal, setReveal] = useState<{ readonly index: number } | null>(null);
  const first: PaymentLine | null = lines?.[0] ?? null;
  useEffect(() => {
    if (opens === null || !answered) return;
    useFindPayment.setState({ opens: null });
    if (opens !== clue || first === null) return;
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    go("payments", first.id);
    setReveal({ index: 0 });
  }, [opens, clue, answered, first]);
  return reveal;
}
