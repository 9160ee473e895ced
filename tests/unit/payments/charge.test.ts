import { describe, expect, it } from "vitest";
import { cents } from "../../../src/shared/money";
import { atTheCounter, order, outcomeIn, sends, world } from "./counter";
import { bookOf } from "../../fixtures/port";

atTheCounter();

describe("one form, one charge", () => {
  it("gives a repeated ask the first one's answer", async () => {
    const asked = order();
    const [one, two] = await Promise.all([world.payments.charge(asked), world.payments.charge(asked)]);
    const three = await world.payments.charge(asked);
    expect([one, two, three].map((answer) => outcomeIn(answer)?.payment?.id)).toEqual(
      Array.from({ length: 3 }, () => world.server.control.ledger()[0]?.id),
    );
    expect(sends()).toBe(1);
  });

  it("never takes the id of one order for another", async () => {
    const asked = order();
    await world.payments.charge(asked);
    await expect(world.payments.charge({ ...asked, amount: cents(9_900), said: cents(9_900) })).rejects.toThrow(
      /other details/,
    );
    expect(sends()).toBe(1);
  });

  it("sends nothing that cannot be recorded", async () => {
    world.fullDisk = new Set([1]);
    await expect(world.payments.charge(order())).rejects.toMatchObject({ code: "no_journal" });
    expect(sends()).toBe(0);
  });

  it("shows the truth when it can be sent but not recorded, and finds it again at the next start", async () => {
    world.fullDisk = new Set([2]);
    const answer = await world.payments.charge(order());
    expect(outcomeIn(answer)?.kind).toBe("approved");
    world.stop();
    world.fullDisk = new Set();
    world.start();
    expect(world.payments.unknown()).toHaveLength(1);
    await world.untilAnswered();
    expect(world.payments.attempts(5)).toMatchObject([{ state: "closed", outcome: { kind: "approved" } }]);
    expect(sends()).toBe(1);
  });
});

describe("a charge of a card on file", () => {
  it("names the card, so that another default cannot move it", async () => {
    const processor = world.processor(5_000);
    const { id } = await bookOf(processor).create({ name: "Ada Long", email: "ada@example.com" });
    const { card } = order().source as Extract<ReturnType<typeof order>["source"], { kind: "card" }>;
    await bookOf(processor).attachCard(id, (await bookOf(processor).createToken(card, "phone", false)).id);
    const charged = await world.payments.charge({
      ...order(),
      source: { kind: "customer", customerId: id, cardId: null, cvv: null },
    });
    expect(charged).toMatchObject({
      attempt: { customer: { id, name: "Ada Long" }, card: { last4: "5439" }, outcome: { kind: "approved" } },
    });
    await expect(
      world.payments.charge({
        ...order(1_300),
        source: { kind: "customer", customerId: id, cardId: "gone", cvv: null },
      }),
    ).rejects.toMatchObject({ code: "bad_input" });
    processor.close();
  });

  it("is charged to the default of that moment where nobody chose, and a repeated ask is still the same order", async () => {
    const processor = world.processor(5_000);
    const book = bookOf(processor);
    const { id } = await book.create({ name: "Ada Long", email: "ada@example.com" });
    const keep = async (number: string) => {
      const { card } = order(100, number).source as Extract<ReturnType<typeof order>["source"], { kind: "card" }>;
      const { cards } = await book.attachCard(id, (await book.createToken(card, "phone", false)).id);
      return cards.find(({ last4 }) => last4 === number.slice(-4))?.id ?? "";
    };
    await keep("4012000098765439");
    const source = { kind: "customer", customerId: id, cardId: null, cvv: null } as const;
    const asked = { ...order(), source };
    expect(await world.payments.charge(asked)).toMatchObject({ attempt: { card: { last4: "5439" } } });
    const other = await keep("5146315000000055");
    await book.setDefaultCard(id, other);
    expect(await world.payments.charge(asked)).toMatchObject({ attempt: { card: { last4: "5439" } } });
    expect(await world.payments.charge({ ...order(1_300), source })).toMatchObject({
      attempt: { card: { last4: "0055" }, outcome: { kind: "approved" } },
    });
    expect(world.payments.attempts(5)).toHaveLength(2);
    processor.close();
  });
});
