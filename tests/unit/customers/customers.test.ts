import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createCustomers, type Customers } from "../../../src/main/customers/customers";
import { openDirectory, type Directory } from "../../../src/main/customers/directory";
import { silentLog } from "../../../src/main/base/log";
import { systemClock } from "../../../src/main/base/clock";
import { payarc } from "../../../src/main/processors/payarc/index";
import type { Processor } from "../../../src/main/processors/processor";
import { startTraining, type TrainingServer } from "../../../src/main/practice/payarc/server";
import type { CardEntry } from "../../../src/shared/card";
import { Failure } from "../../../src/shared/failure";
import { memoryProcessor, type MemoryProcessor } from "../../fixtures/memory-processor";
import { card as makeCard, person } from "../../fixtures/people";

const CARD: CardEntry = {
  number: "4012000098765439",
  expMonth: "12",
  expYear: "2031",
  cvv: "999",
  holder: "Ann Cruz",
  addressLine1: null,
  addressLine2: null,
  city: null,
  state: null,
  zip: "85284",
  country: null,
};
let directory: Directory;
let customers: Customers;

const on = (processor: () => Processor): void => {
  directory = openDirectory({ file: ":memory:", key: null }, 0).directory;
  customers = createCustomers({
    processor,
    connection: () => "training",
    directory,
    clock: systemClock,
    operator: () => "Ana",
    merchant: () => "Meridian Dental",
    log: silentLog,
    onStatus: () => {},
  });
};
const failureOf = async (running: Promise<unknown>): Promise<Failure> => {
  const error: unknown = await running.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Failure)) throw new Error(`expected a Failure, got ${String(error)}`);
  return error;
};

describe("on a PayArc-shaped server (Training over HTTP)", () => {
  let server: TrainingServer;
  let processor: Processor;
  beforeEach(async () => {
    server = await startTraining({ database: { file: ":memory:", key: null }, seedCustomers: 120 });
    processor = payarc({ baseUrl: server.url, token: server.token, environment: "Training", log: () => {} });
    on(() => processor);
  });
  afterEach(async () => {
    customers.close();
    processor.close();
    directory.close();
    await server.close();
  });

  it("creates, edits, finds, adds cards, changes the default, removes, deletes; each noted with who and what", async () => {
    const made = await customers.create({
      fields: { name: "Ann Cruz", email: "ann@example.com", phone: "6025550143" },
    });
    expect(customers.search({ clue: "crux ann", limit: 5 })[0]?.id).toBe(made.id);

    const edited = await customers.update({ id: made.id, fields: { name: "Ann de la Cruz", city: "Phoenix" } });
    expect([edited.name, edited.city, edited.email]).toEqual(["Ann de la Cruz", "Phoenix", "ann@example.com"]);

    await customers.addCard({ customerId: made.id, card: CARD, channel: "phone" });
    const two = await customers.addCard({
      customerId: made.id,
      card: { ...CARD, number: "5146315000000055", cvv: "998" },
      channel: "mail",
    });
    expect(two.cards.map((one) => one.last4).sort()).toEqual(["0055", "5439"]);
    expect(customers.search({ clue: "0055", limit: 5 }).map((line) => line.id)).toContain(made.id);

    const other = two.cards.find((one) => !one.isDefault);
    if (!other) throw new Error("both cards are default");
    const changed = await customers.makeDefault({ customerId: made.id, cardId: other.id });
    expect(changed.cards.filter((one) => one.isDefault).map((one) => one.id)).toEqual([other.id]);
    const asked = server.control.requests().filter((seen) => seen.path.includes(made.id));
    expect(asked.at(-1)?.method, "the customer is read again after the change").toBe("GET");
    expect(asked.at(-2)?.method).toBe("PATCH");

    const left = await customers.removeCard({ customerId: made.id, cardId: other.id });
    expect(left.cards).toHaveLength(1);

    await customers.delete({ id: made.id });
    expect(customers.search({ clue: "ann de la cruz", limit: 5 }).map((line) => line.id)).not.toContain(made.id);
    const history = customers.history({ id: made.id });
    expect(history.map((event) => event.kind)).toEqual([
      "deleted",
      "card_removed",
      "default_changed",
      "card_added",
      "card_added",
      "updated",
      "created",
    ]);
    expect(history.every((event) => event.operator === "Ana")).toBe(true);
    expect(history[1]?.sentence).toMatch(/which was the default/);
    expect(history[3]?.consent).toEqual({
      channel: "mail",
      wording: expect.stringContaining("Meridian Dental keeps this card"),
    });
    expect(history[5]?.changes).toEqual([
      { field: "name", from: "Ann Cruz", to: "Ann de la Cruz" },
      { field: "city", from: null, to: "Phoenix" },
    ]);
  });

  it("takes a phone number as people write it, empties fields, and puts what is refused at its field", async () => {
    const made = await customers.create({
      fields: { name: "Siobhán O'Brien", phone: "+1 (602) 555-0143", zip: "06840", city: "St. Louis" },
    });
    expect([made.name, made.phone, made.zip, made.city]).toEqual([
      "Siobhán O'Brien",
      "16025550143",
      "06840",
      "St. Louis",
    ]);
    const emptied = await customers.update({ id: made.id, fields: { phone: null, zip: null, city: null } });
    expect([emptied.phone, emptied.zip, emptied.city]).toEqual([null, null, null]);
    const refused = await failureOf(
      customers.update({ id: made.id, fields: { phone: "602 555 0143 ext. 12", zip: "AB1 2CD" } }),
    );
    expect(Object.keys(refused.fields).sort()).toEqual(["phone", "zip"]);
    expect((await customers.get({ id: made.id })).phone).toBeNull();
  });

  it("puts a refusal of the card at its field", async () => {
    const { id } = await customers.create({ fields: { name: "Ann Cruz", email: "ann@example.com" } });
    const { cards } = await customers.get({ id });
    const badNumber = await failureOf(
      customers.addCard({ customerId: id, card: { ...CARD, number: "3111111111111111" }, channel: "phone" }),
    );
    expect(Object.keys(badNumber.fields)).toEqual(["number"]);
    const badCvv = await failureOf(
      customers.addCard({
        customerId: id,
        card: { ...CARD, number: "4111111111111111", cvv: "123" },
        channel: "phone",
      }),
    );
    expect(Object.keys(badCvv.fields)).toEqual(["cvv"]);
    expect((await customers.get({ id })).cards).toEqual(cards);
  });

  it("reads the whole list in the background and tells how far it is", async () => {
    const ready = new Promise<void>((resolve) => {
      customers.close();
      customers = createCustomers({
        processor: () => processor,
        connection: () => "training",
        directory,
        clock: systemClock,
        operator: () => "Ana",
        merchant: () => "",
        log: silentLog,
        onStatus: (status) => status.state === "ready" && resolve(),
      });
    });
    expect(customers.status().state).toBe("empty");
    customers.connectionChanged();
    expect(customers.status().state).toBe("loading");
    await ready;
    expect(customers.status()).toMatchObject({ state: "ready", count: 120, total: 120 });
    expect(customers.list({ clue: "", offset: 100, limit: 50 }).lines).toHaveLength(20);
  });
});

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
