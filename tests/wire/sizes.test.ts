import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readBody } from "../../src/main/processors/wire/body";
import { text, shape } from "../../src/main/processors/wire/lenient";
import * as justifi from "../fixtures/justifi/server";
import * as payarc from "../fixtures/payarc/server";
import { bookOf } from "../fixtures/port";

/** What comes from outside has a size: texts, lists, answers and how deep they are nested. */

describe("PayArc", () => {
  let here: payarc.Stage;
  beforeEach(async () => void (here = await payarc.stage()));
  afterEach(() => here.close());

  const rowsOf = (count: number, filling: string): payarc.Handler => {
    const all = Array.from({ length: count }, (_, at) => ({ ...payarc.charge().data, id: `CHARGE${at}`, filling }));
    return ({ url }, response) => {
      const asked = new URL(url, "http://localhost").searchParams;
      const [size, page] = [Number(asked.get("limit")), Number(asked.get("page"))];
      const body = {
        data: all.slice((page - 1) * size, page * size),
        meta: { pagination: { total: count, current_page: page, total_pages: Math.ceil(count / size) } },
      };
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
    };
  };

  test("an answer of 31 MB is not read, and soon left alone", async () => {
    let sent = 0;
    let ended = false;
    here.answer = (_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.once("close", () => (ended = true));
      const part = Buffer.alloc(1_000_000, "[");
      const more = (): void => {
        if (ended || sent >= 31) return void response.end();
        sent++;
        response.write(part, more);
      };
      more();
    };
    await expect(bookOf(here.processor()).get("a")).rejects.toMatchObject({
      code: "unreadable",
      sentence: expect.stringContaining("larger than") as string,
    });
    expect(sent).toBeLessThan(31);
  });

  test("a page that is too large is asked for in smaller ones: the same rows in the same order, once each", async () => {
    here.answer = rowsOf(130, "x".repeat(100_000));
    const processor = here.processor();
    const first = await processor.listPayments(null, 100);
    const second = await processor.listPayments(first.next, 100);
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(
      Array.from({ length: 130 }, (_, at) => `CHARGE${at}`),
    );
    expect(first).toMatchObject({ next: "2", total: 130 });
    expect(second).toMatchObject({ next: null, total: 130 });
    // What does not fit is tried once, not for each page.
    expect(here.requests.filter(({ url }) => url.includes("limit=100"))).toHaveLength(1);
  });

  test("one row that is too large alone is told", async () => {
    here.answer = rowsOf(3, "x".repeat(4_000_000));
    await expect(here.processor().listPayments(null, 100)).rejects.toMatchObject({ code: "unreadable" });
  });

  test("a page of more rows than any has, and a list of more pages than any has, are no lists", async () => {
    const { data } = payarc.charge();
    here.answer = payarc.reply(200, { data: Array.from({ length: 1_001 }, () => ({ id: data["id"], amount: 1 })) });
    await expect(here.processor().listPayments(null, 100)).rejects.toMatchObject({ code: "unreadable" });
    here.requests.length = 0;
    await expect(here.processor().listPayments("20001", 100)).rejects.toMatchObject({
      sentence: expect.stringContaining("has no end") as string,
    });
    expect(here.requests).toEqual([]);
  });

  test("MONEY: a payment with more refunds than any has is not read in part", async () => {
    const refunds = Array.from({ length: 501 }, () => ({ refund_amount: 1, status: "refunded" }));
    here.answer = payarc.reply(200, payarc.charge({ refund: { data: refunds } }));
    await expect(here.processor().getPayment(payarc.CHARGE_ID)).rejects.toMatchObject({ code: "unreadable" });
  });

  test("MONEY: an answer that is nested too deep proves nothing, and nothing breaks", async () => {
    const deep = `${'{"data":'.repeat(200_000)}1${"}".repeat(200_000)}`;
    for (const body of [deep, "[".repeat(1_900_000)]) {
      here.answer = payarc.reply(201, body);
      expect(await here.processor().charge(payarc.order(), payarc.REFERENCE)).toMatchObject({
        kind: "unknown",
        why: "unreadable",
      });
    }
  });

  test("texts are as long as a person reads them, and hold no half of a card number", async () => {
    const long = `${"x".repeat(485)} 4012 0000 9876 5439 ${"y".repeat(1_000_000)}`;
    here.answer = payarc.reply(200, payarc.charge({ charge_description: long, metadata: { note: long } }));
    const payment = await here.processor().getPayment(payarc.CHARGE_ID);
    for (const told of [payment.description, payment.metadata["note"]]) {
      expect(told?.length).toBeLessThanOrEqual(500);
      expect(told).not.toMatch(/\d/);
    }
  });
});

describe("JustiFi", () => {
  let here: justifi.Stage;
  beforeEach(async () => void (here = await justifi.stage()));
  afterEach(() => here.close());

  test("a page that is too large is asked for again, smaller", async () => {
    here.answer = ({ url }, response) => {
      const size = Number(new URL(url, "http://localhost").searchParams.get("limit"));
      const data = Array.from({ length: size }, () => ({ ...justifi.payment().data, filling: "x".repeat(100_000) }));
      const body = { type: "array", data, page_info: { has_next: true, end_cursor: "c2" } };
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
    };
    const page = await here.processor().listPayments(null, 100);
    expect(page.items).toHaveLength(20);
    expect(page.next).toBe("2.c2");
  });

  test("a list that goes round in a circle comes to an end", async () => {
    let turn = 0;
    here.answer = (_request, response) => {
      const body = {
        type: "array",
        data: [justifi.payment().data],
        page_info: { has_next: true, end_cursor: `c${turn++ % 2}` },
      };
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
    };
    const processor = here.processor();
    const first = await processor.listPayments(null, 1);
    const second = await processor.listPayments(first.next, 1);
    expect([first.next, second.next]).toEqual(["2.c0", "3.c1"]);
    await expect(processor.listPayments("20001.c0", 1)).rejects.toMatchObject({
      sentence: expect.stringContaining("has no end") as string,
    });
    // A cursor that an earlier version has kept.
    await expect(processor.listPayments("c7", 1)).resolves.toMatchObject({
      next: expect.stringMatching(/^2\./) as string,
    });
  });
});

test("brackets in a text are no nesting", () => {
  const read = (json: string) => readBody(Buffer.from(json), []).kind;
  expect(read(JSON.stringify({ note: "[".repeat(1000), quote: '\\"{{{'.repeat(100) }))).toBe("json");
  expect(read("[".repeat(40) + "]".repeat(40))).toBe("json");
  expect(read("[".repeat(41) + "]".repeat(41))).toBe("other");
});

test("an answer in other letters than JSON’s is read by the name that it gives them, unless it is UTF-8 all the same", () => {
  const name = (bytes: Buffer, type: string | null) => readBody(bytes, [], type);
  const latin = Buffer.from('{"name":"Zoë"}', "latin1");
  const read = { kind: "json", value: { name: "Zoë" } };
  expect(name(latin, "application/json; charset=ISO-8859-1")).toEqual(read);
  expect(name(latin, 'application/json;charset="windows-1252"')).toEqual(read);
  expect(name(Buffer.from('{"name":"Zoë"}'), "text/html; charset=iso-8859-1")).toEqual(read);
  expect(name(latin, "application/json; charset=klingon").kind).toBe("json");
  // SECURITY: what is read in other letters hides nothing.
  const echoed = readBody(Buffer.from('{"é":"4012000098765439"}', "latin1"), ["4012000098765439"], "a; charset=latin1");
  expect(JSON.stringify(echoed)).not.toContain("4012000098765439");
});

test("the shape of an answer is short, whatever the answer is, and no name in it can be a card number", () => {
  const wide = Object.fromEntries(Array.from({ length: 1_000 }, (_, at) => [`n${at}`, at]));
  const told = shape({
    wide,
    list: Array.from({ length: 9 }, () => ({ wide, inner: { wide } })),
    "4012000098765439": 1,
  });
  expect(told.length).toBeLessThan(5_000);
  expect(told).not.toContain("4012");
});

test("a text is cut when it is read", () => {
  expect(text("x".repeat(10_000))).toHaveLength(500);
  expect(text(" short ")).toBe("short");
});
