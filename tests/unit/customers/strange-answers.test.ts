import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Failure } from "../../../src/shared/failure";
import { failureOf } from "../../fixtures/failure";
import { memoryProcessor, type MemoryProcessor } from "../../fixtures/memory-processor";
import { card as makeCard, person } from "../../fixtures/people";
import { CARD, directory, customers, on } from "./with-customers";

describe("when answers are lost or strange", () => {
  let processor: MemoryProcessor;
  const book = () => [
    {
      ...person(1),
      id: "C1",
      cards: [
        makeCard("OLD", "visa", "1111", "12", "2030", true),
        makeCard("NEW", "amex", "0005", "12", "2030", false),
      ],
    },
  ];
  beforeEach(() => {
    processor = memoryProcessor(book());
    on(() => processor);
  });
  afterEach(() => {
    customers.close();
    directory.close();
  });
  const calls = (method: string): number => processor.asked.filter((line) => line.startsWith(method)).length;

  it("a card whose attaching was not answered is looked up, not sent again", async () => {
    processor.next("attachCard", { lost: true });
    const after = await customers.addCard({ customerId: "C1", card: CARD, channel: "phone" });
    expect(after.cards.map((one) => one.last4)).toContain("5439");
    expect(calls("attachCard")).toBe(1);

    processor.next("attachCard", { failure: new Failure("timeout", "The answer did not arrive.") });
    const failure = await failureOf(
      customers.addCard({ customerId: "C1", card: { ...CARD, number: "5146315000000055" }, channel: "phone" }),
    );
    expect(failure.sentence).toMatch(/not on file/);
    expect(calls("attachCard")).toBe(2);
  });

  it("a change whose answer was lost is told as made when it was, and as not known when it was not", async () => {
    processor.next("update", { lost: true });
    const after = await customers.update({ id: "C1", fields: { city: "Phoenix" } });
    expect(after.city).toBe("Phoenix");
    expect(customers.history({ id: "C1" }).map(({ kind }) => kind)).toEqual(["updated"]);

    processor.next("update", { failure: new Failure("unreadable", "Its answer could not be read.") });
    const failure = await failureOf(customers.update({ id: "C1", fields: { city: "Tucson" } }));
    expect(failure.sentence).toBe("Its answer could not be read.");
    expect(calls("update")).toBe(2);
  });

  it("a default card is only called so when exactly one is listed and it is the one", async () => {
    processor.next("setDefaultCard", { lost: true });
    const after = await customers.makeDefault({ customerId: "C1", cardId: "NEW" });
    expect(after.cards.find((one) => one.isDefault)?.id).toBe("NEW");

    const both = memoryProcessor(book(), {
      setDefault: (customer, id) =>
        customer.cards.forEach((one) => {
          if (one.id === id) one.isDefault = true;
        }),
    });
    processor = both;
    const two = await failureOf(customers.makeDefault({ customerId: "C1", cardId: "NEW" }));
    expect(two.sentence).toMatch(/2 default cards: Visa ···· 1111, Amex ···· 0005/);

    processor = memoryProcessor(book(), { setDefault: () => {} });
    expect((await failureOf(customers.makeDefault({ customerId: "C1", cardId: "NEW" }))).sentence).toMatch(
      /lists Visa ···· 1111 as the default/,
    );
    processor = memoryProcessor(book(), {
      setDefault: (customer) =>
        customer.cards.forEach((one) => {
          one.isDefault = false;
        }),
    });
    expect((await failureOf(customers.makeDefault({ customerId: "C1", cardId: "NEW" }))).sentence).toMatch(
      /no default card/,
    );
    expect(customers.history({ id: "C1" }).filter((event) => event.kind === "default_changed")).toHaveLength(1);
  });

  it("a card that is already the proven default is not changed again", async () => {
    await customers.makeDefault({ customerId: "C1", cardId: "OLD" });
    expect(calls("setDefaultCard")).toBe(0);
  });

  it("a removal that was not answered is looked up", async () => {
    processor.next("deleteCard", { lost: true });
    expect((await customers.removeCard({ customerId: "C1", cardId: "OLD" })).cards.map((one) => one.id)).toEqual([
      "NEW",
    ]);
    expect(customers.history({ id: "C1" })[0]?.sentence).toMatch(/which was the default. There is no default card now/);
    processor.next("deleteCard", { failure: new Failure("timeout", "No answer.") });
    expect((await failureOf(customers.removeCard({ customerId: "C1", cardId: "NEW" }))).sentence).toMatch(
      /still on file/,
    );
  });

  it("a customer whose creation was not answered is found, not made twice; two clicks make one", async () => {
    processor.next("create", { lost: true });
    const made = await customers.create({ fields: { name: "Zed Quick", email: "zed@example.com" } });
    expect(made.name).toBe("Zed Quick");
    expect(calls("create")).toBe(1);
    const [one, two] = await Promise.all([
      customers.create({ fields: { name: "Twice" } }),
      customers.create({ fields: { name: "Twice" } }),
    ]);
    expect(one.id).toBe(two.id);
    processor.next("create", { failure: new Failure("timeout", "No answer.") });
    expect((await failureOf(customers.create({ fields: { name: "Nobody Here" } }))).sentence).toMatch(
      /look for them before/,
    );
  });

  it("one made just now by somebody else is not taken for ours, nor one of two who look alike", async () => {
    const silent = new Failure("timeout", "No answer.");
    await customers.create({ fields: { name: "Same Name", email: "other@example.com" } });
    processor.next("create", { failure: silent });
    expect((await failureOf(customers.create({ fields: { name: "Same Name" } }))).sentence).toMatch(/look for them/);
    await customers.create({ fields: { name: "Two Alike" } });
    processor.next("create", { lost: true });
    expect((await failureOf(customers.create({ fields: { name: "Two Alike" } }))).sentence).toMatch(/look for them/);
  });

  it("a deletion that was not answered is looked up; one who is gone leaves the list", async () => {
    processor.next("delete", { lost: true });
    await customers.delete({ id: "C1" });
    expect(processor.book).toHaveLength(0);
    directory.put("training", book());
    expect((await failureOf(customers.get({ id: "C1" }))).code).toBe("not_found");
    expect(directory.line("training", "C1")).toBeNull();
  });

  it("a card is replaced: the new one is there and the default before the old one goes", async () => {
    const { customer, unfinished } = await customers.replaceCard({
      customerId: "C1",
      cardId: "OLD",
      card: { ...CARD, number: "4111111111111111" },
      channel: "phone",
    });
    expect(unfinished).toBeNull();
    expect(customer.cards.map((one) => [one.last4, one.expYear, one.isDefault])).toEqual([
      ["0005", "2030", false],
      ["1111", "2031", true],
    ]);
    expect(
      processor.asked.filter((line) => /attach|setDefault|deleteCard|get/.test(line)).map((line) => line.split(" ")[0]),
    ).toEqual(["get", "attachCard", "get", "setDefaultCard", "get", "deleteCard", "get"]);
    expect(customers.history({ id: "C1" }).map((event) => event.sentence)).toEqual([
      "Removed Visa ···· 1111 (12/30)",
      "Made Visa ···· 1111 the default",
      "Added Visa ···· 1111, expires 12/31",
    ]);
  });

  it("a card that is not the default is replaced without becoming it, even where a new card does", async () => {
    const attach = processor.customers.attachCard;
    processor.customers.attachCard = async (customerId, tokenId) => {
      await attach(customerId, tokenId);
      const cards = processor.book[0]?.cards ?? [];
      for (const [at, one] of cards.entries()) one.isDefault = at === cards.length - 1;
      return structuredClone(processor.book[0]) as never;
    };
    const { customer } = await customers.replaceCard({ customerId: "C1", cardId: "NEW", card: CARD, channel: "phone" });
    expect(customer.cards.map((one) => [one.id, one.isDefault])).toEqual([
      ["OLD", true],
      [expect.stringMatching(/^CARD/), false],
    ]);
  });

  it("a replacement that stops says what is done and what is left, and never removes what is not replaced", async () => {
    const replace = () => customers.replaceCard({ customerId: "C1", cardId: "OLD", card: CARD, channel: "phone" });
    const there = () => processor.book[0]?.cards.map((one) => one.id) ?? [];

    processor.next("attachCard", { failure: new Failure("refused", "Do not honour.") });
    expect((await failureOf(replace())).sentence).toBe("Do not honour.");
    processor.next("attachCard", { failure: new Failure("timeout", "The answer did not arrive.") });
    expect((await failureOf(replace())).sentence).toMatch(/not on file/);
    expect(there()).toEqual(["OLD", "NEW"]);

    processor.next("setDefaultCard", { failure: new Failure("refused", "Not now.") });
    const second = await replace();
    expect(second.unfinished).toBe(
      "Visa ···· 5439 (12/31) is on file. Visa ···· 1111 (12/30) still is too. Not now. Make the right one the default, then remove Visa ···· 1111 (12/30).",
    );
    expect(there()).toHaveLength(3);

    processor.next("deleteCard", { failure: new Failure("timeout", "The answer did not arrive.") });
    const third = await replace();
    expect(third.unfinished).toMatch(
      /^Visa ···· 5439 \(12\/31\) is on file\. It is the default\. Visa ···· 1111 \(12\/30\) was to be removed: .*still on file/,
    );
    expect(third.customer.cards.filter((one) => one.isDefault).map((one) => one.last4)).toEqual(["5439"]);
    expect(there()).toContain("OLD");

    expect(
      (await failureOf(customers.replaceCard({ customerId: "C1", cardId: "GONE", card: CARD, channel: "phone" }))).code,
    ).toBe("not_found");
    expect(there()).toHaveLength(4);
  });

  it("where the processor calls two cards by one id, nothing is removed", async () => {
    const attach = processor.customers.attachCard;
    processor.customers.attachCard = async (customerId, tokenId) => {
      await attach(customerId, tokenId);
      const added = processor.book[0]?.cards.at(-1);
      if (added) Object.assign(added, { id: "OLD", isDefault: true });
      return structuredClone(processor.book[0]) as never;
    };
    const { unfinished } = await customers.replaceCard({
      customerId: "C1",
      cardId: "OLD",
      card: CARD,
      channel: "phone",
    });
    expect(unfinished).toMatch(/two cards by one id, so nothing was removed/);
    expect(calls("deleteCard")).toBe(0);
  });

  it("what is known here is there when the processor is not, with its time", async () => {
    const at = Date.now();
    await customers.get({ id: "C1" });
    processor.next("get", { failure: new Failure("no_network", "No network.") });
    await failureOf(customers.get({ id: "C1" }));
    const kept = customers.kept({ id: "C1" });
    expect(kept?.line.name).toBe(book()[0]?.name);
    expect(kept?.cards.map((one) => [one.last4, one.isDefault])).toEqual([
      ["1111", true],
      ["0005", false],
    ]);
    expect(kept?.asOf).toBeGreaterThanOrEqual(at);
    expect(customers.kept({ id: "NOBODY" })).toBeNull();
  });

  it("an expired card is not sent at all", async () => {
    expect(
      (await failureOf(customers.addCard({ customerId: "C1", card: { ...CARD, expYear: "2020" }, channel: "phone" })))
        .fields,
    ).toHaveProperty("expMonth");
    expect(calls("createToken")).toBe(0);
  });

  it("a processor without customers says so", async () => {
    Object.assign(processor, { customers: null });
    expect(() => customers.create({ fields: { name: "X" } })).toThrow(/keeps no customers/);
    customers.connectionChanged();
    expect(customers.status().state).toBe("empty");
  });
});
