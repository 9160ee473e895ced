import type { AccountId } from "../../shared/account";
import { Failure } from "../../shared/failure";
import type { Payments, Till } from "../payments/payments";
import type { ServedWindow } from "./windows";
import { moneyWords } from "../../shared/words/money";

/**
 * The till that an operation of a window belongs to. `asked.account`: the account that the page showed when its button
 * was pressed. Throws a Failure, and nothing was sent.
 * MONEY: for a moment of a change of account the page shows one and main has the other; what was pressed then goes to
 * neither. An attempt that the journal has stays with its own account, because "nothing was sent" could be untrue of it.
 */
export function tillOf(
  payments: Pick<Payments, "of" | "accountOf">,
  window: Pick<ServedWindow, "account">,
  asked: { readonly attemptId: string; readonly account?: AccountId | undefined },
): Till {
  const own = payments.accountOf(asked.attemptId);
  if (own !== null) return payments.of(own);
  if (asked.account !== undefined && asked.account !== window.account())
    throw new Failure("refused", moneyWords.windowChanged);
  return payments.of(window.account());
}
