import { useEffect } from "react";
import { orderWords } from "../../../shared/words/order";
import { surchargeOf, withSurcharge } from "../../../shared/surcharge";
import type { Cents } from "../../../shared/money";
import { surchargeRate, useApp } from "../../stores/app";
import { useOrderFor } from "../../stores/order-for";
import { useKeys } from "../../parts/keys";
import { bind } from "../../stores/shortcuts";
import { toast } from "../../stores/toasts";

export interface OrderSurcharge {
  /** What the switch says; null where no surcharge is set up for this connection. `would` in cents. */
  readonly offer: { readonly basisPoints: number; readonly would: number } | null;
  /** What is added to this order, in cents: 0 unless it is switched on. */
  readonly added: number;
  /** All that the caller pays for an order of `cents`; null when that is more than can be charged at once. */
  readonly whole: (cents: Cents) => Cents | null;
}

/**
 * The surcharge of the order at hand: its switch, its key, and its wish from the palette. `order` in cents, without it.
 */
export function useSurcharge(props: {
  readonly order: number;
  readonly on: boolean;
  readonly typing: boolean;
  readonly shown: boolean;
  readonly turn: (on: boolean) => void;
}): OrderSurcharge {
  const { order, on, typing, shown } = props;
  const rate = useApp(({ app }) => surchargeRate(app));
  const would = rate ? surchargeOf(order, rate.basisPoints) : 0;
  const added = on ? would : 0;
  const turn = (): void => {
    if (!rate) return;
    if (typing) props.turn(!on);
    else toast(orderWords.startNewFirst, "warning");
  };
  const wanted = useOrderFor((state) => state.surcharge);
  useEffect(() => {
    if (!wanted) return;
    useOrderFor.setState({ surcharge: false });
    turn();
    // oxlint-disable-next-line react/exhaustive-deps -- taken up once
  }, [wanted]);
  useKeys(shown, bind("order", { surcharge: rate !== null && typing ? turn : null }));
  return {
    offer: rate ? { basisPoints: rate.basisPoints, would } : null,
    added,
    whole: (cents) => withSurcharge(cents, added),
  };
}
