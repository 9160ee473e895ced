import type { Door } from "./door";
import type { Fault, FaultQueue, Match, Seen } from "./faults";

/** What truly happened to one charge, whatever its answers said. Amounts in minor units, times in epoch seconds. */
export interface LedgerLine {
  readonly id: string;
  /** Our attempt's id from the metadata; null when none was sent. */
  readonly reference: string | null;
  readonly idempotencyKey: string | null;
  readonly amount: number;
  readonly approved: number;
  /** As the processor says it now; PayArc's declines have their phrase. */
  readonly status: string;
  readonly declined: boolean;
  /** Taken from the card: 0 for a decline, a void and a hold. */
  readonly captured: number;
  readonly refunded: number;
  readonly tip: number;
  /** Each refund on its own, oldest first. */
  readonly refunds: readonly number[];
  readonly last4: string;
  readonly customerId: string | null;
  readonly createdAt: number;
}

/** What tests do to a practice server: faults on purpose, and a look at what truly happened. */
export interface Control {
  /** The next request that matches meets this fault, once; several wait in line. */
  failNext(match: Match, fault: Fault): void;
  clearFaults(): void;
  /** The processor acts on all requests that were held up; it has acted when this resolves. */
  release(): Promise<void>;
  /** Faults not met yet. */
  faultsWaiting(): number;
  /** Every payment made over HTTP since the practice data was put in, oldest first: the independent truth. */
  ledger(): LedgerLine[];
  /** The last requests, oldest first. */
  requests(): readonly Seen[];
  /** Nobody listens at the port: connections are refused, and open ones are cut. */
  lineDown(): Promise<void>;
  lineUp(): Promise<void>;
}

/** What tests may do with a practice server. */
export function controlOf(faults: FaultQueue, door: Door, ledger: () => LedgerLine[]): Control {
  return {
    failNext: (match, fault) => faults.failNext(match, fault),
    clearFaults: () => faults.clear(),
    release: () => faults.release(),
    faultsWaiting: () => faults.waiting,
    ledger,
    requests: () => faults.seen,
    lineDown: door.shut,
    lineUp: door.reopen,
  };
}
