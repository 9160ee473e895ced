import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cents } from "../../../src/shared/money";
import { advance, canBeCorrected, IllegalStep, opened, replay, type NextRow } from "../../../src/shared/attempt-steps";
import { Row, type Attempt, type Intent, type Unknown } from "../../../src/shared/attempt";
import { AgainWhy, type Outcome } from "../../../src/shared/outcome";
import { viewAttempt } from "../../../src/shared/attempt-view";

const intent: Intent = {
  id: "7c1e9a52-3f10-4b7e-9d53-0a6f3c21b2f0",
  operation: "charge",
  connection: "training",
  currency: "USD",
  amount: cents(1200),
  capture: true,
  paymentId: null,
  card: { brand: "visa", last4: "5439", fingerprint: null },
  customer: null,
  channel: "phone",
  operator: "ana",
  desk: "Front desk",
  overrides: [],
  anchor: null,
  before: null,
};
const bare = { payment: null, amount: null, code: null, message: null, httpStatus: null };
const OUTCOMES: readonly Outcome[] = [
  { kind: "approved", ...bare },
  { kind: "authorized", ...bare },
  { kind: "partially_approved", ...bare, requested: cents(1200) },
  { kind: "declined", ...bare },
  { kind: "reversed", ...bare, rule: "avs" },
  { kind: "refused", ...bare, why: "absent", fields: {} },
  { kind: "refused", ...bare, why: "not_acceptable", fields: {} },
  { kind: "unknown", ...bare, why: "timeout" },
];

const anyRow: fc.Arbitrary<Row> = fc.oneof(
  fc.constant<Row>({ step: "opened", at: 1, intent }),
  fc.constant<Row>({ step: "sent", at: 2 }),
  fc.constantFrom(...AgainWhy.options).map<Row>((why) => ({ step: "sent_again", at: 2, why })),
  fc.constantFrom(...OUTCOMES).map<Row>((outcome) => ({ step: "closed", at: 3, outcome })),
  fc
    .constantFrom("not_seen", "not_conclusive", "could_not_look")
    .map<Row>((finding) => ({ step: "looked", at: 4, finding, note: null })),
  fc.constant<Row>({ step: "closed_by_hand", at: 5, reason: "the bank said no", operator: "ana" }),
  fc.constantFrom(...OUTCOMES).map<Row>((outcome) => ({ step: "reopened", at: 6, outcome })),
  fc.constant<Row>({ step: "correction_read", at: 7, operator: "ana" }),
);

/** How much is known of the money, at least; written apart from the machine. */
const KNOWN = ["refused", "declined", "reversed", "yes"] as const;
const known = (outcome: Outcome): number =>
  KNOWN.indexOf(
    outcome.kind === "refused" || outcome.kind === "declined" || outcome.kind === "reversed" ? outcome.kind : "yes",
  );

/** The rule book, written apart from the machine: what may follow what. */
function isLegal(rows: readonly Row[]): boolean {
  let at: "" | "opened" | "sent" | "unknown" | "hand" | number = "";
  let doubted = false;
  let isRead = false;
  for (const row of rows) {
    const closed = row.step === "closed" && row.outcome.kind !== "unknown" ? known(row.outcome) : null;
    const asked = (row.step === "closed" || row.step === "reopened") && row.outcome.kind === "unknown";
    if (at === "" && row.step === "opened") at = "opened";
    else if (at === "opened" && row.step === "sent") at = "sent";
    else if (at === "sent" && row.step === "sent_again") at = "sent";
    else if (at === "opened" && closed === 0) at = 0;
    else if ((at === "opened" || at === "sent") && row.step === "closed" && asked) at = "unknown";
    else if ((at === "sent" || at === "unknown") && closed !== null) at = closed;
    else if (at === "unknown" && row.step === "looked") at = "unknown";
    else if (at === "unknown" && row.step === "closed_by_hand") at = "hand";
    else if (at === "hand" && closed !== null && closed > 0) [at, doubted] = [closed, true];
    else if (typeof at === "number" && closed !== null && closed > at) [at, doubted] = [closed, true];
    else if (typeof at === "number" && at < 3 && row.step === "reopened" && asked) [at, doubted] = ["unknown", true];
    else if (at === 3 && doubted && !isRead && row.step === "correction_read") isRead = true;
    else return false;
  }
  return at !== "";
}

const neverSent = ([, next, ...later]: readonly Row[]): boolean =>
  next?.step === "closed" && next.outcome.kind === "refused" && later.length === 0;

describe("the outcome machine", () => {
  it("takes exactly the legal stories", () => {
    let legal = 0;
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 6 }), fc.boolean(), (rows, begin) => {
        const story: Row[] = begin ? [{ step: "opened", at: 1, intent }, { step: "sent", at: 2 }, ...rows] : rows;
        if (isLegal(story)) {
          legal++;
          expect(replay(story).intent.id).toBe(intent.id);
          const sends = story.filter(({ step }) => step === "sent" || step === "sent_again").length;
          // Where the row of the send is lost, or something of it is listed, it may have left once all the same.
          const lost = sends === 0 && replay(story).state !== "opened" && !neverSent(story);
          expect(replay(story).sends).toBe(lost ? 1 : sends);
        } else expect(() => replay(story)).toThrow();
      }),
      { numRuns: 20_000 },
    );
    expect(legal).toBeGreaterThan(500);
  });

  it("MONEY: never tells as not taken what was told as taken, and remembers what was told before", () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 8 }), (rows) => {
        let attempt: Attempt = advance(opened({ step: "opened", at: 1, intent }), { step: "sent", at: 2 });
        for (const row of rows) {
          const before = attempt;
          try {
            attempt = advance(attempt as Unknown, row as NextRow["unknown"]);
          } catch (error) {
            expect(error).toBeInstanceOf(IllegalStep);
            continue;
          }
          if (before.state !== "closed") continue;
          if (row.step === "correction_read") expect(attempt).toEqual({ ...before, readBy: "ana" });
          else {
            expect(canBeCorrected(before)).toBe(true);
            expect(attempt).toMatchObject({ told: before.told ?? { outcome: before.outcome, byHand: false } });
          }
        }
      }),
      { numRuns: 5_000 },
    );
  });

  it("without a sent row says that nothing was authorized, or that nobody knows", () => {
    const open = opened({ step: "opened", at: 1, intent });
    for (const outcome of OUTCOMES) {
      const close = (): Attempt => advance(open as never, { step: "closed", at: 2, outcome } as never);
      if (outcome.kind === "refused") expect(close()).toMatchObject({ state: "closed", sentAt: null, sends: 0 });
      else if (outcome.kind === "unknown") expect(close()).toMatchObject({ state: "unknown", sentAt: 1, sends: 1 });
      else expect(close).toThrow(IllegalStep);
    }
  });

  it("does not compile an illegal step", () => {
    const open = opened({ step: "opened", at: 1, intent });
    const illegal = (): Attempt[] => [
      // @ts-expect-error an opened attempt cannot be looked up: nothing was sent
      advance(open, { step: "looked", at: 2, finding: "not_seen", note: null }),
      // @ts-expect-error what was never sent cannot be sent again
      advance(open, { step: "sent_again", at: 2, why: "timeout" }),
      // @ts-expect-error an opened attempt cannot be approved: nothing was sent
      advance(open, { step: "closed", at: 2, outcome: { kind: "approved", ...bare } }),
    ];
    expect(illegal).toThrow(IllegalStep);
  });

  it("survives the disk: rows as JSON are the same attempt again", () => {
    const rows: Row[] = [
      { step: "opened", at: 1, intent },
      { step: "sent", at: 2 },
      { step: "sent_again", at: 2, why: "server_error" },
      { step: "closed", at: 3, outcome: { kind: "unknown", ...bare, why: "connection_lost" } },
      { step: "looked", at: 4, finding: "not_seen", note: null },
    ];
    const attempt = replay(rows.map((row) => Row.parse(JSON.parse(JSON.stringify(row)))));
    expect(attempt).toEqual(replay(rows));
    expect(viewAttempt(attempt, 99)).toMatchObject({
      state: "unknown",
      sentAt: 2,
      sends: 2,
      looks: { count: 1, lastAt: 4, nextAt: 99 },
    });
    expect(JSON.stringify(viewAttempt(attempt, null))).not.toContain("fingerprint");
  });

  it("shows what was told before, while that matters", () => {
    const refused = { kind: "refused", ...bare, why: "absent", fields: {} } as const;
    const rows: Row[] = [
      { step: "opened", at: 1, intent },
      { step: "sent", at: 2 },
      { step: "closed", at: 3, outcome: refused },
    ];
    const after = (...more: Row[]) => viewAttempt(replay([...rows, ...more]), null);
    expect(after().corrected).toBeNull();
    const doubt: Row = { step: "reopened", at: 4, outcome: { kind: "unknown", ...bare, why: "not_told_apart" } };
    expect(after(doubt)).toMatchObject({ state: "unknown", corrected: { word: "Not charged", at: 3 } });
    expect(after(doubt, { step: "closed", at: 5, outcome: refused }).corrected).toBeNull();
    expect(after({ step: "closed", at: 4, outcome: { kind: "approved", ...bare } })).toMatchObject({
      state: "closed",
      corrected: { word: "Not charged", at: 3 },
    });
  });
});
