import type { NextRow } from "../../shared/attempt-steps";
import type { Attempt, Intent, Sent } from "../../shared/attempt";
import type { UnreadableEntry } from "../../shared/unreadable";
import type { Chain } from "./chain";
import type { PeopleRows } from "./people-rows";

/** A row could not be written or read. MONEY: whoever gets this before a send must not send. */
export class JournalTrouble extends Error {
  override readonly name = "JournalTrouble";
}

export interface Similar {
  readonly connection: string;
  /** In cents. */
  readonly amount: number;
  /** Epoch ms; attempts opened before are not answered. */
  readonly since: number;
}

/** A row as it was written. */
export interface JournalRow {
  /** Place among all rows, from 1 without a gap. */
  readonly seq: number;
  readonly attempt: string;
  /** Place among the rows of its attempt, from 0. */
  readonly nth: number;
  readonly step: string;
  /** Epoch ms. */
  readonly at: number;
  /** That of the attempt; null where its first row cannot be read. */
  readonly connection: string | null;
  /** JSON of a `Row`. */
  readonly body: string;
}

/** Rows in their order, without those that are not as they were written. */
export interface RowsBehind {
  readonly rows: readonly JournalRow[];
  /** The places of the rows that were left out. */
  readonly lost: readonly number[];
  /** The last place that was read; null: there is none behind. */
  readonly upTo: number | null;
}

/**
 * The counterfoil: every money operation is here before it is sent. Rows are only added; the database itself refuses
 * to change or delete one. All calls are synchronous and durable when they return; all throw JournalTrouble. Lists
 * leave out the entries that cannot be read: `unreadable` has them.
 */
export interface Journal {
  /**
   * Writes the rows `opened` and `sent` in one commit: both are on the disk when this returns, or neither is. Throws
   * JournalTrouble, also when the id is already there.
   */
  begin(intent: Intent, at: number): Sent;
  /** Writes the first row alone, as earlier versions did. Throws JournalTrouble, also when the id is already there. */
  open(intent: Intent, at: number): Attempt;
  /** Adds one row. Throws IllegalStep when it does not follow, JournalTrouble when it cannot be written. */
  add<A extends Attempt>(attempt: A, row: NextRow[A["state"]]): Attempt;
  /** null when there is no such attempt; JournalTrouble when there is one that cannot be read. */
  get(id: string): Attempt | null;
  /** All attempts that are not closed: opened, sent, unknown. */
  unfinished(): readonly Attempt[];
  /** Charges of that connection and amount, newest first; of very many, the newest. */
  similar(what: Similar): readonly Attempt[];
  /** All charges of that connection and amount (cents) that are not closed, newest first. */
  standing(connection: string, amount: number): readonly Attempt[];
  /** The first unfinished attempt that stands on this payment; null: none does. */
  unfinishedOn(connection: string, paymentId: string): Attempt | null;
  /** The charge whose answer named this payment; null when none of this desk's did. */
  chargeOf(connection: string, paymentId: string): Attempt | null;
  /** All attempts on this payment, and the charge that made it; newest first. */
  onPayment(connection: string, paymentId: string): readonly Attempt[];
  /** Attempts of that connection opened from `from` (epoch ms, included) to `to`, newest first. */
  openedBetween(connection: string, from: number, to: number): readonly Attempt[];
  /** All attempts that name that customer of the processor's; newest first. Reads the whole journal. */
  ofCustomer(connection: string, customerId: string): readonly Attempt[];
  /** Newest first. */
  recent(limit: number): readonly Attempt[];
  /** Of the newest so many those that no payment closed: no charge, or one whose closing names none. Newest first. */
  recentUnpaid(limit: number): readonly Attempt[];
  /** Attempts that were closed more than once, and of which nobody has read that. */
  closedAgain(): readonly Attempt[];
  /**
   * The entries that cannot be read, as far as they were come across: all that are not closed, all that earlier damage
   * left, and whatever a call above had to leave out. MONEY: one that stands is in the way of what could be the same.
   */
  unreadable(): readonly UnreadableEntry[];
  /**
   * A named person puts away an entry that is `closable`: it stays listed and no longer stands. `at` is epoch ms. Throws
   * JournalTrouble.
   */
  closeUnreadable(id: string, reason: string, operator: string, at: number): void;
  /** A row may follow soon: the disk gets done beside the program's work what that row would wait for. Never throws. */
  clearDisk(): void;
  /** The rows that are no attempt. */
  readonly people: PeopleRows;
  /** The rows behind that place, oldest first, at most so many. Throws JournalTrouble. */
  after(seq: number, most: number): RowsBehind;
  /** The place of the newest row; 0: there is none. Throws JournalTrouble. */
  newest(): number;
  /** The public chain over all rows. Its calls throw what the database throws. */
  readonly chain: Chain;
  close(): void;
}
