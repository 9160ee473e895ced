import { randomUUID } from "node:crypto";
import type { Journal } from "../../src/main/journal/journal";
import type { Fault } from "../../src/main/practice/faults";
import { cents } from "../../src/shared/money";
import { ask, holdFirst, lookOnce, VISA, type Asked } from "./ask";
import type { Broken } from "./broken";
import { BUDGETS, tellOfBudget } from "./budget";
import { MONEY_FAULTS, noAfter, READ_FAULTS } from "./drawn";
import { judgeDays } from "./judge-days";
import { askTheSameAgain, judge } from "./judge";
import type { KitName, Operation } from "./kit";
import type { Kind } from "./kinds";
import { Random } from "./random";
import { actOn } from "./second-desk";
import { World } from "./world";

export { chargeInput, holdFirst, VISA } from "./ask";

export interface Told {
  readonly seed: number;
  readonly problems: readonly string[];
  /** What happened, for a person who looks into a failure. */
  readonly story: readonly string[];
  readonly points: readonly string[];
  readonly killed: boolean;
  readonly kind: Kind | null;
}

/** What to force instead of drawing it: for kills at every point, and for one failing seed. */
export interface Force {
  /** PayArc unless said. */
  readonly kit?: KitName;
  readonly operation?: Operation;
  readonly killAt?: number;
  readonly fault?: Fault | null;
  readonly calm?: boolean;
  /** One of these, or none, is drawn for the story; none unless said. */
  readonly kinds?: readonly (Kind | null)[];
}

const DAY_MS = 24 * 3_600_000;

/** One seeded story: a money operation, faults, perhaps a death and a restart; then whether desk and server agree. */
export async function tell(seed: number, broken: Broken = "none", force: Force = {}): Promise<Told> {
  const random = new Random(seed);
  const kind = force.kinds && force.kinds.length > 0 ? random.pick(force.kinds) : null;
  const budget = kind === "budget" ? random.pick(BUDGETS) : undefined;
  const world = await World.make(random, broken, force.kit, budget);
  world.patience = kind === "budget" ? 10_000 : 350;
  world.hurry = 2_000;
  const story = new Story(world, kind, force);
  try {
    await (budget === undefined ? story.tell() : tellOfBudget(world, budget, story.lines, story.problems));
  } catch (error) {
    story.problems.push(`broke: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  } finally {
    await world.end();
  }
  return {
    seed,
    kind,
    problems: [...story.problems, ...world.lies],
    story: [...(kind === null ? [] : [kind]), ...story.lines, ...world.shown],
    points: story.points,
    killed: story.killed,
  };
}

class Story {
  readonly problems: string[] = [];
  readonly lines: string[] = [];
  points: readonly string[] = [];
  killed = false;
  /** By how much this computer's wall clock was moved, in ms. */
  #off = 0;

  constructor(
    readonly world: World,
    readonly kind: Kind | null,
    readonly force: Force,
  ) {}

  async tell(): Promise<void> {
    const { world, kind, lines, problems } = this;
    const { random } = world;
    const calm = this.force.calm === true;
    const asked = await this.#wanted();
    await this.#prepare(asked);

    world.start();
    if (!calm) await this.#trouble();
    const asks = [ask(world, asked)];
    // Double Enter, a second window, a repeated message: the same attempt again.
    if (!calm && random.chance(0.3)) asks.push(ask(world, asked));
    if (kind === "two_desks" && random.chance(0.3)) asks.push(this.#theyAct(asked).then(() => null));
    const answers = (await Promise.all(asks)).slice(0, asks.length);
    lines.push(`answered ${answers.map((answer) => answer ?? "nothing").join(" and ")}`);
    if (kind === null && answers.length === 2 && !world.dead && (answers[0] === null) !== (answers[1] === null))
      problems.push("the repeated ask got another answer");
    this.points = world.passed;
    if (kind === "two_desks" && random.chance(0.5)) await this.#theyAct(asked);

    await world.server.control.lineUp().catch(() => undefined);
    for (let reads = calm ? 0 : random.whole(0, 3); reads > 0; reads--)
      world.server.control.failNext({ method: "GET" }, random.pick(READ_FAULTS));
    if (!calm && random.chance(kind === "clock" ? 0.6 : 0.25))
      this.#moveClock(random.whole(-3 * 24, 3 * 24) * 3_600_000);
    if (!world.dead && random.chance(0.3)) await world.orDeath(lookOnce(world));

    if (world.dead || kind === "damaged_row" || random.chance(0.3)) {
      this.killed ||= world.dead;
      lines.push(world.dead ? `killed at ${world.passed.at(-1)}` : "closed and opened again");
      await this.#again(() => {
        if (kind === "damaged_row") world.damageRow();
        world.killAt = !calm && this.force.killAt === undefined && random.chance(0.2) ? random.whole(1, 12) : null;
      });
      if (world.damaged && !world.told) problems.push("a damaged row was not told of");
      // The window went with the process; where the journal has forgotten the order, nobody asks for it again.
      if (kind !== "torn_tail" && kind !== "damaged_row" && random.chance(0.5)) await ask(world, asked);
    }
    await world.untilAnswered();
    if (world.dead) {
      lines.push(`killed again at ${world.passed.at(-1)}`);
      await this.#again(() => void (world.killAt = null));
      await world.untilAnswered();
    }
    world.server.control.clearFaults();
    if (kind === "two_desks" && random.chance(0.3)) await this.#theyAct(asked);
    if (kind === "late" && random.chance(0.5)) await this.#release();
    // A disk that was full keeps what was known in memory; the next start reads the disk alone.
    await this.#again(() => void (world.killAt = null));
    await world.untilAnswered();
    if (kind === "late") await this.#release();
    if (kind !== null) await this.#readEverything(asked);

    const known = judge(world, asked, problems, kind === "torn_tail" || kind === "damaged_row");
    if (kind !== null) await judgeDays(world, asked, problems, { known, moved: this.#off !== 0 });
    // A clock that jumped past the day takes the guard's day with it, where it is not known by how much it is wrong.
    const guarded = asked.operation === "charge" && (kind === "clock" || this.#off < 20 * 3_600_000);
    if (guarded) await askTheSameAgain(world, asked, problems);
  }

  /** What the person wants, with a payment to change where it is a change. */
  async #wanted(): Promise<Asked> {
    const { world, force } = this;
    const { random } = world;
    const operation =
      force.operation ?? random.pick<Operation>(["charge", "charge", "charge", "capture", "void", "refund", "tip"]);
    if (operation === "charge" || (operation === "tip" && !world.kit.tips)) {
      const amount = cents(random.pick([1200, 4750, 999, 12_500, 2_051, 3_005]));
      return { id: randomUUID(), operation: "charge", amount, paymentId: null, number: VISA };
    }
    // A payment that is to be refunded was made some days ago.
    if (operation === "refund") world.serverPasses(-3 * DAY_MS);
    const paymentId = await holdFirst(world.server, operation === "capture");
    if (operation === "refund") world.serverPasses(3 * DAY_MS);
    const part = operation === "refund" || (operation === "capture" && world.kit.capturesParts);
    const amount = operation === "tip" ? 450 : part ? random.pick([5_000, 2_000, 1_250]) : 5_000;
    return { id: randomUUID(), operation, amount: cents(amount), paymentId, number: VISA };
  }

  /** The faults that wait for the request, and what another desk did before. */
  async #prepare(asked: Asked): Promise<void> {
    const { world, kind, force, lines } = this;
    const { random } = world;
    const calm = force.calm === true;
    const match = { method: "POST", path: world.kit.paths[asked.operation] };
    const drawn =
      kind === "late"
        ? ({ kind: "held" } as const)
        : kind === "no_after"
          ? noAfter(random, world.kit)
          : random.chance(0.75)
            ? random.pick(MONEY_FAULTS)
            : null;
    const fault = force.fault !== undefined ? force.fault : drawn;
    // Where the same request may be sent again, its next sendings can fail as well.
    const next = (): Fault => (kind === "late" && random.chance(0.7) ? { kind: "held" } : random.pick(MONEY_FAULTS));
    const more =
      world.kit.sendsAgain && fault && !calm && kind !== "no_after"
        ? Array.from({ length: random.whole(0, 3) }, next)
        : [];
    const faults = [...(fault ? [fault] : []), ...more];
    world.wrongId = faults.some((each) => each.kind === "wrong_charge");
    lines.push(`${asked.operation} ${asked.amount} with ${faults.length > 0 ? JSON.stringify(faults) : "no fault"}`);
    if (kind === "two_desks") {
      world.theirs = world.secondDesk();
      world.lenient = true;
      if (random.chance(0.2)) await this.#theyAct(asked);
    }
    if (kind === "no_after") world.lenient = true;
    if (kind === "clock") this.#moveClock(random.whole(-3 * 24, 3 * 24) * 3_600_000);
    for (const each of faults) world.server.control.failNext(kind === null ? match : { ...match, key: asked.id }, each);
    if (world.broken === "again_after_restart") world.atStart = (journal) => sendOnceMore(world, journal);
    world.tears = kind === "torn_tail";
    if (world.tears) world.commitsEach = random.chance(0.5);
  }

  /** What else goes wrong: a full disk, a death, a sleep, the processor's own kind of trouble, the line. */
  async #trouble(): Promise<void> {
    const { world, force, kind, lines } = this;
    const { random } = world;
    if (random.chance(0.1)) world.fullDisk = new Set([random.whole(1, 6)]);
    if (force.killAt !== undefined) world.killAt = force.killAt;
    else if (random.chance(kind === "torn_tail" ? 0.9 : 0.35)) world.killAt = this.#killPoint();
    // A request that is held over a sleep would come to a processor that has forgotten its key; none takes that long.
    if (random.chance(0.15) && kind !== "late") world.sleepAt = random.whole(1, 4);
    if (random.chance(0.15)) world.server.control.failNext({ method: "GET" }, random.pick(READ_FAULTS));
    world.server.trouble(random);
    if (random.chance(0.05)) {
      await world.server.control.lineDown();
      lines.push("line down");
    }
  }

  /** A charge passes about 33 points from the start to its end; the rows and the send are those from 25 to 32. */
  #killPoint(): number {
    const { random } = this.world;
    return this.kind === "torn_tail" && random.chance(0.6) ? random.whole(25, 32) : random.whole(1, 34);
  }

  /** The program has ended, and is started again on what it left behind. */
  async #again(before: () => void): Promise<void> {
    const { world } = this;
    await world.quiet();
    world.stop();
    // No request is on its way for so long that the processor has forgotten its key meanwhile.
    if (this.kind === "late" && world.kit.sendsAgain) {
      await world.arrived();
      await this.#release();
    }
    await world.keysForgotten();
    world.fullDisk = new Set();
    before();
    world.start();
  }

  async #release(): Promise<void> {
    await this.world.server.control.release();
    this.lines.push("what was held arrives");
  }

  #moveClock(ms: number): void {
    this.#off += ms;
    this.world.clock.jump(ms);
    this.lines.push(`the wall clock moves ${ms / 3_600_000} h`);
  }

  async #theyAct(asked: Asked): Promise<void> {
    const { world, lines } = this;
    const { random, theirs } = world;
    if (!theirs) return;
    const act =
      asked.paymentId === null
        ? ({ do: "charge", amount: asked.amount, number: asked.number } as const)
        : actOn(random, asked.paymentId, 5_000, asked.amount);
    await world.server.control.lineUp().catch(() => undefined);
    lines.push(`the other desk: ${act.do} ${act.amount}: ${await theirs.act(act)}`);
  }

  /** A person opens the payment and the lists; time passes until nothing more can be asked. */
  async #readEverything({ paymentId }: Asked): Promise<void> {
    const { payments } = this.world;
    if (paymentId !== null) await payments.get(paymentId);
    await payments.list(null, 50);
    await this.world.untilAnswered();
  }
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
