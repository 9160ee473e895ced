import { useRef } from "react";
import { amountTrouble, amountTypedToCents } from "../../../shared/money";
import { sumOn } from "../../parts/button";
import { laterFunction } from "../../parts/later";
import { useLatest } from "../../parts/use-latest";
import { useApp, useCan } from "../../stores/app";
import { numberBeingRead } from "../../stores/numbers-abroad";
import { toast } from "../../stores/toasts";
import { orderWords } from "../../../shared/words/order";
import type { Built, OrderParts } from "./charge-input";
import { billingOnFile, payingCard } from "./order-form";
import type { Overrides } from "./order-state";
import { readPaidWith } from "./paid-with";
import type { BuildInput, OrderControl } from "./use-order";
import type { OrderFormControl } from "./use-order-form";
import type { OrderSurcharge } from "./use-surcharge";

const buildCharge = laterFunction<[OrderParts], Built>(() => import("./after-press").then((file) => file.buildCharge));

/** Reads the order from the page at the moment of the press, and sends it. */
export function useCharge(
  order: OrderControl,
  control: OrderFormControl,
  surcharge: OrderSurcharge,
): {
  readonly submit: () => void;
  readonly goOn: () => void;
} {
  const { form, step, places } = control;
  const cardNeedsName = useCan("card_needs_name");

  const refuseAmount = (sentence: string): null => {
    step({ do: "refuse amount", sentence });
    control.focusAmount();
    return null;
  };
  /** What will be sent; null after showing what is missing. */
  const build: BuildInput = (attemptId: string, overrides: Overrides) => {
    const cents = amountTypedToCents(form.typed);
    if (!cents) return refuseAmount(amountTrouble(form.typed) ?? "");
    const whole = surcharge.whole(cents);
    if (whole === null) return refuseAmount(orderWords.surchargeTooMuch);
    const said = sumOn(places.charge.current)?.said ?? null;
    if (said === null) return null;
    step({ do: "refuse amount", sentence: null });
    const read = readPaidWith({
      googlePay: places.googlePay.current,
      paymentToken: places.paymentToken.current,
      payer: form.payer,
      onFile: payingCard(form.payer),
      onFileCvv: places.onFileCvv.current,
      card: places.card.current,
    });
    if (!read.ok) {
      if (read.inMore) step({ do: "fold more", open: true });
      if (read.sentence !== null) toast(read.sentence, "warning");
      return null;
    }
    const built = buildCharge({
      attemptId,
      amount: whole,
      said,
      surcharge: surcharge.added,
      fields: form.fields,
      paidWith: read.paidWith,
      customerId: form.payer?.line.id ?? null,
      overrides,
      cardNeedsName,
      onFileAddress: billingOnFile(form.payer),
    });
    if (built === null) return null;
    // As shown at the top of this window at this moment.
    const account = useApp.getState().app?.account.id;
    if (built.ok) return { ...built.input, ...(account ? { account } : {}) };
    if (built.field !== null && control.refuse({ [built.field]: built.sentence })) control.focusWrong();
    else toast(built.sentence, "warning");
    return null;
  };

  const submit = useLatest((): void => {
    if (order.state.phase.kind !== "typing") return;
    step({ do: "go on" });
    order.send(build);
  });
  const waits = useRef(false);
  const said = () => sumOn(places.charge.current)?.said;

  return {
    submit: () => {
      const read = numberBeingRead(form.fields.phone, form.fields.country);
      if (read === null) return submit.current();
      if (waits.current) return;
      waits.current = true;
      const pressed = said();
      void read.then(() => {
        waits.current = false;
        // MONEY: what has another sum by now was not pressed.
        if (said() === pressed) submit.current();
      });
    },
    goOn: () => order.goOn(build),
  };
}
