import type { Notice, OutputOf, ParsedInputOf } from "../../shared/contract";
import type { CustomerLine } from "../../shared/customer";
import {
  dayOf,
  HOLD_LAST_MS,
  type ExportProgress,
  type HistoryStatus,
  type PaymentFilter,
  type PaymentLine,
  type PaymentSort,
} from "../../shared/history";
import { INVOICE } from "../../shared/metadata";
import { moneyText, type Money } from "../../shared/currency";
import type { Attempt, AttemptView } from "../../shared/attempt";
import { HOLD_LIFE_MS, type Payment } from "../../shared/payment";
import { fits, foldFindable, readClue } from "../search/clues";
import type { Journal } from "../journal/journal";
import { errorText, type Log } from "../base/log";
import type { Clock } from "../base/clock";
import type { Processor } from "../processors/processor";
import { createDoubled } from "./doubled";
import type { Closings } from "./closings";
import { createDayDesk, fileName, type DayDesk, type DayDeskOptions } from "./day-desk";
import type { PageAbout } from "./day-page";
import { PAYMENT_HEADER, rowsFrom } from "./export";
import type { Filters } from "./filters";
import { lineOf, type Kept } from "./kept";
import { createOfCustomer } from "./of-customer";
import { ask, type Question } from "./question";
import { createDayCloser, type DayCloserOptions } from "./read-day";
import { createReader } from "./reader";
import { createNames } from "./names";
import type { HistoryStore, ReadState } from "./store";
import { mustKeep, unlessBroken } from "../storage/trouble";
import { NOTHING, type Sum } from "./sums";
import { createExports } from "./write-export";
import { listWords } from "../../shared/words/errors";

/** The commands of the back office: payments, holds, the close of a day. Nothing here moves money. */
export interface History extends DayDesk {
  status(): HistoryStatus;
  /** Looks at the newest now; `whole`: at everything again. */
  refresh(depth: "newest" | "whole"): HistoryStatus;
  /** From the local copy, newest first unless sorted otherwise. */
  list(asked: ParsedInputOf<"history.list">): Promise<OutputOf<"history.list">>;
  /** How many payments answer, and their money together. */
  sum(asked: ParsedInputOf<"history.sum">): Promise<OutputOf<"history.sum">>;
  /** The payments of a customer, newest first. */
  paymentsOf(asked: ParsedInputOf<"customers.payments">): OutputOf<"customers.payments">;
  /** All of them, as the copy keeps them. */
  allOf(customerId: string): Promise<Kept[]>;
  /** Takes the person out of all of them, for good. */
  forgetPerson(customerId: string): Promise<void>;
  /** What they come to, by currency. */
  sumsOf(customerId: string): Promise<OutputOf<"customers.sums">>;
  /** What this computer's journal has of that payment, newest first. */
  attemptsOn(paymentId: string): AttemptView[];
  /**
   * `complete`: the local copy has all payments. Throws a Failure when the file cannot be written, or another is being
   * written.
   */
  exportCsv(asked: ParsedInputOf<"history.exportCsv">): Promise<Omit<OutputOf<"history.exportCsv">, "file">>;
  cancelExport(): void;
  filters(): OutputOf<"filters.list">;
  saveFilter(filter: ParsedInputOf<"filters.save">): OutputOf<"filters.list">;
  removeFilter(name: string): OutputOf<"filters.list">;
  /** The next to lapse first. */
  holds(): OutputOf<"holds.list">;
  /** For the top of every screen: charges that stand twice, holds about to lapse, payments that are not in the copy. */
  notices(): Notice[];
  /** That holds are about to lapse: also told in windows of other accounts. */
  holdNotices(): Notice[];
  /** A payment of the connection in use was read for another purpose. Never throws. */
  seen(payment: Payment): void;
  /** An attempt has changed: what is now true of its payment is shown at once. Never throws. */
  heard(attempt: AttemptView): void;
  /** The directory has other names of these customers, or none any longer. */
  customersChanged(customerIds: readonly string[]): void;
  /** To be called at start and after each change of connection or of its token. */
  connectionChanged(): void;
  /** Everything of this connection was made anew (training was reset). */
  startOver(connection: string): void;
  /** Stops reading in the background. The store and the filters are closed by whoever opened them. */
  close(): void;
}

export interface HistoryOptions {
  readonly store: HistoryStore;
  readonly filters: Filters;
  readonly closings: Closings;
  /** What stands on the printed page of a day. */
  readonly page: () => PageAbout;
  /** The processor in use. Throws a Failure `not_connected` when there is none. */
  readonly processor: () => Processor;
  readonly connection: () => string;
  /** What people call the account, for files. */
  readonly label: () => string;
  /** From the local copy of the customers. */
  readonly customerName: (customerId: string) => string | null;
  readonly findCustomers: (clue: string) => readonly CustomerLine[];
  /** null: there is none now. */
  readonly journal: () => Journal | null;
  readonly journalHead: DayDeskOptions["journalHead"];
  readonly view: (attempt: Attempt) => AttemptView;
  /** Who takes payments at this computer, and under which name of a desk. */
  readonly who: () => { readonly operator: string; readonly desk: string };
  /** By how many hours the time of day is told. */
  readonly hours: () => 12 | 24;
  readonly elsewhere?: DayCloserOptions["elsewhere"];
  /** Where to write a file of that name; null: the person cancelled. */
  readonly chooseFile: (name: string) => Promise<string | null>;
  readonly clock: Clock;
  readonly log: Log;
  readonly onStatus: (status: HistoryStatus) => void;
  /** Hears of every payment that was read from the processor, on any page and by itself. */
  readonly onSeen: (connection: string, payments: readonly Payment[]) => void;
  readonly onProgress: (progress: ExportProgress) => void;
}

const NEWEST_FIRST: PaymentSort = { by: "when", down: true };
const MOST_HOLDS = 2000;

export function createHistory(options: HistoryOptions): History {
  const { filters, clock, connection } = options;
  const store: HistoryStore = {
    ...options.store,
    put: (of, payments) => options.store.put(of, payments, options.customerName),
  };
  const doubled = createDoubled(() => clock.wall());
  /** MONEY: whoever corrects what the journal says hears of every payment that was read, whatever it was read for. */
  const tellSeen = (of: string, payments: readonly Payment[]): void => {
    doubled.saw(of, payments);
    try {
      options.onSeen(of, payments);
    } catch (error) {
      options.log.error(`history: payments that were read could not be compared: ${errorText(error)}`);
    }
  };
  const reader = createReader({
    store,
    clock,
    log: options.log,
    onStatus: options.onStatus,
    onSeen: (of, payments) => tellSeen(of, payments),
  });
  const names = createNames({
    store,
    nameOf: options.customerName,
    changed: () => options.onStatus(reader.status(connection())),
    failed: (error) => options.log.warn(`history: names could not be compared: ${errorText(error)}`),
  });
  const exports = createExports(options);
  const nameOf = ({ customerId }: Kept): string | null =>
    customerId === null ? null : options.customerName(customerId);

  const ofCustomer = createOfCustomer(store, nameOf);
  /** As a list shows it. Of a payment that was voided the journal knows whether a rule did it at once. */
  const shownLine = (of: string, kept: Kept): PaymentLine => {
    const line = lineOf(kept, nameOf(kept));
    if (kept.status !== "voided" || kept.reference === null) return line;
    const made = (options.journal()?.onPayment(of, kept.id) ?? []).map(options.view);
    return made.some(({ outcome }) => outcome?.kind === "reversed") ? { ...line, reversed: true } : line;
  };

  const questionOf = (clue: string, filter: PaymentFilter): Question | null =>
    ask({ clue, filter, now: clock.wall(), customerIds: customersFor(clue, options.findCustomers) });

  const holds = (of: string): OutputOf<"holds.list">["holds"] =>
    store
      .withStatus(of, "authorized", MOST_HOLDS)
      .map((kept) => ({
        ...lineOf(kept, nameOf(kept)),
        lapsesAt: kept.createdAt === null ? null : kept.createdAt + HOLD_LIFE_MS,
      }))
      .sort((one, other) => (one.lapsesAt ?? Infinity) - (other.lapsesAt ?? Infinity));

  /** Takes in a payment that the processor's own answer to a charge or a change showed. */
  const saw = (of: string, payment: Payment): void => {
    try {
      doubled.saw(of, [payment]);
      reader.saw(of, [payment]);
    } catch (error) {
      options.log.warn(`history: a payment could not be kept: ${errorText(error)}`);
    }
  };

  /** Takes in a payment that was read by itself. */
  const read = (of: string, payment: Payment): void => {
    saw(of, payment);
    tellSeen(of, [payment]);
  };

  const sum = async (question: Question | null): Promise<Sum> =>
    question === null ? NOTHING : await store.sum(connection(), question);

  const holdNotices = (): ReturnType<typeof lapsing> =>
    unlessBroken(
      () => lapsing(reader.lapses(connection()), clock.wall()),
      () => [],
    );

  const days = createDayDesk(options, createDayCloser(options, reader), exports);

  return {
    status: () => reader.status(connection()),
    refresh(depth) {
      reader.refresh(depth);
      return reader.status(connection());
    },
    async list({ clue, filter, before, limit, sort }) {
      const of = connection();
      const question = questionOf(clue, filter);
      if (question === null) return { lines: [], next: null };
      if (sort?.by === "customer") void names.compare(of);
      const { kept, next } = await store.sorted(of, question, before, limit, sort ?? NEWEST_FIRST);
      return { lines: kept.map((one) => shownLine(of, one)), next };
    },
    allOf: (id) => ofCustomer.all(connection(), id),
    async forgetPerson(id) {
      store.forgetPerson(connection(), id, await ofCustomer.all(connection(), id));
    },
    paymentsOf: (asked) => ofCustomer.list(connection(), asked),
    sumsOf: (customerId) => ofCustomer.sums(connection(), customerId),
    sum: ({ clue, filter }) => sum(questionOf(clue, filter)),
    attemptsOn: (paymentId) => (options.journal()?.onPayment(connection(), paymentId) ?? []).map(options.view),
    async exportCsv({ clue, filter }) {
      const question = questionOf(clue, filter);
      const of = connection();
      const { count } = await sum(question);
      const rows =
        question === null
          ? () => null
          : rowsFrom(
              (before, limit) => store.sorted(of, question, before, limit, NEWEST_FIRST),
              nameOf,
              options.label(),
            );
      const written = await exports.write(
        "payments",
        fileName("Payments", options.label(), dayOf(clock.wall())),
        count,
        {
          header: PAYMENT_HEADER,
          rows,
        },
      );
      return { ...written, complete: isComplete(store.state(of)) };
    },
    cancelExport: () => exports.cancel(),
    filters: () => filters.list(),
    saveFilter(filter) {
      mustKeep(() => filters.save(filter));
      return filters.list();
    },
    removeFilter(name) {
      mustKeep(() => filters.remove(name));
      return filters.list();
    },
    holds: () => ({ holds: holds(connection()), status: reader.status(connection()) }),
    ...days,
    holdNotices,
    notices: () => [...doubled.notices(connection()), ...holdNotices(), ...reader.notices(connection())],
    seen: (payment) => read(connection(), payment),
    heard(attempt) {
      const { outcome, paymentId } = attempt;
      if (attempt.state !== "closed" || outcome === null) return;
      if (outcome.payment !== null) return saw(attempt.connection, signed(outcome.payment, attempt));
      // The answer to a refund has no payment in it (docs/payarc.md 9).
      if (paymentId === null || outcome.kind === "refused" || attempt.connection !== connection()) return;
      const reading = async (): Promise<void> =>
        read(attempt.connection, await options.processor().getPayment(paymentId, "later"));
      reading().catch((error: unknown) => options.log.info(`history: ${errorText(error)}`));
    },
    customersChanged: (ids) => names.heard(connection(), ids),
    connectionChanged() {
      reader.stop();
      // What stood twice in one account is no business of another; the newest are read again at once.
      doubled.forget(connection());
      let processor: Processor;
      try {
        processor = options.processor();
      } catch {
        // No connection: what is in the local copy can still be searched.
        return;
      }
      reader.start(connection(), processor);
    },
    startOver(of) {
      reader.stop();
      doubled.forget(of);
      store.clear(of);
      options.closings.startOver(of);
      this.connectionChanged();
    },
    close: () => reader.stop(),
  };
}

function isComplete({ wholeAt, cut }: ReadState): boolean {
  return wholeAt !== null && cut === null;
}

function lapsing(
  lapses: readonly (Money & { readonly at: number })[],
  now: number,
): { id: string; tone: "warning"; sentence: string }[] {
  const last = lapses.filter(({ at }) => at > now && at - now <= HOLD_LAST_MS);
  const [first] = last;
  if (!first) return [];
  const hours = Math.max(1, Math.floor((first.at - now) / 3_600_000));
  const amount = moneyText(first.amount, first.currency);
  const sentence =
    last.length === 1
      ? listWords.holdLapses({ amount, hours })
      : listWords.holdsLapse({ count: last.length, within: HOLD_LAST_MS / 3_600_000, amount, hours });
  return [{ id: "holds-lapsing", tone: "warning", sentence }];
}

/**
 * Customers of the directory whose name, e-mail or phone answers to the clue as it is typed, without guessing at slips.
 */
function customersFor(clue: string, find: HistoryOptions["findCustomers"]): string[] {
  const typed = clue.trim();
  if (typed.length < 2 || (!/\p{L}{2}/u.test(typed) && typed.replace(/\D/g, "").length < 7)) return [];
  const readings = readClue(typed);
  return find(typed)
    .filter((line) => readings.some((reading) => fits(foldFindable({ ...line, last4s: [] }), reading, false) !== null))
    .map(({ id }) => id);
}

/** The answer to a charge may leave out what was sent along with it: who, where, the invoice, and our reference. */
function signed(payment: Payment, { operation, id, operator, desk, channel, invoice }: AttemptView): Payment {
  if (operation !== "charge" || payment.reference !== null) return payment;
  return {
    ...payment,
    reference: id,
    metadata: {
      ...payment.metadata,
      reference: id,
      operator,
      desk,
      ...(channel && { channel }),
      ...(invoice && { [INVOICE]: invoice }),
    },
  };
}
