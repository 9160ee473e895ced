import { memo } from "react";
import { orderWords } from "../../../shared/words/order";
import { later } from "../../parts/later";
import type { Payer } from "./order-form";

const OfCustomer = later(() => import("./after-press").then((file) => file.OfCustomer));
const OwnOrders = later(() => import("./after-press").then((file) => file.OwnOrders));

const words = orderWords.beside;

/**
 * What helps on the phone, where a wide window has room between the fields and the result: what the chosen customer
 * paid last and what is noted of them, else today's own orders. To be looked at only, so that no key is one more.
 */
export const OrderBeside = memo(function OrderBeside({
  payer,
  shown,
}: {
  readonly payer: Payer | null;
  readonly shown: boolean;
}) {
  return (
    <aside className="order-beside" aria-label={words.name}>
      {payer ? (
        <OfCustomer key={payer.line.id} payer={payer} />
      ) : (
        <>
          <h2>{words.today}</h2>
          <OwnOrders shown={shown} />
        </>
      )}
    </aside>
  );
});
