import { randomUUID } from "node:crypto";
import type { Journal } from "../../src/main/journal/journal";
import type { Payments } from "../../src/main/payments/payments";
import type { Fault, Match } from "../../src/main/practice/faults";
import type { ChargeAnswer, ParsedInputOf } from "../../src/shared/contract";
import type { CardEntry } from "../../src/shared/card";
import { Failure } from "../../src/shared/failure";
import { cents, type Cents } from "../../src/shared/money";
import type { AttemptView } from "../../src/shared/outcome";
import { keyedOrder, plainOrder, typedCard } from "../fixtures/orders";
import type { Broken } from "./broken";
import type { KitName, Operation, PracticeServer } from "./kit";
import { Random } from "./random";
import { World } from "./world";

export const VISA = "4012000098765439";
/** Faults on the money call itself. `after`: the server acted and the answer is lost or lies. */
const MONEY_FAULTS: readonly Fault[] = [
  { kind: "reset", when: "before" },
  { kind: "reset", when: "after" },
  { kind: "silence", when: "before" },
  { kind: "silence", when: "after" },
  { kind: "delay", when: "before", ms: 420 },
  { kind: "delay", when: "after", ms: 420 },
  { kind: "delay", when: "after", ms: 20 },
  ...[500, 502, 503, 429].flatMap((status): Fault[] => [
    { kind: "status", when: "before", status, body: "html" },
    { kind: "status", when: "after", status, body: "json" },
    { kind: "status", when: "after", status, body: "empty" },
  ]),
  { kind: "malformed" },
  { kind: "truncated" },
  { kind: "empty" },
  { kind: "wrong_charge" },
  { kind: "redirect", when: "before" },
  { kind: "redirect", when: "after" },
];
const READ_FAULTS: readonly Fault[] = MONEY_FAULTS.filter(({ kind }) => kind !== "delay" && kind !== "silence");

export interface Told {
  readonly seed: number;
  readonly problems: readonly string[];
  /** What happened, for a person who looks into a failure. */
  readonly story: readonly string[];
  readonly points: readonly string[];
  readonly killed: boolean;
}

/** What to force instead of drawing it: for kills at every point, and for one failing seed. */
export interface Force {
  /** PayArc unless said. */
  readonly kit?: KitName;
  readonly operation?: Operation;
  readonly killAt?: number;
  readonly fault?: Fault | null;
  readonly calm?: boolean;
}

/** One seeded story: a money operation, faults, perhaps a death and a restart; then whether desk and server agree. */
export async function tell(seed: number, broken: Broken = "none", force: Force = {}): Promise<Told> {
  const random = new Random(seed);
  const world = await World.make(random, broken, force.kit);
  const story: string[] = [];
  const problems: string[] = [];
  let points: readonly string[] = [];
  let killed = false;
  let jumped = 0;
  try {
    const operation =
      force.operation ?? random.pick<Operation>(["charge", "charge", "charge", "capture", "void", "refund"]);
    const amount = cents(operation === "charge" ? random.pick([1200, 4750, 999, 12_500, 2_051, 3_005]) : 5_000);
    const paymentId = operation === "charge" ? null : await before(world, operation);
    const asked = { id: randomUUID(), operation, amount, paymentId, number: VISA };
    const calm = force.calm === true;
    const fault = force.fault !== undefined ? force.fault : random.chance(0.75) ? random.pick(MONEY_FAULTS) : null;
    // Where the same request may be sent again, its next sendings can fail as well.
    const more =
      world.kit.sendsAgain && fault && !calm
        ? Array.from({ length: random.whole(0, 3) }, () => random.pick(MONEY_FAULTS))
        : [];
    const faults = [...(fault ? [fault] : []), ...more];
    world.wrongId = faults.some(({ kind }) => kind === "wrong_charge");
    for (const each of faults) world.server.control.failNext(matchOf(world, operation), each);
    if (broken === "again_after_restart") world.atStart = (journal) => sendOnceMore(world, journal);
    story.push(`${operation} ${amount} with ${faults.length > 0 ? JSON.stringify(faults) : "no fault"}`);

    world.start();
    if (!calm && random.chance(0.1)) world.fullDisk = new Set([random.whole(1, 6)]);
    if (force.killAt !== undefined) world.killAt = force.killAt;
    else if (!calm && random.chance(0.35)) world.killAt = random.whole(1, 24);
    if (!calm && random.chance(0.15)) world.sleepAt = random.whole(1, 4);
    if (!calm && random.chance(0.15)) world.server.control.failNext({ method: "GET" }, random.pick(READ_FAULTS));
    if (!calm) world.server.trouble(random);
    if (!calm && random.chance(0.05)) {
      await world.server.control.lineDown();
      story.push("line down");
    }

    const asks = [ask(world, asked)];
    // Double Enter, a second window, a repeated message: the same attempt again.
    if (!calm && random.chance(0.3)) asks.push(ask(world, asked));
    const answers = await Promise.all(asks);
    story.push(`answered ${answers.map((answer) => answer ?? "nothing").join(" and ")}`);
    if (answers.length === 2 && !world.dead && (answers[0] === null) !== (answers[1] === null))
      problems.push("the repeated ask got another answer");
    points = world.passed;

    await world.server.control.lineUp().catch(() => undefined);
    for (let reads = calm ? 0 : random.whole(0, 3); reads > 0; reads--)
      world.server.control.failNext({ method: "GET" }, random.pick(READ_FAULTS));
    if (!calm && random.chance(0.25)) world.clock.jump((jumped = random.whole(-3 * 24, 3 * 24) * 3_600_000));
    if (!world.dead && random.chance(0.3)) await world.orDeath(lookOnce(world));

    if (world.dead || random.chance(0.3)) {
      killed ||= world.dead;
      story.push(world.dead ? `killed at ${world.passed.at(-1)}` : "closed and opened again");
      await world.quiet();
      world.stop();
      await world.keysForgotten();
      world.killAt = !calm && force.killAt === undefined && random.chance(0.2) ? random.whole(1, 12) : null;
      world.fullDisk = new Set();
      world.start();
      if (random.chance(0.5)) await ask(world, asked);
    }
    await world.untilAnswered();
    if (world.dead) {
      story.push(`killed again at ${world.passed.at(-1)}`);
      await world.quiet();
      world.stop();
      await world.keysForgotten();
      world.killAt = null;
      world.start();
      await world.untilAnswered();
    }
    world.server.control.clearFaults();
    // A disk that was full keeps what was known in memory; the next start reads the disk alone.
    await world.quiet();
    world.stop();
    await world.keysForgotten();
    world.killAt = null;
    world.fullDisk = new Set();
    world.start();
    await world.untilAnswered();

    judge(world, asked, problems);
    // A clock that jumped past the day takes the guard's day with it; what is promised then is only the attempt itself.
    if (operation === "charge" && jumped < 20 * 3_600_000) await askTheSameAgain(world, asked, problems);
  } catch (error) {
    problems.push(`broke: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  } finally {
    story.push(...world.shown);
    problems.push(...world.lies);
    await world.end();
  }
  return { seed, problems, story, points, killed };
}

interface Asked {
  readonly id: string;
  readonly operation: Operation;
  readonly amount: Cents;
  readonly paymentId: string | null;
  readonly number: string;
}

/** What the story needs beforehand, made without faults: a hold, a captured or a settled payment. */
async function before(world: World, operation: Operation): Promise<string> {
  const paymentId = await holdFirst(world.server, operation === "capture");
  if (operation === "refund") world.serverPasses(3 * 24 * 3_600_000);
  return paymentId;
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
async function ask(world: World, asked: Asked): Promise<string | null> {
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
  if (asked.operation === "capture") return payments.capture({ attemptId, paymentId, amount });
  return payments.takeBack({
    attemptId,
    paymentId,
    way: asked.operation,
    amount,
    reason: "requested_by_customer",
    description: null,
    sendReceipt: { email: false, sms: false },
  });
}

/** The person goes on where other desks' payments could not be looked at; no other question is answered with yes. */
async function chargeGoingOn(payments: Payments, input: ParsedInputOf<"payments.charge">): Promise<ChargeAnswer> {
  const answer = await payments.charge(input);
  if (answer.kind !== "not_looked") return answer;
  return payments.charge({ ...input, overrides: { ...input.overrides, unlooked: true } });
}

async function lookOnce(world: World): Promise<void> {
  for (const { id } of world.payments.unknown()) await world.payments.lookAgain(id);
}

function matchOf({ kit }: World, operation: Operation): Match {
  return { method: "POST", path: kit.paths[operation] };
}

/** No send but those on record, all under one key, nothing left open, and the journal says what the ledger says. */
function judge(world: World, asked: Asked, problems: string[]): void {
  const { control } = world.server;
  const sends = control
    .requests()
    .filter(({ method, path }) => method === "POST" && world.kit.paths[asked.operation].test(path));
  const mine = asked.operation === "charge" ? sends : sends.filter(({ path }) => path.includes(asked.paymentId ?? " "));
  for (const { idempotencyKey } of mine) if (idempotencyKey !== asked.id) problems.push("sent under another key");
  if (new Set(mine.map(({ bodyMark }) => bodyMark)).size > 1) problems.push("sent with another body");
  const ledger = control.ledger().filter(({ reference }) => asked.operation !== "charge" || reference === asked.id);
  if (asked.operation === "charge") {
    const all = control.ledger();
    if (all.filter(({ declined }) => !declined).length > 1) problems.push(`charged ${all.length} times`);
    for (const { reference } of all) if (reference !== asked.id) problems.push("a charge without its attempt");
  } else if (ledger.flatMap(({ refunds }) => refunds).length > 1) problems.push("refunded more than once");
  let view: AttemptView | null = null;
  try {
    view = world.payments.attempt(asked.id);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
  }
  if (view === null) {
    // Nothing was journalled, so nothing may have been sent.
    if (mine.length > 0) problems.push("sent without a row in the journal");
    return;
  }
  // A death between the row and the send leaves more rows than sends, never fewer.
  const allowed = world.kit.sendsAgain ? view.sends : 1;
  if (mine.length > allowed) problems.push(`sent ${mine.length} times, on record ${view.sends}`);
  world.check(view);
  if (view.state !== "closed") problems.push(`still ${view.state} in the end`);
}

/**
 * `again_after_restart`: what was sent and has no answer on record is sent once more at the next start, and that is on
 * record too.
 */
function sendOnceMore(world: World, journal: Journal): void {
  for (const attempt of journal.unfinished()) {
    if (attempt.state !== "sent" || attempt.intent.operation !== "charge") continue;
    journal.add(attempt, { step: "sent_again", at: attempt.sentAt, why: "interrupted" });
    void holdFirst(world.server, false, { reference: attempt.intent.id, amount: attempt.intent.amount }).catch(
      () => undefined,
    );
  }
}

/** The guard: what took money is asked about before it is charged again; what did not may be charged. */
async function askTheSameAgain(world: World, asked: Asked, problems: string[]): Promise<void> {
  const took = world.server.control.ledger().some(({ declined, status }) => !declined && status !== "void");
  const again = { ...asked, id: randomUUID() };
  const answer = await ask(world, again);
  const sent = world.server.control
    .requests()
    .some(({ method, idempotencyKey }) => method === "POST" && idempotencyKey === again.id);
  if (took && answer !== "duplicate") problems.push(`the same again was answered ${answer}`);
  if (took && sent) problems.push("the same again was sent");
  // On a busy machine the harness's own short time limits can end a request before the server has seen it (sent, and
  // unknown), or before there was a connection (not reached).
  if (!took && !sent && answer !== "unknown" && answer !== "refused")
    problems.push(`nothing was charged, yet the same again was answered ${answer}`);
}
