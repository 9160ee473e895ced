import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Clock } from "../../src/main/base/clock";
import { JournalTrouble, type Journal } from "../../src/main/journal/journal";
import { openJournal } from "../../src/main/journal/open-journal";
import type { OneTill } from "./services";
import type { Processor } from "../../src/main/processors/processor";
import type { AttemptView, Intent, Opened } from "../../src/shared/attempt";
import { DEFAULT_SETTINGS, type PublicSettings } from "../../src/shared/settings";
import type { DayClose } from "../../src/shared/day-close";
import { closeDays } from "./day";
import { damageRow } from "./damaged-row";
import { FakeClock } from "./fake-clock";
import { KITS, type Kit, type KitName, type PracticeServer } from "./kit";
import type { Random } from "./random";
import { breakJournal, breakProcessor, breakStart, type Broken } from "./broken";
import { Killed, services, watchedJournal, watchedProcessor, type Points } from "./services";
import { scratch } from "./scratch";
import { SecondDesk } from "./second-desk";
import { torn } from "./torn";
import { liesAbout } from "./truth";

export const KEY = "5a".repeat(32);
const HOUR_MS = 3_600_000;
const START = Date.UTC(2026, 10, 21, 15, 0, 0);

/** One desk with its real services, a real journal file, and a real server that can be made to fail. */
export class World {
  readonly clock = new FakeClock(START);
  readonly shown: string[] = [];
  readonly lies: string[] = [];
  /** The fault was an answer that names another payment: the charge happened, and only its id is wrong. */
  wrongId = false;
  /** How long a money call is waited for, in ms; stories whose server keeps silent have less. */
  patience = 3_000;
  /** And a read: so long that a busy machine ends none. */
  readPatience = 10_000;
  /** How many times as fast the processor's own waits pass; a busy machine's stand-stills count as much longer then. */
  hurry = 20;
  /** Another desk of this merchant, in stories that have one. */
  theirs: SecondDesk | null = null;
  /** What is shown is judged in the end alone: until all was looked at, the desk may believe an answer that lies. */
  lenient = false;
  /** A death takes the end of the journal's write-ahead log with it. */
  tears = false;
  /** One row of the journal was damaged. */
  damaged = false;
  /** The last start told of a loss or a damage. */
  told = false;
  payments!: OneTill;
  /** Points passed since the last start, for a kill at one of them. */
  passed: string[] = [];
  /** Where the process dies: the number of the point, counted from the last start; null: nowhere. */
  killAt: number | null = null;
  /** Journal writes that fail as on a full disk: the numbers of the calls, counted from now. */
  fullDisk = new Set<number>();
  /** The rows before the send have a commit each, so that a torn tail can end between them. */
  commitsEach = false;
  /**
   * The computer sleeps for an hour after so many rows of the journal, or the next one with which no request is on its
   * way; meanwhile the processor forgets its keys. null: it does not. A request on its way would be carried out after
   * the sleep, an hour late, which no real one is.
   */
  sleepAt: number | null = null;
  #slept = 0;
  /** What a broken build does with its journal at every start, before anything else. */
  atStart: ((journal: Journal) => void) | null = null;
  #serverAhead = 0;
  #dead = false;
  #looking = false;
  #onDeath: () => void = () => undefined;
  #death: Promise<null> = new Promise(() => undefined);
  #journal: Journal | null = null;
  #processor: Processor | null = null;

  /** What the desk has set. */
  settings: PublicSettings = DEFAULT_SETTINGS;

  readonly #folders: string[];

  private constructor(
    readonly kit: Kit,
    readonly server: PracticeServer,
    readonly random: Random,
    /** The folder of the program's files, by the latest death. */
    public folder: string,
    readonly broken: Broken,
    readonly counted: boolean,
  ) {
    this.#folders = [folder];
  }

  /** `perMinute`: the requests that the processor allows; the processor's waits then pass by the story's clock. */
  static async make(
    random: Random,
    broken: Broken = "none",
    name: KitName = "payarc",
    perMinute?: number,
  ): Promise<World> {
    const folder = scratch("faults");
    let world: World | null = null;
    const kit = KITS[name];
    const server = await kit.start(() => world?.serverNow() ?? START, perMinute);
    world = new World(kit, server, random, folder, broken, perMinute !== undefined);
    return world;
  }

  serverNow(): number {
    return START + this.#serverAhead + this.clock.steady();
  }

  serverPasses(ms: number): void {
    this.#serverAhead += ms;
  }

  /** A processor of its own, without points, for what the story needs beforehand. */
  processor(money = this.patience): Processor {
    const { random } = this;
    return this.server.processor({
      money,
      read: this.readPatience,
      clock: this.counted
        ? this.clock
        : hurried(
            Math.min(this.hurry, this.kit.sendsAgain ? 200 : 2_000),
            () => (this.broken === "again_after_sleep" ? 0 : this.#slept),
            () => this.clock.wall(),
          ),
      chance: () => random.next(),
    });
  }

  /** Starts the program on what the last one left behind. */
  start(): void {
    this.#dead = false;
    this.#death = new Promise((resolve) => {
      this.#onDeath = () => resolve(null);
    });
    this.passed = [];
    const points: Points = {
      hit: (point) => {
        if (this.#looking) return;
        if (this.#dead) throw new Killed();
        this.passed.push(point);
        if (
          /^journal\.(begin|add):after$/.test(point) &&
          this.sleepAt !== null &&
          --this.sleepAt <= 0 &&
          !this.#onItsWay()
        ) {
          this.sleepAt = null;
          this.#slept += HOUR_MS;
          this.server.forgetKeys();
          this.shown.push(`slept at ${point}`);
        }
        if (this.killAt !== null && this.passed.length === this.killAt) {
          this.#dead = true;
          this.#onDeath();
          throw new Killed();
        }
      },
    };
    const opened = openJournal(this.#where(), this.clock.wall());
    if (!opened.journal) throw new Error(`journal: ${opened.trouble}`);
    this.told = opened.losses.length > 0;
    this.#journal = opened.journal;
    this.#processor = this.processor();
    const mine = (): boolean => !this.#dead;
    this.payments = services({
      journal: this.#asBefore(watchedJournal(breakJournal(this.#onThisDisk(opened.journal), this.broken), points)),
      log: (line) => this.shown.push(line.slice(0, 160)),
      connection: this.kit.connection,
      processor: watchedProcessor(breakProcessor(this.#processor, this.broken), points),
      clock: this.clock,
      settings: () => this.settings,
      changed: (view) => mine() && this.#show(view),
    });
    this.atStart?.(opened.journal);
    breakStart(opened.journal, this.broken);
    if (this.broken !== "forgets_at_restart") this.payments.start();
    if (this.#dead || !(this.tears || this.damaged)) return;
    // What is read from a shortened or damaged journal is true at once, not after a look; no point of a death.
    this.#looking = true;
    for (const view of this.payments.attempts(50)) this.check(view);
    this.#looking = false;
  }

  /** One row of the journal is no longer what was written; the program does not run. */
  damageRow(): void {
    const believed = this.broken === "believes_rows";
    this.damaged ||= damageRow(this.#where(), this.random, believed, (line) => this.shown.push(line));
  }

  #where(): { file: string; key: string } {
    return { file: join(this.folder, "journal.db"), key: KEY };
  }

  get dead(): boolean {
    return this.#dead;
  }

  secondDesk(): SecondDesk {
    return new SecondDesk(this.server, this.counted ? this.clock : undefined);
  }

  /** The end of the process. What it had in memory is gone; what it wrote stays. */
  stop(): void {
    if (this.#dead && this.tears) {
      this.folder = torn(this.folder, this.random, (line) => this.shown.push(line));
      this.#folders.push(this.folder);
    }
    this.#dead = true;
    this.payments.stop();
    this.#processor?.close();
    this.#journal?.close();
    this.#journal = null;
  }

  /** The program has been stopped: once nothing of it is on its way any more, the processor forgets its keys. */
  async keysForgotten(): Promise<void> {
    if (!this.kit.sendsAgain) return;
    await this.arrived();
    this.server.forgetKeys();
  }

  /** What was sent has come to the server, which has nothing in hand any more. */
  async arrived(): Promise<void> {
    // Turns of the loop, not ms: what is on its way is in this process, however slow the computer is.
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setTimeout(resolve, 1));
    await this.quiet();
  }

  /** The answer, or null when the process died first: nobody is left to hear it. */
  async orDeath<T>(promise: Promise<T>): Promise<T | null> {
    try {
      return await Promise.race([promise, this.#death]);
    } catch (error) {
      if (this.#dead) return null;
      throw error;
    }
  }

  #onItsWay(): boolean {
    return this.server.control.requests().some(({ status }) => status === null);
  }

  /** Waits until the server has nothing in hand any more. */
  async quiet(): Promise<void> {
    while (this.#onItsWay()) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  /** Something that waits for the story's clock: time passes whenever nothing is on its way. */
  async passing<T>(promise: Promise<T>): Promise<T> {
    const over = () => true;
    const settled = promise.then(over, over);
    const turn = async (): Promise<false> => {
      await this.quiet();
      await new Promise((resolve) => setTimeout(resolve, 1));
      return false;
    };
    // What is between two requests, or about to leave, needs some turns of the loop.
    for (let turns = 1; !(await Promise.race([settled, turn()])); turns++) if (turns % 4 === 0) this.clock.step();
    return promise;
  }

  /** So much time of the story, in ms; passes within `passing`. */
  rest(ms: number): Promise<void> {
    return new Promise((resolve) => void this.clock.after(ms, resolve));
  }

  /** Time passes until every question is answered, or nothing more can be asked. */
  async untilAnswered(): Promise<void> {
    for (let at = 0; at < 60 && !this.#dead; at++) {
      await this.quiet();
      const unknown = await this.orDeath(unknowns(this.payments));
      if (unknown === null || unknown.length === 0) return;
      this.clock.step();
      for (const { id } of unknown) await this.orDeath(this.payments.lookAgain(id));
    }
  }

  check(view: AttemptView): void {
    if (!this.lenient) this.checkInTheEnd(view);
  }

  checkInTheEnd(view: AttemptView): void {
    const known = { wrongId: this.wrongId, theirs: this.theirs?.done ?? [] };
    const lie = liesAbout(view, this.server.control.ledger(), known);
    if (lie !== null) this.lies.push(`${view.operation} ${view.id}: ${lie}`);
  }

  /** The close of the days around now, as the history tells it. */
  closeDays(reach: number): Promise<DayClose[]> {
    const [journal, processor] = [this.#journal, this.#processor];
    if (!journal || !processor) throw new Error("the program is not running");
    const { payments, clock, kit } = this;
    return closeDays({ journal, payments, processor, connection: kit.connection, clock, at: START, reach });
  }

  async end(): Promise<void> {
    if (this.#journal) this.stop();
    this.theirs?.close();
    await this.server.close();
    for (const each of this.#folders) rmSync(each, { recursive: true, force: true });
  }

  #show(view: AttemptView): void {
    this.shown.push(
      `${view.operation} ${view.state}${view.outcome ? ` ${view.outcome.kind}` : ""}${view.looks.count > 0 ? `, ${view.looks.count} looks` : ""}`,
    );
    this.check(view);
  }

  /** The journal as versions wrote it that had a commit for each row before the send. */
  #asBefore(journal: Journal): Journal {
    return new Proxy(journal, {
      get: (target, name, receiver): unknown => {
        if (name !== "begin" || !this.commitsEach) return Reflect.get(target, name, receiver);
        return (intent: Intent, at: number) => target.add(target.open(intent, at) as Opened, { step: "sent", at });
      },
    });
  }

  /** The journal on a disk that can be full. */
  #onThisDisk(journal: Journal): Journal {
    let writes = 0;
    return new Proxy(journal, {
      get: (target, name, receiver) => {
        const value: unknown = Reflect.get(target, name, receiver);
        if (typeof value !== "function") return value;
        return (...args: unknown[]) => {
          if (["begin", "open", "add"].includes(String(name)) && this.fullDisk.has(++writes))
            throw new JournalTrouble("disk full");
          return value.apply(target, args) as unknown;
        };
      },
    });
  }
}

async function unknowns(payments: OneTill): Promise<readonly AttemptView[]> {
  return payments.unknown();
}

/**
 * The time of the processor's own waits (rate limits, back-off), so many times as fast; the clock on the wall is the
 * desk's. It passes by these waits alone: a request's key does not grow old in a story because the computer is slow.
 */
function hurried(times: number, slept: () => number, wall: () => number): Clock {
  let passed = 0;
  return {
    wall,
    steady: () => START + passed + slept(),
    after: (ms, run) => {
      const due = passed + ms;
      const timer = setTimeout(() => {
        passed = Math.max(passed, due);
        run();
      }, ms / times);
      return () => clearTimeout(timer);
    },
  };
}
