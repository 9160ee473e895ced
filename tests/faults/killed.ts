import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, rmSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { cents } from "../../src/shared/money";
import type { AttemptView } from "../../src/shared/attempt";
import { keyedOrder } from "../fixtures/orders";
import { bookOf } from "../fixtures/port";
import { chargeInput, holdFirst, VISA } from "./ask";
import { work, type ChildTask, type ChildTold, type Doing } from "./task";
import { KIT_NAMES, KITS, type KitName, type PracticeServer } from "./kit";
import { liesAbout } from "./truth";
import { KEY } from "./world";

const WITH_TIPS = KIT_NAMES.filter((kit) => KITS[kit].tips);
const WITH_CARDS = KIT_NAMES.filter((kit) => KITS[kit].keepsCards);

/** What a process is killed in the middle of, and with which processors. */
export const DEEDS = {
  charge: KIT_NAMES,
  "charge, answer lost": KIT_NAMES,
  capture: KIT_NAMES,
  void: KIT_NAMES,
  refund: KIT_NAMES,
  tip: WITH_TIPS,
  "save card": WITH_CARDS,
  "save card later": WITH_CARDS,
  "default card": WITH_CARDS,
} as const satisfies Record<string, readonly KitName[]>;
export type Deed = keyof typeof DEEDS;

const DAY_MS = 86_400_000;
const SAVED = { newCustomer: { name: "Ana Story" } };

interface Prepared {
  readonly doing: readonly Doing[];
  readonly after: readonly Doing[];
}

/** What the deed needs beforehand, and what a person does once everything has been looked up. */
async function prepare(deed: Deed, server: PracticeServer, passes: (ms: number) => void): Promise<Prepared> {
  const attemptId = randomUUID();
  const order = chargeInput({ id: attemptId, amount: cents(1_200), number: VISA });
  const again: Doing = { do: "charge", input: { ...order, attemptId: randomUUID() } };
  const saveCard: Doing = { do: "save card", input: { attemptId, to: SAVED } };
  switch (deed) {
    case "charge":
    case "charge, answer lost":
      return { doing: [{ do: "charge", input: order }], after: [again] };
    case "save card":
      return { doing: [{ do: "charge", input: { ...order, saveCard: SAVED } }], after: [again] };
    case "save card later":
      return { doing: [{ do: "charge", input: order }, saveCard], after: [again] };
    case "default card": {
      const { customerId, cardId } = await twoCards(server);
      const source = { kind: "customer", customerId, cardId: null, cvv: null } as const;
      const charge: Doing = { do: "charge", input: { ...keyedOrder({ amount: cents(1_200) }), source } };
      return { doing: [{ do: "make default", customerId, cardId }, charge], after: [] };
    }
    default: {
      if (deed === "refund") passes(-3 * DAY_MS);
      const paymentId = await holdFirst(server, deed === "capture");
      if (deed === "refund") passes(3 * DAY_MS);
      const amount = cents(deed === "refund" ? 2_000 : 5_000);
      const change = { attemptId, paymentId, amount, currency: "USD", said: amount };
      if (deed === "capture") return { doing: [{ do: "capture", input: change }], after: [] };
      if (deed === "tip")
        return {
          doing: [{ do: "tip", input: { attemptId, paymentId, tip: cents(450), currency: "USD", said: cents(450) } }],
          after: [],
        };
      const words = { reason: "other", description: null, sendReceipt: { email: false, sms: false } } as const;
      return { doing: [{ do: "take back", input: { ...change, way: deed, ...words } }], after: [] };
    }
  }
}

/** A customer with two cards, and the one that is not the default. */
async function twoCards(server: PracticeServer): Promise<{ customerId: string; cardId: string }> {
  const processor = server.processor({ money: 10_000, read: 10_000 });
  const book = bookOf(processor);
  try {
    const { id } = await book.create({ name: "Ana Story" });
    for (const number of [VISA, "5146315000000055"]) {
      const { source } = chargeInput({ id: randomUUID(), amount: cents(1), number });
      if (source.kind !== "card") throw new Error("no card");
      await book.attachCard(id, (await book.createToken(source.card, "phone", false)).id);
    }
    const other = (await book.get(id)).cards.find(({ isDefault }) => !isDefault);
    if (!other) throw new Error("there is no second card");
    return { customerId: id, cardId: other.id };
  } finally {
    processor.close();
  }
}

interface Ended {
  readonly signal: string | null;
  readonly told: ChildTold | null;
}

function run(script: string, task: ChildTask): Promise<Ended> {
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

/**
 * One story with a real death at point `killAt` (null: none), after which `cut` bytes of the journal's write-ahead log
 * are gone; then another process starts on what is left. Answers the points passed and what was wrong.
 */
export async function killedOnce(
  { script, folder }: { readonly script: string; readonly folder: string },
  kit: KitName,
  deed: Deed,
  killAt: number | null,
  cut = 0,
): Promise<{ points: readonly string[]; problems: string[] }> {
  const own = mkdtempSync(join(folder, "run-"));
  let ahead = 0;
  const server = await KITS[kit].start(() => Date.now() + ahead);
  try {
    const { doing, after } = await prepare(deed, server, (ms) => void (ahead += ms));
    const begun = server.control.requests().length;
    if (deed === "charge, answer lost")
      server.control.failNext({ method: "POST", path: KITS[kit].paths.charge }, { kind: "reset", when: "after" });
    const journal = join(own, "journal.db");
    const task: ChildTask = {
      journal,
      key: KEY,
      kit,
      access: server.access,
      killAt,
      doing,
      recover: false,
      after: [],
    };
    const first = await run(script, task);
    const problems: string[] = [];
    if (killAt !== null && first.signal !== "SIGKILL") problems.push("it was not killed");
    server.control.clearFaults();
    const lost = killAt === null ? 0 : cutTail(`${journal}-wal`, cut);
    const before = server.control.ledger();
    // What starts again is killed by nobody, so it needs no process of its own: half of the time went into starting them.
    const second = await work({ ...task, killAt: null, doing: [], recover: true, after });
    const attempts = second.attempts as AttemptView[];
    const ours = attempts.filter(({ id }) => doing.some((each) => "input" in each && each.input.attemptId === id));
    const ledger = server.control.ledger();
    // What was shown while the operation was under way is judged by the end: nothing is undone in these stories.
    for (const view of [...(first.told?.shown ?? []), ...second.shown] as AttemptView[]) {
      const lie = liesAbout(view, ledger, { wrongId: false, theirs: [] });
      if (lie) problems.push(lie);
    }
    const afterKeys = after.flatMap((each) => ("input" in each ? [each.input.attemptId] : []));
    const paths = Object.values(KITS[kit].paths);
    const sends = server.control
      .requests()
      .slice(begun)
      .filter(({ method, path, idempotencyKey }) => {
        const isMoney = method === "POST" && paths.some((each) => each.test(path));
        return isMoney && !afterKeys.includes(idempotencyKey ?? "");
      });
    const allowed = KITS[kit].sendsAgain ? (ours[0]?.sends ?? 0) : Math.min(1, ours.length);
    if (lost === 0 && sends.length > allowed) problems.push(`sent ${sends.length} times, on record ${allowed}`);
    if (new Set(sends.map(({ idempotencyKey }) => idempotencyKey)).size > 1) problems.push("sent under two keys");
    const taken = before.filter(({ declined, refunds }) => !declined && refunds.length < 2);
    if (before.length - taken.length > 0) problems.push("refunded more than once");
    if (new Set(before.map(({ reference }) => reference)).size !== before.length) problems.push("charged twice");
    if (ours.length > 1) problems.push(`${ours.length} attempts`);
    for (const { state } of attempts) if (state !== "closed") problems.push(`still ${state}`);
    // MONEY: whatever the journal has lost, what the processor lists is asked about before it is taken again.
    const took = before.some(({ amount, declined }) => amount === 1_200 && !declined);
    if (after.length > 0 && second.came[0] !== (took ? "duplicate" : "approved"))
      problems.push(`the same again, ${took ? "taken" : "not taken"} before, was answered ${second.came[0]}`);
    problems.push(...(await cardsAreRight(deed, kit, server)));
    return { points: first.told?.points ?? [], problems };
  } finally {
    await server.close();
    rmSync(own, { recursive: true, force: true });
  }
}

/** At most one customer was made and one card saved; one card is the default, and the charge was of one of the two. */
async function cardsAreRight(deed: Deed, kit: KitName, server: PracticeServer): Promise<string[]> {
  if (!deed.includes("card")) return [];
  const processor = KITS[kit].processor(server.access, { money: 10_000, read: 10_000 });
  try {
    const { items } = await bookOf(processor).list(null, 50);
    const problems: string[] = [];
    if (items.length > 1) problems.push(`${items.length} customers`);
    for (const { cards } of items) {
      const all = deed === "default card" ? 2 : 1;
      if (cards.length > all) problems.push(`${cards.length} cards on file`);
      if (cards.length > 0 && cards.filter(({ isDefault }) => isDefault).length !== 1)
        problems.push("not one default card");
    }
    return problems;
  } finally {
    processor.close();
  }
}

/** Takes the last bytes off; answers how many there were to take. */
function cutTail(file: string, bytes: number): number {
  if (!existsSync(file)) return 0;
  const { size } = statSync(file);
  const lost = Math.min(size, bytes);
  truncateSync(file, size - lost);
  return lost;
}
