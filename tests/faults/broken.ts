import type { Journal } from "../../src/main/journal/journal";
import type { ChargeOrder, Processor, SendAgain } from "../../src/main/processors/processor";
import { advance, IllegalStep, opened } from "../../src/shared/attempt-steps";
import type { Attempt, Row, Sent, Unknown } from "../../src/shared/attempt";
import { refused } from "../../src/shared/outcome";

/** Builds that are wrong on purpose, to show that the harness sees it. */
export type Broken =
  | "none"
  | "sends_before_journal"
  | "retries_on_timeout"
  | "timeout_is_declined"
  | "forgets_at_restart"
  | "again_unrecorded"
  | "again_new_key"
  | "again_other_body"
  | "again_after_sleep"
  | "again_after_restart"
  | "never_corrects"
  | "opened_is_not_sent"
  | "theirs_is_ours"
  | "believes_rows"
  | "trusts_this_clock"
  | "unlooked_is_none";

/**
 * `sends_before_journal`: the rows before the send are kept in memory and written with the outcome. `never_corrects`: a
 * "no" that was told once stays.
 */
export function breakJournal(journal: Journal, broken: Broken): Journal {
  if (broken === "never_corrects")
    return {
      ...journal,
      add(from, row) {
        if (from.state === "closed") throw new IllegalStep(from.state, row.step);
        return journal.add(from, row);
      },
    };
  if (broken !== "sends_before_journal") return journal;
  const waiting = new Map<string, { attempt: Attempt; rows: Row[] }>();
  return {
    ...journal,
    begin(intent, at) {
      const first = { step: "opened" as const, at, intent };
      const row = { step: "sent" as const, at };
      const attempt = advance(opened(first), row) as Sent;
      waiting.set(intent.id, { attempt, rows: [first, row] });
      return attempt;
    },
    add(from, row) {
      const held = waiting.get(from.intent.id);
      if (!held) return journal.add(from, row);
      held.rows.push(row);
      held.attempt = advance(from, row);
      if (row.step !== "closed") return held.attempt;
      waiting.delete(from.intent.id);
      let attempt = journal.open(from.intent, held.rows[0]?.at ?? 0);
      for (const each of held.rows.slice(1))
        attempt = journal.add(attempt as Unknown, each as Extract<Row, { step: "closed" }>);
      return attempt;
    },
    get: (id) => waiting.get(id)?.attempt ?? journal.get(id),
  };
}

/** `opened_is_not_sent`: an attempt whose row about the send is not there was not sent, a start is sure of that. */
export function breakStart(journal: Journal, broken: Broken): void {
  if (broken !== "opened_is_not_sent") return;
  for (const attempt of journal.unfinished())
    if (attempt.state === "opened")
      journal.add(attempt, { step: "closed", at: attempt.openedAt, outcome: refused("not_sent") });
}

/** The processor with some of its answers changed. */
function changed(processor: Processor, to: Partial<Processor>): Processor {
  return new Proxy(processor, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(name in to ? to : target, name, receiver);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
}

/** `theirs_is_ours`: every refund that a payment lists is taken for the one that was sent last. */
function claimsRefunds(processor: Processor): Processor {
  let last = "";
  return new Proxy(processor, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      if (typeof value !== "function") return value;
      if (name === "refund")
        return (...asked: Parameters<Processor["refund"]>) => {
          last = asked[4];
          return target.refund(...asked);
        };
      if (name === "getPayment")
        return async (...asked: Parameters<Processor["getPayment"]>) => {
          const payment = await target.getPayment(...asked);
          return { ...payment, refunds: payment.refunds.map((refund) => ({ ...refund, reference: last })) };
        };
      return value.bind(target) as unknown;
    },
  });
}

/**
 * `retries_on_timeout`: a lost answer is sent for again, as most programs do. `timeout_is_declined`: a lost answer is
 * called declined.
 * `again_unrecorded`: the same request is sent again and nothing says so. `again_new_key`: it is on record, but is
 * another request.
 * `again_other_body`: it has the key and another body. `again_after_sleep` and `again_after_restart` (world.ts,
 * story.ts): it is the same request, on record, but so late that the key may be forgotten.
 * `trusts_this_clock`: how far the processor's clock is from this one is never asked. `unlooked_is_none`: a list that
 * could not be read is taken for an empty one. `believes_rows` (damaged-row.ts): whatever a row says is believed.
 */
export function breakProcessor(processor: Processor, broken: Broken): Processor {
  if (broken === "theirs_is_ours") return claimsRefunds(processor);
  if (broken === "trusts_this_clock") return changed(processor, { clockOffset: () => 0 });
  if (broken === "unlooked_is_none") {
    const none = { items: [], next: null, total: null };
    return changed(processor, { listPayments: (...asked) => processor.listPayments(...asked).catch(() => none) });
  }
  if (
    [
      "none",
      "never_corrects",
      "opened_is_not_sent",
      "sends_before_journal",
      "forgets_at_restart",
      "again_after_sleep",
      "again_after_restart",
      "believes_rows",
    ].includes(broken)
  )
    return processor;
  return new Proxy(processor, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      if (typeof value !== "function") return value;
      if (name !== "charge") return value.bind(target) as unknown;
      return async (order: ChargeOrder, reference: string, again?: SendAgain) => {
        if (broken === "again_unrecorded") return target.charge(order, reference, () => true);
        const outcome = await target.charge(order, reference);
        if (outcome.kind !== "unknown") return outcome;
        if (broken === "timeout_is_declined") return { ...outcome, kind: "declined" as const };
        if (broken === "again_new_key" && again?.(outcome.why) !== true) return outcome;
        if (broken === "again_other_body")
          return again?.(outcome.why) === true
            ? target.charge({ ...order, description: "once more" }, reference)
            : outcome;
        return target.charge(order, crypto.randomUUID());
      };
    },
  });
}
