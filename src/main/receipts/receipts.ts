import type { AccountId, Environment } from "../../shared/account";
import type { ParsedInputOf } from "../../shared/contract";
import { Failure } from "../../shared/failure";
import type { AttemptView } from "../../shared/attempt";
import type { Payment } from "../../shared/payment";
import type { PublicSettings } from "../../shared/settings";
import { isEmail } from "../../shared/email";
import { receiptWords as words } from "../../shared/words/receipt";
import { mailtoUrl, receiptText } from "./mail";
import { receiptHtml, type Page } from "./page";
import { receiptOf, type Receipt } from "./receipt";

/** A receipt for somebody who is not here. */
export interface ReceiptDraft {
  /** The payer's address as the processor or the customer's record has it; null: there is none. */
  readonly to: string | null;
  readonly mailto: string;
  readonly text: string;
}

export interface Receipts {
  /** The receipt as a page. Throws a Failure when the payment cannot be read and nothing is known of it here. */
  page(asked: ParsedInputOf<"receipts.show">): Promise<Page>;
  /** The same receipt as plain text, with a draft of an e-mail to the payer. Throws as `page` does. */
  draft(asked: ParsedInputOf<"receipts.show">): Promise<ReceiptDraft>;
}

export interface ReceiptsOptions {
  readonly payment: (id: string) => Promise<Payment>;
  /** An attempt by its id. Throws a Failure when there is no such attempt. */
  readonly attempt: (id: string) => AttemptView;
  /** The account whose payments are shown. */
  readonly connection: () => AccountId;
  /** From the local copy of the account's customers; null: none is known. */
  readonly customerEmail: (customerId: string) => string | null;
  /** null: this computer does not know the account. */
  readonly environment: (account: AccountId) => Environment | null;
  readonly settings: (account: AccountId) => PublicSettings;
  readonly hours: () => 12 | 24;
}

/** Receipts of what the services know; `payment` answers what the processor has. */
export function createReceipts(options: ReceiptsOptions): Receipts {
  const { payment, attempt, connection, environment, settings } = options;
  type Asked = Pick<ParsedInputOf<"receipts.show">, "paymentId" | "attemptId">;
  const read = async ({
    paymentId,
    attemptId,
  }: Asked): Promise<{ receipt: Receipt; of: Payment; customerId: string | null }> => {
    const about = attemptId === null ? null : attempt(attemptId);
    const shown = about?.connection ?? connection();
    if (about && about.paymentId !== paymentId) throw new Failure("bad_input", words.anotherPayment);
    const of = await find(payment, paymentId, about, connection());
    // MONEY: an account that this computer does not know is written as practice, never as real money.
    const kind = environment(shown) ?? "practice";
    const { merchant, logo } = settings(shown);
    const receipt = receiptOf({
      payment: of,
      attempt: about,
      merchant,
      logo,
      connection: kind,
      hours: options.hours(),
    });
    return { receipt, of, customerId: about?.customer?.id ?? of.customerId ?? of.card?.customerId ?? null };
  };
  return {
    async page({ paper, ...asked }) {
      const { receipt } = await read(asked);
      return { html: receiptHtml(receipt, paper), title: receipt.title, paper };
    },
    async draft(asked) {
      const { receipt, of, customerId } = await read(asked);
      const known = of.email ?? (customerId === null ? null : options.customerEmail(customerId));
      const to = known !== null && isEmail(known) ? known : null;
      const text = receiptText(receipt);
      const { kind, amount, merchant, band } = receipt;
      const subject = words.subject({ kind, amount, shop: merchant.name });
      return { to, text, mailto: mailtoUrl({ to, subject: band === null ? subject : `${band}: ${subject}`, text }) };
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
    throw new Failure("not_connected", words.anotherAccount);
  }
  try {
    return await payment(id);
  } catch (error) {
    if (then) return then;
    throw error;
  }
}
