import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createPayments, type Payments } from "../../src/main/payments/payments";
import { openJournal } from "../../src/main/journal/open-journal";
import type { Journal } from "../../src/main/journal/journal";
import type { Fault } from "../../src/main/practice/faults";
import type { Processor } from "../../src/main/processors/processor";
import { cents } from "../../src/shared/money";
import { DEFAULT_SETTINGS } from "../../src/shared/settings";
import { keyedOrder } from "../fixtures/orders";
import { FakeClock } from "./fake-clock";
import { KITS, type Kit, type PracticeServer } from "./kit";
import { Random } from "./random";
import { liesAbout } from "./truth";

/**
 * Stories of one journal with two accounts of one processor and one of the other: the same card and the same sums on
 * all of them, answers lost on any, the program stopped and started in between. COUNTERFOIL_ACCOUNT_STORIES tells more.
 */
const STORIES = Number(process.env["COUNTERFOIL_ACCOUNT_STORIES"] ?? 25);
const START = Date.UTC(2026, 10, 21, 15, 0, 0);
const ACCOUNTS = [
  ["training", KITS.payarc],
  ["web_shop", KITS.payarc],
  ["training_justifi", KITS.justifi],
] as const satisfies readonly (readonly [string, Kit])[];
const FAULTS: readonly Fault[] = [
  { kind: "reset", when: "before" },
  { kind: "reset", when: "after" },
  { kind: "status", when: "before", status: 500, body: "html" },
  { kind: "status", when: "after", status: 502, body: "html" },
  { kind: "truncated" },
  { kind: "malformed" },
];
const ORDERS = 6;

interface Account {
  readonly id: string;
  readonly server: PracticeServer;
  readonly processor: Processor;
}

/** `wrong`: a build that looks for lost answers on another account than theirs. */
async function tell(seed: number, wrong = false): Promise<string[]> {
  const random = new Random(seed);
  const clock = new FakeClock(START);
  const accounts: Account[] = [];
  for (const [id, kit] of ACCOUNTS) {
    const server = await kit.start(() => START + clock.steady());
    accounts.push({ id, server, processor: server.processor({ money: 1_500, read: 10_000 }) });
  }
  const opened = openJournal({ file: ":memory:", key: null }, START);
  if (!opened.journal) throw new Error("no journal");
  const { journal } = opened;
  let payments = begin(journal, accounts, clock, wrong);
  const asked = new Map<string, string>();
  for (let order = 0; order < ORDERS; order++) {
    const { id, server } = random.pick(accounts);
    server.control.clearFaults();
    if (random.chance(0.6))
      server.control.failNext({ method: "POST", path: /^\/(charges|payments)$/ }, random.pick(FAULTS));
    const input = keyedOrder({
      amount: cents(random.pick([1_200, 1_200, 3_400])),
      attemptId: randomUUID(),
      capture: random.chance(0.7),
    });
    const answer = await payments.of(id).charge({ ...input, overrides: { ...input.overrides, unlooked: true } });
    // Another order of the same card and sum on the same account is asked about, and here it is taken back.
    if (answer.kind === "outcome") asked.set(input.attemptId, id);
    if (random.chance(0.4)) {
      payments.stop();
      payments = begin(journal, accounts, clock, wrong);
    }
  }
  for (const { server } of accounts) server.control.clearFaults();
  payments.networkBack();
  for (let at = 0; at < 60 && payments.unknown().length > 0; at++) {
    clock.step();
    for (const { id } of payments.unknown()) await payments.lookAgain(id);
  }
  const problems = judge(payments, accounts, asked);
  payments.stop();
  for (const { processor, server } of accounts) {
    processor.close();
    await server.close();
  }
  journal.close();
  return problems.map((problem) => `seed ${seed}: ${problem}`);
}

function begin(journal: Journal, accounts: readonly Account[], clock: FakeClock, wrong: boolean): Payments {
  const at = (id: string): number => accounts.findIndex((account) => account.id === id);
  const connected = (id: string, shift = 0) => {
    const found = accounts[(at(id) + shift) % accounts.length];
    return found ? { id, processor: found.processor } : null;
  };
  const payments = createPayments({
    journal: () => ({ journal }),
    connected: async (id) => connected(id) ?? Promise.reject(new Error(id)),
    processorOf: async (id) => connected(id, wrong ? 1 : 0),
    customer: () => Promise.reject(new Error("no customer pays here")),
    customerName: () => null,
    keeper: () => ({
      create: () => Promise.reject(new Error()),
      addCard: () => Promise.reject(new Error()),
      attach: () => Promise.reject(new Error()),
    }),
    settings: () => DEFAULT_SETTINGS,
    who: () => ({ operator: "ana", desk: "Front desk" }),
    changed: () => undefined,
    clock,
    log: () => undefined,
  });
  payments.start();
  return payments;
}

/** What is told of each attempt is true by the ledger of its own account, and no other account knows of it. */
function judge(payments: Payments, accounts: readonly Account[], asked: ReadonlyMap<string, string>): string[] {
  const problems: string[] = [];
  for (const view of payments.attempts(500)) {
    const mine = asked.get(view.id);
    if (mine !== view.connection)
      problems.push(`${view.id} is kept under ${view.connection}, and was ${String(mine)}'s`);
    if (view.state === "unknown") problems.push(`${view.id} on ${view.connection} is unknown in the end`);
    for (const { id, server } of accounts) {
      const lines = server.control.ledger().filter(({ reference }) => reference === view.id);
      if (id !== view.connection && lines.length > 0)
        problems.push(`${view.id} of ${view.connection} is on ${id} as well`);
      if (lines.filter(({ declined }) => !declined).length > 1) problems.push(`${view.id} was charged twice`);
      const lie =
        id === view.connection ? liesAbout(view, server.control.ledger(), { wrongId: false, theirs: [] }) : null;
      if (lie !== null) problems.push(`${view.id} on ${id}: ${lie}`);
    }
  }
  const taken = accounts.flatMap(({ server }) => server.control.ledger()).length;
  const known = payments.attempts(500).filter(({ outcome }) => outcome !== null && outcome.payment !== null).length;
  if (taken > known) problems.push(`the ledgers have ${taken} charges, the journal ${known}`);
  return problems;
}

describe("three accounts in one journal", () => {
  it("each answer is found on its own account, and no charge is on another's", { timeout: 0 }, async () => {
    const problems: string[] = [];
    for (let seed = 1; seed <= STORIES; seed++) problems.push(...(await tell(seed)));
    expect(problems).toEqual([]);
  });

  it("a build that looks on the wrong account is caught", { timeout: 0 }, async () => {
    for (let seed = 1; ; seed++) if ((await tell(seed, true)).length > 0) return;
  });
});
