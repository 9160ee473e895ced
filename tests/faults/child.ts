import { openJournal } from "../../src/main/journal/open-journal";
import { systemClock } from "../../src/main/base/clock";
import type { ParsedInputOf } from "../../src/shared/contract";
import { KITS, type KitName } from "./kit";
import { services, watchedJournal, watchedProcessor, type Points } from "./services";

/**
 * A real process that does one thing and can be killed for real (SIGKILL) at any point: the services as they ship, over
 * a journal file and HTTP. Told by one line of JSON in the environment, tells by one line of JSON on stdout.
 */
export interface ChildTask {
  readonly journal: string;
  readonly key: string;
  readonly kit: KitName;
  readonly access: Readonly<Record<string, string>>;
  readonly killAt: number | null;
  readonly charge?: ParsedInputOf<"payments.charge">;
  readonly capture?: ParsedInputOf<"payments.capture">;
  readonly takeBack?: ParsedInputOf<"payments.takeBack">;
  /** Waits until no question is open, looking by itself. */
  readonly recover: boolean;
}

export interface ChildTold {
  readonly points: readonly string[];
  readonly shown: readonly unknown[];
  readonly attempts: readonly unknown[];
  readonly failure: string | null;
}

async function work(task: ChildTask): Promise<ChildTold> {
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
  const payments = services({
    journal: watchedJournal(opened.journal, points),
    processor: watchedProcessor(kit.processor(task.access, { money: 2_000, read: 2_000 }), points),
    connection: kit.connection,
    clock: systemClock,
    times: { looks: [20], offline: 20, absent: 150 },
    changed: (view) => {
      shown.push(view);
      onChange();
    },
  });
  payments.start();
  let failure: string | null = null;
  try {
    if (task.charge) await payments.charge(task.charge);
    if (task.capture) await payments.capture(task.capture);
    if (task.takeBack) await payments.takeBack(task.takeBack);
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error);
  }
  if (task.recover) {
    await new Promise<void>((resolve) => {
      onChange = () => {
        if (payments.unknown().length === 0) resolve();
      };
      onChange();
    });
  }
  payments.stop();
  return { points: passed, shown, attempts: payments.attempts(50), failure };
}

// The adapter's own waits hold no process open, as in the app, where the windows do.
setInterval(() => undefined, 60_000);

const task = JSON.parse(process.env["FAULTS_TASK"] ?? "{}") as ChildTask;
work(task).then(
  (told) => process.stdout.write(`${JSON.stringify(told)}\n`, () => process.exit(0)),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? "") : String(error)}\n`);
    process.exit(3);
  },
);
