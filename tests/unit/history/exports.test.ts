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
import { NO_FILTER, dayOf, type ExportProgress, type HistoryStatus } from "../../../src/shared/history";
import type { Cents } from "../../../src/shared/money";
import { viewAttempt } from "../../../src/shared/attempt-view";
import type { AttemptView } from "../../../src/shared/attempt";
import { services, type OneTill } from "../../faults/services";
import { parseCsv } from "../../fixtures/csv";
import { keyedOrder, plainOrder, typedCard } from "../../fixtures/orders";
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

describe("export", () => {
  it("writes what is shown as CSV that a parser reads back, and tells how far it is", async () => {
    desk.history.connectionChanged();
    await allRead(desk);
    await desk.processor.charge(
      { ...keyedProcessorOrder(1234), description: '=HYPERLINK("http://x","y"), "q"' },
      crypto.randomUUID(),
    );
    desk.history.refresh("newest");
    await soon(async () => (await desk.history.list({ ...everything, clue: "12.34" })).lines.length).toBe(1);
    const { path, count, complete } = await desk.history.exportCsv({ clue: "", filter: NO_FILTER });
    expect(complete).toBe(true);
    expect(count).toBe(desk.history.status().count);
    const text = readFileSync(path ?? "", "utf8");
    expect(text.startsWith("\u{FEFF}Date,")).toBe(true);
    const [header = [], ...rows] = parseCsv(text.slice(1));
    expect(rows.length).toBe(count);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([header.length]));
    const mine = rows.find((row) => row[header.indexOf("Amount")] === "12.34");
    expect(mine?.[header.indexOf("Note")]).toBe(`'=HYPERLINK("http://x","y"), "q"`);
    expect(desk.progress.at(-1)).toMatchObject({ finished: true });
  });
});

describe("the close of a day", () => {
  it("puts the unknown first, adds up what the processor lists, and compares it with the journal", async () => {
    const good = await desk.payments.charge(keyedOrder({ amount: 5000 as Cents }));
    const hold = await desk.payments.charge(keyedOrder({ amount: 6000 as Cents, capture: false }));
    if (good.kind !== "outcome" || hold.kind !== "outcome") throw new Error("not charged");
    // One answer lost after the money moved, one request lost before it did.
    desk.server.control.failNext({ method: "POST", path: /charges$/ }, { kind: "reset", when: "after" });
    const taken = await desk.payments.charge(keyedOrder({ amount: 7000 as Cents }));
    desk.server.control.failNext({ method: "POST", path: /charges$/ }, { kind: "reset", when: "before" });
    const lost = await desk.payments.charge(keyedOrder({ amount: 8000 as Cents }));
    if (taken.kind !== "outcome" || lost.kind !== "outcome") throw new Error("not sent");
    expect([taken.attempt.state, lost.attempt.state]).toEqual(["unknown", "unknown"]);

    const close = await desk.history.dayClose(dayOf(Date.now()));
    expect(close.trouble).toBeNull();
    expect(close.exceptions[0]).toMatchObject({ kind: "unknown", attemptId: lost.attempt.id, amount: 8000 });
    // Reading the day's list answered the other one: it was found there by its reference.
    expect(close.exceptions.filter(({ kind }) => kind === "unknown").length).toBe(1);
    expect(desk.payments.attempt(taken.attempt.id)).toMatchObject({ state: "closed", outcome: { kind: "approved" } });
    expect(close.held.amount).toBeGreaterThanOrEqual(6000);
    expect(close.byPerson.map(({ label }) => label)).toContain("ana");
    expect(close.compared).toMatchObject({
      journalCount: 3,
      journalAmount: 18_000,
      listedCount: 3,
      listedAmount: 18_000,
      verdict: expect.not.stringMatching(/^same$/),
    });
    expect(close.attempts[0]?.id).toBe(lost.attempt.id);

    desk.payments.closeByHand(lost.attempt.id, "Caller hung up");
    const again = await desk.history.dayClose(dayOf(Date.now()));
    expect(again.exceptions.map(({ kind }) => kind)).toContain("closed_by_hand");
    expect(again.compared.verdict).toBe("same");
  });

  it("names what was changed elsewhere", async () => {
    const good = await desk.payments.charge(keyedOrder({ amount: 5100 as Cents }));
    if (good.kind !== "outcome") throw new Error(good.kind);
    await desk.processor.void(
      good.attempt.paymentId ?? "",
      5100 as Cents,
      "USD",
      { reason: "other", description: null, receipts: { email: false, sms: false } },
      crypto.randomUUID(),
    );
    const close = await desk.history.dayClose(dayOf(Date.now()));
    expect(close.exceptions).toContainEqual(
      expect.objectContaining({ kind: "changed_elsewhere", paymentId: good.attempt.paymentId }),
    );
  });

  it("says so when the processor cannot be asked", async () => {
    await desk.server.control.lineDown();
    const close = await desk.history.dayClose(dayOf(Date.now()));
    expect(close.trouble).toMatch(/\w/);
    await desk.server.control.lineUp();
  });
});

function keyedProcessorOrder(amount: number): Parameters<Processor["charge"]>[0] {
  return plainOrder({ kind: "card", card: typedCard({ holder: "Ana Other" }) }, amount as Cents, {
    metadata: { operator: "ben", desk: "Back office", channel: "phone" },
  });
}
