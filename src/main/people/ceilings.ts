import { dollars } from "../../shared/money";
import type { ApprovalWhy, Ceilings } from "../../shared/people";
import { peopleWords } from "../../shared/words/people";

/** What a command that moves money is about, as ceilings see it. Amounts in minor units. */
export interface MoneyFacts {
  readonly kind: "sale" | "refund";
  readonly amount: number;
  /** What the person has taken back today, without this. */
  readonly today: number;
  /** A surcharge is left off that the account adds. */
  readonly noSurcharge: boolean;
  /** It goes on after a question whether it was done already. */
  readonly beyondDuplicate: boolean;
}

/** MONEY: what of it is over a person's ceilings; empty: nothing. */
export function whatIsOver(ceilings: Ceilings, facts: MoneyFacts): ApprovalWhy[] {
  const { kind, amount, today } = facts;
  const over = (most: number | null, sum: number): boolean => most !== null && sum > most;
  return [
    kind === "sale" && over(ceilings.sale, amount) ? ("sale" as const) : null,
    kind === "refund" && over(ceilings.refund, amount) ? ("refund" as const) : null,
    kind === "refund" && over(ceilings.refundsDay, today + amount) ? ("refundsDay" as const) : null,
    facts.noSurcharge && !ceilings.noSurcharge ? ("noSurcharge" as const) : null,
    facts.beyondDuplicate && !ceilings.beyondDuplicate ? ("beyondDuplicate" as const) : null,
  ].filter((why) => why !== null);
}

/** Why a supervisor is asked, in sentences. */
export function overSentence(over: readonly ApprovalWhy[], ceilings: Ceilings, facts: MoneyFacts): string {
  const words = peopleWords.needsApproval;
  const most = (cents: number | null): string => dollars(cents ?? 0);
  const say: Readonly<Record<ApprovalWhy, () => string>> = {
    sale: () => words.sale({ most: most(ceilings.sale) }),
    refund: () => words.refund({ most: most(ceilings.refund) }),
    refundsDay: () => words.refundsDay({ most: most(ceilings.refundsDay), today: dollars(facts.today) }),
    noSurcharge: () => words.noSurcharge,
    beyondDuplicate: () => words.beyondDuplicate,
  };
  return [...over.map((why) => say[why]()), peopleWords.ask].join(" ");
}
