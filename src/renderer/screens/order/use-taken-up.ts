import { useEffect } from "react";
import type { CustomerLine } from "../../../shared/customer";
import { useOrderFor } from "../../stores/order-for";
import { park, useParked, type ParkedOrder } from "../../stores/parked";
import { toast } from "../../stores/toasts";

export interface OrderActs {
  /** True, and said, while the answer to this order is awaited: nothing else may take its place. */
  readonly isAwaited: () => boolean;
  readonly choose: (line: CustomerLine) => void;
  /** Puts what is typed aside, all but the card; false when there is nothing to be put aside. */
  readonly putAside: () => boolean;
  readonly newOrder: () => void;
  /** Fills the empty form with what was parked. */
  readonly fill: (order: ParkedOrder) => void;
}

/** What other places ask of the order at hand, each taken up once: a customer, a parked order, a new order or none. */
export function useTakenUp(acts: OrderActs): void {
  const { isAwaited, choose, putAside, newOrder, fill } = acts;
  const wanted = useOrderFor(({ line }) => line);
  useEffect(() => {
    if (!wanted) return;
    useOrderFor.setState({ line: null });
    choose(wanted);
    // oxlint-disable-next-line react/exhaustive-deps -- taken up once
  }, [wanted]);

  const resumed = useParked((state) => state.resumed);
  useEffect(() => {
    if (!resumed) return;
    useParked.setState({ resumed: null });
    if (isAwaited()) {
      park(resumed);
      return;
    }
    // The order at hand is put aside in its turn, not lost.
    putAside();
    newOrder();
    fill(resumed);
    // oxlint-disable-next-line react/exhaustive-deps -- taken up once
  }, [resumed]);

  const wish = useOrderFor((state) => state.wish);
  useEffect(() => {
    if (!wish) return;
    useOrderFor.setState({ wish: null });
    if (isAwaited()) return;
    const aside = wish !== "clear" && putAside();
    if (wish === "park" && !aside) toast("There is nothing to park: type an amount or choose a customer.", "warning");
    else newOrder();
    // oxlint-disable-next-line react/exhaustive-deps -- taken up once
  }, [wish]);
}
