import { createCustomers, type Customers } from "../../../src/main/customers/customers";
import { openDirectory, type Directory } from "../../../src/main/customers/directory";
import { silentLog } from "../../../src/main/base/log";
import { systemClock } from "../../../src/main/base/clock";
import type { Processor } from "../../../src/main/processors/processor";
import type { CardEntry } from "../../../src/shared/card";
import type { DirectoryStatus } from "../../../src/shared/contract";
import { typedCard } from "../../fixtures/orders";

export const CARD: CardEntry = {
  ...typedCard({ number: "4012000098765439", cvv: "999", holder: "Ann Cruz" }),
  expYear: "2031",
};

/** The customers of the test that runs, and their copy in memory; the test closes both. */
export let customers: Customers;
export let directory: Directory;

/** Opens both over a processor; `onStatus` hears how far the reading of the copy is. */
export function on(processor: () => Processor, onStatus: (status: DirectoryStatus) => void = () => {}): void {
  directory = openDirectory({ file: ":memory:", key: null }, 0).directory;
  customers = createCustomers({
    processor,
    connection: () => "training",
    directory,
    clock: systemClock,
    operator: () => "Ana",
    merchant: () => "Meridian Dental",
    log: silentLog,
    onStatus,
  });
}
