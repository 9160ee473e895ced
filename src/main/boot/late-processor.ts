import { Failure } from "../../shared/failure";
import type { CustomerBook, Processor } from "../processors/processor";

/**
 * A processor that is there before its server is: what it can do is known at once, and what it is asked waits for the
 * server. `like`: one of the same kind, which is never asked. `made`: the processor, or the sentence that says why there
 * is none; then everything that is asked throws a Failure `not_connected`.
 */
export function lateProcessor(like: Processor, made: Promise<Processor | string>): Processor {
  let now: Processor | null = null;
  const there = made.then((found) => {
    if (typeof found === "string") throw new Failure("not_connected", found);
    now = found;
    return found;
  });
  // Whoever asks hears of it.
  there.catch(() => undefined);
  const later =
    <Given extends unknown[], Answer>(ask: (processor: Processor, ...given: Given) => Promise<Answer>) =>
    async (...given: Given): Promise<Answer> =>
      ask(await there, ...given);
  const book = async (): Promise<CustomerBook> => has((await there).customers);
  return {
    name: like.name,
    capabilities: like.capabilities,
    check: later((processor) => processor.check()),
    charge: later((processor, ...given: Parameters<Processor["charge"]>) => processor.charge(...given)),
    capture: later((processor, ...given: Parameters<Processor["capture"]>) => processor.capture(...given)),
    void: later((processor, ...given: Parameters<Processor["void"]>) => processor.void(...given)),
    refund: later((processor, ...given: Parameters<Processor["refund"]>) => processor.refund(...given)),
    adjustTip:
      like.adjustTip &&
      later((processor, ...given: Parameters<NonNullable<Processor["adjustTip"]>>) =>
        has(processor.adjustTip)(...given),
      ),
    getPayment: later((processor, ...given: Parameters<Processor["getPayment"]>) => processor.getPayment(...given)),
    listPayments: later((processor, ...given: Parameters<Processor["listPayments"]>) =>
      processor.listPayments(...given),
    ),
    ledger: like.ledger && later((processor, id: string) => has(processor.ledger)(id)),
    updatePayment:
      like.updatePayment &&
      later((processor, ...given: Parameters<NonNullable<Processor["updatePayment"]>>) =>
        has(processor.updatePayment)(...given),
      ),
    tokenCard: like.tokenCard && later((processor, id: string) => has(processor.tokenCard)(id)),
    customers: like.customers && {
      list: async (...given) => (await book()).list(...given),
      get: async (...given) => (await book()).get(...given),
      create: async (fields) => (await book()).create(fields),
      update: async (id, fields) => (await book()).update(id, fields),
      delete: async (id) => (await book()).delete(id),
      createToken: async (...given) => (await book()).createToken(...given),
      attachCard: async (id, token) => (await book()).attachCard(id, token),
      setDefaultCard: async (id, card) => (await book()).setDefaultCard(id, card),
      deleteCard: async (id, card) => (await book()).deleteCard(id, card),
    },
    clockOffset: () => now?.clockOffset() ?? null,
    // One on this machine needs none, and before it is there nobody can connect to it.
    warm: (connections) => now?.warm(connections),
    close: () => {
      like.close();
      void there.then((processor) => processor.close()).catch(() => undefined);
    },
  };
}

/** The real one is of the same kind, so it can do the same. */
function has<T>(part: T | null): T {
  if (part === null) throw new Error("a late processor was taken for one of another kind");
  return part;
}
