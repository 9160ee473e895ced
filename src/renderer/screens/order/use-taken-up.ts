import { useEffect } from "react";
import type { CustomerLine } from "../../../shared/customer";
import { orderWords } from "../../../shared/words/order";
import { useOrderFor, type AgainWish } from "../../stores/order-for";
import { park, useParked, type ParkedOrder } from "../../stores/parked";
import { toast } from "../../stores/toasts";

export interface OrderActs {
  /** True, and said, while the answer to this order is awaited or unread: nothing else may take its place. */
  readonly isAwaited: () => boolean;
  readonly choose: (line: CustomerLine) => void;
  /** Begins an order like a past one. */
  readonly repeat: (wish: AgainWish) => void;
  /** Puts what is typed aside, all but the card; false when there is nothing to be put aside. */
  readonly putAside: () => boolean;
  readonly newOrder: () => void;
  /** Fills the empty form with what was parked, and goes to the first field that is empty. */
  readonly fill: (order: ParkedOrder) => void;
}

/** What other places ask of the order at hand, each taken up once: a customer, a parked order, a new order or none. */
export function useTakenUp(acts: OrderActs): void {
  const { isAwaited, choose, repeat, putAside, newOrder, fill } = acts;
  useOnce(
    useOrderFor(({ customer }) => customer),
    (customer) => {
      useOrderFor.setState({ customer: null });
      choose(customer);
    },
  );
  useOnce(
    useOrderFor(({ again }) => again),
    (again) => {
      useOrderFor.setState({ again: null });
      if (isAwaited()) return;
      putAside();
      newOrder();
      repeat(again);
    },
  );
  useOnce(
    useParked(({ resumed }) => resumed),
    (order) => {
      useParked.setState({ resumed: null });
      if (isAwaited()) {
        park(order);
        return;
      }
      // The order at hand is put aside in its turn, not lost.
      putAside();
      newOrder();
      fill(order);
    },
  );
  useOnce(
    useOrderFor(({ wish }) => wish),
    (wish) => {
      useOrderFor.setState({ wish: null });
      if (isAwaited()) return;
      const aside = wish !== "clear" && putAside();
      if (wish === "park" && !aside) toast(orderWords.acts.nothingToPark, "warning");
      else newOrder();
    },
  );
}

/** Acts once on each value that comes. */
function useOnce<T>(value: T | null, act: (value: T) => void): void {
  useEffect(() => {
    if (value !== null) act(value);
    // oxlint-disable-next-line react/exhaustive-deps -- with each value once
  }, [value]);
}
