import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Handlers } from "../../../src/main/boot/commands";
import { answerCommand, checkEvent } from "../../../src/main/shell/answer";
import { isOurs } from "../../../src/main/shell/origin";
import { CONTENT_SECURITY_POLICY, fileServer, serveFile } from "../../../src/main/shell/served-file";
import { commands, type CommandName } from "../../../src/shared/contract";
import { Failure } from "../../../src/shared/failure";
import { DEFAULT_SETTINGS } from "../../../src/shared/settings";
import { cents } from "../../../src/shared/money";
import { logInto } from "../../fixtures/log";
import { keyedOrder, typedCard } from "../../fixtures/orders";

const CARD = "4012000098765439";
const lines: string[] = [];
const log = logInto(lines);
beforeEach(() => void lines.splice(0));

const window = Promise.resolve({ account: () => "training", use: async () => undefined, close: () => undefined });

/** Handlers of which the test names some; asking another fails the test. */
function handlers(some: { readonly [N in CommandName]?: (input: unknown) => Promise<unknown> }): Promise<Handlers> {
  const unexpected = async (): Promise<never> => {
    throw new Error("this handler must not be reached");
  };
  const all = Object.fromEntries(Object.keys(commands).map((name) => [name, some[name as CommandName] ?? unexpected]));
  return Promise.resolve(all as unknown as Handlers);
}

describe("a command over the bridge", () => {
  it("is answered in an envelope", async () => {
    const ready = handlers({ "settings.set": async (changes) => ({ ...DEFAULT_SETTINGS, ...(changes as object) }) });
    expect(await answerCommand("settings.set", [{ theme: "dark" }], ready, window, log)).toEqual({
      ok: true,
      value: { ...DEFAULT_SETTINGS, theme: "dark" },
    });
  });

  it.each([
    ["no argument", []],
    ["two arguments", [{}, {}]],
    ["null", [null]],
    ["a string", ["x"]],
    ["an array", [[]]],
    ["an unknown key", [{ theme: "dark", admin: true }]],
    ["a wrong value", [{ theme: 7 }]],
    ["a prototype", [JSON.parse('{"__proto__": {"theme": "dark"}, "constructor": 1}')]],
  ])("with %s reaches no service, and is logged", async (_what, given) => {
    const answer = await answerCommand("settings.set", given, handlers({}), window, log);
    expect(answer).toMatchObject({ ok: false, failure: { code: "bad_input" } });
    expect(lines).toHaveLength(1);
  });

  it("with a key that a customer to be made does not have is refused, also beside a charge", async () => {
    const newCustomer = { name: "Ann", admin: true };
    const order = { ...keyedOrder({ amount: cents(500) }), saveCard: { newCustomer } };
    const refused = { ok: false, failure: { code: "bad_input" } };
    expect(await answerCommand("payments.charge", [order], handlers({}), window, log)).toMatchObject(refused);
    const save = { attemptId: order.attemptId, to: { newCustomer } };
    expect(await answerCommand("payments.saveCard", [save], handlers({}), window, log)).toMatchObject(refused);
  });

  it("with nothing that fits is refused for every command of the contract", async () => {
    for (const name of Object.keys(commands) as CommandName[]) {
      for (const given of [[], [undefined], [7], [{ surprise: 1 }]]) {
        expect(await answerCommand(name, given, handlers({}), window, log), name).toMatchObject({
          ok: false,
          failure: { code: "bad_input" },
        });
      }
    }
  });

  it.each([
    [
      "accounts.connect",
      { id: "payarc_test", token: "x" },
      "token",
      "This is too short: at least 8 characters are needed.",
    ],
    [
      "accounts.connect",
      { id: "justifi_test", clientId: "", clientSecret: "s", subAccount: null },
      "clientId",
      "This is needed.",
    ],
    [
      "customers.search",
      { clue: "x".repeat(201), limit: 5 },
      "clue",
      "At most 200 characters; this has 201. Shorten it.",
    ],
    ["customers.search", { clue: 7, limit: 5 }, "clue", "The screen asked for something impossible."],
  ] as const)("%s with %j says what is wrong in words for people", async (name, given, field, sentence) => {
    const answer = await answerCommand(name, [given], handlers({}), window, log);
    expect(answer).toMatchObject({ ok: false, failure: { sentence, fields: { [field]: sentence } } });
  });

  it("puts no card number into the log when a card is malformed", async () => {
    const card = { number: `${CARD}x`, cvv: "99999", expMonth: "13" };
    const answer = await answerCommand(
      "cards.add",
      [{ customerId: "c", card, channel: "phone" }],
      handlers({}),
      window,
      log,
    );
    expect(answer).toMatchObject({ ok: false, failure: { fields: { "card.number": expect.any(String) as string } } });
    expect(lines.join("\n") + JSON.stringify(answer)).not.toContain(CARD);
  });

  it("SECURITY: a text that a command brings reaches its service without card numbers; the card itself, and words, whole", async () => {
    const heard: unknown[] = [];
    const ready = handlers({
      "customers.create": async (input) => void heard.push(input),
      "payments.charge": async (input) => void heard.push(input),
    });
    const fields = { name: "Visa4111,1111,1111,1111", description: "token: blue" };
    await answerCommand("customers.create", [{ fields }], ready, window, log);
    expect(heard).toEqual([{ fields: { name: "Visa[card number]", description: "token: blue" } }]);
    const card = typedCard({ number: CARD, holder: `Ann ${CARD}` });
    const order = { ...keyedOrder({ amount: cents(500), card }), note: "Invoice number: 10234", metadata: { a: CARD } };
    await answerCommand("payments.charge", [order], ready, window, log);
    expect(heard[1]).toMatchObject({
      attemptId: order.attemptId,
      source: { card: { number: CARD, cvv: card.cvv, holder: "Ann [card number]" } },
      note: "Invoice number: 10234",
      metadata: { a: "[card number]" },
    });
  });

  it("tells a Failure with its sentence and its fields, and redacts both", async () => {
    const ready = handlers({
      "app.quit": async () => {
        throw new Failure("refused", `No: ${CARD}`, { number: "Bearer abcdef.ghijkl" });
      },
    });
    const answer = await answerCommand("app.quit", [{}], ready, window, log);
    expect(answer).toEqual({
      ok: false,
      failure: { code: "refused", sentence: "No: [card number]", fields: { number: "Bearer [token]" } },
    });
  });

  it("leaves the words of a sentence alone", async () => {
    const sentence = "This is not a bearer token. PayArc test has no bearer token on this computer. A basic token.";
    const ready = handlers({
      "app.quit": async () => {
        throw new Failure("refused", sentence);
      },
    });
    expect(await answerCommand("app.quit", [{}], ready, window, log)).toMatchObject({ failure: { sentence } });
  });

  it("hides an unexpected error behind a sentence, and logs it redacted", async () => {
    const ready = handlers({
      "app.quit": async () => {
        throw Object.assign(new Error(`axios: {"cvv":"999","card_number":"${CARD}"}`), {
          config: { headers: { Authorization: "Bearer secret-token" } },
        });
      },
    });
    const answer = await answerCommand("app.quit", [{}], ready, window, log);
    expect(answer).toMatchObject({ ok: false, failure: { code: "internal", fields: {} } });
    expect(JSON.stringify(answer)).not.toContain("axios");
    expect(lines.join("\n")).toContain("axios");
    expect(lines.join("\n")).not.toMatch(/4012000098765439|"999"|secret-token/);
  });

  it("lets nothing cross that the contract does not name", async () => {
    const ready = handlers({
      "settings.set": async () => ({
        ...DEFAULT_SETTINGS,
        token: "secret",
        merchant: { ...DEFAULT_SETTINGS.merchant, key: "secret" },
      }),
    });
    const answer = await answerCommand("settings.set", [{}], ready, window, log);
    expect(answer).toEqual({ ok: true, value: DEFAULT_SETTINGS });
  });

  it("does not call an answer that cannot be read a failure to do it", async () => {
    const ready = handlers({ "payments.tip": async () => ({ attempt: "?" }) });
    const asked = {
      attemptId: "3f0c8f0e-5b1c-4d8e-9d5a-0a4f0a4b7c11",
      paymentId: "p",
      tip: 100,
      currency: "USD",
      said: 100,
    };
    expect(await answerCommand("payments.tip", [asked], ready, window, log)).toMatchObject({
      ok: false,
      failure: { code: "internal", sentence: expect.stringContaining("may have been done") as string },
    });
  });

  it("is answered also when the services could not be built", async () => {
    const broken = Promise.reject<Handlers>(new Error("no services"));
    expect(await answerCommand("app.state", [{}], broken, window, log)).toMatchObject({
      ok: false,
      failure: { code: "internal" },
    });
  });
});

describe("an event over the bridge", () => {
  it("carries what its schema names, and nothing when it does not fit", () => {
    const good = { state: "ready", count: 2, total: 2, sentence: null };
    expect(checkEvent("directory.changed", { ...good, secret: 1 }, log)).toEqual({
      value: good,
    });
    expect(checkEvent("directory.changed", { ...good, count: "2" }, log)).toBeNull();
    expect(lines).toHaveLength(1);
  });
});

describe("the app:// files", () => {
  let outer: string;
  let folder: string;
  beforeAll(() => {
    outer = mkdtempSync(join(tmpdir(), "counterfoil-served-"));
    folder = join(outer, "renderer");
    mkdirSync(join(folder, "assets"), { recursive: true });
    mkdirSync(join(outer, "renderer-secret"));
    writeFileSync(join(folder, "index.html"), "<p>home</p>");
    writeFileSync(join(folder, "assets", "a b.js"), "1");
    writeFileSync(join(folder, "notes.txt"), "no type of ours");
    writeFileSync(join(folder, ".hidden.js"), "hidden");
    writeFileSync(join(outer, "secret.html"), "secret");
    writeFileSync(join(outer, "renderer-secret", "x.html"), "secret");
    symlinkSync(outer, join(folder, "out"));
  });
  afterAll(() => rmSync(outer, { recursive: true, force: true }));

  it("are served with the policy and their type", () => {
    const home = serveFile(folder, "GET", "app://terminal/index.html");
    expect(home).toMatchObject({
      status: 200,
      headers: {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Security-Policy": CONTENT_SECURITY_POLICY,
        "X-Content-Type-Options": "nosniff",
      },
    });
    expect(Buffer.from(home.body ?? []).toString()).toBe("<p>home</p>");
    expect(serveFile(folder, "GET", "app://terminal/").status).toBe(200);
    expect(serveFile(folder, "GET", "app://terminal/assets/a%20b.js?x#y").status).toBe(200);
  });

  it.each([
    "app://terminal/../secret.html",
    "app://terminal/%2e%2e/secret.html",
    "app://terminal/..%2fsecret.html",
    "app://terminal/..%5csecret.html",
    "app://terminal/assets/..%2f..%2fsecret.html",
    "app://terminal/..%2frenderer-secret/x.html",
    "app://terminal//etc/passwd",
    "app://terminal/%00.html",
    "app://terminal/%zz",
    "app://terminal/notes.txt",
    "app://terminal/.hidden.js",
    "app://terminal/assets",
    "app://terminal/nothing.html",
    "app://other/index.html",
    "app://user@terminal/index.html",
    "https://terminal/index.html",
    "file:///etc/passwd",
    "app:terminal",
    "app://terminal/C:/x.html",
    "app://terminal/out/secret.html",
  ])("do not answer %s", (address) => {
    expect(serveFile(folder, "GET", address)).toMatchObject({ status: 404, body: null });
  });

  it("SECURITY: are not served before the session is locked", async () => {
    let lock = (): void => undefined;
    const serve = fileServer(folder, new Promise((done) => (lock = done)));
    const statuses: number[] = [];
    const asked = new Promise<void>((answered) => {
      serve({ method: "GET", url: "app://terminal/index.html" }, ({ statusCode }) => {
        statuses.push(statusCode);
        answered();
      });
    });
    await new Promise(setImmediate);
    expect(statuses).toEqual([]);
    lock();
    await asked;
    expect(statuses).toEqual([200]);
  });

  it("are only read", () => {
    for (const method of ["POST", "PUT", "DELETE", "HEAD", "OPTIONS"])
      expect(serveFile(folder, method, "app://terminal/index.html").status).toBe(405);
  });

  it("know their own origin from its neighbours", () => {
    expect(isOurs("app://terminal/index.html#/order")).toBe(true);
    for (const address of [
      "app://terminal.evil/",
      "app://terminal:1/",
      "app://evil/?app://terminal",
      "https://terminal/",
      "about:blank",
      "",
      "data:text/html,app://terminal/",
    ]) {
      expect(isOurs(address), address).toBe(false);
    }
  });

  it("may use no network, no inline script and no frame", () => {
    for (const rule of [
      "default-src 'none'",
      "connect-src 'none'",
      "script-src 'self'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
    ]) {
      expect(CONTENT_SECURITY_POLICY.split("; ")).toContain(rule);
    }
    expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe|\*|https?:/);
  });
});
