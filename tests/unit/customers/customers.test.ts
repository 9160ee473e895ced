import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { payarc } from "../../../src/main/processors/payarc/index";
import type { Processor } from "../../../src/main/processors/processor";
import { startTraining, type TrainingServer } from "../../../src/main/practice/payarc/server";
import { failureOf } from "../../fixtures/failure";
import { CARD, directory, customers, on } from "./with-customers";

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
    expect((await customers.search({ clue: "crux ann", limit: 5 }))[0]?.id).toBe(made.id);

    const edited = await customers.update({ id: made.id, fields: { name: "Ann de la Cruz", city: "Phoenix" } });
    expect([edited.name, edited.city, edited.email]).toEqual(["Ann de la Cruz", "Phoenix", "ann@example.com"]);

    await customers.addCard({ customerId: made.id, card: CARD, channel: "phone" });
    const two = await customers.addCard({
      customerId: made.id,
      card: { ...CARD, number: "5146315000000055", cvv: "998" },
      channel: "mail",
    });
    expect(two.cards.map((one) => one.last4).sort()).toEqual(["0055", "5439"]);
    expect((await customers.search({ clue: "0055", limit: 5 })).map((line) => line.id)).toContain(made.id);

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
    expect((await customers.search({ clue: "ann de la cruz", limit: 5 })).map((line) => line.id)).not.toContain(
      made.id,
    );
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
      directory.close();
      on(
        () => processor,
        (status) => status.state === "ready" && resolve(),
      );
    });
    expect(customers.status().state).toBe("empty");
    customers.connectionChanged();
    expect(customers.status().state).toBe("loading");
    await ready;
    expect(customers.status()).toMatchObject({ state: "ready", count: 120, total: 120 });
    expect((await customers.list({ clue: "", offset: 100, limit: 50 })).lines).toHaveLength(20);
  });
});
