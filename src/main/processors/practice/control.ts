import type { LedgerLine } from "../training/ledger";
import type { Door } from "./door";
import type { Fault, FaultQueue, Match, Seen } from "./faults";

/** For tests: faults on purpose, and what truly happened. */
export interface Control {
  /** The next request that matches meets this fault, once; several wait in line. */
  failNext(match: Match, fault: Fault): void;
  clearFaults(): void;
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

export function controlOf(faults: FaultQueue, door: Door, ledger: () => LedgerLine[]): Control {
  return {
    failNext: (match, fault) => faults.failNext(match, fault),
    clearFaults: () => faults.clear(),
    faultsWaiting: () => faults.waiting,
    ledger,
    requests: () => faults.seen,
    lineDown: door.shut,
    lineUp: door.reopen,
  };
}
