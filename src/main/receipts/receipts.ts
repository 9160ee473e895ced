import { CONNECTIONS, ConnectionId } from "../../shared/connection";
import type { ParsedInputOf } from "../../shared/contract";
import { Failure } from "../../shared/failure";
import type { AttemptView } from "../../shared/attempt";
import type { Payment } from "../../shared/payment";
import type { PublicSettings } from "../../shared/settings";
import { receiptHtml, type Paper } from "./page";
import { receiptOf } from "./receipt";

export interface ReceiptPage {
  readonly html: string;
  readonly title: string;
  readonly paper: Paper;
}

export interface Receipts {
  /** The receipt as a page. Throws a Failure when the payment cannot be read and nothing is known of it here. */
  page(asked: ParsedInputOf<"receipts.show">): Promise<ReceiptPage>;
}

export interface ReceiptsOptions {
  readonly payment: (id: string) => Promise<Payment>;
  /** An attempt by its id. Throws a Failure when there is no such attempt. */
  readonly attempt: (id: string) => AttemptView;
  readonly connection: () => string;
  readonly settings: () => PublicSettings;
}

/** Receipts of what the services know; `connection` answers the one in use, `payment` what the processor has. */
export function createReceipts({ payment, attempt, connection, settings }: ReceiptsOptions): Receipts {
  return {
    async page({ paymentId, attemptId, paper }) {
      const about = attemptId === null ? null : attempt(attemptId);
      const shown = about?.connection ?? connection();
      if (about && about.paymentId !== paymentId)
        throw new Failure("bad_input", "This receipt is about another payment.");
      const of = await find(payment, paymentId, about, connection());
      const known = ConnectionId.safeParse(shown);
      // MONEY: a connection that this version does not know is written as practice, never as real money.
      const kind = known.success ? CONNECTIONS[known.data].kind : "practice";
      const receipt = receiptOf({ payment: of, attempt: about, merchant: settings().merchant, connection: kind });
      return { html: receiptHtml(receipt, paper), title: receipt.title, paper };
    },
  };
}

/** The payment as it is now; when nobody can be asked, as it was when our operation on it ended. */
async function find(
  payment: ReceiptsOptions["payment"],
  id: string,
  about: AttemptView | null,
  connection: string,
): Promise<Payment> {
  const then = about?.outcome?.payment?.id === id ? about.outcome.payment : null;
  if (about && about.connection !== connection) {
    if (then) return then;
    throw new Failure(
      "not_connected",
      "This payment was made on another connection. Change to it in Settings to print its receipt.",
    );
  }
  try {
    return await payment(id);
  } catch (error) {
    if (then) return then;
    throw error;
  }
}
