import { randomUUID } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type * as PinsRoom from "../../../src/main/people/pins";
import {
  commands,
  type ChargeInput,
  type CommandName,
  type EventName,
  type OutputOf,
} from "../../../src/shared/contract";
import { MAY } from "../../../src/shared/may";
import { cents } from "../../../src/shared/money";
import { Role } from "../../../src/shared/people";
import { keyedOrder } from "../../fixtures/orders";
import { PINS, QUICK, staffed } from "../../fixtures/staff";
import { wholeProgram, type WholeProgram } from "../../fixtures/whole-program";

// What a PIN costs in the program is shown by pins.test.ts; here many are tried.
vi.mock("../../../src/main/people/pins", async (original) => {
  const pins = await original<typeof PinsRoom>();
  const createPins: typeof pins.createPins = (options) => pins.createPins({ ...options, cost: QUICK });
  return { ...pins, createPins };
});

let program: WholeProgram;
let ids: Record<Role, string>;
const TOKEN = "a-token-of-some-length";
beforeAll(async () => {
  program = await wholeProgram(new Map([["bearer token of payarc_live", TOKEN]]));
  ({ ids } = await staffed(program.services.people));
});
afterAll(() => program.end());

const names = Object.keys(commands) as CommandName[];
const signIn = (role: Role): Promise<void> => program.services.people.unlock(ids[role], PINS[role]);
/** As the bridge asks. */
const ask = (name: CommandName, input: unknown): Promise<unknown> =>
  (program.handlers[name] as (input: unknown, window: unknown) => Promise<unknown>)(input, program.window);
const codeOf = (answer: Promise<unknown>): Promise<string> =>
  answer.then(
    () => "done",
    (error: unknown) => (error as { code?: string }).code ?? String(error),
  );
const charge = (order: ChargeInput) => ask("payments.charge", order) as Promise<OutputOf<"payments.charge">>;
const inJournal = (id: string): string | null => program.services.payments.accountOf(id);

describe("every command of the contract", () => {
  it.each(Role.options)(
    "SECURITY: is refused to a %s whose role may not ask it, before anything is done",
    async (role) => {
      await signIn(role);
      for (const name of names)
        if (!MAY[name].roles.includes(role)) expect(await codeOf(ask(name, {})), name).toBe("not_allowed");
    },
  );

  // Without the refusal an answer waits for somebody to unlock, for ever.
  it("SECURITY: is refused while it is locked, but for those that need nobody", { timeout: 30_000 }, async () => {
    program.services.people.lock();
    for (const name of names) if (!MAY[name].whileLocked) expect(await codeOf(ask(name, {})), name).toBe("locked");
    expect(await codeOf(ask("people.list", {}))).toBe("done");
  });
});

describe("while it is locked", () => {
  it("the state tells of no customer, and the answers of before wait for somebody to unlock", async () => {
    await signIn("owner");
    const told: EventName[] = [];
    program.services.onEvent((name) => void told.push(name));
    const asked = charge(keyedOrder({ amount: cents(1_111) }));
    program.services.people.lock();
    let answered = false;
    const waiting = asked.then(() => void (answered = true));
    const state = (await ask("app.state", {})) as OutputOf<"app.state">;
    expect(state).toMatchObject({ notices: [], checking: 0, lock: { locked: true, warnsAt: null } });
    // The charge itself goes on: its end is in the journal.
    while (!program.services.payments.attempts(1).some(({ outcome, amount }) => amount === 1_111 && outcome))
      await new Promise((resolve) => setImmediate(resolve));
    expect(answered).toBe(false);
    await signIn("front_desk");
    await waiting;
    expect(told).toContain("lock.changed");
  });

  it("SECURITY: an answer that the next person may not have is kept from them", async () => {
    await signIn("owner");
    const asked = codeOf(ask("people.all", {}));
    program.services.people.lock();
    await signIn("front_desk");
    expect(await asked).toBe("not_allowed");
  });
});

describe("money", () => {
  it("MONEY: over a ceiling nothing is opened or sent; with a supervisor's yes the journal names both", async () => {
    await signIn("front_desk");
    const order = keyedOrder({ amount: cents(150_000) });
    const error: unknown = await charge(order).catch((failure: unknown) => failure);
    expect(error).toMatchObject({ code: "needs_approval", fields: { why: "sale" } });
    expect(inJournal(order.attemptId)).toBeNull();
    const what = { command: "payments.charge", attemptId: order.attemptId, amount: order.amount, why: "sale" };
    const { approval } = (await ask("people.approve", {
      person: ids.supervisor,
      pin: PINS.supervisor,
      for: what,
    })) as OutputOf<"people.approve">;
    const answer = await charge({ ...order, approval });
    expect(answer).toMatchObject({
      kind: "outcome",
      attempt: { operator: "Fay", supervisor: "Sue", outcome: { kind: "approved" } },
    });
    const other = keyedOrder({ amount: cents(150_000) });
    expect(await codeOf(charge({ ...other, approval }))).toBe("needs_approval");
    // The first is never sent again: it is answered as it ended, and needs no other yes.
    expect(await charge({ ...order, approval })).toMatchObject({ attempt: { id: order.attemptId, supervisor: "Sue" } });
  });

  it("MONEY: a tip over the ceiling of a sale needs a yes as well, and without one nothing is opened", async () => {
    await signIn("front_desk");
    const first = await charge(keyedOrder({ amount: cents(2_222) }));
    const paymentId = first.kind === "outcome" ? (first.attempt.paymentId ?? "") : "";
    const tip = { attemptId: randomUUID(), paymentId, tip: cents(150_000), currency: "USD", said: cents(150_000) };
    expect(await codeOf(ask("payments.tip", tip))).toBe("needs_approval");
    expect(inJournal(tip.attemptId)).toBeNull();
  });

  it("MONEY: a yes that opened nothing, because a question came first, can be brought again", async () => {
    await signIn("owner");
    const first = keyedOrder({ amount: cents(160_000) });
    await charge(first);
    await signIn("front_desk");
    const order = keyedOrder({ amount: cents(160_000) });
    const approve = async (why: string): Promise<string> => {
      const what = { command: "payments.charge", attemptId: order.attemptId, amount: order.amount, why };
      const asked = { person: ids.owner, pin: PINS.owner, for: what };
      return ((await ask("people.approve", asked)) as OutputOf<"people.approve">).approval;
    };
    const approval = await approve("sale");
    const question = await charge({ ...order, approval });
    expect(question.kind).toBe("duplicate");
    expect((await charge({ ...order, approval })).kind).toBe("duplicate");
    const earlier = question.kind === "duplicate" ? question.earlier.map(({ id }) => id) : [];
    const goOn = { ...order, overrides: { duplicateOf: earlier, unknown: [] } };
    const error: unknown = await charge({ ...goOn, approval }).catch((failure: unknown) => failure);
    expect(error).toMatchObject({ fields: { why: "sale beyondDuplicate" } });
    const both = await approve("sale beyondDuplicate");
    expect(await charge({ ...goOn, approval: both })).toMatchObject({ attempt: { supervisor: "ana" } });
  });

  it("MONEY: refunds of a day count together, also many at once and beside other people's", async () => {
    await signIn("owner");
    await program.services.people.setCeilings("front_desk", {
      sale: null,
      refund: cents(2_000),
      refundsDay: cents(5_000),
      noSurcharge: true,
      beyondDuplicate: true,
    });
    const payments: string[] = [];
    for (let at = 0; at < 5; at++) {
      const answer = await charge(keyedOrder({ amount: cents(2_000 - at) }));
      payments.push(answer.kind === "outcome" ? (answer.attempt.outcome?.payment?.id ?? "") : "");
    }
    const back = (paymentId: string, amount: number) =>
      ask("payments.takeBack", {
        attemptId: randomUUID(),
        paymentId,
        amount: cents(amount),
        currency: "USD",
        said: cents(amount),
        way: "void",
        reason: "requested_by_customer",
        description: null,
        sendReceipt: { email: false, sms: false },
      });
    const [mine = "", ...rest] = payments;
    // The owner's own does not count towards the front desk's.
    expect(await codeOf(back(mine, 2_000))).toBe("done");
    await signIn("front_desk");
    const all = await Promise.all(rest.map((id, at) => codeOf(back(id, 1_999 - at))));
    expect(all.filter((code) => code === "done")).toHaveLength(2);
    expect(all.filter((code) => code === "needs_approval")).toHaveLength(2);
  });
});

describe("new keys of all files", () => {
  it("are of the list of people too: everybody is there after the next start, and so is the record", async () => {
    const before = program.secrets.get("people key");
    await signIn("owner");
    await ask("keys.change", {});
    await program.restart();
    expect(program.secrets.get("people key")).toMatch(/^[0-9a-f]{64}$/);
    expect(program.secrets.get("people key")).not.toBe(before);
    await program.restart();
    await signIn("front_desk");
    expect(program.services.state("training").notices.filter(({ id }) => id.startsWith("people"))).toEqual([]);
  });
});

describe("a live account", () => {
  it("SECURITY: is not connected before the owner has a PIN", async () => {
    const fresh = await wholeProgram();
    const connect = { id: "payarc_live", token: TOKEN };
    await expect(fresh.handlers["accounts.connect"](connect, fresh.window)).rejects.toThrow(
      "Set the owner’s PIN first",
    );
    await fresh.end();
  });
});

describe("a list of people that is gone or cannot be read", () => {
  const file = (): string => join(program.folder, "people.db");
  const live = { account: "payarc_live", name: "Noa", pin: "555555" };

  it.each([
    ["is gone", () => rmSync(file())],
    ["is gone with the settings", () => (rmSync(file()), program.settings.clear())],
    [
      "is gone, whose account is not to be used by the settings",
      () => (rmSync(file()), program.settings.set("outdated", ["payarc_live"])),
    ],
    ["is damaged", () => writeFileSync(file(), "no database")],
    ["has another key", () => program.secrets.set("people key", "ab".repeat(32))],
    ["has lost its key", () => program.secrets.delete("people key")],
  ])("SECURITY: that %s makes nobody an owner but whoever has the live account's credentials", async (_what, harm) => {
    await program.restart(harm);
    expect(program.services.people.lockState().locked).toBe(true);
    expect(await codeOf(ask("customers.list", {}))).toBe("locked");
    expect(await codeOf(ask("people.newOwner", { ...live, credentials: { token: `${TOKEN}x` } }))).toBe("wrong_pin");
    expect(await ask("people.newOwner", { ...live, credentials: { token: TOKEN } })).toMatchObject({
      state: { person: { name: "Noa", role: "owner" }, lock: { locked: false } },
      recovery: expect.any(String) as string,
    });
    program.settings.delete("outdated");
    await program.restart();
    expect(await ask("people.list", {})).toMatchObject({ people: [{ name: "Noa" }] });
  });
});
