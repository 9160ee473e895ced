import { namedById, type AccountId, type NamedAccount } from "../../shared/account";
import type { ChargeAnswer, Notice, OutputOf, ParsedInputOf, TakeBackPlan } from "../../shared/contract";
import type { Customer } from "../../shared/customer";
import { Failure } from "../../shared/failure";
import { USD } from "../../shared/currency";
import { viewAttempt } from "../../shared/attempt-view";
import { isOpenQuestion, type Attempt, type AttemptView } from "../../shared/attempt";
import type { LedgerLine } from "../../shared/ledger";
import type { Payment } from "../../shared/payment";
import type { PublicSettings } from "../../shared/settings";
import type { UnreadableEntry } from "../../shared/unreadable";
import type { PaymentChanges } from "../processors/processor";
import { NOBODY_ELSE, type Announce } from "./announce";
import { asFailure, createAttempts, type AttemptsOptions, type Connected } from "./attempts";
import { adjustTip, capture } from "./change";
import { charge, type ChargeAsked } from "./charge";
import type { Clock } from "../base/clock";
import { mayChange, notMovedSince, type Seen } from "./edit";
import { oneAtATime } from "../base/one-at-a-time";
import { createCorrections } from "./corrections";
import { createFindChange } from "./find-change";
import { createLateLooks } from "./late-looks";
import { createListed } from "./listed";
import { createReadings } from "./readings";
import { createRecent } from "./recent";
import { createRecovery, type RecoveryTimes } from "./recover";
import { createSaveCards, type CardKeeper } from "./save-cards";
import { asSaid } from "./said";
import { planTakeBack, takeBack } from "./take-back";
import { closeUnreadable, perhapsChanges, unreadableEntries } from "./unreadable";
import { errorText } from "../base/log";
import { errorWords } from "../../shared/words/errors";
import { moneyWords } from "../../shared/words/money";

export interface PaymentsOptions {
  /** The journal, or the sentence that says why there is none. */
  readonly journal: AttemptsOptions["journal"];
  /** The processor of an account that a window works on. Throws a Failure when there is none. */
  readonly connected: (account: AccountId) => Promise<Connected>;
  /** The processor of any account, for looking up its attempts; null when it cannot be reached. */
  readonly processorOf: (account: AccountId) => Promise<Connected | null>;
  /** A customer with the cards on file, as the processor has it. */
  readonly customer: (account: AccountId, customerId: string) => Promise<Customer>;
  /** From the local copy only. */
  readonly customerName: (account: AccountId, customerId: string) => string | null;
  readonly keeper: (account: AccountId) => CardKeeper;
  readonly settings: (account: AccountId) => PublicSettings;
  /** What people call an account; by its id when not given. */
  readonly named?: (account: string) => NamedAccount;
  readonly who: () => { operator: string; desk: string };
  readonly changed: (attempt: AttemptView) => void;
  /** Other desks of the shop; nobody when not given. */
  readonly others?: Announce;
  /** Hears that an entry that cannot be read was closed. */
  readonly unreadableClosed?: () => void;
  readonly clock: Clock;
  readonly recoveryTimes?: RecoveryTimes;
  readonly log: (line: string) => void;
}

/** Who gives a command, and who approved it on the spot; where it is not said, `who` tells. */
export interface GivenBy {
  readonly operator: string;
  readonly supervisor: string | null;
}

/** What is done with the money of one account. */
export interface Till {
  charge(asked: ChargeAsked, by?: GivenBy): Promise<ChargeAnswer>;
  saveCard(asked: ParsedInputOf<"payments.saveCard">): Promise<Customer>;
  capture(asked: ParsedInputOf<"payments.capture">, by?: GivenBy): Promise<{ attempt: AttemptView }>;
  takeBackPlan(paymentId: string): Promise<TakeBackPlan>;
  takeBack(asked: ParsedInputOf<"payments.takeBack">, by?: GivenBy): Promise<{ attempt: AttemptView }>;
  tip(asked: ParsedInputOf<"payments.tip">, by?: GivenBy): Promise<{ attempt: AttemptView }>;
  get(paymentId: string): Promise<Payment>;
  ledger(paymentId: string): Promise<readonly LedgerLine[]>;
  /** Throws a Failure, and nothing is saved, where what is changed is no longer as it was `seen`. */
  update(paymentId: string, changes: PaymentChanges, seen?: Seen): Promise<Payment>;
  list(cursor: string | null, limit: number): Promise<OutputOf<"payments.list">>;
  /** Those that may be a change of this payment: a change wants them named. Throws a Failure. */
  unreadableOn(paymentId: string): Promise<UnreadableEntry[]>;
  /**
   * An order is being typed, or waits for its press (`near`): connections to the processor are made meanwhile, and the
   * list that the guard needs is read, and the disk gets ready for the journal's rows. Throws a Failure without a
   * processor or a journal.
   */
  expectCharge(near: boolean): Promise<void>;
}

/**
 * THE HEART: everything that moves money, and everything that finds out what became of it. One journal holds the
 * attempts of all accounts; looking for lost answers goes on for all of them, whichever the windows show.
 */
export interface Payments {
  of(account: AccountId): Till;
  /** The account that an attempt in the journal belongs to; null when the journal does not have it. */
  accountOf(attemptId: string): AccountId | null;
  /** Unknowns first, then the newest. */
  attempts(limit: number): readonly AttemptView[];
  unknown(): readonly AttemptView[];
  /** How many attempts have no outcome, of one account or of all: those under way, and those being checked. */
  open(account?: AccountId): number;
  attempt(id: string): AttemptView;
  lookAgain(id: string): Promise<AttemptView>;
  closeByHand(id: string, reason: string): AttemptView;
  /** The entries of the journal that cannot be read, those that stand first. Throws a Failure. */
  unreadable(): UnreadableEntry[];
  /** A person closes one of them and says why. Throws a Failure. */
  closeUnreadable(id: string, reason: string): UnreadableEntry[];
  /** Corrections that nobody has read yet. */
  notices(): Notice[];
  /** A person has read that what was told of an attempt was corrected. Throws a Failure. */
  correctionRead(id: string): AttemptView;
  /** At start, before any command is answered: takes up what did not end. Never throws. */
  start(): void;
  networkBack(): void;
  /**
   * Payments that were read for another purpose: one may answer a question, or correct a "no". Never throws.
   */
  saw(connection: AccountId, payments: readonly Payment[]): void;
  /**
   * The connection has other credentials, or was made anew: what it listed before is not of the account that is charged
   * now.
   */
  startOver(connection: AccountId): void;
  stop(): void;
}

/**
 * A list that was asked for this short a time ago (ms) need not be asked for again while an order is typed: so that it is
 * there by the press, and is not too old then (charge.ts).
 */
const EARLY_MAX_AGE_MS = { begun: 5_000, near: 1_000 } as const;

export function createPayments(options: PaymentsOptions): Payments {
  const { clock, log, who, named = namedById, others = NOBODY_ELSE } = options;
  const inLine = oneAtATime();
  const processorOf = (connection: string) => options.processorOf(connection as AccountId);
  const attempts = createAttempts({
    journal: options.journal,
    clock,
    log,
    changed: (attempt) => {
      late.heard(attempt);
      corrections.heard(attempt);
      options.changed(view(attempt));
    },
  });
  const processorTime = ({ processor }: Connected): number => clock.wall() + (processor.clockOffset() ?? 0);
  const readings = createReadings({ clock, seen: (connection, payments) => compare(connection, payments) });
  const recent = createRecent({ clock, log, readings, processorTime });
  const findChange = createFindChange(attempts);
  const recovery = createRecovery({
    attempts,
    clock,
    log,
    recent,
    readings,
    findChange,
    changed: (attempt) => options.changed(view(attempt)),
    processorOf,
    ...(options.recoveryTimes ? { times: options.recoveryTimes } : {}),
  });
  const listed = createListed({ attempts, findChange, clock, log, settled: (attempt) => recovery.take(attempt) });
  const waits = options.recoveryTimes?.late;
  const late = createLateLooks({ attempts, processorOf, readings, listed, clock, log, ...(waits ? { waits } : {}) });
  const corrections = createCorrections(attempts, named);
  const compare = (connection: AccountId, payments: readonly Payment[]): void => {
    listed.saw(connection, payments);
    recovery.heard(connection, payments);
  };
  /** Takes in payments that were read for a screen. */
  const saw = (connection: AccountId, payments: readonly Payment[]): void => {
    recent.saw(connection, payments);
    compare(connection, payments);
  };
  const view = (attempt: Attempt): AttemptView =>
    viewAttempt(attempt, recovery.nextLookAt(attempt.intent.id), named(attempt.intent.connection));
  const answered = async (running: Promise<Attempt>): Promise<{ attempt: AttemptView }> => {
    const attempt = await running;
    recovery.take(attempt);
    return { attempt: view(attempt) };
  };
  const mustGet = (id: string): Attempt => {
    const found = clearly(() => attempts.get(id));
    if (!found) throw new Failure("not_found", errorWords.notThere);
    return found;
  };

  const tills = new Map<AccountId, Till>();
  const makeTill = (account: AccountId): Till => {
    const connected = (): Promise<Connected> => options.connected(account);
    const customerName = (id: string): string | null => options.customerName(account, id);
    const saveCards = createSaveCards({ keeper: options.keeper(account), clock, log });
    // The person is the one who gave the command, whoever is signed in by the time that it is written down.
    const whoIs = (by?: GivenBy): (() => { operator: string; desk: string; supervisor?: string | null }) => {
      const now = { ...who(), ...by };
      return () => now;
    };
    const common = { attempts, others, connected, customerName, saw, oneAtATime: inLine, now: () => clock.wall() };
    const change = (by?: GivenBy) => ({ ...common, who: whoIs(by) });
    return {
      charge: (asked, by) =>
        asSaid(asked.said, asked.amount, USD, () =>
          charge(
            {
              attempts,
              others,
              connected,
              customer: (id) => options.customer(account, id),
              who: whoIs(by),
              settings: () => options.settings(account),
              recent,
              processorTime,
              saveCards,
              view,
              recover: recovery.take,
              clock,
              oneAtATime: inLine,
              log,
            },
            asked,
          ),
        ),
      saveCard: async ({ attemptId, to }) => saveCards.saveKept(attemptId, to),
      capture: (asked, by) =>
        asSaid(asked.said, asked.amount, asked.currency, () => answered(capture(change(by), asked))),
      takeBackPlan: (paymentId) => planTakeBack(change(), paymentId),
      takeBack: (asked, by) =>
        asSaid(asked.said, asked.amount, asked.currency, () => answered(takeBack(change(by), asked))),
      tip: (asked, by) => asSaid(asked.said, asked.tip, asked.currency, () => answered(adjustTip(change(by), asked))),
      async get(paymentId) {
        const { id, processor } = await connected();
        const payment = await processor.getPayment(paymentId, "now");
        saw(id, [payment]);
        return payment;
      },
      async ledger(paymentId) {
        const { processor } = await connected();
        if (!processor.ledger) throw new Failure("unsupported", moneyWords.noLedger);
        return processor.ledger(paymentId);
      },
      async update(paymentId, changes, seen) {
        const { id, processor } = await connected();
        if (!processor.updatePayment) throw new Failure("unsupported", moneyWords.noEdits);
        mayChange(changes);
        if (seen) notMovedSince(await processor.getPayment(paymentId, "now"), changes, seen);
        const payment = await processor.updatePayment(paymentId, changes);
        saw(id, [payment]);
        return payment;
      },
      async list(cursor, limit) {
        const { id, processor } = await connected();
        const { items, next, total } = await processor.listPayments(cursor, limit, "now");
        saw(id, items);
        return { payments: [...items], next, total };
      },
      unreadableOn: async (paymentId) =>
        clearly(() => [...perhapsChanges(attempts.journal(), account, { id: paymentId, reference: null })]),
      expectCharge: async (near) => {
        const now = await connected();
        // The list is read on one, so that the order has another.
        now.processor.warm(2);
        void recent.refresh(now, EARLY_MAX_AGE_MS[near ? "near" : "begun"], 0, "early");
        if (near) attempts.journal().clearDisk();
      },
    };
  };

  return {
    of(account) {
      const till = tills.get(account) ?? makeTill(account);
      tills.set(account, till);
      return till;
    },
    accountOf: (attemptId) => clearly(() => attempts.get(attemptId)?.intent.connection ?? null),
    attempts: (limit) =>
      clearly(() => {
        const unknowns = attempts.unfinished().filter(isOpenQuestion);
        const ids = new Set(unknowns.map(({ intent }) => intent.id));
        const rest = attempts.recent(limit).filter(({ intent }) => !ids.has(intent.id));
        return [...unknowns, ...rest].slice(0, limit).map(view);
      }),
    // What is under way has an answer coming; only what lost it is a question.
    unknown: () =>
      clearly(() =>
        attempts
          .unfinished()
          .filter(({ state }) => state === "unknown")
          .map(view),
      ),
    open: (account) =>
      clearly(
        () =>
          attempts.unfinished().filter(({ intent }) => account === undefined || intent.connection === account).length,
      ),
    attempt: (id) => view(mustGet(id)),
    async lookAgain(id) {
      mustGet(id);
      return view(await recovery.lookAgain(id));
    },
    closeByHand(id, reason) {
      const attempt = mustGet(id);
      if (attempt.state !== "unknown") throw new Failure("refused", errorWords.notOpen);
      const closed = attempts.closeByHand(attempt, reason, who().operator);
      recovery.take(closed);
      return view(closed);
    },
    unreadable: () => clearly(() => unreadableEntries(attempts.journal())),
    closeUnreadable: (id, reason) =>
      clearly(() => {
        closeUnreadable(attempts.journal(), id, reason, who().operator, clock.wall());
        options.unreadableClosed?.();
        return unreadableEntries(attempts.journal());
      }),
    notices: () => corrections.notices(),
    correctionRead(id) {
      const read = corrections.read(id, who().operator);
      return view(read ?? mustGet(id));
    },
    start() {
      for (const part of [recovery, late, corrections]) {
        try {
          part.start();
        } catch (error) {
          log(`recovery: could not start: ${errorText(error)}`);
        }
      }
    },
    networkBack: () => recovery.networkBack(),
    saw: compare,
    startOver: (connection) => recent.forget(connection),
    stop() {
      recovery.stop();
      late.stop();
    },
  };
}

/** Reads from the journal; trouble with it is the Failure that says so. */
function clearly<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw asFailure(error);
  }
}
