import { useEffect, useRef } from "react";
import { toFirstRunStep, useFirstRun, type FirstRunStep } from "../../stores/first-run";
import type { Phase } from "./order-state";

/** Which step of the guide comes after which. */
export const AFTER: Readonly<Record<FirstRunStep, FirstRunStep | null>> = {
  offer: "names",
  names: "order",
  order: "declined",
  declined: "connect",
  connect: null,
};
/** Takes the guide on when the order that it asked for has been answered and the next one begins. */
export function useFirstRunProgress(phase: Phase["kind"]): void {
  const step = useFirstRun();
  const was = useRef(phase);
  useEffect(() => {
    const begunAnew = was.current === "answered" && phase === "typing";
    was.current = phase;
    if (begunAnew && (step === "order" || step === "declined")) toFirstRunStep(AFTER[step] ?? "connect");
  }, [phase, step]);
}
