import { randomUUID } from "node:crypto";
import { afterEach, beforeEach } from "vitest";
import { openJournal } from "../../../src/main/journal/open-journal";
import type { OneTill } from "../../faults/services";
import type { Processor } from "../../../src/main/processors/processor";
import type { ChargeAnswer } from "../../../src/shared/contract";
import { cents } from "../../../src/shared/money";
import type { Payment } from "../../../src/shared/payment";
import type { KitName } from "../../faults/kit";
import { Random } from "../../faults/random";
import { services } from "../../faults/services";
import { chargeInput, VISA } from "../../faults/story";
import { World } from "../../faults/world";

/** The world of the test that runs: payments through their front door, real HTTP, a practice server, a journal file. */
export let world: World;

/** Gives every test of the file a world of its own, made before it and ended after it. */
export function atTheCounter(kit: KitName = "payarc"): void {
  beforeEach(() => open(kit));
  afterEach(() => world.end());
}

/** Goes on in a new world, of another processor. */
export async function moveTo(kit: KitName): Promise<void> {
  await world.end();
  await open(kit);
}

async function open(kit: KitName): Promise<void> {
  world = await World.make(new Random(7), "none", kit);
  world.start();
}

/** An order of a typed card; the amount in cents. */
export const order = (amount = 1_200, number = VISA) =>
  chargeInput({ id: randomUUID(), amount: cents(amount), number });

/** How many charges were sent to the PayArc practice server. */
export const sends = () =>
  world.server.control.requests().filter(({ method, path }) => method === "POST" && path === "/charges").length;

/** The outcome in an answer; throws where the answer is a question. */
export function outcomeIn(answer: ChargeAnswer) {
  if (answer.kind !== "outcome") throw new Error(`asked: ${answer.kind}`);
  return answer.attempt.outcome;
}

/** The processor, whose answers about payments are changed on the way. */
export function retold(
  processor: Processor,
  change: {
    list?: (payments: readonly Payment[]) => readonly Payment[];
    get?: (payment: Payment) => Payment;
    pages?: Processor["listPayments"];
  },
): Processor {
  const own: Pick<Processor, "listPayments" | "getPayment"> = {
    listPayments: async (...asked) => {
      const page = await (change.pages ?? processor.listPayments.bind(processor))(...asked);
      return { ...page, items: change.list?.(page.items) ?? page.items };
    },
    getPayment: async (...asked) => {
      const payment = await processor.getPayment(...asked);
      return change.get?.(payment) ?? payment;
    },
  };
  return new Proxy(processor, {
    get: (target, name) => {
      const value: unknown = name === "listPayments" || name === "getPayment" ? own[name] : Reflect.get(target, name);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
}

/** Payments over a processor and a journal of their own. */
export async function withDesk(
  processor: Processor,
  run: (payments: OneTill) => Promise<void>,
  over: Partial<Parameters<typeof services>[0]> = {},
): Promise<void> {
  const opened = openJournal({ file: ":memory:", key: null }, 0);
  if (!opened.journal) throw new Error();
  const payments = services({ journal: opened.journal, processor, clock: world.clock, ...over });
  try {
    await run(payments);
  } finally {
    payments.stop();
    processor.close();
  }
}

/** A charge whose answer is lost, of which the processor has the money ("after") or not ("before"). Answers its id. */
export async function loseCharge(payments: OneTill, when: "before" | "after", asked = order()): Promise<string> {
  world.server.control.failNext({ method: "POST", path: "/charges" }, { kind: "reset", when });
  const lost = await payments.charge(asked);
  if (lost.kind !== "outcome" || lost.attempt.state !== "unknown") throw new Error("the answer was not lost");
  return lost.attempt.id;
}
