import { randomUUID } from "node:crypto";
import { cents } from "../../../src/shared/money";
import type { Attempt, Intent } from "../../../src/shared/attempt";
import type { Outcome } from "../../../src/shared/outcome";
import type { Journal } from "../../../src/main/journal/journal";
import { openJournal, type OpenedJournal } from "../../../src/main/journal/open-journal";

export const KEY = "ab".repeat(32);
export const BARE = { payment: null, amount: null, code: null, message: null, httpStatus: null };
export const APPROVED: Outcome = { kind: "approved", ...BARE };
export const TIMED_OUT: Outcome = { kind: "unknown", ...BARE, why: "timeout" };

/** A phone charge of 12.00 in Training, and `over`. */
export function newIntent(over: Partial<Intent> = {}): Intent {
  return {
    id: randomUUID(),
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
    ...over,
  };
}

export type Open = Extract<OpenedJournal, { journal: Journal }>;

/** Opens the journal of a file; throws when there is none. */
export function openBook(file: string, now = 0): Open {
  const opened = openJournal({ file, key: KEY }, now);
  if (!opened.journal) throw new Error(opened.trouble);
  return opened;
}

/** An attempt that was sent and closed with this outcome. */
export function done(journal: Journal, outcome: Outcome = APPROVED, over: Partial<Intent> = {}): Attempt {
  const opened = journal.open(newIntent(over), 1);
  if (opened.state !== "opened") throw new Error("not opened");
  const sent = journal.add(opened, { step: "sent", at: 2 });
  if (sent.state !== "sent") throw new Error("not sent");
  return journal.add(sent, { step: "closed", at: 3, outcome });
}
