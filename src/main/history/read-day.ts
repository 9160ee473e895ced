import { currencyOf } from "../../shared/account";
import { NO_OTHERS, type DayElsewhere } from "../../shared/desks";
import { Failure } from "../../shared/failure";
import type { DayClose } from "../../shared/day-close";
import { startOfDay } from "../../shared/history";
import { isOpenQuestion, type Attempt, type AttemptView } from "../../shared/attempt";
import type { PaymentStatus } from "../../shared/payment";
import { stampText } from "../../shared/times";
import { dayCloseWords as words } from "../../shared/words/day-close";
import { breathe } from "../base/breathe";
import type { Clock } from "../base/clock";
import type { Journal } from "../journal/journal";
import type { Processor } from "../processors/processor";
import { closeDay } from "./day-close";
import { hasRefundOfNoDay } from "./day-sums";
import type { Kept } from "./kept";
import type { Question } from "./question";
import type { Reader } from "./reader";
import type { HistoryStore } from "./store";
import { anyOf, whole } from "./tokens";

/** What the close of a day is read with; as in HistoryOptions. */
export interface DayCloserOptions {
  readonly store: HistoryStore;
  readonly processor: () => Processor;
  readonly connection: () => string;
  readonly journal: () => Journal | null;
  readonly view: (attempt: Attempt) => AttemptView;
  readonly who: () => { readonly operator: string; readonly desk: string };
  readonly clock: Pick<Clock, "wall">;
  /** By how many hours the time of day is told. */
  readonly hours: () => 12 | 24;
  /** What the shop's other desks did from `from` (epoch ms) to `to`. Never throws. Left out: this desk is alone. */
  readonly elsewhere?: (from: number, to: number) => Promise<DayElsewhere>;
}

/** Payments under one reference: one, or a few when the processor did something twice. */
const MOST_OF_ONE = 20;
/** More are not shown one by one. */
const MOST_ATTEMPTS = 500;
const SLICE = 200;
const SECOND_MS = 1_000;
const EVERYTHING: Question = { match: null, from: null, to: null, amountFrom: null, amountTo: null };
/** A payment with one of these may have refunds. A dispute hides in the status that a part was refunded before. */
const REFUNDED: readonly PaymentStatus[] = ["refunded", "partly_refunded", "disputed", "partly_disputed"];
/** Nobody gives money back later than this (card schemes allow 180 days at most for a dispute, refunds are sooner). */
const REFUND_REACH_MS = 200 * 24 * 60 * 60 * 1000;

/** A day as it is now, without what is known of its being closed; `notRead`: the processor could not be asked. */
export type DayRead = Omit<DayClose, "closings" | "differences" | "whyNotClosable"> & { readonly notRead: boolean };

/**
 * Reads a day ("2026-11-20", here) from the processor and adds it up. The close says so when the list could not be read;
 * a Failure is thrown only when there is no such day.
 */
export function createDayCloser(
  options: DayCloserOptions,
  reader: Pick<Reader, "reach" | "lapses">,
): (day: string) => Promise<DayRead> {
  const { store, clock } = options;

  const all = async (of: string, question: Question): Promise<Kept[]> => {
    const found: Kept[] = [];
    for (let before: number | null = null; ; ) {
      const { kept, next } = store.list(of, question, before, SLICE);
      found.push(...kept);
      if (next === null) return found;
      before = next;
      await breathe();
    }
  };

  /** Why the list is not as the processor has it now; null: it is. */
  const readList = async (of: string, from: number): Promise<{ trouble: string | null; notRead: boolean }> => {
    try {
      if (await reader.reach(of, options.processor(), from)) return { trouble: null, notRead: false };
      return { trouble: words.notAllRead, notRead: false };
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const { newestAt } = store.state(of);
      const age =
        newestAt === null ? words.listIsEmpty : words.listIsOf({ when: stampText(newestAt, options.hours()) });
      return { trouble: `${error.sentence} ${age}`, notRead: true };
    }
  };

  return async (day) => {
    const from = startOfDay(day);
    const to = startOfDay(day, 1);
    if (from === null || to === null) throw new Failure("bad_input", words.noSuchDay, { day: words.noSuchDay });
    const of = options.connection();
    const told = options.elsewhere?.(from, to) ?? Promise.resolve(NO_OTHERS);
    const { trouble, notRead } = await readList(of, from);
    // MONEY: a charge that ends meanwhile is in the list, or is told as not listed; it is never counted in both.
    const heard = await told;
    const listed = await all(of, { ...EVERYTHING, from, to });
    // MONEY: they stand before all others, so no day has them.
    const first = await all(of, { ...EVERYTHING, to: SECOND_MS });
    const timeless = first.filter(({ createdAt }) => createdAt === null).length;
    const given = anyOf(REFUNDED.map((status) => whole("s", status)));
    const refundedBefore = await all(of, { ...EVERYTHING, match: given, from: from - REFUND_REACH_MS, to });
    // The journal is read last: what it has done meanwhile is in the copy too (History.heard).
    const journal = options.journal();
    const opened = journal?.openedBetween(of, from, to) ?? [];
    const known = new Set(opened.map(({ intent }) => intent.id));
    // MONEY: what this desk did while the book knew it by another id is its own, and is told once.
    const elsewhere = { ...heard, charges: heard.charges.filter(({ attempt }) => !known.has(attempt)) };
    const standing = (journal?.unfinished() ?? []).filter(
      (attempt) => attempt.intent.connection === of && isOpenQuestion(attempt) && !known.has(attempt.intent.id),
    );
    const attempts = [...standing, ...opened];
    const unreadable = (journal?.unreadable() ?? []).filter(
      ({ connection }) => connection === null || connection === of,
    );
    const { operator, desk } = options.who();
    // MONEY: a status may not tell yet of a refund that is listed.
    const changed = attempts.flatMap(({ intent }) => store.get(of, intent.paymentId ?? "") ?? []);
    const isGivenBack = ({ refunds, amountRefunded }: Kept): boolean => refunds.length > 0 || amountRefunded > 0;
    const givenBack = [...refundedBefore, ...listed, ...changed].filter(isGivenBack);
    const refunded = [...new Map(givenBack.map((kept) => [kept.id, kept])).values()];
    // What has not changed since before this day was given back before it.
    const ofNoDay = refunded.filter((kept) => (kept.updatedAt ?? from) >= from && hasRefundOfNoDay(kept)).length;
    const sums = closeDay({
      from,
      to,
      now: clock.wall(),
      listed,
      refunded: refunded.filter(({ refunds }) => refunds.length > 0),
      find: (id) => store.get(of, id),
      madeBy: (reference) =>
        store
          .list(of, { ...EVERYTHING, match: whole("r", reference) }, null, MOST_OF_ONE)
          .kept.filter((kept) => kept.reference === reference),
      hasJournal: journal !== null,
      attempts,
      attempt: (id) => readable(() => journal?.get(id) ?? null),
      attemptsOn: (id) => journal?.onPayment(of, id) ?? [],
      unreadable,
      names: {
        desks: new Set([desk, ...opened.map(({ intent }) => intent.desk)]),
        operators: new Set([operator, ...opened.map(({ intent }) => intent.operator)]),
      },
      lapses: reader.lapses(of),
      elsewhere,
      hours: options.hours(),
      currency: currencyOf(of),
    });
    const noTime = timeless > 0 ? words.noTime({ count: timeless }) : null;
    const noDay = ofNoDay > 0 ? words.noRefundDay({ count: ofNoDay }) : null;
    const noJournal = journal === null ? words.noJournal : null;
    return {
      day,
      ...sums,
      notRead,
      trouble: [trouble, noTime, noDay, noJournal].filter(Boolean).join(" ") || null,
      attempts: attempts.slice(0, MOST_ATTEMPTS).map(options.view),
    };
  };
}

/** An entry that cannot be read is told of by itself, and must not stop the close of the day. */
function readable<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
