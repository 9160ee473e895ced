import { customerTitle } from "../../shared/customer";
import { amountTypedToCents, dollars } from "../../shared/money";
import { desksScreenWords } from "../../shared/words/desks-screen";
import { orderWords } from "../../shared/words/order";
import { asFailure } from "../bridge";
import { spanWords } from "../payment/words";
import { Button } from "../parts/button";
import { Dialog, DialogButtons } from "../parts/dialog";
import { useNow } from "../parts/use-now";
import { dropParked, openParked, park, resume, useParked, useParkedLines, type ParkedLine } from "../stores/parked";
import { accountName } from "../stores/all-accounts";
import { useApp } from "../stores/app";
import { go } from "../stores/route";
import { toast } from "../stores/toasts";

const words = orderWords.parked;

/** The sheet of parked orders: each is resumed, with its card typed anew, or discarded. */
export function ParkedOrders() {
  const open = useParked((state) => state.open);
  const orders = useParkedLines();
  const now = useNow(60_000);
  const here = useApp(({ app }) => app?.account.id ?? null);
  return (
    <Dialog title={words.title} open={open} onClose={() => openParked(false)}>
      <ul className="parked">
        {orders.map((order, at) => {
          const amount = dollars(amountTypedToCents(order.typed) ?? 0);
          const who = order.customer ? customerTitle(order.customer) : order.fields.holder || words.noCustomer;
          const account = order.account === here ? null : accountNamed(order);
          const { shared } = order;
          const fail = (error: unknown): void => toast(asFailure(error).sentence, "warning");
          return (
            <li key={order.id} className="parked-line">
              <span className="grow">
                <strong>{amount}</strong>{" "}
                <span className="quiet">
                  · <bdi>{who}</bdi>
                  {words.line({ ago: spanWords(now - order.parkedAt), account })}
                </span>
                {shared === null ? null : (
                  <span className="quiet small parked-by">{desksScreenWords.parkedAt(shared)}</span>
                )}
              </span>
              <Button
                kind={at === 0 ? "primary" : "plain"}
                size="small"
                autoFocus={at === 0}
                label={words.resumeOne({ amount, who })}
                refused={order.account === null ? desksScreenWords.noAccount({ account: account ?? "" }) : null}
                onPress={() => {
                  go("order");
                  resume(order.id).catch(fail);
                }}
              >
                {words.resume}
              </Button>
              <Button
                size="small"
                label={words.discardOne({ amount, who })}
                onPress={() => {
                  const own = useParked.getState().orders.find(({ id }) => id === order.id);
                  const undo = own && { label: orderWords.acts.undo, run: () => park(own) };
                  dropParked(order.id).then(() => toast(words.discarded, "info", undo), fail);
                }}
              >
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

function accountNamed({ account, shared }: ParkedLine): string {
  return account === null ? (shared?.accountName ?? "") : accountName(account);
}
