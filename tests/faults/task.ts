import { openJournal } from "../../src/main/journal/open-journal";
import { systemClock } from "../../src/main/base/clock";
import type { OneTill } from "./services";
import type { Processor } from "../../src/main/processors/processor";
import type { ParsedInputOf } from "../../src/shared/contract";
import { bookOf } from "../fixtures/port";
import { KITS, type KitName } from "./kit";
import { services, watchedJournal, watchedProcessor, type Points } from "./services";

/** One thing that a person does. */
export type Doing =
  | { readonly do: "charge"; readonly input: ParsedInputOf<"payments.charge"> }
  | { readonly do: "capture"; readonly input: ParsedInputOf<"payments.capture"> }
  | { readonly do: "take back"; readonly input: ParsedInputOf<"payments.takeBack"> }
  | { readonly do: "tip"; readonly input: ParsedInputOf<"payments.tip"> }
  | { readonly do: "save card"; readonly input: ParsedInputOf<"payments.saveCard"> }
  | { readonly do: "make default"; readonly customerId: string; readonly cardId: string };

/**
 * What a process does, until it is killed for real (SIGKILL) at a point: the services as they ship, over a journal file
 * and HTTP. In a process of its own (child.ts) it is told by JSON in the environment, and tells by JSON on stdout.
 */
export interface ChildTask {
  readonly journal: string;
  readonly key: string;
  readonly kit: KitName;
  readonly access: Readonly<Record<string, string>>;
  readonly killAt: number | null;
  readonly doing: readonly Doing[];
  /** Waits until no question is open, looking by itself, and then reads the newest payments. */
  readonly recover: boolean;
  /** What is done after that. */
  readonly after: readonly Doing[];
}

export interface ChildTold {
  readonly points: readonly string[];
  readonly shown: readonly unknown[];
  readonly attempts: readonly unknown[];
  /** What came of each thing in `after`, in a word. */
  readonly came: readonly string[];
}

async function carryOut(payments: OneTill, processor: Processor, doing: Doing): Promise<string> {
  try {
    switch (doing.do) {
      case "charge": {
        const answer = await payments.charge(doing.input);
        return answer.kind === "outcome" ? (answer.attempt.outcome?.kind ?? answer.attempt.state) : answer.kind;
      }
      case "capture":
        return stateOf(await payments.capture(doing.input));
      case "take back":
        return stateOf(await payments.takeBack(doing.input));
      case "tip":
        return stateOf(await payments.tip(doing.input));
      case "save card":
        await payments.saveCard(doing.input);
        return "saved";
      case "make default":
        await bookOf(processor).setDefaultCard(doing.customerId, doing.cardId);
        return "default";
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const stateOf = ({ attempt }: Awaited<ReturnType<OneTill["capture"]>>): string =>
  attempt.outcome?.kind ?? attempt.state;

/** Does all of a task, in whatever process this is. */
export async function work(task: ChildTask): Promise<ChildTold> {
  const passed: string[] = [];
  const points: Points = {
    hit(point) {
      passed.push(point);
      // SIGKILL to itself: no handler runs, no buffer is flushed, no socket is closed politely.
      if (passed.length === task.killAt) process.kill(process.pid, "SIGKILL");
    },
  };
  const opened = openJournal({ file: task.journal, key: task.key }, Date.now());
  if (!opened.journal) throw new Error(opened.trouble);
  const shown: unknown[] = [];
  let onChange: () => void = () => undefined;
  const kit = KITS[task.kit];
  const processor = watchedProcessor(kit.processor(task.access, { money: 60_000, read: 60_000 }), points);
  const payments = services({
    journal: watchedJournal(opened.journal, points),
    processor,
    connection: kit.connection,
    clock: systemClock,
    times: { looks: [20], offline: 20, absent: 150 },
    changed: (view) => {
      shown.push(view);
      onChange();
    },
  });
  payments.start();
  for (const doing of task.doing) await carryOut(payments, processor, doing);
  if (task.recover) {
    await new Promise<void>((resolve) => {
      onChange = () => {
        if (payments.unknown().length === 0) resolve();
      };
      onChange();
    });
    await payments.list(null, 50);
  }
  const came: string[] = [];
  for (const doing of task.after) came.push(await carryOut(payments, processor, doing));
  const attempts = payments.attempts(50);
  payments.stop();
  processor.close();
  opened.journal.close();
  return { points: passed, shown, attempts, came };
}
