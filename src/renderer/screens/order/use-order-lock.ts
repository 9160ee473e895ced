import { useEffect, useRef } from "react";
import { lockWords } from "../../../shared/words/lock";
import { NO_CARD } from "../../card/card-seen";
import { useLatest } from "../../parts/use-latest";
import { useApp } from "../../stores/app";
import { beforeLock } from "../../stores/lock";
import { toast } from "../../stores/toasts";
import type { OrderControl } from "./use-order";
import type { OrderActs } from "./use-order-acts";
import type { OrderFormControl } from "./use-order-form";

/**
 * What becomes of the order when the screen locks. SECURITY: the card is wiped first. The draft comes back to whoever
 * typed it; for another person it is parked, so that nothing is charged in the name of somebody who did not hear the
 * caller. An order on its way, and an answer, stay.
 */
export function useOrderLock(order: OrderControl, control: OrderFormControl, acts: OrderActs, locked: boolean): void {
  const person = useApp(({ app }) => app?.person ?? null);
  const kept = useRef({ zip: "", hadCard: false, person, at: null as number | null });
  const leave = useLatest(() => {
    const card = control.places.card.current;
    const now = document.activeElement;
    kept.current = {
      zip: card?.zip() ?? "",
      hadCard: !(card?.isEmpty() ?? true),
      person,
      at: now?.closest(".order") ? [...(control.places.form.current ?? [])].findIndex((field) => field === now) : null,
    };
    control.wipe("keep zip");
    control.step({ do: "see card", seen: NO_CARD });
    // A question stands on the card that is gone; nothing was sent.
    order.stop();
  });
  useEffect(() => beforeLock(() => leave.current()), [leave]);
  const was = useRef(locked);
  useEffect(() => {
    const cameBack = was.current && !locked;
    was.current = locked;
    if (!cameBack) return;
    const { zip, hadCard, person: before, at } = kept.current;
    control.places.card.current?.setZip(zip);
    if (before !== null && person !== null && before.id !== person.id) {
      if (acts.leaveToOther()) toast(lockWords.parkedFor({ name: before.name }));
      return;
    }
    if (hadCard) toast(lockWords.cardCleared);
    // The hand goes on where it was, and at the card where that is gone. The fields are all drawn anew, in their order.
    if (hadCard || at === null) control.focusEmpty();
    else (control.places.form.current?.elements[at] as HTMLElement | undefined)?.focus();
    // oxlint-disable-next-line react/exhaustive-deps -- when it is unlocked only
  }, [locked]);
}
