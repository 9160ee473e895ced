import type { DayException } from "../../shared/day-close";
import { moneyText } from "../../shared/currency";
import type { Attempt } from "../../shared/attempt";
import type { Operation } from "../../shared/outcome";
import { dayExceptionWords as words } from "../../shared/words/day-close";
import { goodOutcome, isSameSum, MONEY_OF, mayBeDone, moneyOfCharge, type Good, type Money } from "./day-pairs";
import { cardWords, doingWords, moneyOnCard, statusWords } from "./day-words";
import type { Kept } from "./kept";

/** A payment beside all that the journal has of it. */
export interface Story {
  readonly kept: Kept;
  /** The charge that made it, when the journal has it as done; null: another desk's, or not known. */
  readonly charge: { readonly attempt: Attempt; readonly outcome: Good } | null;
  /** The changes that this computer asked for, oldest first. */
  readonly changes: readonly Attempt[];
}

/**
 * MONEY: what only one side has of captures, voids and tips; refunds are compared in day-refunds.ts. Each difference
 * bears the time of what it is about: of our change, or else of the charge.
 */
export function changesOn(story: Story): DayException[] {
  return [...ofState(story), ...ofCaptured(story), ...ofTip(story)];
}

function done({ changes }: Story, operation: Operation): Attempt | null {
  const own = changes.filter((change) => change.intent.operation === operation && goodOutcome(change) !== null);
  return own.at(-1) ?? null;
}

function possible({ changes }: Story, ...operations: Operation[]): boolean {
  return changes.some((change) => operations.includes(change.intent.operation) && mayBeDone(change));
}

/** What the payment should be by the journal; of another desk's payment only our own changes say something. */
function expected(story: Story): readonly Money[] | null {
  if (done(story, "void")) return ["voided", "lapsed"];
  if (done(story, "capture")) return ["taken"];
  if (story.charge === null) return null;
  const { attempt, outcome } = story.charge;
  if (outcome.kind === "approved") return ["taken"];
  // A sale that was seen on its way may still be listed as a hold, and a hold in part tells no more than that.
  if (attempt.intent.capture || outcome.kind === "partially_approved") return ["held", "taken"];
  return ["held"];
}

function ofState(story: Story): DayException[] {
  const { kept, charge } = story;
  const wanted = expected(story);
  const money = MONEY_OF[kept.status];
  if (wanted === null || money === "unknown" || wanted.includes(money)) return [];
  const ours = done(story, "void") ?? done(story, "capture");
  if (money === "voided") {
    // Refunding what has not settled voids all of it (docs/payarc.md 9).
    if (done(story, "refund") || possible(story, "void", "refund") || charge === null) return [];
    return [elsewhere(charge.attempt, kept, words.isNow({ status: statusWords(kept) }))];
  }
  if (money === "lapsed" && wanted.includes("held") && charge !== null)
    return [
      about("hold_lapsed", charge.attempt, kept.id, {
        sentence: words.holdLapsed({ money: moneyOnCard(charge.attempt) }),
      }),
    ];
  if (money === "taken" && wanted.includes("held")) {
    if (possible(story, "capture") || charge === null) return [];
    return [elsewhere(charge.attempt, kept, words.wasCaptured)];
  }
  const attempt = ours ?? charge?.attempt;
  if (!attempt) return [];
  const sentence = ours ? unlike(doingWords(ours), kept) : unlikeApproved(moneyOnCard(attempt), kept);
  return [about("failed_after_approval", attempt, kept.id, { sentence })];
}

function unlike(what: string, kept: Kept): string {
  if (MONEY_OF[kept.status] === "failed") return words.noMoneyWillArrive({ what });
  return words.notDoneAfterAll({ what, status: statusWords(kept) });
}

function unlikeApproved(money: string, kept: Kept): string {
  if (MONEY_OF[kept.status] === "failed") return words.approvedThenNoMoney({ money });
  return words.approvedThen({ money, status: statusWords(kept) });
}

/** The sum that was captured, where the list says it. */
function ofCaptured(story: Story): DayException[] {
  const { kept, charge } = story;
  const listed = kept.amountCaptured ?? 0;
  if (MONEY_OF[kept.status] !== "taken" || listed === 0 || possible(story, "capture")) return [];
  const capture = done(story, "capture");
  const attempt = capture ?? (charge?.outcome.kind === "approved" ? charge.attempt : null);
  if (attempt === null) return [];
  const asked = capture ? (goodOutcome(capture)?.amount ?? capture.intent.amount) : moneyOf(charge);
  if (isSameSum(kept, listed, asked)) return [];
  const sentence = words.otherCapture({
    money: words.onCard({ amount: moneyText(asked, kept.currency), card: cardWords(kept) }),
    listed: moneyText(listed, kept.currency),
  });
  return [about("amount_differs", attempt, kept.id, { sentence })];
}

function moneyOf(charge: Story["charge"]): number {
  return charge === null ? 0 : moneyOfCharge(charge.attempt, charge.outcome);
}

/** The tip that was set last; of one that came with the charge only the answer tells. */
function ofTip(story: Story): DayException[] {
  const { kept, charge } = story;
  const money = MONEY_OF[kept.status];
  if (kept.tip === null || (money !== "held" && money !== "taken") || possible(story, "tip")) return [];
  const tip = done(story, "tip");
  const wanted = tip ? tip.intent.amount : (charge?.outcome.payment?.tip ?? null);
  const attempt = tip ?? charge?.attempt;
  if (!attempt || wanted === null || wanted === kept.tip) return [];
  const shown = moneyText(kept.tip, kept.currency);
  if (!tip) return [elsewhere(attempt, kept, words.hasOtherTip({ tip: shown }))];
  const sentence = words.otherTip({ what: doingWords(tip), tip: shown });
  return [about("failed_after_approval", tip, kept.id, { sentence })];
}

/** What another program, or another desk, did to a payment of ours. `what`: in words. */
export function elsewhere(attempt: Attempt, kept: Kept, what: string): DayException {
  const sentence = words.elsewhere({ money: moneyOnCard(attempt), what });
  return about("changed_elsewhere", attempt, kept.id, { sentence });
}

/** An exception about an attempt, at the time at which it began; `more` says what is told otherwise. */
export function about(
  kind: DayException["kind"],
  { intent, openedAt }: Attempt,
  paymentId: string | null,
  more: Partial<DayException> & Pick<DayException, "sentence">,
): DayException {
  return {
    kind,
    currency: intent.currency,
    amount: intent.amount,
    attemptId: intent.id,
    paymentId,
    at: openedAt,
    ...more,
  };
}
