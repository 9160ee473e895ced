import { effectOfAmount, type AvsResult, type CardEffect, type CvvEffect, type DeclineEffect } from "./scenarios";
import type { Fields } from "./requests";

/** What the practice issuer and PayArc's rules make of a charge. Pure: the same question has the same answer. */
export type Decision =
  | { readonly kind: "approved"; readonly approved: number }
  | { readonly kind: "declined"; readonly decline: DeclineEffect }
  /** Approved, then voided by a rule (docs/payarc.md, seed 001, parameters 8 to 10) or by the account. */
  | { readonly kind: "reversed"; readonly by: string };

export interface Question {
  /** Cents. */
  readonly amount: number;
  readonly card: CardEffect | null;
  readonly past: boolean;
  readonly cvv: CvvEffect | null;
  readonly avs: AvsResult;
  readonly binCountry: string | null;
  readonly cardType: string | null;
  readonly rules: Fields;
  /** An approved charge of this amount on this number, with another key, is recent. */
  readonly repeated: boolean;
  /** Every repetition is refused, not only the scripted ones. */
  readonly refuseRepeats: boolean;
}

const DUPLICATE: DeclineEffect = {
  kind: "decline",
  code: "D0008",
  status: "Possible Duplicate Request",
  message: "Possible Duplicate Request",
  form: "charge",
};
const EXPIRED: DeclineEffect = {
  kind: "decline",
  code: "D2011",
  status: "Expired Card",
  message: "Expired Card",
  form: "charge",
};
const BAD_CVV: DeclineEffect = {
  kind: "decline",
  code: "D2020",
  status: "Invalid CVV",
  message: "CVV2 verification failed",
  form: "charge",
};

/** What the bank of a card answers to a charge. */
export function decide(question: Question): Decision {
  const { amount, card, cvv } = question;
  const effect = effectOfAmount(amount);
  if (question.repeated && effect?.kind === "duplicate") return { kind: "declined", decline: effect.decline };
  if (question.repeated && question.refuseRepeats) return { kind: "declined", decline: DUPLICATE };
  if (card?.kind === "decline") return { kind: "declined", decline: card };
  if (question.past) return { kind: "declined", decline: EXPIRED };
  if (cvv?.kind === "invalid") return { kind: "declined", decline: BAD_CVV };
  if (effect?.kind === "decline") return { kind: "declined", decline: effect };
  const rule = effect?.kind === "auto_void" ? "avs" : ruleThatVoids(question);
  if (rule !== null) return { kind: "reversed", by: rule };
  return { kind: "approved", approved: effect?.kind === "partial" ? Math.floor(amount / 2) : amount };
}

/** Odd AVS parameters void, even ones do nothing (docs/payarc.md, seed 001). null: no rule was broken. */
function ruleThatVoids({ avs, binCountry, cardType, rules }: Question): string | null {
  const { street, zip } = avs;
  const avsVoids: Readonly<Record<string, boolean>> = {
    "1": zip === true && street === false,
    "3": zip === false && street === true,
    "5": zip === false && street === false,
  };
  if (avsVoids[rules.get("avs_parameters") ?? ""]) return "avs";
  const american = binCountry === "UNITED STATES";
  const placeVoids: Readonly<Record<string, boolean>> = { "1": !american, "2": !american && binCountry !== "CANADA" };
  if (placeVoids[rules.get("bin_location_parameters") ?? ""]) return "bin";
  const typeVoids: Readonly<Record<string, boolean>> = {
    "1": cardType === "credit",
    "2": cardType === "debit",
    "3": cardType === "prepaid",
    "4": cardType === "prepaid" || cardType === "debit",
  };
  return typeVoids[rules.get("bin_card_type_parameters") ?? ""] ? "bin" : null;
}
