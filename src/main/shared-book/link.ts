import type { Client } from "pg";
import { Failure } from "../../shared/failure";
import { desksWords as words } from "../../shared/words/desks";
import { sharedBookWords } from "../../shared/words/shared-book";
import type { Clock } from "../base/clock";
import { errorText } from "../base/log";
import { codeOf } from "./dial";

/** The two standing connections to the book, made anew whenever they break. */
export interface Link {
  /** null: other desks are seen. Otherwise why not, in a sentence. */
  trouble(): string | null;
  /** Until when other desks were seen, epoch ms by this computer's clock; null: not yet. */
  seenUntil(): number | null;
  /** Asks on the connection that is kept for questions. null: there was no answer within so many ms. Never throws. */
  ask<T>(withinMs: number, run: (client: Client) => Promise<T>): Promise<T | null>;
  /** Tells something that no answer is waited for; in the order of what is asked. Nothing where the book is not there. */
  tell(run: (client: Client) => Promise<unknown>): void;
  /** Reads or writes on the other one. Throws a Failure where the book is not seen, and what `run` throws. */
  work<T>(run: (client: Client) => Promise<T>): Promise<T>;
  /** The book could be written, or could not, by its own word. */
  wrote(error: unknown): void;
  close(): Promise<void>;
}

export interface LinkOptions {
  readonly dial: () => Promise<Client>;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  /** Looks at the book before it is used, and takes up what is new in it. What it throws ends this try. */
  readonly begin: (client: Client) => Promise<void>;
  /** Hears what other desks tell, in their order. By then the book can be worked with, until the next `changed`. */
  readonly told: (payload: string) => void;
  /** Other desks are seen from now on, or are not. */
  readonly changed: () => void;
}

const CHANNEL = "counterfoil";
/** Ms between two tries to connect, the last one again and again. */
const PAUSES = [500, 1_000, 2_000, 5_000] as const;
/** Ms between two looks whether the book still answers; while it is slow it is looked at more often. */
const LOOK_EVERY = 5_000;
const LOOK_WHILE_SLOW = 1_000;
/** So many ms is slow; so many without an answer, and the connection is given up. */
const SLOW_MS = 300;
const DEAD_MS = 15_000;
/** How long the goodbye may take, ms. */
const CLOSE_MS = 500;

/** A connection, on which one thing is asked after the other. */
interface Line {
  readonly client: Client;
  run<T>(work: (client: Client) => Promise<T>): Promise<T>;
}

interface Pair {
  readonly asking: Line;
  readonly working: Line;
}

export function createLink(options: LinkOptions): Link {
  const { dial, clock, log, begin, told } = options;
  let pair: Pair | null = null;
  let closed = false;
  let failed = 0;
  let answeredAt: number | null = null;
  let slow = false;
  let full = false;
  /** The book said no to rows, and not for want of room. */
  let notTaken = false;
  /** Why the last try to connect came to nothing; null: no reason of its own. */
  let why: string | null = words.notSeen;
  let callOff: () => void = () => undefined;
  let before: string | null = words.notSeen;

  const trouble = (): string | null => {
    if (pair === null) return why ?? words.notSeen;
    return slow ? words.slow : full ? words.full : notTaken ? sharedBookWords.notTaken : null;
  };
  const tell = (): void => {
    const now = trouble();
    if (now === before) return;
    before = now;
    log(`shared book: ${now ?? "other desks are seen"}`);
    options.changed();
  };
  const later = (ms: number, run: () => void): void => {
    callOff();
    callOff = clock.after(ms, run);
  };
  const lose = (lost: Pair | null): void => {
    if (pair !== lost || closed) return;
    pair = null;
    slow = false;
    why = null;
    for (const { client } of lost ? [lost.asking, lost.working] : []) void client.end().catch(() => undefined);
    tell();
    later(PAUSES[Math.min(failed, PAUSES.length - 1)] ?? 0, () => void connect());
  };
  const connect = async (): Promise<void> => {
    const made: Client[] = [];
    const early: string[] = [];
    try {
      for (let each = 0; each < 2; each++) made.push(await dial());
      const [asking, working] = made;
      if (!asking || !working) return;
      const next: Pair = { asking: lineOf(asking), working: lineOf(working) };
      for (const client of made) client.on("end", () => lose(next));
      // What is told while it begins is of after that look, or of before: nobody knows, so it is told once it is done.
      working.on("notification", ({ payload = "" }) => (pair === next ? told(payload) : early.push(payload)));
      await working.query(`LISTEN ${CHANNEL}`);
      await begin(working);
      // Whoever is about to charge finds the function's plan made.
      await asking.query("SELECT 1");
      if (closed) return void made.forEach((client) => void client.end().catch(() => undefined));
      pair = next;
      failed = 0;
      answeredAt = clock.wall();
      tell();
      early.forEach(told);
      later(LOOK_EVERY, look);
    } catch (error) {
      made.forEach((client) => void client.end().catch(() => undefined));
      failed += 1;
      why = error instanceof Failure ? error.sentence : isAnswer(error) ? sharedBookWords.refuses : null;
      if (!(error instanceof Failure)) log(`shared book: ${errorText(error)}`);
      tell();
      if (!closed) later(PAUSES[Math.min(failed, PAUSES.length - 1)] ?? 0, () => void connect());
    }
  };
  /** Whether it still answers, and how quickly. */
  const look = (): void => {
    const looked = pair;
    if (looked === null) return;
    const began = clock.steady();
    const giveUp = clock.after(DEAD_MS, () => lose(looked));
    const slowly = clock.after(SLOW_MS, () => {
      slow = true;
      tell();
    });
    looked.asking
      .run((client) => client.query("SELECT 1"))
      .then(
        () => {
          giveUp();
          slowly();
          if (pair !== looked) return;
          slow = clock.steady() - began > SLOW_MS;
          answeredAt = clock.wall();
          tell();
          later(slow ? LOOK_WHILE_SLOW : LOOK_EVERY, look);
        },
        () => {
          giveUp();
          slowly();
          lose(looked);
        },
      );
  };
  void connect();

  return {
    trouble,
    seenUntil: () => (trouble() === null ? clock.wall() : answeredAt),
    ask: (withinMs, run) =>
      new Promise((resolve) => {
        const asked = pair;
        if (asked === null || slow) return resolve(null);
        const tooLate = clock.after(withinMs, () => {
          resolve(null);
          if (pair !== asked) return;
          slow = true;
          tell();
          later(LOOK_WHILE_SLOW, look);
        });
        asked.asking.run(run).then(
          (answer) => {
            tooLate();
            resolve(answer);
          },
          (error: unknown) => {
            tooLate();
            log(`shared book: not answered: ${codeOf(error)}`);
            if (isFull(error)) full = true;
            // MONEY: a book that says no to a claim shows nobody, until it can be begun with again.
            if (!isFull(error) || !isAnswer(error)) lose(asked);
            tell();
            resolve(null);
          },
        );
      }),
    tell(run) {
      if (pair === null) return;
      pair.asking.run(run).catch((error: unknown) => {
        log(`shared book: not told: ${codeOf(error)}`);
        if (isFull(error)) full = true;
        tell();
      });
    },
    async work(run) {
      if (pair === null) throw new Failure("not_connected", trouble() ?? words.notSeen);
      return pair.working.run(run);
    },
    wrote(error) {
      full = isFull(error) || (full && error !== null);
      notTaken = error !== null && !isFull(error) && isAnswer(error);
      tell();
    },
    async close() {
      closed = true;
      callOff();
      const open = pair;
      pair = null;
      const ended = [open?.asking, open?.working].map((line) => line?.client.end().catch(() => undefined));
      // A network that swallows everything must not keep the program from ending.
      await Promise.race([Promise.all(ended), new Promise<void>((resolve) => clock.after(CLOSE_MS, resolve))]);
    },
  };
}

function lineOf(client: Client): Line {
  let last: Promise<unknown> = Promise.resolve();
  return {
    client,
    run(work) {
      const mine = last.then(() => work(client));
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}

/** The book itself said no to one thing; anything else is a connection that broke, or a server that goes. */
export function isAnswer(error: unknown): boolean {
  return typeof error === "object" && error !== null && "severity" in error && error.severity === "ERROR";
}

/** Class 53 of PostgreSQL's errors: no disk, no memory, too many connections. */
function isFull(error: unknown): boolean {
  return codeOf(error).startsWith("53");
}
