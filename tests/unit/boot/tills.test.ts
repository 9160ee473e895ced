import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { tillOf } from "../../../src/main/boot/tills";
import { cents } from "../../../src/shared/money";
import { atTheCounter, order, outcomeIn, world } from "../payments/counter";

atTheCounter();

const posts = (): number => world.server.control.requests().filter(({ method }) => method === "POST").length;
const on = (account: string) => ({ account: () => account });

describe("the till of a window", () => {
  it("is that of its account, whatever the page says or does not say", () => {
    expect(tillOf(world.payments, on("training"), order())).toBe(world.payments.of("training"));
    expect(tillOf(world.payments, on("main_street"), { ...order(), account: "main_street" })).toBe(
      world.payments.of("main_street"),
    );
  });

  it("MONEY: refuses what was pressed while the page still showed another account, and sends nothing", () => {
    const before = posts();
    const pressed = { attemptId: randomUUID(), account: "payarc_live" };
    expect(() => tillOf(world.payments, on("training"), pressed)).toThrow(/another account\. Nothing was sent/);
    expect(posts()).toBe(before);
  });

  it("MONEY: gives a repeated ask to the account that has it, of which it is never said that nothing was sent", async () => {
    const asked = { ...order(5_000), capture: false, account: "training" };
    const ask = async (window: string) =>
      outcomeIn(await tillOf(world.payments, on(window), asked).charge(asked))?.kind;
    expect(await ask("training")).toBe("authorized");
    const before = posts();
    expect(await ask("payarc_live")).toBe("authorized");
    expect(posts()).toBe(before);
  });

  it("MONEY: does the same for a change", async () => {
    const hold = outcomeIn(await world.payments.charge({ ...order(5_000), capture: false }));
    const asked = {
      attemptId: randomUUID(),
      paymentId: hold?.payment?.id ?? "",
      amount: cents(5_000),
      currency: "USD",
      said: cents(5_000),
      account: "training",
    };
    const ask = async (window: string) =>
      (await tillOf(world.payments, on(window), asked).capture(asked)).attempt.outcome?.kind;
    expect(await ask("training")).toBe("approved");
    const before = posts();
    expect(await ask("payarc_live")).toBe("approved");
    expect(posts()).toBe(before);
  });
});
