import { work, type ChildTask } from "./task";

/** The process of its own in which a task (task.ts) is done, so that it can be killed in the middle. */

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
