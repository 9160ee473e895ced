import type { CounterfoilBridge } from "../../src/shared/contract";
import { cents } from "../../src/shared/money";
import { keyedOrder } from "../fixtures/orders";
import type { App } from "./app";
import { expect, test, typeOrder, verdict, VISA } from "./payarc";

/**
 * A page that is wholly somebody else's: a script in its place asks whatever the bridge can be asked, in the name of
 * who is signed in. What it can do all the same stands in docs/security.md, What does not hold.
 */
const OWNER_PIN = "414243";
const FAY_PIN = "111213";
/** No practice card, whose numbers anybody may ask for. */
const CARD = { ...VISA, number: "4539578763621486" };

/** Those digits by themselves: a time or an id may have so few of them within it. */
const alone = (digits: string): RegExp => new RegExp(`(?<![0-9A-Za-z])${digits}(?![0-9A-Za-z])`);

/** Asks without the page's own code, and answers the code of the failure; "done" when there was none. */
function codeOf(app: App, name: string, input: unknown): Promise<string> {
  return app.page.evaluate(
    async ([asked, given]) => {
      const bridge = (window as unknown as { counterfoil: CounterfoilBridge }).counterfoil;
      const command = bridge[asked as "app.state"] as unknown as (
        input: unknown,
      ) => Promise<{ ok: true } | { ok: false; failure: { code: string } }>;
      const answer = await command(given);
      return answer.ok ? "done" : answer.failure.code;
    },
    [name, input] as const,
  );
}

/** All that is answered to whoever asks every command for as much as there is. */
function everythingRead(app: App): Promise<string> {
  return app.page.evaluate(async () => {
    const bridge = (window as unknown as { counterfoil: Record<string, (input: unknown) => Promise<unknown>> })
      .counterfoil;
    const answers = await Promise.all([
      ...Object.keys(bridge)
        .filter((name) => !/^(on|app\.quit|lock\.|training\.reset)/.test(name))
        .map((name) => bridge[name]?.({})),
      bridge["attempts.list"]?.({ limit: 500 }),
      bridge["customers.list"]?.({ clue: "", offset: 0, limit: 50, show: "all" }),
      bridge["payments.list"]?.({ cursor: null, limit: 100 }),
      bridge["holds.list"]?.({}),
    ]);
    return JSON.stringify(answers);
  });
}

test("it gets no card of another order, no token, no PIN, and no money over the ceiling", async ({
  startOnPayarc,
  payarc,
}) => {
  const app = await startOnPayarc();
  const { page, ask } = app;
  const owner = (await ask("app.state", {})).person;
  await ask("people.setPin", { id: owner.id, current: null, pin: OWNER_PIN });
  const { people } = await ask("people.add", { name: "Fay Front", role: "front_desk", pin: FAY_PIN });
  const fay = people.find(({ name }) => name === "Fay Front");
  await typeOrder(page, "12500", CARD);
  await page.keyboard.press("Enter");
  await expect(verdict(page, "Approved")).toBeVisible();
  await ask("lock.now", {});

  await test.step("while it is locked it gets nothing", async () => {
    const read = await everythingRead(app);
    for (const secret of [CARD.number, payarc.token, OWNER_PIN])
      expect(read.includes(secret), `the answers hold ${secret}`).toBe(false);
    for (const digits of ["12500", CARD.number.slice(-4)]) expect(read, digits).not.toMatch(alone(digits));
    expect(await codeOf(app, "attempts.list", { limit: 500 })).toBe("locked");
    expect(await codeOf(app, "payments.charge", keyedOrder({ amount: cents(100) }))).toBe("locked");
  });

  await ask("lock.unlock", { person: fay?.id ?? "", pin: FAY_PIN });
  await test.step("no secret is in any answer", async () => {
    const read = await everythingRead(app);
    // The order itself may be read: it is this desk's work.
    expect(read).toMatch(alone(CARD.number.slice(-4)));
    for (const secret of [CARD.number, CARD.number.slice(1, -1), payarc.token, OWNER_PIN, FAY_PIN])
      expect(read.includes(secret), `the answers hold ${secret}`).toBe(false);
  });

  await test.step("no money over the ceiling, whatever it says of a supervisor", async () => {
    const over = keyedOrder({ amount: cents(150_100) });
    const made = (await ask("attempts.list", { limit: 500 })).length;
    expect(await codeOf(app, "payments.charge", over)).toBe("needs_approval");
    expect(await codeOf(app, "payments.charge", { ...over, approval: crypto.randomUUID() })).toBe("needs_approval");
    // Two sums in one ask: neither is believed.
    expect(await codeOf(app, "payments.charge", { ...over, said: cents(100) })).not.toBe("done");
    expect((await ask("attempts.list", { limit: 500 })).length).toBe(made);
  });

  await test.step("no other role, and five guesses at a PIN", async () => {
    expect(await codeOf(app, "people.change", { id: fay?.id, role: "owner" })).toBe("not_allowed");
    expect(await codeOf(app, "people.setPin", { id: owner.id, current: null, pin: "999999" })).not.toBe("done");
    expect(await codeOf(app, "journal.export", {})).toBe("not_allowed");
    const what = { command: "payments.charge", attemptId: crypto.randomUUID(), amount: 150_100, why: "sale" };
    const guesses: string[] = [];
    for (const pin of ["000000", "111111", "123456", "654321", "999999", "121212", OWNER_PIN])
      guesses.push(await codeOf(app, "people.approve", { person: owner.id, pin, for: what }));
    expect(guesses).toEqual([...Array.from({ length: 5 }, () => "wrong_pin"), "wait", "wait"]);
  });
});
