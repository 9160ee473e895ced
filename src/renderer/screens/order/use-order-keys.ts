import { useKeys } from "../../parts/keys";
import { useApp, useCan } from "../../stores/app";
import { CHANNELS } from "../../../shared/outcome";
import { bind } from "../../stores/shortcuts";
import { payingCard } from "./order-form";
import type { OrderActs } from "./use-order-acts";
import type { OrderFormControl } from "./use-order-form";

/** The keys of the order's switches and of what can be done with it. They work in its fields too. */
export function useOrderKeys(props: {
  readonly shown: boolean;
  readonly typing: boolean;
  readonly control: OrderFormControl;
  readonly acts: OrderActs;
}): void {
  const { shown, typing, control, acts } = props;
  const { form, change } = control;
  const { fields } = form;
  const canChannel = useCan("moto_channel");
  const canSave = useCan("cards_on_file") && payingCard(form.payer) === null;
  const canSend = useCan("receipt_messages");
  const isPractice = useApp(({ app }) => app?.account.environment === "practice");
  const turn = (name: "authorizeOnly" | "saveCard"): (() => void) => {
    return () => change({ [name]: !fields[name] });
  };
  /** A switch below the fold is turned before the eyes: the fold opens with it. */
  const turnInMore = (name: "cvvNotGiven" | "sendEmail" | "sendSms"): (() => void) => {
    return () => {
      control.step({ do: "fold more", open: true });
      change({ [name]: !fields[name] });
    };
  };
  const next = (): void => {
    const at = CHANNELS.indexOf(fields.channel);
    change({ channel: CHANNELS[(at + 1) % CHANNELS.length] ?? "phone" });
  };
  const on = (can: boolean, act: () => void): (() => void) | null => (typing && can ? act : null);
  useKeys(
    shown,
    bind("order", {
      more: () => control.foldMore(!form.moreOpen),
      clear: typing ? acts.clear : null,
      channel: on(canChannel, next),
      authorizeOnly: on(true, turn("authorizeOnly")),
      saveCard: on(canSave, turn("saveCard")),
      cvvNotGiven: on(true, turnInMore("cvvNotGiven")),
      sendEmail: on(canSend && fields.email.trim() !== "", turnInMore("sendEmail")),
      sendSms: on(canSend && fields.phone.trim() !== "", turnInMore("sendSms")),
      park: acts.canPark ? acts.parkOrder : null,
      wipe: acts.wipeOrder,
      stack: acts.turnStack,
      practice: on(isPractice, () => control.step({ do: "open practice", open: true })),
    }),
  );
}
