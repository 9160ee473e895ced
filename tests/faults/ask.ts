import { randomUUID } from "node:crypto";
import type { OneTill } from "./services";
import type { CardEntry } from "../../src/shared/card";
import type { ChargeAnswer, ParsedInputOf } from "../../src/shared/contract";
import { Failure } from "../../src/shared/failure";
import { cents, type Cents } from "../../src/shared/money";
import type { AttemptView } from "../../src/shared/attempt";
import { keyedOrder, plainOrder, typedCard } from "../fixtures/orders";
import type { Operation, PracticeServer } from "./kit";
import type { World } from "./world";

export const VISA = "4012000098765439";

/** What the person at the screen wants. */
export interface Asked {
  readonly id: string;
  readonly operation: Operation;
  readonly amount: Cents;
  readonly paymentId: string | null;
  readonly number: string;
}

/** A payment of $50.00 (or `amount` cents) without faults, from another desk: a hold, or captured. Answers its id. */
export async function holdFirst(
  server: PracticeServer,
  hold: boolean,
  as: { reference?: string; amount?: number } = {},
): Promise<string> {
  const processor = server.processor({ money: 10_000, read: 10_000 });
  const order = plainOrder({ kind: "card", card: storyCard(VISA) }, cents(as.amount ?? 5_000), { capture: !hold });
  const outcome = await processor.charge(order, as.reference ?? randomUUID());
  processor.close();
  if (!outcome.payment) throw new Error(`no payment to begin with: ${outcome.kind}`);
  return outcome.payment.id;
}

export function chargeInput({
  id,
  amount,
  number,
}: Pick<Asked, "id" | "amount" | "number">): ParsedInputOf<"payments.charge"> {
  return keyedOrder({ attemptId: id, amount, card: storyCard(number) });
}

const storyCard = (number: string): CardEntry => typedCard({ number, cvv: "999", holder: "Ana Story" });

/** Asks for the operation as the screen does; answers what came of it in a word, null when nobody was left to hear. */
export async function ask(world: World, asked: Asked): Promise<string | null> {
  try {
    const answer = await world.orDeath(askOnce(world, asked));
    if (answer === null) return null;
    if ("kind" in answer && answer.kind !== "outcome") return answer.kind;
    const view = "attempt" in answer ? answer.attempt : null;
    if (view) world.check(view);
    return view?.outcome?.kind ?? view?.state ?? "nothing";
  } catch (error) {
    if (error instanceof Failure) return `failure ${error.code}`;
    throw error;
  }
}

function askOnce(world: World, asked: Asked): Promise<ChargeAnswer | { attempt: AttemptView }> {
  const { payments } = world;
  const { id: attemptId, paymentId, amount } = asked;
  if (asked.operation === "charge" || paymentId === null) return chargeGoingOn(payments, chargeInput(asked));
  if (asked.operation === "capture")
    return payments.capture({ attemptId, paymentId, amount, currency: "USD", said: amount });
  if (asked.operation === "tip")
    return payments.tip({ attemptId, paymentId, tip: amount, currency: "USD", said: amount });
  return payments.takeBack({
    attemptId,
    paymentId,
    way: asked.operation,
    amount,
    currency: "USD",
    said: amount,
    reason: "requested_by_customer",
    description: null,
    sendReceipt: { email: false, sms: false },
  });
}

/** The person goes on where other desks' payments could not be looked at; no other question is answered with yes. */
async function chargeGoingOn(payments: OneTill, input: ParsedInputOf<"payments.charge">): Promise<ChargeAnswer> {
  const answer = await payments.charge(input);
  if (answer.kind !== "not_looked") return answer;
  return payments.charge({ ...input, overrides: { ...input.overrides, unlooked: true } });
}

export async function lookOnce(world: World): Promise<void> {
  for (const { id } of world.payments.unknown()) await world.payments.lookAgain(id);
}
