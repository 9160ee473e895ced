import type { Customer } from "../../../shared/customer";
import type { AttemptView } from "../../../shared/attempt";
import type { Channel } from "../../../shared/outcome";
import { CloseByHandDialog } from "../../payment/close-by-hand-dialog";
import { ReceiptDialog } from "../../payment/receipt-dialog";
import { SaveCardDialog } from "../../payment/save-card-dialog";
import { TakeBackDialog } from "../../payment/take-back-dialog";
import { isChecking } from "../../payment/words";
import type { OrderDialog } from "./order-form";

/** The dialogs that a result can open. */
export function OrderDialogs(props: {
  readonly attempt: AttemptView;
  readonly shown: OrderDialog;
  readonly onClose: () => void;
  readonly channel: Channel;
  readonly suggested: { readonly name: string; readonly email: string; readonly phone: string };
  readonly onTakenBack: (attempt: AttemptView) => void;
  readonly onSaved: (customer: Customer) => void;
}) {
  const { attempt, shown, onClose } = props;
  const paymentId = attempt.outcome?.payment?.id ?? attempt.paymentId;
  return (
    <>
      {paymentId ? (
        <>
          <ReceiptDialog paymentId={paymentId} attemptId={attempt.id} open={shown === "receipt"} onClose={onClose} />
          <TakeBackDialog
            paymentId={paymentId}
            open={shown === "take back"}
            onClose={onClose}
            onDone={props.onTakenBack}
          />
        </>
      ) : null}
      <SaveCardDialog
        attemptId={attempt.id}
        channel={props.channel}
        suggested={props.suggested}
        open={shown === "save"}
        onClose={onClose}
        onSaved={props.onSaved}
      />
      {isChecking(attempt) ? (
        <CloseByHandDialog attempt={attempt} open={shown === "by hand"} onClose={onClose} />
      ) : null}
    </>
  );
}
