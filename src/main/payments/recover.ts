import type { ConnectionId } from "../../shared/connection";
import { Failure } from "../../shared/failure";
import { canBeSeenLate, type Attempt, type Finding, type Outcome, type Unknown } from "../../shared/outcome";
import type { Payment, PaymentStatus } from "../../shared/payment";
import { redactError } from "../../shared/redact";
import type { Attempts, Connected } from "./attempts";
import type { Clock } from "../base/clock";
import { hasAmountOf, outcomeOfChange, outcomeOfCharge, refused, unknown } from "./outcome-of";
import type { Recent } from "./recent";

const PAGE = 100;
const MOST_PAGES = 60;
/** Without an anchor the list must reach this far behind the send, so that no clock's error can hide the payment. */
const REACH_MS = 7 * 24 * 60 * 60 * 1000;

export interface RecoveryTimes {
  /** Waits between looks, ms; the last one repeats. */
  readonly looks: readonly number[];
  /** The wait after a look that could not be made, at most; so that it goes on soon after the network returns. */
  readonly offline: number;
  /** How long a payment must have stayed absent, look after look, before it is called absent. */
  readonly absent: number;
}

export const RECOVERY_TIMES: RecoveryTimes = {
  looks: [300, 2_000, 5_000, 10_000, 20_000, 30_000, 60_000, 120_000, 300_000],
  offline: 15_000,
  absent: 120_000,
};

export interface Recovery {
  /** At start, before anything else may be sent: takes up every attempt that did not end. */
  start(): void;
  /** Plans the looks for an attempt whose answer did not arrive. */
  take(attempt: Attempt): void;
  /** One look now, on demand. Answers the attempt as it then is; throws a Failure when there is none of that id. */
  lookAgain(id: string): Promise<Attempt>;
  /** The network is back: look at everything now. */
  networkBack(): void;
  /** Epoch ms of the next planned look; null when none is planned. */
  nextLookAt(id: string): number | null;
  /** Payments were read together somewhere: if the attempt of one is still a question, that answers it. */
  saw(connection: ConnectionId, payments: readonly Payment[]): void;
  stop(): void;
}

/** MONEY: recovery only ever reads. It looks up, and never sends a money operation again (docs/design.md). */
export function createRecovery(options: {
  readonly attempts: Attempts;
  /** The processor of a connection, in use or not; null when it cannot be reached (no token). */
  readonly processorOf: (connection: string) => Promise<Connected | null>;
  readonly recent: () => Recent;
  readonly clock: Clock;
  /** Tells of an attempt whose next look has been planned. */
  readonly changed: (attempt: Attempt) => void;
  readonly times?: RecoveryTimes;
  readonly log: (line: string) => void;
}): Recovery {
  const { attempts, clock, log } = options;
  const times = options.times ?? RECOVERY_TIMES;
  const planned = new Map<string, { at: number; callOff: () => void }>();
  const looking = new Map<string, Promise<Attempt>>();
  const rounds = new Map<string, number>();
  /** Monotonic ms of the first look of this process that saw nothing; a clock that jumps cannot shorten the wait. */
  const absentSince = new Map<string, number>();
  let stopped = false;

  const plan = (attempt: Attempt, finding: Finding | null): void => {
    const { id } = attempt.intent;
    planned.get(id)?.callOff();
    planned.delete(id);
    if (stopped || attempt.state !== "unknown") {
      rounds.delete(id);
      absentSince.delete(id);
      return;
    }
    const round = rounds.get(id) ?? 0;
    rounds.set(id, round + 1);
    const wait = times.looks[Math.min(round, times.looks.length - 1)] ?? 0;
    const ms = finding === "could_not_look" ? Math.min(wait, times.offline) : wait;
    planned.set(id, {
      at: clock.wall() + ms,
      callOff: clock.after(ms, () => {
        planned.delete(id);
        lookAgain(id).catch((error: unknown) => {
          log(`recovery: ${redactError(error)}`);
        });
      }),
    });
    options.changed(attempt);
  };

  const look = async (attempt: Unknown): Promise<Attempt> => {
    const { id } = attempt.intent;
    let found: Outcome | Finding;
    try {
      const connected = await options.processorOf(attempt.intent.connection);
      found = connected === null ? "could_not_look" : await find(attempt, connected, options.recent());
    } catch (error) {
      log(`recovery: ${id} could not be looked up: ${redactError(error)}`);
      found = "could_not_look";
    }
    // The truth may have arrived by another road while we looked.
    const now = attempts.get(id) ?? attempt;
    if (now.state !== "unknown") return now;
    if (typeof found !== "string" && found.kind !== "unknown") return attempts.settle(now, found);
    const finding: Finding = typeof found === "string" ? found : "not_conclusive";
    if (finding === "not_seen") {
      const since = absentSince.get(id) ?? clock.steady();
      absentSince.set(id, since);
      if (clock.steady() - since >= times.absent) return attempts.settle(now, refused("absent"));
    } else absentSince.delete(id);
    const next = attempts.looked(now, finding);
    plan(next, finding);
    return next;
  };

  const lookAgain = (id: string): Promise<Attempt> => {
    const running = looking.get(id);
    if (running) return running;
    let attempt: Attempt | null;
    try {
      attempt = attempts.get(id);
    } catch (error) {
      return Promise.reject(error);
    }
    if (attempt === null) return Promise.reject(new Failure("not_found", "There is no such attempt in the journal."));
    if (attempt.state !== "unknown" || stopped) return Promise.resolve(attempt);
    planned.get(id)?.callOff();
    planned.delete(id);
    const one = look(attempt).finally(() => {
      looking.delete(id);
      // A look that broke before it planned the next one must not end the looking.
      const now = safely(() => attempts.get(id));
      if (now?.state === "unknown" && !planned.has(id)) plan(now, "could_not_look");
    });
    looking.set(id, one);
    return one;
  };

  const take = (attempt: Attempt): void => {
    if (attempt.state === "unknown" && !planned.has(attempt.intent.id) && !looking.has(attempt.intent.id))
      plan(attempt, null);
  };

  return {
    take,
    lookAgain,
    nextLookAt: (id) => planned.get(id)?.at ?? null,
    start() {
      for (const attempt of attempts.unfinished()) {
        if (attempts.underway(attempt.intent.id)) continue;
        // No `sent` row, so no byte has left: nothing was charged.
        if (attempt.state === "opened") attempts.settle(attempt, refused("not_sent"));
        else if (attempt.state === "sent") take(attempts.settle(attempt, unknown("interrupted")));
        else take(attempt);
      }
    },
    networkBack() {
      for (const id of planned.keys())
        void lookAgain(id).catch((error: unknown) => log(`recovery: ${redactError(error)}`));
    },
    saw(connection, payments) {
      for (const reference of new Set(payments.map((payment) => payment.reference))) {
        const payment = reference === null ? null : madeBy(reference, payments);
        const attempt = payment && safely(() => attempts.get(reference ?? ""));
        if (!payment || !attempt || attempt.intent.operation !== "charge" || attempt.intent.connection !== connection)
          continue;
        if (attempt.state !== "unknown" && !canBeSeenLate(attempt)) continue;
        if (attempts.underway(attempt.intent.id)) continue;
        // MONEY: that this one took nothing does not say that there is no other; only a whole look does (find).
        if (!stands(payment)) continue;
        const outcome = outcomeOfCharge(attempt.intent, payment);
        if (outcome.kind !== "unknown" && outcome.kind !== "refused") plan(attempts.settle(attempt, outcome), null);
      }
    },
    stop() {
      stopped = true;
      for (const { callOff } of planned.values()) callOff();
      planned.clear();
    },
  };
}

/** One look: the truth, or `not_seen` (the list was read past the send and it is not there), or `not_conclusive`. */
async function find(attempt: Unknown, connected: Connected, recent: Recent): Promise<Outcome | Finding> {
  const { intent } = attempt;
  if (intent.operation !== "charge") {
    if (intent.paymentId === null) return "not_conclusive";
    const outcome = outcomeOfChange(intent, await connected.processor.getPayment(intent.paymentId, "now"));
    // A change that can no longer happen is told at once; one that may still come is waited for.
    return outcome;
  }
  const told = (payment: Payment): Promise<Outcome | Finding> | Outcome => {
    const outcome = outcomeOfCharge(intent, payment);
    return outcome.kind === "unknown" && outcome.why === "possible_duplicate"
      ? repeatOf(attempt, payment, connected, recent)
      : outcome;
  };
  let mine: Payment | null = null;
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { items, next } = await connected.processor.listPayments(cursor, PAGE, "now");
    mine = madeBy(intent.id, mine ? [mine, ...items] : items);
    if (mine && stands(mine)) return told(mine);
    for (const alike of items.filter((payment) => couldBe(attempt, payment))) {
      // The list may leave metadata out; the payment itself tells whose it is.
      const whole = await connected.processor.getPayment(alike.id, "now");
      if (whole.reference === intent.id) mine = madeBy(intent.id, mine ? [mine, whole] : [whole]);
      if (mine && stands(mine)) return told(mine);
      if (whole.reference === null && !mine) return "not_conclusive";
    }
    const last = items.at(-1);
    const anchored = items.some((payment) => payment.id === intent.anchor);
    const farBack = (last?.createdAt ?? Infinity) < attempt.openedAt - REACH_MS;
    // Read past the send: there is no other of ours.
    if (mine && (anchored || farBack || next === null)) return told(mine);
    if (anchored) return "not_seen";
    // MONEY: a list without the payment that was its newest before the send is another account's (other credentials
    // were typed), or not whole.
    if (next === null) return intent.anchor === null ? "not_seen" : "not_conclusive";
    if (farBack && intent.anchor === null) return "not_seen";
    cursor = next;
  }
  return mine ? told(mine) : "not_conclusive";
}

/** Money was taken or is held. */
const STANDS: readonly PaymentStatus[] = ["authorized", "captured", "settled", "partly_refunded", "refunded"];
const stands = ({ status }: Payment): boolean => STANDS.includes(status);

/**
 * What a payment says of its charge, the first that is there counts: money taken or held, what is not known, what
 * ended, what failed.
 */
const TELLING: readonly (readonly PaymentStatus[])[] = [STANDS, ["unknown"], ["voided", "expired"], ["failed"]];

/**
 * The payment that a charge made; null when none has its reference. MONEY: a request that was carried out twice leaves
 * two (doubled.ts), and the second may have failed just because the first took the money: the failed one says nothing
 * of a charge that stands.
 */
function madeBy(reference: string, payments: readonly Payment[]): Payment | null {
  const mine = payments.filter((payment) => payment.reference === reference);
  return TELLING.flatMap((statuses) => mine.filter(({ status }) => statuses.includes(status)))[0] ?? null;
}

/**
 * PayArc refused the charge as a repeat. When the payment that it repeats is there (same card and amount, money taken,
 * earlier), this one took nothing and can be called declined; otherwise nobody knows, and it stays a question for a
 * person to close.
 */
async function repeatOf(
  attempt: Unknown,
  mine: Payment,
  connected: Connected,
  recent: Recent,
): Promise<Outcome | Finding> {
  await recent.refresh(connected, 0, 10_000);
  const day = 24 * 60 * 60 * 1000;
  const first = recent
    .similar(connected.id, mine.amount, (mine.createdAt ?? attempt.openedAt) - day)
    .filter(
      (payment) =>
        payment.id !== mine.id &&
        payment.reference !== mine.reference &&
        (payment.createdAt ?? Infinity) <= (mine.createdAt ?? 0),
    )
    .find(
      (payment) =>
        payment.card?.last4 === mine.card?.last4 && ["authorized", "captured", "settled"].includes(payment.status),
    );
  if (!first) return "not_conclusive";
  return {
    kind: "declined",
    payment: mine,
    amount: null,
    code: mine.failureCode,
    message: `${mine.failureMessage ?? "Duplicate"}. The earlier payment ${first.id} stands.`,
    httpStatus: null,
  };
}

/** A payment without our reference that may all the same be ours: amount and card agree and it is not clearly older. */
function couldBe(attempt: Attempt, payment: Payment): boolean {
  const { intent, openedAt } = attempt;
  if (payment.reference !== null || !hasAmountOf(intent, payment) || payment.id === intent.anchor) return false;
  const last4 = payment.card?.last4 ?? null;
  if (last4 !== null && intent.card.last4 !== null && last4 !== intent.card.last4) return false;
  return payment.createdAt === null || payment.createdAt > openedAt - 24 * 60 * 60 * 1000;
}

function safely<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
