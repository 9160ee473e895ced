import { describe, expect, it } from "vitest";
import { openJournal } from "../../../src/main/journal/open-journal";
import type { AccountId } from "../../../src/shared/account";
import { services } from "../../faults/services";
import { atTheCounter, order, outcomeIn, world } from "./counter";

atTheCounter();

describe("saving the card of a charge", () => {
  it("saves it with the charge, to a new customer", async () => {
    const answer = await world.payments.charge({
      ...order(),
      saveCard: { newCustomer: { name: "Rosa Marín", email: "rosa@example.com" } },
    });
    if (answer.kind !== "outcome") throw new Error();
    expect(answer.saved?.customer).toMatchObject({ name: "Rosa Marín", cards: [{ last4: "5439", isDefault: true }] });
    expect(answer.canSaveCard).toBe(false);
  });

  it("does not save the card of a decline", async () => {
    const answer = await world.payments.charge({ ...order(201_200), saveCard: { newCustomer: { name: "Rosa" } } });
    expect(answer).toMatchObject({ saved: { customer: null, sentence: expect.stringContaining("not saved") } });
  });

  it("MONEY: does not say of a charge that nobody knows the end of that it did not go through", async () => {
    world.server.control.failNext({ method: "POST", path: "/charges" }, { kind: "reset", when: "after" });
    const answer = await world.payments.charge({ ...order(), saveCard: { newCustomer: { name: "Rosa" } } });
    expect(answer).toMatchObject({
      attempt: { state: "unknown" },
      saved: {
        customer: null,
        sentence: "The card was not saved: that is done only once it is known that the charge went through.",
      },
    });
  });

  it("never lets a failed saving change the charge", async () => {
    world.server.control.failNext({ method: "POST", path: "/tokens" }, { kind: "status", when: "before", status: 500 });
    const answer = await world.payments.charge({ ...order(), saveCard: { newCustomer: { name: "Rosa" } } });
    expect(answer).toMatchObject({
      saved: {
        customer: null,
        sentence: expect.stringContaining("The customer was created, but the card was not saved."),
      },
    });
    expect(outcomeIn(answer)?.kind).toBe("approved");
  });

  it("saves it afterwards, once, and not after ten minutes", async () => {
    const first = await world.payments.charge(order());
    const second = await world.payments.charge(order(1_300));
    if (first.kind !== "outcome" || second.kind !== "outcome") throw new Error();
    expect(first.canSaveCard).toBe(true);
    const customer = await world.payments.saveCard({
      attemptId: first.attempt.id,
      to: { newCustomer: { name: "Rosa" } },
    });
    expect(customer.cards).toMatchObject([{ last4: "5439" }]);
    await expect(
      world.payments.saveCard({ attemptId: first.attempt.id, to: { customerId: customer.id } }),
    ).rejects.toMatchObject({ code: "not_found" });
    while (world.clock.step()) continue;
    await expect(
      world.payments.saveCard({ attemptId: second.attempt.id, to: { customerId: customer.id } }),
    ).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("the kept card of a charge, on another connection", () => {
  it("is not saved: its token is known to the connection that gave it, and is still good there", async () => {
    const processor = world.processor(5_000);
    const opened = openJournal({ file: ":memory:", key: null }, 0);
    if (!opened.journal) throw new Error();
    let inUse: AccountId = "training";
    const payments = services({ journal: opened.journal, processor, inUse: () => inUse, clock: world.clock });
    const charged = await payments.charge(order());
    if (charged.kind !== "outcome") throw new Error();
    const save = () => payments.saveCard({ attemptId: charged.attempt.id, to: { newCustomer: { name: "Rosa" } } });
    inUse = "payarc_live";
    await expect(save()).rejects.toMatchObject({
      code: "not_found",
      sentence: expect.stringContaining("can no longer be saved from here"),
    });
    const made = () =>
      world.server.control.requests().filter(({ method, path }) => method === "POST" && path === "/customers").length;
    expect(made()).toBe(0);
    inUse = "training";
    expect((await save()).cards).toMatchObject([{ last4: "5439" }]);
    expect(made()).toBe(1);
    payments.stop();
    processor.close();
  });
});
