import type { Currency } from "../../shared/currency";
import type { DeskCharge } from "../../shared/desks";
import type { DeskSum } from "../../shared/day-close";
import { isOpenQuestion, type Attempt } from "../../shared/attempt";
import { stampText } from "../../shared/times";
import { dayCloseWords as words } from "../../shared/words/day-close";
import { goodOutcome, isOnDay, MONEY_OF, moneyOfCharge, type DayInput } from "./day-pairs";
import { moneyOf } from "../../shared/history";
import type { Kept } from "./kept";

/** Who took a payment: a desk by its name; null: nobody says. */
interface Taker {
  readonly desk: string | null;
  readonly here: boolean;
}

type Part = "taken" | "held" | "notListed" | "notKnown";

/**
 * MONEY: what each desk of the shop took on a day in one currency. What the processor lists counts as it is listed, and
 * once, however many desks tell of it; what it does not list stands by itself, and is in no sum. Empty where nothing tells
 * of another desk.
 */
export function byDesk(currency: Currency, input: DayInput): DeskSum[] {
  const { listed, elsewhere } = input;
  const sums = new Map<string, DeskSum>();
  const add = ({ desk, here }: Taker, part: Part, amount: number): void => {
    const key = `${here} ${desk}`;
    const before = sums.get(key) ?? { desk: desk ?? words.noDesk, here, ...NOTHING };
    const { count, amount: sum } = before[part];
    sums.set(key, { ...before, [part]: { count: count + 1, amount: sum + amount } });
  };
  const theirs = new Map(elsewhere.charges.map((charge) => [charge.attempt, charge]));
  for (const kept of listed) {
    const money = MONEY_OF[kept.status];
    if (kept.currency === currency && (money === "taken" || money === "held"))
      add(takerOf(input, theirs, kept), money, moneyOf(kept));
  }
  const isListed = listedOf(input);
  for (const { attempt, desk, end, amount, paymentId, ...charge } of elsewhere.charges) {
    if (charge.currency !== currency || end === "not" || isListed(attempt, paymentId)) continue;
    add({ desk, here: false }, end === "took" ? "notListed" : "notKnown", amount);
  }
  for (const attempt of ownCharges(input)) {
    const { intent } = attempt;
    const outcome = goodOutcome(attempt);
    const open = isOpenQuestion(attempt) || attempt.state === "closed_by_hand";
    if (intent.currency !== currency || !(outcome || open) || isListed(intent.id, outcome?.payment?.id ?? null))
      continue;
    const taker = { desk: intent.desk, here: true };
    if (outcome) add(taker, "notListed", moneyOfCharge(attempt, outcome));
    else add(taker, "notKnown", intent.amount);
  }
  const desks = [...sums.values()];
  const others = desks.filter(({ here, desk }) => !here && desk !== words.noDesk);
  if (elsewhere.seen === "not_used" && others.length === 0) return [];
  const place = ({ here, desk }: DeskSum): number => (here ? 0 : desk === words.noDesk ? 2 : 1);
  return desks.sort((one, other) => place(one) - place(other) || one.desk.localeCompare(other.desk));
}

/** What is missing in the sums of the desks, in sentences. */
export function deskNotes({ elsewhere, hours }: DayInput): string[] {
  if (elsewhere.seen !== "not_seen") return [];
  if (elsewhere.until === null) return [words.desksNeverSeen, words.desksMissing];
  const when = stampText(elsewhere.until, hours);
  const each = elsewhere.desks.map((desk) => words.deskMissing({ desk, when }));
  return [words.desksNotSeen({ when }), ...(each.length > 0 ? each : [words.desksMissing])];
}

/** A desk's own record is believed before what the processor keeps of it. */
function takerOf(
  { names, attempt }: DayInput,
  theirs: ReadonlyMap<string, DeskCharge>,
  { reference, desk }: Kept,
): Taker {
  const there = theirs.get(reference ?? "");
  if (there) return { desk: there.desk, here: false };
  const here = desk !== null && names.desks.has(desk);
  // The journal is asked about what may be its own: of a busy shop's day most is not.
  const own = reference === null || !(here || desk === null) ? null : attempt(reference);
  return own ? { desk: own.intent.desk, here: true } : { desk, here };
}

/** A payment that is listed on another day is counted there. */
function listedOf({ listed, find, madeBy }: DayInput): (attempt: string, paymentId: string | null) => boolean {
  const references = new Set(listed.map(({ reference }) => reference));
  return (attempt, paymentId) =>
    references.has(attempt) || madeBy(attempt).length > 0 || (paymentId !== null && find(paymentId) !== null);
}

function ownCharges({ attempts, from, to }: DayInput): Attempt[] {
  return attempts.filter(({ intent, openedAt }) => intent.operation === "charge" && isOnDay({ from, to }, openedAt));
}

const NONE = { count: 0, amount: 0 };
const NOTHING = { taken: NONE, held: NONE, notListed: NONE, notKnown: NONE };
