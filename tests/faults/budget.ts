import { randomUUID } from "node:crypto";
import type { Fault } from "../../src/main/practice/faults";
import { Failure } from "../../src/shared/failure";
import { cents } from "../../src/shared/money";
import { chargeInput, VISA } from "./ask";
import type { PracticeServer } from "./kit";
import type { World } from "./world";

/** Requests a minute that the processor allows; the first is what is assumed until it says otherwise (docs/payarc.md 2). */
export const BUDGETS = [30, 90] as const;

/** A charge whose answer is lost, whatever became of it. */
const LOST: readonly Fault[] = [
  { kind: "reset", when: "before" },
  { kind: "reset", when: "after" },
  { kind: "status", when: "after", status: 502, body: "html" },
  { kind: "empty" },
];
/** Within so long every question has its answer; ms. Absence takes two minutes, and the requests are few. */
const ANSWERED_WITHIN_MS = 20 * 60_000;
/**
 * How long after the other desk the same order is asked for here, in ms: the guard's list may be two seconds old when the
 * order leaves, and what is younger than that nobody can see.
 */
const AFTER_MS = [2_100, 2_100, 3_000, 12_000];
const SUM = cents(4_750);

/**
 * Questions stand open, and the requests of the minute are used up or nearly so. An order that another desk has just
 * taken is asked for here: it never leaves without a question. Then time passes, and each question gets its answer.
 */
export async function tellOfBudget(
  world: World,
  perMinute: number,
  lines: string[],
  problems: string[],
): Promise<void> {
  const { random, server, kit } = world;
  const theirs = world.secondDesk();
  world.theirs = theirs;
  world.start();
  const open: string[] = [];
  for (let count = random.whole(3, 6); count > 0; count--) {
    const id = randomUUID();
    open.push(id);
    const fault = random.pick(LOST);
    server.control.failNext({ method: "POST", path: kit.paths.charge, key: id }, fault);
    lines.push(`${id} with ${JSON.stringify(fault)}: ${await charged(world, id, 1_000 + 111 * count)}`);
  }
  await world.passing(world.rest(random.whole(0, 150_000)));
  const taken = random.chance(0.7);
  if (taken) {
    const act = { do: "charge", amount: SUM, number: VISA } as const;
    lines.push(`the other desk: ${await world.passing(theirs.act(act))}`);
    await world.passing(world.rest(random.pick(AFTER_MS)));
  }
  // Another program with the same token, which paces itself by nothing, leaves so many of the minute's requests.
  const left = random.pick([0, 0, 2, 10]);
  for (let read = left; read < perMinute; read++) await readList(server);
  const id = randomUUID();
  const answer = await charged(world, id, SUM);
  lines.push(`the same order here, with ${left} requests left: ${answer}`);
  const asked = ["duplicate", "not_looked"].includes(answer) || answer.startsWith("failure");
  if (theirs.charges.size > 0 && !asked) problems.push(`taken by another desk before, and here it was ${answer}`);
  const begun = world.clock.steady();
  while (world.payments.unknown().length > 0 && world.clock.steady() - begun < ANSWERED_WITHIN_MS)
    await world.passing(world.rest(5_000));
  lines.push(`answered after ${Math.round((world.clock.steady() - begun) / 1_000)} s`);
  for (const view of world.payments.unknown()) problems.push(`${view.id} is still open`);
  for (const each of [...open, id]) {
    const here = server.control.ledger().filter(({ reference, declined }) => reference === each && !declined);
    if (here.length > 1) problems.push(`charged ${here.length} times`);
  }
  for (const view of world.payments.attempts(50)) world.checkInTheEnd(view);
}

async function readList({ access }: PracticeServer): Promise<void> {
  const answer = await fetch(`${access["url"]}/v1/charges?limit=1`, {
    headers: { Authorization: `Bearer ${access["token"]}`, Accept: "application/json" },
  });
  if (answer.status !== 200 && answer.status !== 429) throw new Error(`a list was answered ${answer.status}`);
  await answer.arrayBuffer();
}

/** The order once, with no question answered for; what came of it in a word. */
async function charged(world: World, id: string, amount: number): Promise<string> {
  try {
    const answer = await world.passing(world.payments.charge(chargeInput({ id, amount: cents(amount), number: VISA })));
    return answer.kind === "outcome" ? (answer.attempt.outcome?.kind ?? answer.attempt.state) : answer.kind;
  } catch (error) {
    if (error instanceof Failure) return `failure ${error.code}`;
    throw error;
  }
}
