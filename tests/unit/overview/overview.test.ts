import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openHistory } from "../../../src/main/history/store";
import { createOverview, type OverviewOptions, type OverviewRoom } from "../../../src/main/overview/overview";
import { known } from "../../../src/shared/account";
import { commands } from "../../../src/shared/contract";
import type { Cents } from "../../../src/shared/money";
import type { OverviewInput } from "../../../src/shared/overview";
import type { Payment } from "../../../src/shared/payment";
import { figureWords as words } from "../../../src/shared/words/figures";
import { parseCsv } from "../../fixtures/csv";
import { DAY_MS, dayOptions, NOON, payment, refund } from "../../fixtures/days";

/** The figures of a time, through the front door of the room. */
const NOW = NOON + 30 * 60_000;

function room(listed: Readonly<Record<string, readonly Payment[]>>, more: Partial<OverviewOptions> = {}): OverviewRoom {
  const { store } = openHistory({ file: ":memory:", key: null });
  for (const [account, payments] of Object.entries(listed)) store.put(account, payments);
  const account = (id: string, kind: "training" | "payarc_live" | "justifi_live", name: string) =>
    known({ id, kind, name, colour: "amber", removed: false });
  return createOverview({
    store,
    account: "live",
    accounts: () => [
      account("training", "training", "Training"),
      account("live", "payarc_live", "Web shop"),
      account("second", "justifi_live", "Front desk"),
    ],
    status: () => ({ state: "ready", count: 1, total: 1, sentence: null, readAt: NOW, revision: 1, holdsDue: 0 }),
    checking: () => [],
    cardsExpiring: () => 0,
    weekStart: () => 0,
    about: dayOptions().page,
    chooseFile: async () => null,
    clock: { wall: () => NOW, steady: () => 0 },
    ...more,
  });
}

async function read(of: OverviewRoom, asked: OverviewInput) {
  return commands["overview.read"].output.parse(await of.read(asked));
}

it("counts what was taken, refunded, declined and held today, and the same a week before", async () => {
  const of = room({
    live: [
      payment("p1", { amount: 10_000 as Cents }),
      payment("p2", { status: "failed", failureCode: "D2012" }),
      payment("p3", { status: "authorized" }),
      payment("p4", { status: "unknown" }),
      payment("p5", { createdAt: NOON - 7 * DAY_MS, amountCaptured: 4_000 as Cents }),
      payment("p6", { createdAt: NOON - 7 * DAY_MS + 3_600_000, amountCaptured: 2_000 as Cents }),
      payment("p7", { createdAt: NOON - DAY_MS, status: "partly_refunded", refunds: [refund(1_500)] }),
    ],
  });
  const { sums, by } = await read(of, { span: { kind: "today" } });
  const [usd] = sums;
  expect(by).toBe("hour");
  expect(usd?.taken).toMatchObject({ count: 1, amount: 10_000 });
  expect(usd?.refunded).toMatchObject({ count: 1, amount: 1_500 });
  expect(usd?.net.amount).toBe(8_500);
  expect(usd?.before.taken).toEqual({ count: 1, amount: 4_000 });
  expect(usd?.approval).toMatchObject({
    approved: { count: 2 },
    declined: { count: 1 },
    notKnown: { count: 1 },
    rate: 2 / 3,
  });
  expect(usd?.declines.map(({ reason, count }) => [reason, count])).toEqual([["funds", 1]]);
  expect(usd?.holdsLeft.map(({ daysLeft, count }) => [daysLeft, count])).toEqual([[6, 1]]);
});

it("MONEY: practice is never added to real money", async () => {
  const of = room({ training: [payment("t")], live: [payment("p")], second: [payment("s")] });
  const { sums, copies } = await read(of, { span: { kind: "today" }, account: "all" });
  expect(sums[0]?.taken.count).toBe(2);
  expect(sums[0]?.byAccount.map(({ label, count }) => [label, count])).toEqual([
    ["Front desk", 1],
    ["Web shop", 1],
  ]);
  expect(copies.map(({ account }) => account)).toEqual(["live", "second"]);
});

it("the sheet has a row for each number, the page the same ones, and neither runs what a name says", async () => {
  const folder = mkdtempSync(join(tmpdir(), "overview-"));
  const path = join(folder, "overview.csv");
  const evil = { operator: "=1+1 <b>ana</b>", channel: "phone" };
  const of = room(
    {
      live: [
        payment("p1", { metadata: evil }),
        payment("p2", { currency: "CAD", status: "partly_refunded", refunds: [refund(2_500)] }),
      ],
    },
    { chooseFile: async () => path },
  );
  const asked = { span: { kind: "days_7" } } as const;
  const { count } = await of.csv(asked);
  const rows = parseCsv(readFileSync(path, "utf8").slice(1));
  rmSync(folder, { recursive: true });
  expect(rows).toHaveLength(count + 1);
  const told = (part: string, what: string): string[][] =>
    rows
      .filter((row) => row[0] === part && row[1] === what)
      .map(([, , , , many = "", amount = "", unit = ""]) => [many, amount, unit]);
  expect(told("Total", "Taken")).toEqual([
    ["1", "100.00", "USD"],
    ["1", "100.00", "CAD"],
  ]);
  expect(told("Total", "Taken less refunds")).toEqual([
    ["1", "100.00", "USD"],
    ["1", "75.00", "CAD"],
  ]);
  expect(rows.filter(([part]) => part === "By person").map(([, what]) => what)).toContain("'=1+1 <b>ana</b>");
  const { html, title } = await of.page(asked);
  expect(title).toBe("Overview Web shop 2026-11-15 to 2026-11-21");
  expect(html).toContain("CA$75.00");
  expect(html).toContain("=1+1 &lt;b&gt;ana&lt;/b&gt;");
  expect(html).not.toMatch(/<b>|<script/);
});

it("says in a sentence beside the field which days cannot be looked at", async () => {
  const of = room({});
  const between = (from: string, to: string) => of.read({ span: { kind: "between", from, to } });
  await expect(between("2026-11-05", "2026-11-04")).rejects.toMatchObject({ fields: { to: words.turned } });
  await expect(between("2026-02-30", "2026-11-04")).rejects.toMatchObject({ fields: { from: words.noSuchDay } });
  await expect(between("2000-01-01", "2026-11-04")).rejects.toMatchObject({
    fields: { to: words.tooLong({ years: 10 }) },
  });
});
