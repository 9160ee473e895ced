import { customerTitle } from "../../shared/customer";
import { amountTypedToCents, dollars } from "../../shared/money";
import { orderWords } from "../../shared/words/order";
import { asFailure } from "../bridge";
import { spanWords } from "../payment/words";
import { Button } from "../parts/button";
import { Dialog, DialogButtons } from "../parts/dialog";
import { useNow } from "../parts/use-now";
import { dropParked, openParked, resume, useParked } from "../stores/parked";
import { accountName } from "../stores/all-accounts";
import { useApp } from "../stores/app";
import { go } from "../stores/route";
import { toast } from "../stores/toasts";

const words = orderWords.parked;

/** The sheet of parked orders: each is resumed, with its card typed anew, or discarded. */
export function ParkedOrders() {
  const { orders, open } = useParked();
  const now = useNow(60_000);
  const here = useApp(({ app }) => app?.account.id ?? null);
  return (
    <Dialog title={words.title} open={open} onClose={() => openParked(false)}>
      <ul className="parked">
        {orders.map((order, at) => {
          const amount = dollars(amountTypedToCents(order.typed) ?? 0);
          const who = order.customer ? customerTitle(order.customer) : order.fields.holder || words.noCustomer;
          const account = order.account === here ? null : accountName(order.account);
          return (
            <li key={order.id} className="parked-line">
              <span className="grow">
                <strong>{amount}</strong>{" "}
                <span className="quiet">{words.line({ who, ago: spanWords(now - order.parkedAt), account })}</span>
              </span>
              <Button
                kind={at === 0 ? "primary" : "plain"}
                size="small"
                autoFocus={at === 0}
                label={words.resumeOne({ amount, who })}
                onPress={() => {
                  go("order");
                  resume(order.id).catch((error: unknown) => toast(asFailure(error).sentence, "warning"));
                }}
              >
                {words.resume}
              </Button>
              <Button size="small" label={words.discardOne({ amount, who })} onPress={() => dropParked(order.id)}>
                {words.discard}
              </Button>
            </li>
          );
        })}
      </ul>
      {orders.length === 0 ? <p className="quiet">{words.none}</p> : null}
      <DialogButtons>
        <Button onPress={() => openParked(false)}>{words.close}</Button>
      </DialogButtons>
    </Dialog>
  );
}
