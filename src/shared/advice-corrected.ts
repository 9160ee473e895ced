import { wordOf } from "./attempt-view";
import { BRAND_NAMES } from "./card";
import { CONNECTIONS, ConnectionId } from "./connection";
import { dollars } from "./money";
import type { Attempt, Operation } from "./outcome";

/** What people are told of an attempt that was told as a "no" once and went through after all. */

const DID: Readonly<Record<Operation, string>> = {
  charge: "took the money",
  capture: "captured it",
  void: "voided it",
  refund: "gave it back",
  tip: "changed it",
};

/** What to do about it, now that it is known. */
export const CORRECTED_NEXT: Readonly<Record<Operation, string>> = {
  charge: "If the money was taken another way meanwhile, take one of the two back.",
  capture: "The goods may leave; nothing has to be captured again.",
  void: "If it was given back another way meanwhile, nothing more is to be done.",
  refund: "If the money was given back another way meanwhile, the caller has it twice: tell whoever looks after that.",
  tip: "Look at the tip before you change it again.",
};

type Corrected = Extract<Attempt, { state: "closed" }>;

/** One sentence for the top of every screen: what was told, what is true, what to do. */
export function correctedSentence({ intent, told, outcome }: Corrected): string {
  const { operation, amount, card } = intent;
  const on = card.last4 === null ? "" : ` on ${BRAND_NAMES[card.brand]} ···· ${card.last4}`;
  const what = `The ${operation} of ${dollars(amount)}${on} by ${intent.operator}`;
  const word = told === undefined ? "not known" : told.byHand ? "closed by hand" : wordOf(told.outcome.kind, operation);
  const done =
    outcome.kind === "authorized"
      ? "the processor holds the money after all"
      : `the processor ${DID[operation]} after all`;
  const connection = ConnectionId.safeParse(intent.connection);
  const where = connection.success ? ` (${CONNECTIONS[connection.data].label})` : "";
  return `${what}${where} was told as “${word}”, but ${done}. ${CORRECTED_NEXT[operation]}`;
}
