import { useEffect, useRef } from "react";
import { orderWords } from "../../../shared/words/order";
import { useApp } from "../../stores/app";
import { rereadUnknown } from "../../stores/attempts";
import { toast } from "../../stores/toasts";

/**
 * Begins a new order when the window belongs to another account. `putAside` parks what was typed, but for the card;
 * `hasCard` says whether one was typed.
 * MONEY: customers, cards and payments belong to one account; none of them may be taken along to another.
 */
export function useAccountChange(acts: {
  readonly hasCard: () => boolean;
  readonly putAside: (account: string) => boolean;
  readonly newOrder: () => void;
}): void {
  const account = useApp(({ app }) => app?.account ?? null);
  const last = useRef(account);
  useEffect(() => {
    const before = last.current;
    last.current = account;
    if (before === null || account === null || before.id === account.id) return;
    rereadUnknown();
    const hadCard = acts.hasCard();
    const parked = acts.putAside(before.id);
    acts.newOrder();
    if (hadCard && !parked) toast(orderWords.acts.accountChanged({ account: account.name }), "warning");
    // oxlint-disable-next-line react/exhaustive-deps -- on the change of account only
  }, [account?.id]);
}
