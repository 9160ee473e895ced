import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { silentLog } from "../../src/main/base/log";
import { keyDatabase } from "../../src/main/boot/database-key";
import { journalUnder } from "../../src/main/journal/under-key";
import { openKeychain } from "../../src/main/keychain/keychain";

/**
 * The process of its own in which a database gets its new key, so that it can be killed before each step: `stop` is the
 * number of the step, from 1; 0: it lives. `secrets` is the file that stands for the keychain.
 */
interface Task {
  readonly file: string;
  readonly secrets: string;
  readonly steps: string;
  readonly stop: number;
  readonly journal: boolean;
}
const task = JSON.parse(process.env["REKEY_TASK"] ?? "{}") as Task;

const read = (): Record<string, string> => JSON.parse(readFileSync(task.secrets, "utf8")) as Record<string, string>;
const service = {
  getPassword: (_service: string, account: string) => Promise.resolve(read()[account] ?? null),
  setPassword: (_service: string, account: string, value: string) => {
    writeFileSync(task.secrets, JSON.stringify({ ...read(), [account]: value }));
    return Promise.resolve();
  },
  deletePassword: () => Promise.resolve(false),
};

let step = 0;
const at = (name: string): void => {
  step += 1;
  appendFileSync(task.steps, `${name}\n`);
  if (step === task.stop) process.kill(process.pid, "SIGKILL");
};

const { file } = task;
const keychain = openKeychain({ load: () => Promise.resolve(service), log: silentLog, profile: null });
const build = (from: string, to: string) => (made: string) => journalUnder({ file, key: from }, made, to, at);
let well = true;
keyDatabase(keychain, task.journal ? "journal key" : "history key", file, {
  log: silentLog,
  now: true,
  at,
  ...(task.journal && { build }),
  heard: (_name, changed) => {
    well &&= changed;
  },
}).then(
  (keyed) => process.exit(keyed.kind === "kept" && well ? 0 : 4),
  () => process.exit(3),
);
