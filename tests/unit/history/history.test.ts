import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createHistory, type History } from "../../../src/main/history/history";
import { openFilters } from "../../../src/main/history/filters";
import { openHistory, type HistoryStore } from "../../../src/main/history/store";
import type { Journal } from "../../../src/main/journal/journal";
import { openJournal } from "../../../src/main/journal/open-journal";
import { systemClock } from "../../../src/main/base/clock";
import { payarc } from "../../../src/main/processors/payarc/index";
import type { Processor } from "../../../src/main/processors/processor";
import { startTraining, type TrainingServer } from "../../../src/main/practice/payarc/server";
import { NO_FILTER, type ExportProgress, type HistoryStatus } from "../../../src/shared/history";
import type { Cents } from "../../../src/shared/money";
import { HOLD_LIFE_MS, type Payment } from "../../../src/shared/payment";
import { viewAttempt } from "../../../src/shared/attempt-view";
import type { AttemptView } from "../../../src/shared/attempt";
import { services, type OneTill } from "../../faults/services";
import { keyedOrder, plainOrder, typedCard } from "../../fixtures/orders";
import { paymentNumber } from "../../fixtures/payments";
import { dayOptions } from "../../fixtures/days";

const KEY = "ab".repeat(32);

interface Desk {
  readonly folder: string;
  readonly server: TrainingServer;
  readonly processor: Processor;
  readonly journal: Journal;
  readonly store: HistoryStore;
  readonly payments: OneTill;
  readonly history: History;
  readonly statuses: HistoryStatus[];
  readonly progress: ExportProgress[];
  readonly changes: AttemptView[];
}

let desk: Desk;

/** Becomes true as soon as the machine comes to it; other work on it may take long. */
const soon = <T>(read: () => T) => expect.poll(read, { timeout: 60_000 });

async function open(): Promise<Desk> {
  const folder = mkdtempSync(join(tmpdir(), "counterfoil-history-"));
  const server = await startTraining({ database: { file: ":memory:", key: null }, seedCustomers: 12 });
  const processor = payarc({ baseUrl: server.url, token: server.token, environment: "Training", log: () => undefined });
  const opened = openJournal({ file: join(folder, "journal.db"), key: KEY }, 0);
  if (!opened.journal) throw new Error("no journal");
  const { journal } = opened;
  const { store } = openHistory({ file: join(folder, "history.db"), key: KEY });
  const statuses: HistoryStatus[] = [];
  const progress: ExportProgress[] = [];
  const changes: AttemptView[] = [];
  const payments = services({
    journal,
    processor,
    clock: systemClock,
    changed: (attempt) => {
      changes.push(attempt);
      history.heard(attempt);
    },
  });
  const history = createHistory({
    ...dayOptions(),
    store,
    filters: openFilters({ file: ":memory:", key: null }, 0).filters,
    processor: () => (desk as Desk | undefined)?.processor ?? processor,
    connection: () => "training",
    label: () => "Training",
    customerName: () => null,
    findCustomers: () => [],
    journal: () => journal,
    view: (attempt) => viewAttempt(attempt, null),
    who: () => ({ operator: "ana", desk: "Front desk" }),
    chooseFile: (name) => Promise.resolve(join(folder, name)),
    clock: systemClock,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    onStatus: (status) => statuses.push(status),
    onSeen: (_connection, seen) => payments.saw("training", seen),
    onProgress: (one) => progress.push(one),
  });
  return { folder, server, processor, journal, store, payments, history, statuses, progress, changes };
}

/** Until the background reading has told that everything is there. */
async function allRead({ history, statuses }: Desk): Promise<HistoryStatus> {
  await soon(() => [history.status().state, statuses.length > 0]).toEqual(["ready", true]);
  return history.status();
}

beforeEach(async () => {
  desk = await open();
});

afterEach(async () => {
  desk.history.close();
  desk.payments.stop();
  desk.processor.close();
  desk.store.close();
  desk.journal.close();
  await desk.server.close();
  rmSync(desk.folder, { recursive: true, force: true });
});

const everything = { clue: "", filter: NO_FILTER, before: null, limit: 500 };

describe("the local copy of the payments", () => {
  it("reads everything that the processor lists, newest first, and stays right when read again", async () => {
    desk.history.connectionChanged();
    const status = await allRead(desk);
    expect(status.count).toBe(status.total);
    expect(status.count).toBeGreaterThan(20);
    const { lines } = await desk.history.list(everything);
    const times = lines.map(({ at }) => at ?? 0);
    expect(times).toEqual([...times].sort((a, b) => b - a));
    const first = await desk.processor.listPayments(null, 100, "now");
    expect(lines[0]?.id).toBe(first.items[0]?.id);
    desk.history.refresh("whole");
    await soon(() => desk.history.status().readAt).toBeGreaterThan(status.readAt ?? 0);
    await allRead(desk);
    expect(desk.history.status().count).toBe(status.count);
  });

  it("shows a payment and what is done to it at once, with who and where, without reading the list", async () => {
    desk.history.connectionChanged();
    await allRead(desk);
    const before = desk.server.control.requests().length;
    const charged = await desk.payments.charge(keyedOrder({ amount: 4321 as Cents, capture: false }));
    if (charged.kind !== "outcome") throw new Error(charged.kind);
    const id = charged.attempt.paymentId ?? "";
    const line = (await desk.history.list({ ...everything, clue: "$43.21" })).lines[0];
    expect(line).toMatchObject({
      id,
      status: "authorized",
      operator: "ana",
      desk: "Front desk",
      channel: "phone",
      reference: charged.attempt.id,
    });
    expect(desk.history.holds().holds.map((hold) => hold.id)).toContain(id);

    await desk.payments.capture({
      attemptId: crypto.randomUUID(),
      paymentId: id,
      amount: 4000 as Cents,
      currency: "USD",
      said: 4000 as Cents,
    });
    expect((await desk.history.list({ ...everything, clue: "43.21" })).lines[0]).toMatchObject({
      status: "captured",
      amountCaptured: 4000,
      operator: "ana",
    });
    expect(desk.history.holds().holds.map((hold) => hold.id)).not.toContain(id);
    expect(desk.history.attemptsOn(id).map(({ operation }) => operation)).toEqual(["capture", "charge"]);
    expect(
      desk.server.control
        .requests()
        .slice(before)
        .filter(({ method, path }) => method === "GET" && /\/charges(\?|$)/.test(path)).length,
    ).toBeLessThanOrEqual(2);
  });

  it("goes on where it stopped, without a gap, when payments came in meanwhile", async () => {
    desk.history.connectionChanged();
    await allRead(desk);
    desk.history.close();
    for (let at = 0; at < 3; at++) {
      await desk.processor.charge(keyedProcessorOrder(1000 + at), crypto.randomUUID());
    }
    desk.history.connectionChanged();
    await soon(async () => (await desk.history.list({ ...everything, clue: "$10.02" })).lines.length).toBeGreaterThan(
      0,
    );
    for (const clue of ["$10.00", "$10.01", "$10.02"])
      expect((await desk.history.list({ ...everything, clue })).lines).toHaveLength(1);
  });

  it("sees a change made elsewhere", async () => {
    const reference = crypto.randomUUID();
    const outcome = await desk.processor.charge(keyedProcessorOrder(7777), reference);
    const id = outcome.payment?.id ?? "";
    desk.history.connectionChanged();
    await allRead(desk);
    await desk.processor.void(
      id,
      7777 as Cents,
      "USD",
      { reason: "other", description: null, receipts: { email: false, sms: false } },
      crypto.randomUUID(),
    );
    expect((await desk.history.list({ ...everything, clue: "77.77" })).lines[0]?.status).toBe("captured");
    desk.history.refresh("newest");
    await soon(async () => (await desk.history.list({ ...everything, clue: "77.77" })).lines[0]?.status).toBe("voided");
  });

  it("says what is wrong when the processor cannot be reached, and keeps what it has", async () => {
    desk.history.connectionChanged();
    const { count } = await allRead(desk);
    await desk.server.control.lineDown();
    desk.history.refresh("newest");
    await soon(() => desk.history.status().state).toBe("stale");
    expect(desk.history.status().sentence).toMatch(/\w/);
    expect((await desk.history.list(everything)).lines.length).toBe(Math.min(500, count));
    await desk.server.control.lineUp();
    desk.history.refresh("newest");
    await soon(() => desk.history.status().state).toBe("ready");
  });

  it("never mixes the payments of two accounts: another token's list begins the copy anew", async () => {
    desk.history.connectionChanged();
    await allRead(desk);
    const before = (await desk.history.list(everything)).lines;
    const other = await startTraining({ database: { file: ":memory:", key: null }, seedCustomers: 3 });
    const processor = payarc({ baseUrl: other.url, token: other.token, environment: "Training", log: () => undefined });
    const made = await processor.charge(keyedProcessorOrder(4242), crypto.randomUUID());
    const own = desk.processor;
    Object.assign(desk, { processor });
    desk.history.connectionChanged();
    await expect
      .poll(async () => (await desk.history.list(everything)).lines.map(({ id }) => id))
      .toContain(made.payment?.id);
    const known = new Set(before.map(({ id }) => id));
    await soon(async () => (await desk.history.list(everything)).lines.filter(({ id }) => known.has(id)).length).toBe(
      0,
    );
    expect((await allRead(desk)).count).toBe((await processor.listPayments(null, 1, "now")).total);
    own.close();
    await other.close();
  });

  it("keeps nothing of a card but brand, last four and expiry on the disk", async () => {
    desk.history.connectionChanged();
    await desk.payments.charge(keyedOrder({ amount: 2222 as Cents }));
    await allRead(desk);
    const kept = desk.store.list(
      "training",
      { match: null, from: null, to: null, amountFrom: null, amountTo: null },
      null,
      500,
    ).kept;
    for (const one of kept)
      for (const name of ["card", "cvv", "avs", "zip", "fingerprint", "number"])
        expect(Object.keys(one)).not.toContain(name);
    expect(JSON.stringify(kept)).not.toContain("4242424242424242");
    const raw = readFileSync(join(desk.folder, "history.db")).toString("latin1");
    expect(raw).not.toContain("submitted_for_settlement");
    expect(raw.startsWith("SQLite format 3")).toBe(false);
  });
});

describe("holds", () => {
  it("stand by urgency; what is due is counted, what is about to lapse is said on every screen", () => {
    const { store, history } = desk;
    const hour = 3_600_000;
    const madeToLapseIn = (hours: number, number: number): Payment => ({
      ...paymentNumber(number, Date.now()),
      status: "authorized",
      amount: 12_300 as Cents,
      createdAt: Math.floor((Date.now() - HOLD_LIFE_MS + hours * hour + 60_000) / 1000) * 1000,
    });
    expect(history.notices()).toEqual([]);
    store.put("training", [madeToLapseIn(100, 1), madeToLapseIn(5, 2), madeToLapseIn(40, 3), madeToLapseIn(-3, 4)]);
    expect(history.holds().holds.map(({ id }) => id)).toEqual(
      [4, 2, 3, 1].map((number) => paymentNumber(number, 0).id),
    );
    expect(history.status().holdsDue).toBe(2);
    expect(history.notices()).toEqual([
      {
        id: "holds-lapsing",
        tone: "warning",
        sentence: "A hold of $123.00 lapses in 5 h. Capture or release it in Holds.",
      },
    ]);
  });
});

describe("saved filters", () => {
  it("are kept by name, replaced by name, and forgotten", () => {
    const { history } = desk;
    const filter = { ...NO_FILTER, statuses: ["refunded" as const], amountFrom: 2000 as Cents };
    history.saveFilter({ name: "Big refunds", clue: "smith", filter });
    expect(history.saveFilter({ name: "All", clue: "", filter: NO_FILTER }).map(({ name }) => name)).toEqual([
      "All",
      "Big refunds",
    ]);
    expect(history.saveFilter({ name: "Big refunds", clue: "", filter })[1]).toEqual({
      name: "Big refunds",
      clue: "",
      filter,
    });
    expect(history.removeFilter("All").map(({ name }) => name)).toEqual(["Big refunds"]);
  });
});

describe("the last net", () => {
  it("MONEY: says on every screen that a charge stands twice, until one of the two is given back", async () => {
    desk.history.connectionChanged();
    await allRead(desk);
    expect(desk.history.notices().filter(({ id }) => id.startsWith("doubled"))).toEqual([]);
    // A processor that forgets its keys: the same request under another key is another payment with the same reference.
    const reference = crypto.randomUUID();
    const first = await desk.processor.charge(keyedProcessorOrder(4321), reference);
    const answer = await fetch(`${desk.server.url}/v1/charges`, {
      method: "POST",
      headers: {
        Authorization: `Bearer ${desk.server.token}`,
        Accept: "application/json",
        "Idempotency-Key": crypto.randomUUID(),
      },
      body: new URLSearchParams({
        amount: "4321",
        currency: "usd",
        card_number: "5555555555554444",
        exp_month: "12",
        exp_year: "2029",
        metadata: JSON.stringify({ reference }),
      }),
    });
    const second = ((await answer.json()) as { data: { id: string } }).data.id;
    desk.history.refresh("newest");
    const doubled = (): string[] =>
      desk.history.notices().flatMap(({ id, sentence }) => (id.startsWith("doubled") ? [sentence] : []));
    await soon(doubled).toHaveLength(1);
    expect(doubled()[0]).toMatch(/^One charge of \$43\.21 was made twice at the processor: \w+ and \w+ \(captured\)/);
    expect(doubled()[0]).toContain(first.payment?.id ?? "none");
    expect(doubled()[0]).toContain(second);
    // Other credentials may be another account's: forgotten, and found again where the list still has it.
    desk.history.connectionChanged();
    expect(doubled()).toEqual([]);
    await soon(doubled).toHaveLength(1);
    await desk.processor.void(
      second,
      4321 as Cents,
      "USD",
      { reason: "duplicate", description: null, receipts: { email: false, sms: false } },
      crypto.randomUUID(),
    );
    desk.history.refresh("newest");
    await soon(doubled).toEqual([]);
  });
});

function keyedProcessorOrder(amount: number): Parameters<Processor["charge"]>[0] {
  return plainOrder({ kind: "card", card: typedCard({ holder: "Ana Other" }) }, amount as Cents, {
    metadata: { operator: "ben", desk: "Back office", channel: "phone" },
  });
}
