import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ChargeOrder } from "../../src/main/processors/processor";
import * as justifi from "../fixtures/justifi/server";
import * as payarc from "../fixtures/payarc/server";
import { bookOf } from "../fixtures/port";

/** SECURITY: no text that goes to a processor or comes from one carries a card number on (PCI DSS 3.3). */
const WRITTEN = [
  "4111,1111,1111,1111",
  "4111 • 1111 • 1111 • 1111",
  "4111\u00ad1111\u00ad1111\u00ad1111",
  "４１１１１１１１１１１１１１１１",
  "٤١١١١١١١١١١١١١١١",
  "Visa4111111111111111",
  "41111111111111111229",
];
const LEFT = /1111|１１１|١١١/;
const WORDS = ["Invoice number: 10234", "Basic service, March", "Bearer bonds, 2 pieces", "token: blue", "cvv missing"];

const texts = (words: string): Partial<ChargeOrder> => ({
  description: words,
  metadata: { Invoice: words, id: words },
});

describe("PayArc", () => {
  let here: payarc.Stage;
  beforeAll(async () => void (here = await payarc.stage()));
  beforeEach(() => void (here.requests.length = 0));
  afterAll(() => here.close());

  it.each(WRITTEN)("is not told %s in a text", async (written) => {
    const processor = here.processor();
    const source = { kind: "card", card: payarc.CARD } as const;
    await processor.charge(payarc.order({ source, ...texts(written) }), payarc.REFERENCE);
    await processor.refund(
      payarc.CHARGE_ID,
      payarc.order().amount,
      "USD",
      { ...payarc.TAKE, description: written },
      payarc.REFERENCE,
    );
    await processor.void(
      payarc.CHARGE_ID,
      payarc.order().amount,
      "USD",
      { ...payarc.TAKE, description: written },
      payarc.REFERENCE,
    );
    await bookOf(processor)
      .create({ name: written, description: written })
      .catch(() => undefined);
    expect(here.requests).toHaveLength(4);
    for (const { fields } of here.requests) {
      const { card_number: _own, ...others } = fields;
      expect(Object.values(others).join("\n")).toContain("[card number]");
      expect(Object.values(others).join("\n")).not.toMatch(LEFT);
    }
    expect(here.requests[0]?.fields["card_number"]).toBe(payarc.CARD.number);
    expect(JSON.parse(here.requests[0]?.fields["metadata"] ?? "")).toMatchObject({ reference: payarc.REFERENCE });
  });

  it.each(WRITTEN)("who says %s in a text is not believed that it is one", async (written) => {
    here.answer = payarc.reply(200, payarc.charge({ charge_description: written, metadata: { Invoice: written } }));
    const read = await here.processor().getPayment(payarc.CHARGE_ID);
    expect(read.description).toContain("[card number]");
    expect(`${read.description} ${read.metadata["Invoice"]}`).not.toMatch(LEFT);
  });

  it.each(WORDS)("is told, and tells, what people wrote as they wrote it: %s", async (words) => {
    await here.processor().charge(payarc.order(texts(words)), payarc.REFERENCE);
    expect(here.requests[0]?.fields["charge_description"]).toBe(words);
    here.answer = payarc.reply(200, payarc.charge({ charge_description: words, metadata: { Invoice: words } }));
    const read = await here.processor().getPayment(payarc.CHARGE_ID);
    expect([read.description, read.metadata["Invoice"]]).toEqual([words, words]);
  });
});

describe("JustiFi", () => {
  let here: justifi.Stage;
  beforeAll(async () => void (here = await justifi.stage()));
  beforeEach(() => void (here.requests.length = 0));
  afterAll(() => here.close());

  it.each(WRITTEN)("is not told %s in a text", async (written) => {
    await here.processor().charge(justifi.order(texts(written)), justifi.REFERENCE);
    const sent = here.requests[0]?.json as { description: string; metadata: Record<string, string> };
    expect(sent.description).toContain("[card number]");
    expect(sent.metadata).toMatchObject({ reference: justifi.REFERENCE });
    expect(JSON.stringify(sent.metadata)).not.toMatch(LEFT);
    expect(JSON.stringify(sent)).toContain(justifi.CARD.number);
  });

  it.each(WORDS)("is told what people wrote as they wrote it: %s", async (words) => {
    await here.processor().charge(justifi.order(texts(words)), justifi.REFERENCE);
    expect(here.requests[0]?.json).toMatchObject({ description: words, metadata: { Invoice: words, id: words } });
  });
});
