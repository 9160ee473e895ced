import { useLayoutEffect, useState } from "react";
import type { Notice } from "../../shared/contract";
import { ask } from "../bridge";
import { useAttempts } from "../stores/attempts";
import { useRoute } from "../stores/route";

/**
 * The notices without the news of a payment that stands on the screen in this moment: whoever looks at it needs no line
 * about it. Such news counts as read.
 */
export function useWithoutSeen(notices: readonly Notice[]): readonly Notice[] {
  const route = useRoute();
  const trayOpen = useAttempts((state) => state.trayOpen);
  const [told, setTold] = useState<ReadonlySet<string>>(new Set());
  // Before the first picture of it, so that nothing is shown and heard that goes again at once.
  useLayoutEffect(() => {
    const news = notices.flatMap(({ id, news: about }) => (about ? [{ id, attemptId: about.attemptId }] : []));
    const seen = news.filter(({ attemptId }) => attemptId !== null && isInSight(attemptId));
    for (const { id } of seen) ask("news.read", { id }).catch(() => undefined);
    const next = news.filter((one) => !seen.includes(one)).map(({ id }) => id);
    setTold((before) => (next.length === before.size && next.every((id) => before.has(id)) ? before : new Set(next)));
  }, [notices, route, trayOpen]);
  return notices.filter(({ id, news }) => news === undefined || told.has(id));
}

/** The stub of an attempt marks itself (payment/attempt-stub.tsx); the order screen keeps its own while it is hidden. */
function isInSight(attemptId: string): boolean {
  const mark = document.querySelector(`[data-attempt="${CSS.escape(attemptId)}"]`);
  return mark !== null && document.hasFocus() && mark.parentElement?.closest("[hidden]") === null;
}
