import type { AccountId } from "../../shared/account";
import { isOpenQuestion, type AttemptView } from "../../shared/attempt";
import type { DayElsewhere } from "../../shared/desks";
import { createCallLists, type CallLists } from "../customers/call-lists";
import { createCustomers, type Customers, type CustomersOptions } from "../customers/customers";
import { createHistory, type History, type HistoryOptions } from "../history/history";
import type { Processor } from "../processors/processor";
import type { PageAbout } from "../history/day-page";
import { packPage } from "../overview/pack";
import { createOverview, type OverviewOptions, type OverviewRoom } from "../overview/overview";
import { createPrivacy, type Privacy } from "./privacy";
import { createReceipts, type Receipts, type ReceiptsOptions } from "../receipts/receipts";
import type { Page } from "../receipts/page";
import type { Settings } from "../settings/settings";
import { unlessBroken } from "../storage/trouble";

/** What is done with the customers and payments of one account. */
export interface AccountServices {
  readonly customers: Customers;
  readonly history: History;
  readonly callLists: CallLists;
  readonly receipts: Receipts;
  readonly overview: OverviewRoom;
  /** The dispute pack of a payment. Throws a Failure where nothing is known of it. */
  disputePack(paymentId: string): Page;
  readonly privacy: Privacy;
  /** A window shows the account: its lists are read from now on, also with other credentials than before. */
  read(): void;
  /** Whether the copies have all that the processor listed, as far as can be told without asking it. */
  isWhole(): boolean;
  /** No window shows it any longer. */
  rest(): void;
  /** Everything of it was made anew (training was reset). */
  startOver(): void;
}

type Shared = Pick<CustomersOptions, "directory" | "clock" | "log" | "operator" | "onStatus"> &
  Pick<
    HistoryOptions,
    | "store"
    | "filters"
    | "closings"
    | "journal"
    | "journalHead"
    | "view"
    | "who"
    | "chooseFile"
    | "onSeen"
    | "onProgress"
  > &
  Pick<ReceiptsOptions, "payment" | "attempt" | "environment"> &
  Pick<OverviewOptions, "accounts" | "status" | "weekStart"> & {
    readonly settings: Settings;
    /** By how many hours the time of day is told. */
    readonly hours: () => 12 | 24;
    /** Throws a Failure `not_connected` when there is none. */
    readonly processor: () => Processor;
    /** What the shop's other desks did on an account. */
    readonly elsewhere: (account: AccountId, from: number, to: number) => Promise<DayElsewhere>;
    readonly onHistoryStatus: HistoryOptions["onStatus"];
    readonly print: (page: Page) => Promise<void>;
    /** Hears an entry of the journal whose name was taken out. */
    readonly nameRemoved: (attempt: AttemptView) => void;
  };

/** The rooms of one account, over the copies that all accounts share. */
export function createAccountServices(account: AccountId, shared: Shared): AccountServices {
  const { directory, clock, log, settings, processor, operator } = shared;
  const connection = (): AccountId => account;
  const own = () => settings.of(account);
  const label = (): string => settings.accounts.find(account)?.name ?? account;
  const customers = createCustomers({
    processor,
    connection,
    directory,
    clock,
    operator,
    merchant: () => own().merchant.name,
    log,
    onStatus: shared.onStatus,
  });
  const about = (): PageAbout => ({
    account: label(),
    merchant: own().merchant.name,
    // MONEY: an account that this computer does not know is written as practice, never as real money.
    environment: shared.environment(account) ?? "practice",
    paper: own().paper === "a4" ? "a4" : "letter",
    ...shared.who(),
    hours: shared.hours(),
  });
  /** A name beside a payment; where the copy of the customers is broken there is none. */
  const nameOf = (id: string): string | null =>
    unlessBroken(
      () => directory.name(account, id),
      () => null,
    );
  const history = createHistory({
    store: shared.store,
    filters: shared.filters,
    closings: shared.closings,
    page: about,
    processor,
    connection,
    label,
    customerName: nameOf,
    findCustomers: (clue) => directory.searchAsTyped(account, clue, 50),
    journal: shared.journal,
    journalHead: shared.journalHead,
    view: shared.view,
    who: shared.who,
    chooseFile: shared.chooseFile,
    hours: shared.hours,
    elsewhere: (from, to) => shared.elsewhere(account, from, to),
    clock,
    log,
    onStatus: shared.onHistoryStatus,
    onSeen: shared.onSeen,
    onProgress: shared.onProgress,
  });
  directory.onChange((of, ids) => {
    if (of === account) history.customersChanged(ids);
  });
  return {
    customers,
    history,
    callLists: createCallLists({
      directory,
      connection,
      label,
      status: () => customers.status(),
      settings: own,
      operator,
      chooseFile: shared.chooseFile,
      print: shared.print,
      now: () => clock.wall(),
      hours: shared.hours,
    }),
    privacy: createPrivacy({
      account,
      customers,
      history,
      journal: shared.journal,
      chooseFile: shared.chooseFile,
      operator,
      changed: (attempt) => shared.nameRemoved(shared.view(attempt)),
      clock,
    }),
    receipts: createReceipts({
      payment: shared.payment,
      attempt: shared.attempt,
      connection,
      customerEmail: (id) => directory.line(account, id)?.email ?? null,
      environment: shared.environment,
      settings: (of) => settings.of(of),
      hours: shared.hours,
    }),
    overview: createOverview({
      store: shared.store,
      account,
      accounts: shared.accounts,
      status: shared.status,
      checking: (of) =>
        (shared.journal()?.unfinished() ?? []).filter(
          (attempt) => attempt.intent.connection === of && isOpenQuestion(attempt),
        ),
      cardsExpiring: (of) => directory.expiring(of, clock.wall()),
      weekStart: shared.weekStart,
      about,
      chooseFile: shared.chooseFile,
      clock,
    }),
    disputePack: (paymentId) => {
      const kept = shared.store.get(account, paymentId);
      const attempts = history.attemptsOn(paymentId);
      const customer = kept?.customerId ?? attempts.find((one) => one.customer !== null)?.customer?.id ?? null;
      return packPage({
        paymentId,
        kept,
        attempts,
        events: customer === null ? [] : customers.history({ id: customer }),
        customerName: customer === null ? null : nameOf(customer),
        policy: own().merchant.receiptPolicy,
        about: about(),
        now: clock.wall(),
      });
    },
    read: () => {
      customers.connectionChanged();
      history.connectionChanged();
    },
    isWhole: () =>
      [customers.status(), history.status()].every(
        ({ state, sentence }) => sentence === null && (state === "ready" || state === "empty"),
      ),
    rest: () => {
      customers.close();
      history.close();
    },
    startOver: () => {
      customers.startOver(account);
      history.startOver(account);
    },
  };
}
