import { orderWords } from "../../../shared/words/order";
import type { CardInputsHandle } from "../../card/card-inputs";
import type { PaidWith } from "./charge-input";
import type { OnFileCvv } from "./on-file";
import type { Payer, ShownCard } from "./order-form";

const words = orderWords.onFile;

/** Where the page keeps what pays. SECURITY: read here in the moment of the charge, kept nowhere. */
export interface PaySources {
  readonly googlePay: HTMLTextAreaElement | null;
  readonly paymentToken: HTMLInputElement | null;
  readonly payer: Payer | null;
  readonly onFile: ShownCard | null;
  readonly onFileCvv: OnFileCvv | null;
  readonly card: CardInputsHandle | null;
}

/** What the order is paid with. `sentence` null: the card's own fields say what is missing. */
export type PayRead =
  | { readonly ok: true; readonly paidWith: PaidWith }
  | { readonly ok: false; readonly sentence: string | null; readonly inMore: boolean };

/** Reads with what an order is paid, once for its press, or says why that is not clear. */
export function readPaidWith({ googlePay, paymentToken, payer, onFile, onFileCvv, card }: PaySources): PayRead {
  const wallet = googlePay?.value.trim() ?? "";
  const token = paymentToken?.value.trim() ?? "";
  if (wallet !== "" || token !== "") {
    // MONEY: two ways to pay on one form: which one is meant is for the person to say.
    const one = wallet === "" || token === "";
    if (one && !onFile && card?.isEmpty())
      return {
        ok: true,
        paidWith: wallet === "" ? { kind: "token", tokenId: token } : { kind: "google_pay", text: wallet },
      };
    return {
      ok: false,
      sentence: words.twoWays({ googlePay: wallet !== "" }),
      inMore: true,
    };
  }
  if (payer && onFile) {
    const cvv = onFileCvv?.read() ?? null;
    if (cvv === "wrong")
      return {
        ok: false,
        sentence: words.cvvWrong,
        inMore: false,
      };
    // MONEY: where nobody chose a card, none is named: main charges the default of that moment.
    const cardId = payer.choice.kind === "default" ? null : onFile.id;
    return { ok: true, paidWith: { kind: "customer", customerId: payer.line.id, cardId, cvv, zip: null } };
  }
  const read = card?.read();
  return read ? { ok: true, paidWith: { kind: "card", card: read } } : { ok: false, sentence: null, inMore: false };
}
