import { randomUUID } from "node:crypto";
import type { Clock } from "../../src/main/base/clock";
import type { Processor } from "../../src/main/processors/processor";
import { cents } from "../../src/shared/money";
import type { Outcome } from "../../src/shared/outcome";
import { plainOrder, typedCard } from "../fixtures/orders";
import type { PracticeServer } from "./kit";
import type { Random } from "./random";

/** What somebody else wants of a payment, or of a card. Amounts in cents. */
export type Act =
  | { readonly do: "charge"; readonly amount: number; readonly number: string }
  | { readonly do: "capture" | "refund"; readonly paymentId: string; readonly amount: number }
  | { readonly do: "void"; readonly paymentId: string; readonly amount: number };

const TAKE = { reason: "other", description: null, receipts: { email: false, sms: false } } as const;

/** Another desk of the same merchant, on a line without faults. It keeps its own record of what it was told. */
export class SecondDesk {
  /** What it was told was done. */
  readonly done: Act[] = [];
  /** The payments that it made. */
  readonly charges = new Set<string>();
  /** The keys that it sent under. */
  readonly keys = new Set<string>();
  readonly #server: PracticeServer;
  readonly #processor: Processor;

  /** `clock`: the time of its own waits; the machine's unless given. */
  constructor(server: PracticeServer, clock?: Clock) {
    this.#server = server;
    this.#processor = server.processor({ money: 30_000, read: 30_000, ...(clock && { clock }) });
  }

  /** Answers what it was told, in a word. */
  async act(act: Act): Promise<string> {
    const key = randomUUID();
    this.keys.add(key);
    const outcome = await this.#send(act, key);
    const answer = this.#server.control.requests().findLast(({ idempotencyKey }) => idempotencyKey === key);
    // The server's own word counts: the adapter calls some refusals unknown.
    const good = (answer?.status === 200 || answer?.status === 201) && outcome.kind !== "declined";
    if (good) this.done.push(act);
    if (good && act.do === "charge" && outcome.payment) this.charges.add(outcome.payment.id);
    return `${good ? "done" : "not done"} (${outcome.kind})`;
  }

  #send(act: Act, key: string): Promise<Outcome> {
    switch (act.do) {
      case "charge": {
        const card = typedCard({ number: act.number, cvv: "999", holder: "Ana Story" });
        return this.#processor.charge(plainOrder({ kind: "card", card }, cents(act.amount)), key);
      }
      case "capture":
        return this.#processor.capture(act.paymentId, cents(act.amount), "USD", key);
      case "refund":
        return this.#processor.refund(act.paymentId, cents(act.amount), "USD", TAKE, key);
      case "void":
        return this.#processor.void(act.paymentId, cents(act.amount), "USD", TAKE, key);
    }
  }

  close(): void {
    this.#processor.close();
  }
}

/** Something that another desk may well do to that payment of `whole` cents. */
export function actOn(random: Random, paymentId: string, whole: number, mine: number): Act {
  const kind = random.pick(["capture", "refund", "refund", "refund", "void"] as const);
  // The same sum as ours is what is hardest to tell apart.
  const amount = kind === "void" ? whole : random.pick([mine, mine, 1_000, 725, whole]);
  return { do: kind, paymentId, amount };
}
