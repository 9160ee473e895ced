import type { AccountId, Environment } from "../../shared/account";
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
  /** The account whose payments are shown. */
  readonly connection: () => AccountId;
  /** null: this computer does not know the account. */
  readonly environment: (account: AccountId) => Environment | null;
  readonly settings: (account: AccountId) => PublicSettings;
}

/** Receipts of what the services know; `payment` answers what the processor has. */
export function createReceipts({ payment, attempt, connection, environment, settings }: ReceiptsOptions): Receipts {
  return {
    async page({ paymentId, attemptId, paper }) {
      const about = attemptId === null ? null : attempt(attemptId);
      const shown = about?.connection ?? connection();
      if (about && about.paymentId !== paymentId)
        throw new Failure("bad_input", "This receipt is about another payment.");
      const of = await find(payment, paymentId, about, connection());
      // MONEY: an account that this computer does not know is written as practice, never as real money.
      const kind = environment(shown) ?? "practice";
      const { merchant, logo } = settings(shown);
      const receipt = receiptOf({ payment: of, attempt: about, merchant, logo, connection: kind });
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
      "This payment was made on another account. Change to that account to print its receipt.",
    );
  }
  try {
    return await payment(id);
  } catch (error) {
    if (then) return then;
    throw error;
  }
}
