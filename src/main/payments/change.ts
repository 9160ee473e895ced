import { rawIfUnknown } from "../../shared/brand-words";
import type { AccountId } from "../../shared/account";
import type { ParsedInputOf } from "../../shared/contract";
import { Failure } from "../../shared/failure";
import { canBeTyped, moneyText, type Currency } from "../../shared/currency";
import type { Cents } from "../../shared/money";
import type { Attempt, ChangeTold, Intent } from "../../shared/attempt";
import type { Operation, Outcome } from "../../shared/outcome";
import { hasFailed, paymentWord, type Payment } from "../../shared/payment";
import { unreadableWarning } from "../../shared/unreadable";
import type { Announce } from "./announce";
import type { Attempts, Connected, Send } from "./attempts";
import { asFailure } from "./attempts";
import type { OneAtATime } from "../base/one-at-a-time";
import { refundKey } from "./outcome-of-change";
import { perhapsChanges } from "./unreadable";
import { moneyWords } from "../../shared/words/money";

/** What a capture, void, refund or tip needs to be carried out. */
export interface ChangeDeps {
  readonly attempts: Attempts;
  readonly others: Announce;
  readonly connected: () => Promise<Connected>;
  readonly who: () => { operator: string; desk: string; supervisor?: string | null };
  readonly customerName: (customerId: string) => string | null;
  /** Hears every payment that is read. */
  readonly saw: (connection: AccountId, payments: readonly Payment[]) => void;
  readonly oneAtATime: OneAtATime;
  /** Epoch ms. */
  readonly now: () => number;
}

/** What is asked: `amount` in minor units of the payment’s currency. */
export interface ChangeAsked {
  readonly attemptId: string;
  readonly paymentId: string;
  readonly operation: Exclude<Operation, "charge">;
  readonly amount: Cents;
  /** In which the window showed it. */
  readonly currency: Currency;
  /** What was shown before this change, and may be it: earlier attempts, entries that cannot be read. */
  readonly despite?: readonly string[] | undefined;
}

/**
 * A change to an existing payment: reads it first, so that the journal has what was true before, lets `decide` refuse,
 * then sends once. A repeated ask of the same attempt gets the first one's answer. Throws a Failure when nothing is to
 * be sent.
 */
export function beginChange(
  deps: ChangeDeps,
  asked: ChangeAsked,
  decide: (connected: Connected, payment: Payment) => Send,
): Promise<Attempt> {
  // MONEY: one after the other on one payment, so that what was read is still true when the change is sent.
  return deps.oneAtATime(asked.paymentId, async () => {
    const { attempts } = deps;
    try {
      const connected = await deps.connected();
      const repeated = attempts.get(asked.attemptId);
      if (repeated) {
        const same =
          repeated.intent.operation === asked.operation &&
          repeated.intent.amount === asked.amount &&
          repeated.intent.paymentId === asked.paymentId;
        if (!same) throw new Failure("bad_input", moneyWords.otherDetails);
        return await attempts.run(repeated.intent, neverSent);
      }
      // MONEY: told before the payment is read, so that what is read is true of whatever another desk has just done.
      await deps.others.announceChange(toldOf(deps, connected, asked));
      try {
        return await readAndSend(deps, connected, asked, decide);
      } catch (error) {
        deps.others.withdraw(asked.attemptId);
        throw error;
      }
    } catch (error) {
      throw asFailure(error);
    }
  });
}

async function readAndSend(
  deps: ChangeDeps,
  connected: Connected,
  asked: ChangeAsked,
  decide: (connected: Connected, payment: Payment) => Send,
): Promise<Attempt> {
  const { attempts } = deps;
  const payment = await readOurs(deps, connected, asked.paymentId);
  mustBeInItsCurrency(payment, asked.currency);
  const send = decide(connected, payment);
  // MONEY: a second change while the first is a question could do the first one's work twice.
  if (attempts.journal().unfinishedOn(connected.id, asked.paymentId)) throw new Failure("refused", STILL_CHECKED);
  // MONEY: neither may it do over again what nobody can read.
  const unread = perhapsChanges(attempts.journal(), connected.id, payment);
  const warning = unreadableWarning(unread.filter(({ id }) => !asked.despite?.includes(id)));
  if (warning !== null) throw new Failure("refused", moneyWords.nothingSent({ why: warning }));
  const overrides = unread.map(({ id }) => id);
  return attempts.run({ ...changeIntent(deps, connected, payment, asked), overrides }, send);
}

/** What other desks are told, of a payment that is not read yet. */
function toldOf({ who }: ChangeDeps, connected: Connected, asked: ChangeAsked): ChangeTold {
  const { operator, desk } = who();
  return {
    id: asked.attemptId,
    connection: connected.id,
    currency: asked.currency,
    amount: asked.amount,
    paymentId: asked.paymentId,
    operator,
    desk,
  };
}

/**
 * Reads a payment that is to be changed; what it says of earlier changes is told first.
 * MONEY: an answer may have named another payment than the one our charge made. The payment itself carries our
 * reference, so a payment that our journal knows by another reference is not touched. Throws a Failure then.
 */
export async function readOurs(
  { attempts, saw }: Pick<ChangeDeps, "attempts" | "saw">,
  connected: Connected,
  paymentId: string,
): Promise<Payment> {
  const payment = await connected.processor.getPayment(paymentId, "now");
  saw(connected.id, [payment]);
  const charge = attempts.journal().chargeOf(connected.id, paymentId);
  if (charge && payment.reference !== null && payment.reference !== charge.intent.id) {
    throw new Failure("refused", moneyWords.notOurs);
  }
  return payment;
}

export const STILL_CHECKED = moneyWords.stillChecked;

/** Why a payment whose amounts cannot be typed here is changed elsewhere, in a sentence; null when it can be. */
export function otherCurrency({ currency }: Pick<Payment, "currency">): string | null {
  if (canBeTyped(currency)) return null;
  return moneyWords.otherCurrency({ currency });
}

/** MONEY: the same digits are another sum in another currency. Throws a Failure when they would be. */
function mustBeInItsCurrency(payment: Payment, shown: Currency): void {
  const sentence = otherCurrency(payment);
  if (sentence !== null) throw new Failure("unsupported", sentence);
  if (shown !== payment.currency)
    throw new Failure("refused", moneyWords.currencyMoved({ its: payment.currency, shown }));
}

function neverSent(): Promise<Outcome> {
  return Promise.reject(new Error("a repeated ask is never sent"));
}

/** The intent of a change, with what is true of the payment now. */
function changeIntent(deps: ChangeDeps, connected: Connected, payment: Payment, asked: ChangeAsked): Intent {
  const customerId = payment.customerId ?? payment.card?.customerId ?? null;
  return {
    id: asked.attemptId,
    operation: asked.operation,
    connection: connected.id,
    currency: payment.currency,
    amount: asked.amount,
    // What the checks of its card mean hangs on it, also where a capture tells them (advice-checks.ts).
    addressGiven: deps.attempts.journal().chargeOf(connected.id, payment.id)?.intent.addressGiven ?? null,
    capture: asked.operation === "capture",
    paymentId: payment.id,
    card: {
      brand: payment.card?.brand ?? "unknown",
      brandRaw: payment.card && rawIfUnknown(payment.card),
      last4: payment.card?.last4 ?? null,
      fingerprint: payment.card?.fingerprint ?? null,
    },
    customer:
      customerId === null
        ? null
        : {
            id: customerId,
            name: deps.customerName(customerId) ?? payment.card?.holder ?? payment.email ?? customerId,
          },
    channel: null,
    ...deps.who(),
    overrides: [],
    anchor: null,
    before: {
      captured: (payment.captured ? (payment.amountCaptured ?? payment.amount) : 0) as Cents,
      refunded: payment.amountRefunded,
      tip: payment.tip ?? (0 as Cents),
      status: payment.status,
      refunds: payment.refunds.filter((refund) => !hasFailed(refund)).map(refundKey),
    },
  };
}

/**
 * Captures a hold, whole or in part. `amount` in minor units. Throws a Failure when it is no hold or the amount is too much.
 */
export function capture(deps: ChangeDeps, input: ParsedInputOf<"payments.capture">): Promise<Attempt> {
  return beginChange(deps, { ...input, operation: "capture" }, (connected, payment) => {
    if (payment.status !== "authorized")
      throw new Failure("refused", moneyWords.onlyHolds({ status: paymentWord(payment).toLowerCase() }));
    const most =
      payment.amountApproved !== null && payment.amountApproved > 0 ? payment.amountApproved : payment.amount;
    if (input.amount > most)
      throw new Failure("bad_input", moneyWords.atMostCaptured({ most: moneyText(most, payment.currency) }), {
        amount: moneyWords.atMost({ most: moneyText(most, payment.currency) }),
      });
    if (input.amount < most && !connected.processor.capabilities.has("partial_capture")) {
      throw new Failure("unsupported", moneyWords.onlyWholeCaptured({ most: moneyText(most, payment.currency) }), {
        amount: moneyWords.onlyWhole,
      });
    }
    // MONEY: a surcharge is in proportion to what is taken (the schemes' rule); that of a hold is for the whole, and a
    // capture cannot lower it.
    if (input.amount < most && (payment.surcharge ?? 0) > 0) {
      throw new Failure(
        "refused",
        moneyWords.surchargeWhole({
          surcharge: moneyText(payment.surcharge ?? 0, payment.currency),
          most: moneyText(most, payment.currency),
        }),
        { amount: moneyWords.onlyWhole },
      );
    }
    return (reference, again) =>
      connected.processor.capture(payment.id, input.amount, payment.currency, reference, again);
  });
}

/** Sets the tip of an unsettled payment, in minor units. Throws a Failure when it cannot. */
export function adjustTip(deps: ChangeDeps, input: ParsedInputOf<"payments.tip">): Promise<Attempt> {
  return beginChange(deps, { ...input, operation: "tip", amount: input.tip }, (connected, payment) => {
    const { adjustTip: adjust } = connected.processor;
    if (!adjust) throw new Failure("unsupported", moneyWords.noTips);
    if (payment.status !== "captured" && payment.status !== "authorized")
      throw new Failure("refused", moneyWords.tipSettled);
    return (reference, again) =>
      adjust.call(connected.processor, payment.id, input.tip, payment.currency, reference, again);
  });
}
