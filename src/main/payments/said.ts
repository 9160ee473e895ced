import { Failure } from "../../shared/failure";
import { moneyText, type Currency } from "../../shared/currency";
import type { Cents } from "../../shared/money";
import { moneyWords } from "../../shared/words/money";

/**
 * Lets an operation on money go when `amount` is what the pressed button said, both in minor units of `currency`. Rejects
 * with a Failure, and nothing is sent, when they differ.
 * MONEY: what a person read on the button is what moves, whatever became of the form behind it.
 */
export async function asSaid<T>(said: Cents, amount: Cents, currency: Currency, go: () => Promise<T>): Promise<T> {
  if (said !== amount)
    throw new Failure(
      "refused",
      moneyWords.otherSum({ said: moneyText(said, currency), amount: moneyText(amount, currency) }),
    );
  return go();
}
