import { useState } from "react";
import { customerTitle, type Customer } from "../../../shared/customer";
import { customersWords } from "../../../shared/words/customers";
import { privacyWords as words } from "../../../shared/words/privacy";
import { ask, asFailure } from "../../bridge";
import { tellSaved } from "../../payment/saved-toast";
import { Button } from "../../parts/button";
import { Dialog } from "../../parts/dialog";
import { forgetTyped } from "../../parts/typed";
import { useApp } from "../../stores/app";
import { dropParkedOf } from "../../stores/parked";
import { dropToasts, toast } from "../../stores/toasts";
import { forgetDraft } from "./customer-form";
import { Sure } from "./sure";

/** A customer asks for all that is kept of them to be deleted. */
export function ForgetDialog(props: {
  readonly customer: Customer;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onForgotten: () => void;
}) {
  const { customer, open, onClose, onForgotten } = props;
  const account = useApp((state) => state.app?.account);
  const name = customerTitle(customer);
  return (
    <Dialog title={words.forgetTitle({ name })} open={open} onClose={onClose}>
      <Sure
        words={words.forgetWhat({ account: account?.name ?? customersWords.processor })}
        verb={words.forget}
        run={() => ask("customers.forget", { id: customer.id })}
        onDone={() => {
          if (account) dropParkedOf(account.id, customer.id);
          forgetTyped(customer.id);
          forgetDraft(customer.id);
          dropToasts();
          toast(words.forgotten({ name }));
          onForgotten();
        }}
        onClose={onClose}
      />
    </Dialog>
  );
}

/** A customer asks for all that is kept of them: one file. */
export function SaveEverything({ id }: { readonly id: string }) {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const run = (): void => {
    setBusy(true);
    setTrouble(null);
    tellSaved(ask("customers.exportAll", { id }), ({ path }) => ({
      sentence: words.exportedCustomer({ path: path ?? "" }),
      tone: "info",
    }))
      .catch((error: unknown) => setTrouble(asFailure(error).sentence))
      .finally(() => setBusy(false));
  };
  return (
    <>
      <Button kind="quiet" size="small" needs="customers.exportAll" busy={busy} onPress={run}>
        {words.exportCustomer}
      </Button>
      {trouble === null ? null : (
        <span className="field-error" role="alert">
          {trouble}
        </span>
      )}
    </>
  );
}
