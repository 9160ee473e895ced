import { Failure } from "../../shared/failure";
import type { Clock } from "../base/clock";
import type { LatePractice } from "../connections/practice-processors";
import type { CustomerBook, Processor, Urgency } from "../processors/processor";

/** So long, in ms, nobody asks a practice server anything before it ends; it takes memory while it is there. */
const REST_AFTER_MS = 60_000;

export interface LateOptions {
  /** A processor of the same kind, which is never asked: what it can do is known before there is a server. */
  readonly like: Processor;
  /** Starts the server. Answers the processor, or the sentence that says why there is none. */
  readonly start: () => Promise<Processor | string>;
  /** Ends the server, which keeps what it knows; null where it would forget it, and stays. */
  readonly rest: () => Promise<void> | null;
  readonly clock: Pick<Clock, "after">;
}

/**
 * What it is asked starts its server, and waits for it. A reading in the background (`later`) starts nothing: it waits
 * until something else does, since on this computer nothing is new that this computer has not done. Where the server does
 * not start, everything that is asked throws a Failure `not_connected`, from then on.
 */
export function lateProcessor({ like, start, rest, clock }: LateOptions): LatePractice {
  let begun: Promise<Processor> | null = null;
  let now: Processor | null = null;
  let offset: number | null = null;
  let ended: Promise<void> = Promise.resolve();
  let closed = false;
  /** How many asks have no answer yet. */
  let asked = 0;
  let resting = (): void => undefined;
  /** Readings in the background that wait for a server. */
  let waiting: (() => void)[] = [];

  const begin = async (): Promise<Processor> => {
    await ended;
    const found = await start();
    if (typeof found === "string") throw new Failure("not_connected", found);
    if (closed) found.close();
    now = found;
    return found;
  };
  const sleep = (): void => {
    // MONEY: a question on its way is answered by the server that it was put to.
    if (asked > 0 || now === null) return;
    const over = rest();
    if (over === null) return;
    ended = over;
    offset = now.clockOffset() ?? offset;
    now.close();
    begun = now = null;
  };
  /** Whoever works with the server keeps it. */
  const working = async <Answer>(work: (processor: Processor) => Promise<Answer>): Promise<Answer> => {
    asked += 1;
    resting();
    begun ??= begin();
    for (const go of waiting.splice(0)) go();
    try {
      return await work(await begun);
    } finally {
      asked -= 1;
      if (asked === 0 && !closed) resting = clock.after(REST_AFTER_MS, sleep);
    }
  };
  const started = (): Promise<void> | null => (begun === null ? new Promise<void>((go) => waiting.push(go)) : null);
  const asks =
    <Given extends unknown[], Answer>(ask: (processor: Processor, ...given: Given) => Promise<Answer>) =>
    (...given: Given): Promise<Answer> =>
      working((processor) => ask(processor, ...given));
  /** As `asks`, of what may be asked in the background. */
  const reads =
    <Given extends unknown[], Answer>(
      urgencyOf: (...given: Given) => Urgency | undefined,
      ask: (processor: Processor, ...given: Given) => Promise<Answer>,
    ) =>
    async (...given: Given): Promise<Answer> => {
      if (urgencyOf(...given) === "later") await started();
      return working((processor) => ask(processor, ...given));
    };
  const inBook = <Given extends unknown[], Answer>(
    ask: (book: CustomerBook, ...given: Given) => Promise<Answer>,
  ): ((...given: Given) => Promise<Answer>) =>
    asks((processor, ...given: Given) => ask(has(processor.customers), ...given));

  const processor: Processor = {
    name: like.name,
    capabilities: like.capabilities,
    check: asks((real) => real.check()),
    charge: asks((real, ...given: Parameters<Processor["charge"]>) => real.charge(...given)),
    capture: asks((real, ...given: Parameters<Processor["capture"]>) => real.capture(...given)),
    void: asks((real, ...given: Parameters<Processor["void"]>) => real.void(...given)),
    refund: asks((real, ...given: Parameters<Processor["refund"]>) => real.refund(...given)),
    adjustTip:
      like.adjustTip &&
      asks((real, ...given: Parameters<NonNullable<Processor["adjustTip"]>>) => has(real.adjustTip)(...given)),
    getPayment: reads(
      (_id, urgency) => urgency,
      (real, ...given: Parameters<Processor["getPayment"]>) => real.getPayment(...given),
    ),
    listPayments: reads(
      (_cursor, _limit, urgency) => urgency,
      (real, ...given: Parameters<Processor["listPayments"]>) => real.listPayments(...given),
    ),
    ledger: like.ledger && asks((real, id: string) => has(real.ledger)(id)),
    updatePayment:
      like.updatePayment &&
      asks((real, ...given: Parameters<NonNullable<Processor["updatePayment"]>>) => has(real.updatePayment)(...given)),
    tokenCard: like.tokenCard && asks((real, id: string) => has(real.tokenCard)(id)),
    customers: like.customers && {
      list: reads(
        (_cursor, _limit, urgency) => urgency,
        (real, ...given: Parameters<CustomerBook["list"]>) => has(real.customers).list(...given),
      ),
      get: reads(
        (_id, urgency) => urgency,
        (real, ...given: Parameters<CustomerBook["get"]>) => has(real.customers).get(...given),
      ),
      create: inBook((book, ...given: Parameters<CustomerBook["create"]>) => book.create(...given)),
      update: inBook((book, ...given: Parameters<CustomerBook["update"]>) => book.update(...given)),
      delete: inBook((book, ...given: Parameters<CustomerBook["delete"]>) => book.delete(...given)),
      createToken: inBook((book, ...given: Parameters<CustomerBook["createToken"]>) => book.createToken(...given)),
      attachCard: inBook((book, ...given: Parameters<CustomerBook["attachCard"]>) => book.attachCard(...given)),
      setDefaultCard: inBook((book, ...given: Parameters<CustomerBook["setDefaultCard"]>) =>
        book.setDefaultCard(...given),
      ),
      deleteCard: inBook((book, ...given: Parameters<CustomerBook["deleteCard"]>) => book.deleteCard(...given)),
    },
    clockOffset: () => now?.clockOffset() ?? offset,
    // One on this machine needs none, and before it is there nobody can connect to it.
    warm: (connections) => now?.warm(connections),
    close: () => {
      closed = true;
      resting();
      like.close();
      now?.close();
    },
  };
  return {
    processor,
    wake: () =>
      working(async () => null).catch((error: unknown) => {
        if (error instanceof Failure) return error.sentence;
        throw error;
      }),
    isAwake: () => begun !== null,
  };
}

/** The real one is of the same kind, so it can do the same. */
function has<T>(part: T | null): T {
  if (part === null) throw new Error("a late processor was taken for one of another kind");
  return part;
}
