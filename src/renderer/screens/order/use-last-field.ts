import { useEffect, useRef, type RefObject } from "react";

/**
 * Brings the focus back to the field that had it in the order's form after a look at another screen; else to the first
 * step, else by `focusAmount`. Answers how to forget where the hand was, because a new order begins.
 */
export function useLastField(
  shown: boolean,
  form: RefObject<HTMLFormElement | null>,
  firstStep: RefObject<HTMLElement | null>,
  focusAmount: () => void,
): () => void {
  const last = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const onFocus = ({ target }: FocusEvent): void => {
      last.current = target instanceof HTMLElement ? target : null;
    };
    const current = form.current;
    current?.addEventListener("focusin", onFocus);
    return () => current?.removeEventListener("focusin", onFocus);
    // The form is another one after the screen was locked.
  }, [form, shown]);
  useEffect(() => {
    const idle = document.activeElement === document.body || document.activeElement?.closest(".rail");
    if (!shown || !idle) return;
    if (firstStep.current) firstStep.current.focus();
    else if (last.current?.isConnected && last.current.offsetParent !== null) last.current.focus();
    else focusAmount();
    // oxlint-disable-next-line react/exhaustive-deps -- when the screen comes back only
  }, [shown]);
  return () => {
    last.current = null;
  };
}
