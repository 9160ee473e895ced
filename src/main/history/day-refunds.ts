import type { DayException } from "../../shared/day-close";
import { moneyText, type Currency } from "../../shared/currency";
import type { Cents } from "../../shared/money";
import type { Attempt } from "../../shared/attempt";
import { hasFailed, type Refund } from "../../shared/payment";
import { isRefundOf } from "../../shared/refund-mark";
import { dayExceptionWords as words } from "../../shared/words/day-close";
import { about, elsewhere, type Story } from "./day-changes";
import { goodOutcome, isDenied, MONEY_OF, mayBeDone } from "./day-pairs";
import { doingWords, moneyOnCard, statusWords } from "./day-words";
import { refundedTwice } from "./doubled";
import type { Kept } from "./kept";

/** A refund that is listed. Where a payment only says how much was given back in all, the rest is one without a time. */
type Listed = Pick<Refund, "amount" | "createdAt" | "reference">;

/**
 * MONEY: the refunds of a payment that only one side has. Each of ours is one of those listed: by our reference or mark
 * (refund-mark.ts), and by its sum only where a listed one does not say whose it is. Each difference bears the time of
 * its refund.
 */
export function refundsOn(story: Story): DayException[] {
  const { kept, charge } = story;
  const money = MONEY_OF[kept.status];
  if (money === "voided" || money === "unknown") return [];
  // That our charge failed or lapsed is told by day-changes.ts; what was asked for after it can only fail with it.
  if ((money === "failed" || money === "lapsed") && charge !== null) return [];
  const asked = story.changes.filter(({ intent }) => intent.operation === "refund");
  const done = asked.filter((refund) => goodOutcome(refund) !== null);
  const perhaps = asked.filter(mayBeDone);
  if (saysNoSum(kept)) {
    if (charge === null || done.length + perhaps.length > 0) return [];
    return [elsewhere(charge.attempt, kept, words.isNow({ status: statusWords(kept) }))];
  }
  const left = listedOf(kept);
  const unseen = done.filter((refund) => !take(left, refund)).filter((refund) => !takeFromRest(left, refund));
  for (const refund of perhaps) take(left, refund);
  const found: DayException[] = [];
  for (const refund of unseen) {
    // On another desk's payment the other refunds are that desk's.
    const other = charge === null ? undefined : nearest(left, refund, saysNotWhose);
    found.push(other ? ofOtherSum(kept, refund, other) : ofUnseen(kept, refund));
    if (other) left.splice(left.indexOf(other), 1);
  }
  // Refunds under one reference are told together (doubled.ts).
  const twice = new Set(refundedTwice(kept).map(([first]) => first?.reference));
  const extra = left.filter(({ reference }) => !twice.has(reference));
  return [...found, ...extra.flatMap((one) => ofDenied(story, one) ?? ofExtra(story, done, one) ?? [])];
}

/** The status says that something was given back, and nothing says how much. */
function saysNoSum({ status, refunds, amountRefunded }: Kept): boolean {
  return (status === "refunded" || status === "partly_refunded") && refunds.length === 0 && amountRefunded === 0;
}

function listedOf({ refunds, amountRefunded }: Kept): Listed[] {
  const each = refunds.filter((refund) => !hasFailed(refund));
  const rest = amountRefunded - each.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
  if (rest <= 0 || each.some(({ amount }) => amount === null)) return [...each];
  return [...each, { amount: rest as Cents, createdAt: null }];
}

/** In minor units. */
function sumOf(refund: Attempt): number {
  return goodOutcome(refund)?.amount ?? refund.intent.amount;
}

/** `reference` null is another program's or the dashboard's; not there, the processor does not say (payment.ts). */
function saysNotWhose({ reference }: Listed): boolean {
  return reference === undefined;
}

/** Takes the listed refund that is ours out of those that are left. Answers whether there was one. */
function take(left: Listed[], refund: Attempt): boolean {
  const marked = left.find((listed) => isRefundOf(listed, refund.intent.id));
  const same = (listed: Listed): boolean =>
    saysNotWhose(listed) && (listed.amount === null || listed.amount === sumOf(refund));
  const found = marked ?? nearest(left, refund, same);
  if (found) left.splice(left.indexOf(found), 1);
  return found !== undefined;
}

/** Several of ours may be one sum in the list. Answers whether this one is in it. */
function takeFromRest(left: Listed[], refund: Attempt): boolean {
  const at = left.findIndex(({ createdAt, amount }) => createdAt === null && (amount ?? 0) >= sumOf(refund));
  const found = left[at];
  if (found === undefined) return false;
  const rest = (found.amount ?? 0) - sumOf(refund);
  left.splice(at, 1, ...(rest === 0 ? [] : [{ ...found, amount: rest as Cents }]));
  return true;
}

/** Of the listed refunds that fit, the one that was made nearest to ours in time. */
function nearest(left: readonly Listed[], refund: Attempt, fits: (listed: Listed) => boolean): Listed | undefined {
  const distance = ({ createdAt }: Listed): number =>
    createdAt === null ? Number.MAX_SAFE_INTEGER : Math.abs(createdAt - refund.openedAt);
  return left.filter(fits).sort((one, other) => distance(one) - distance(other))[0];
}

function ofUnseen(kept: Kept, refund: Attempt): DayException {
  const sentence = words.refundNotShown({ what: doingWords(refund), status: statusWords(kept) });
  return about("failed_after_approval", refund, kept.id, { sentence });
}

function ofOtherSum(kept: Kept, refund: Attempt, { amount }: Listed): DayException {
  const sentence = words.otherRefund({ what: doingWords(refund), sum: sumWords(amount, kept.currency) });
  return about("amount_differs", refund, kept.id, { sentence });
}

/** Under our reference, and by our journal it was not done. */
function ofDenied({ kept, changes }: Story, listed: Listed): DayException | null {
  const ours = changes.find((refund) => isRefundOf(listed, refund.intent.id) && isDenied(refund));
  if (!ours) return null;
  const sentence = words.refundAfterAll({ what: doingWords(ours) });
  return about("denied_here", ours, kept.id, { sentence, at: listed.createdAt ?? ours.openedAt });
}

/** More was given back than this computer asked for; of another desk's payment that says nothing. */
function ofExtra({ kept, charge, changes }: Story, done: readonly Attempt[], listed: Listed): DayException | null {
  if (charge === null) return null;
  const { attempt } = charge;
  const sum = sumWords(listed.amount, kept.currency);
  const rest = { amount: listed.amount ?? kept.amountRefunded, at: listed.createdAt ?? attempt.openedAt };
  const again = saysNotWhose(listed) && done.some((refund) => sumOf(refund) === listed.amount);
  if (again) {
    const sentence = words.refundedOnceMore({ sum, money: moneyOnCard(attempt) });
    return about("refunded_twice", attempt, kept.id, { ...rest, sentence });
  }
  const refused = changes.some(
    (refund) => isDenied(refund) && refund.intent.operation === "refund" && sumOf(refund) === listed.amount,
  );
  const told = words.refundedElsewhere({ sum, money: moneyOnCard(attempt) });
  const sentence = refused ? `${told} ${words.refundAskedHere}` : told;
  return about("changed_elsewhere", attempt, kept.id, { ...rest, sentence });
}

function sumWords(amount: Cents | null, currency: Currency): string {
  return amount === null ? words.sumNotStated : moneyText(amount, currency);
}
