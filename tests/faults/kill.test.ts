import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AttemptView } from "../../src/shared/outcome";
import { KITS, type KitName, type PracticeServer } from "./kit";
import type { ChildTask, ChildTold } from "./child";
import { chargeInput, holdFirst, VISA } from "./story";
import { cents } from "../../src/shared/money";
import { liesAbout } from "./truth";
import { KEY } from "./world";

/**
 * kill -9 for real: a process of its own is killed before and after every call to the journal and to the network, then
 * another one starts on what is left. The points are found by counting them in a run that lives.
 */
let folder = "";
let script = "";
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "kill-"));
  await build({
    configFile: false,
    logLevel: "error",
    build: {
      ssr: join(import.meta.dirname, "child.ts"),
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: { output: { format: "cjs", entryFileNames: "child.cjs" }, external: ["libsql"] },
    },
    ssr: { noExternal: true, external: ["libsql"] },
  });
  script = join(folder, "child.cjs");
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly signal: string | null;
  readonly told: ChildTold | null;
}

function run(task: ChildTask): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script], {
      env: {
        ...process.env,
        FAULTS_TASK: JSON.stringify(task),
        NODE_PATH: join(import.meta.dirname, "../../node_modules"),
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let out = "";
    let errors = "";
    child.stdout.on("data", (data: Buffer) => (out += data.toString()));
    child.stderr.on("data", (data: Buffer) => (errors += data.toString()));
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (signal === "SIGKILL") resolve({ signal, told: null });
      else if (code === 0) resolve({ signal, told: JSON.parse(out) as ChildTold });
      else reject(new Error(`child ended with ${code}: ${errors}`));
    });
  });
}

type Operation = "charge" | "charge, answer lost" | "capture" | "take back";

async function prepare(
  kit: KitName,
  operation: Operation,
  server: PracticeServer,
  journal: string,
): Promise<ChildTask> {
  const id = randomUUID();
  const task = { journal, key: KEY, kit, access: server.access, killAt: null, recover: false };
  if (operation === "charge" || operation === "charge, answer lost")
    return { ...task, charge: chargeInput({ id, amount: cents(1_200), number: VISA }) };
  const paymentId = await holdFirst(server, operation === "capture");
  if (operation === "capture") return { ...task, capture: { attemptId: id, paymentId, amount: cents(5_000) } };
  const sendReceipt = { email: false, sms: false };
  return {
    ...task,
    takeBack: {
      attemptId: id,
      paymentId,
      way: "void",
      amount: cents(5_000),
      reason: "other",
      description: null,
      sendReceipt,
    },
  };
}

/** One story with a real death at point `killAt` (null: none). Answers the points passed and what was wrong. */
async function once(
  kit: KitName,
  operation: Operation,
  killAt: number | null,
): Promise<{ points: readonly string[]; problems: string[] }> {
  const own = mkdtempSync(join(folder, "run-"));
  const server = await KITS[kit].start(Date.now);
  try {
    const task = await prepare(kit, operation, server, join(own, "journal.db"));
    const begun = server.control.requests().length;
    if (operation === "charge, answer lost")
      server.control.failNext({ method: "POST", path: KITS[kit].paths.charge }, { kind: "reset", when: "after" });
    const first = await run({ ...task, killAt });
    const problems: string[] = [];
    if (killAt !== null && first.signal !== "SIGKILL") problems.push("it was not killed");
    // The next start, and the person who asks again with the same form.
    const second = await run({ ...task, recover: true });
    const ledger = server.control.ledger();
    for (const view of [...(first.told?.shown ?? []), ...(second.told?.shown ?? [])] as AttemptView[]) {
      // What was shown while the operation was under way is judged by the end: nothing is undone in these stories.
      const lie = liesAbout(view, ledger, { wrongId: false, theirs: [] });
      if (lie) problems.push(lie);
    }
    const sends = server.control
      .requests()
      .slice(begun)
      .filter(({ method, path }) => method === "POST" && path !== "/tokens" && path !== "/oauth/token");
    const attempts = (second.told?.attempts ?? []) as AttemptView[];
    const allowed = KITS[kit].sendsAgain ? (attempts[0]?.sends ?? 0) : Math.min(1, attempts.length);
    if (sends.length > allowed) problems.push(`sent ${sends.length} times, on record ${allowed}`);
    if (sends.some(({ idempotencyKey }) => idempotencyKey !== attempts[0]?.id)) problems.push("sent under another key");
    if (ledger.filter(({ reference, declined }) => reference === attempts[0]?.id && !declined).length > 1)
      problems.push("charged twice");
    if (attempts.length > 1) problems.push(`${attempts.length} attempts`);
    for (const { state } of attempts) if (state !== "closed") problems.push(`still ${state}`);
    return { points: first.told?.points ?? [], problems };
  } finally {
    await server.close();
    rmSync(own, { recursive: true, force: true });
  }
}

/** On the second Node (build/test-phases.mjs) a part of the stories is told, and a part of the points. */
const STRIDE = Number(process.env["COUNTERFOIL_FAULT_RUNS"] ?? 2_000) < 1_000 ? 4 : 1;

describe("kill -9 at every point", () => {
  const every = (["payarc", "justifi"] as const).flatMap((kit) =>
    (["charge", "charge, answer lost", "capture", "take back"] as const).map((operation) => [kit, operation] as const),
  );
  it.each<readonly [KitName, Operation]>(every)("%s: %s", { timeout: 180_000 }, async (kit, operation) => {
    const whole = await once(kit, operation, null);
    expect(whole.problems).toEqual([]);
    expect(whole.points.filter((point) => point.startsWith("network."))).not.toEqual([]);
    const numbers = whole.points.map((_point, at) => at + 1).filter((_number, at) => at % STRIDE === 0);
    const killed = numbers.length;
    const failed: string[] = [];
    const work = async (): Promise<void> => {
      for (let killAt = numbers.shift(); killAt !== undefined; killAt = numbers.shift()) {
        const { problems } = await once(kit, operation, killAt);
        failed.push(...problems.map((problem) => `killed at ${killAt} (${whole.points[killAt - 1]}): ${problem}`));
      }
    };
    await Promise.all([work(), work()]);
    console.log(
      `kill -9: ${kit}: ${operation}: killed at ${killed === whole.points.length ? "each of" : `${killed} of`} ${whole.points.length} points`,
    );
    expect(failed).toEqual([]);
  });
});
