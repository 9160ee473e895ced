import { afterEach, expect, it } from "vitest";
import { openDirectory, type Directory } from "../../../src/main/customers/directory";
import { systemClock } from "../../../src/main/base/clock";
import { silentLog } from "../../../src/main/base/log";
import { openFilters } from "../../../src/main/history/filters";
import { createHistory, type History } from "../../../src/main/history/history";
import { openHistory, type HistoryStore } from "../../../src/main/history/store";
import { NO_FILTER } from "../../../src/shared/history";
import { dayOptions } from "../../fixtures/days";
import { paymentNumber } from "../../fixtures/payments";
import { person } from "../../fixtures/people";

/** Payments are sorted by the names that the directory of customers has, whichever of the two hears first. */

const NOW = Date.UTC(2026, 10, 21, 15);
const paid = (number: number, customerId: string | null, holder: string) => {
  const payment = paymentNumber(number, NOW);
  return { ...payment, customerId, card: payment.card && { ...payment.card, customerId, holder } };
};
const PAYMENTS = [
  paid(1, "one", "Walter Young"),
  paid(2, "two", "Bea Moss"),
  paid(3, "one", "Walter Young"),
  paid(4, null, "Zoë"),
];

let told: number;
let stores: { directory: Directory; store: HistoryStore; history: History };

function open(listens = true): typeof stores {
  told = 0;
  const { directory } = openDirectory({ file: ":memory:", key: null }, NOW);
  const { store } = openHistory({ file: ":memory:", key: null }, NOW);
  const history = createHistory({
    ...dayOptions(),
    filters: openFilters({ file: ":memory:", key: null }, NOW).filters,
    store,
    processor: () => {
      throw new Error("not connected");
    },
    connection: () => "training",
    label: () => "Training",
    customerName: (id) => directory.name("training", id),
    findCustomers: () => [],
    journal: () => null,
    view: () => {
      throw new Error("no attempts here");
    },
    who: () => ({ operator: "ana", desk: "Front desk" }),
    chooseFile: async () => null,
    clock: systemClock,
    log: silentLog,
    onStatus: () => told++,
    onSeen: () => undefined,
    onProgress: () => undefined,
  });
  if (listens) directory.onChange((of, ids) => of === "training" && history.customersChanged(ids));
  return { directory, store, history };
}

const byCustomer = async (down = false): Promise<(string | null)[]> => {
  const asked = { clue: "", filter: NO_FILTER, before: null, limit: 10 };
  return (await stores.history.list({ ...asked, sort: { by: "customer", down } })).lines.map(({ name }) => name);
};
const rename = (id: string, name: string, of = "training"): void =>
  stores.directory.put(of, [{ ...person(1), id, name }]);

afterEach(() => {
  stores.directory.close();
  stores.store.close();
});

it("a customer who gets another name, or goes, comes to another place, and whoever shows the list is told", async () => {
  stores = open();
  for (const payment of PAYMENTS) stores.history.seen(payment);
  expect(await byCustomer()).toEqual(["Bea Moss", "Walter Young", "Walter Young", "Zoë"]);
  told = 0;
  rename("one", "Ann Ames");
  expect(await byCustomer()).toEqual(["Ann Ames", "Ann Ames", "Bea Moss", "Zoë"]);
  expect(told).toBeGreaterThan(0);
  rename("one", "Élodie Ames");
  expect(await byCustomer(true)).toEqual(["Zoë", "Élodie Ames", "Élodie Ames", "Bea Moss"]);
  // Of another account, and no business of this one.
  rename("two", "Zack", "live");
  stores.directory.remove("training", "one");
  expect(await byCustomer()).toEqual(["Bea Moss", "Walter Young", "Walter Young", "Zoë"]);
});

it("a payment that comes later has the name of the directory from the start", async () => {
  stores = open();
  rename("two", "Aaron");
  for (const payment of PAYMENTS) stores.history.seen(payment);
  expect(await byCustomer()).toEqual(["Aaron", "Walter Young", "Walter Young", "Zoë"]);
});

it("names that changed while nobody listened are compared when the list is first sorted by them", async () => {
  stores = open(false);
  for (const payment of PAYMENTS) stores.history.seen(payment);
  rename("one", "Ann Ames");
  await expect.poll(() => byCustomer()).toEqual(["Ann Ames", "Ann Ames", "Bea Moss", "Zoë"]);
});

it("a customer whose data was deleted is in no order by name, whatever is listed or told of them later", async () => {
  stores = open();
  rename("one", "Ann Ames");
  for (const payment of PAYMENTS) stores.history.seen(payment);
  const { store } = stores;
  store.forgetPerson(
    "training",
    "one",
    PAYMENTS.flatMap(({ id }) => store.get("training", id) ?? []),
  );
  store.rename("training", "one", "Ann Ames");
  stores.history.seen({ ...paid(1, "one", "Walter Young"), status: "disputed" });
  const payers = store.payers("training", null, 10).filter(({ customer }) => customer === "one");
  expect(payers.map(({ payer }) => payer)).toEqual(["\u{10FFFF}"]);
});
