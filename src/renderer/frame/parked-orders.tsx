import { customerTitle } from "../../shared/customer";
import { amountTypedToCents, dollars } from "../../shared/money";
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

/** The sheet of parked orders: each is taken up again, with its card typed anew, or dropped. */
export function ParkedOrders() {
  const { orders, open } = useParked();
  const now = useNow(60_000);
  const here = useApp(({ app }) => app?.account.id ?? null);
  return (
    <Dialog title="Parked orders" open={open} onClose={() => openParked(false)}>
      <ul className="parked">
        {orders.map((order, at) => {
          const amount = dollars(amountTypedToCents(order.typed) ?? 0);
          const who = order.customer ? customerTitle(order.customer) : order.fields.holder || "No customer";
          return (
            <li key={order.id} className="parked-line">
              <span className="grow">
                <strong>{amount}</strong>{" "}
                <span className="quiet">
                  · {who} · {spanWords(now - order.parkedAt)} ago
                  {order.account === here ? "" : ` · ${accountName(order.account)}`}
                </span>
              </span>
              <Button
                kind={at === 0 ? "primary" : "plain"}
                size="small"
                autoFocus={at === 0}
                label={`Take up ${amount}, ${who}`}
                onPress={() => {
                  go("order");
                  resume(order.id).catch((error: unknown) => toast(asFailure(error).sentence, "warning"));
                }}
              >
                Take up
              </Button>
              <Button size="small" label={`Drop ${amount}, ${who}`} onPress={() => dropParked(order.id)}>
                Drop
              </Button>
            </li>
          );
        })}
      </ul>
      {orders.length === 0 ? <p className="quiet">No order is parked.</p> : null}
      <DialogButtons>
        <Button onPress={() => openParked(false)}>Close</Button>
      </DialogButtons>
    </Dialog>
  );
}
