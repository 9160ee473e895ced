import { spawn } from "node:child_process";
import { cpSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { afterAll, beforeAll, expect, it } from "vitest";
import { apply, damagesOf, endedBadly, judge, someOf, type Damage, type Judged } from "./damage";
import type { DamageTask, Seen } from "./damage-child";
import { Random } from "./random";
import { scratch } from "./scratch";

/**
 * Damaged disks for real: every file of the program, as a clean end and as a death leave them, is damaged, and a process
 * of its own starts on what is left. It must live, and each thing must be as it was, or be told. A few by default;
 * `npm run damages` does 3,000.
 */
const COUNT = Number(process.env["COUNTERFOIL_DAMAGES"] ?? 12);
const SEED = Number(process.env["COUNTERFOIL_DAMAGE_SEED"] ?? Math.floor(Math.random() * 1_000_000));
const AT_ONCE = 2;

let folder = "";
let script = "";
beforeAll(async () => {
  folder = scratch("damage");
  await build({
    configFile: false,
    logLevel: "error",
    build: {
      ssr: join(import.meta.dirname, "damage-child.ts"),
      outDir: join(folder, "built"),
      rollupOptions: { output: { format: "cjs", entryFileNames: "child.cjs" }, external: ["libsql"] },
    },
    ssr: { noExternal: true, external: ["libsql"] },
  });
  script = join(folder, "built", "child.cjs");
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly errors: string;
}

function run(task: DamageTask): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script], {
      env: {
        ...process.env,
        DAMAGE_TASK: JSON.stringify(task),
        NODE_PATH: join(import.meta.dirname, "../../node_modules"),
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [out, errors] = ["", ""];
    child.stdout.on("data", (data: Buffer) => (out += data.toString()));
    child.stderr.on("data", (data: Buffer) => (errors += data.toString()));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, out, errors }));
  });
}

interface Template {
  readonly folder: string;
  readonly seen: Seen;
}

async function template(what: "fill" | "killed"): Promise<Template> {
  const made = join(folder, what);
  const { out, errors } = await run({ folder: made, what });
  if (what === "fill" && out === "") throw new Error(errors);
  return { folder: made, seen: JSON.parse(what === "fill" ? out : readFileSync(`${made}.seen.json`, "utf8")) as Seen };
}

async function once(
  from: Template,
  damage: Damage | null,
  number: number,
): Promise<{ problems: string[]; judged?: Judged }> {
  const own = join(folder, `own-${number}`);
  cpSync(from.folder, own, { recursive: true });
  cpSync(`${from.folder}.keys.json`, `${own}.keys.json`);
  try {
    if (damage) apply(own, damage);
    const { code, out, errors } = await run({ folder: own, what: "look" });
    if (code !== 0) return { problems: [`ended with ${code}: ${errors.slice(0, 600)}`] };
    const seen = JSON.parse(out) as Seen;
    const judged = judge(from.seen, seen);
    if (!endedBadly(seen)) return { problems: [...judged.silent], judged };
    const again = await run({ folder: own, what: "look" });
    const better = again.code === 0 && !endedBadly(JSON.parse(again.out) as Seen);
    return { problems: [...judged.silent, ...(better ? [] : [`also after a restart: ${out.slice(0, 400)}`])], judged };
  } finally {
    rmSync(own, { recursive: true, force: true });
    rmSync(`${own}.keys.json`, { force: true });
  }
}

it(
  `no damage ends the program or loses an entry without a word (${COUNT} from seed ${SEED})`,
  async () => {
    const random = new Random(SEED);
    const templates = [await template("fill"), await template("killed")];
    for (const whole of templates) {
      const { problems, judged } = await once(whole, null, 0);
      expect([problems, judged?.told, judged?.here === judged?.of]).toEqual([[], false, true]);
    }
    const tasks = templates.flatMap((from) =>
      someOf(damagesOf(from.folder), Math.ceil(COUNT / templates.length), random).map((damage) => ({ from, damage })),
    );
    const figures = { damages: 0, told: 0, here: 0, of: 0 };
    const wrong: string[] = [];
    const next = tasks.entries();
    const worker = async (): Promise<void> => {
      for (const [number, { from, damage }] of next) {
        const { problems, judged } = await once(from, damage, number + 1);
        figures.damages += 1;
        if (judged?.told) figures.told += 1;
        if (damage.file.startsWith("journal.db")) {
          figures.here += judged?.here ?? 0;
          figures.of += judged?.of ?? 0;
        }
        for (const problem of problems)
          wrong.push(
            `${JSON.stringify(damage)} of ${from.folder.endsWith("killed") ? "killed" : "closed"}: ${problem}`,
          );
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    console.log(`damages: ${JSON.stringify(figures)}, seed ${SEED}`);
    expect(wrong).toEqual([]);
  },
  60_000 + COUNT * 10_000,
);
