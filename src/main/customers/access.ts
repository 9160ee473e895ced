import type { Customer, CustomerEvent } from "../../shared/customer";
import { Failure } from "../../shared/failure";
import { customersWords } from "../../shared/words/customers";
import type { Log } from "../base/log";
import type { Clock } from "../base/clock";
import type { CustomerBook, Processor } from "../processors/processor";
import type { Directory } from "./directory";
import type { Walker } from "./walk";

/**
 * What the work on customers and on their cards shares: which processor, the local copy, the record of who did what.
 */
export interface Access {
  /**
   * The connection in use, taken once at the start of an operation: a change of connection meanwhile does not mix two
   * books. Throws a Failure when its processor keeps no customers.
   */
  take(): Counter;
}

export interface Counter {
  readonly connection: string;
  /** What people call the processor. */
  readonly processor: string;
  readonly book: CustomerBook;
  /** Reads a customer from the processor and writes it to the local copy. */
  read(customerId: string): Promise<Customer>;
  /** Writes what was read to the local copy. Never throws: the copy is a help, not the truth. */
  keep(customer: Customer): Customer;
  forget(customerId: string): void;
  note(customerId: string, event: Omit<CustomerEvent, "at" | "operator">): void;
}

export interface AccessOptions {
  readonly processor: () => Processor;
  readonly connection: () => string;
  readonly directory: Directory;
  readonly walker: Walker;
  readonly clock: Pick<Clock, "wall">;
  readonly operator: () => string;
  readonly log: Log;
}

export function createAccess({
  processor,
  connection,
  directory,
  walker,
  clock,
  operator,
  log,
}: AccessOptions): Access {
  return {
    take() {
      const own = connection();
      const { name, customers: book } = processor();
      if (book === null) throw new Failure("unsupported", customersWords.unsupported({ processor: name }));
      const quietly = (what: string, work: () => void): void => {
        try {
          work();
        } catch (error) {
          log.error(what, error);
        }
      };
      const keep = (customer: Customer): Customer => {
        walker.changedByHand(customer.id);
        quietly("a customer could not be written to the local copy", () => {
          directory.put(own, [customer]);
          directory.touch(own, customer.id, clock.wall());
        });
        return customer;
      };
      const forget = (customerId: string): void => {
        walker.changedByHand(customerId);
        quietly("a customer could not be removed from the local copy", () => directory.remove(own, customerId));
      };
      return {
        connection: own,
        processor: name,
        book,
        async read(customerId) {
          try {
            return keep(await book.get(customerId, "now"));
          } catch (error) {
            if (error instanceof Failure && error.code === "not_found") forget(customerId);
            throw error;
          }
        },
        keep,
        forget,
        note(customerId, event) {
          quietly("what was done to a customer could not be noted", () =>
            directory.note(own, customerId, { ...event, at: clock.wall(), operator: operator() }),
          );
        },
      };
    },
  };
}

/** The processor may have done what was asked, although its answer did not arrive or could not be read. */
export function mayHaveHappened(error: unknown): boolean {
  return (
    !(error instanceof Failure) ||
    ["timeout", "no_network", "processor_down", "unreadable", "rate_limited", "internal"].includes(error.code)
  );
}
