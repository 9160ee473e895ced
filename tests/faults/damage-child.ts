import { readFileSync, writeFileSync } from "node:fs";
import Conf from "conf";
import type { CustomerLine } from "../../src/shared/customer";
import { cents } from "../../src/shared/money";
import type { DayClosing } from "../../src/shared/day-closing";
import { NO_FILTER } from "../../src/shared/history";
import type { Attempt, Intent, Unknown } from "../../src/shared/attempt";
import type { Outcome } from "../../src/shared/outcome";
import { silentLog } from "../../src/main/base/log";
import {
  openTheClosings,
  openTheDirectory,
  openTheFilters,
  openTheHistory,
  openTheJournal,
} from "../../src/main/boot/open-databases";
import { createPractices } from "../../src/main/boot/practices";
import type { Journal } from "../../src/main/journal/journal";
import { openKeychain } from "../../src/main/keychain/keychain";
import { startJustiFiTraining, type JustiFiTrainingServer } from "../../src/main/practice/justifi/server";
import { startTraining, type Training } from "../../src/main/practice/payarc/server";
import { justifi } from "../../src/main/processors/justifi/index";
import { openSettings } from "../../src/main/settings/settings";
import { plainOrder, typedCard } from "../fixtures/orders";
import { paymentNumber } from "../fixtures/payments";
import { person } from "../fixtures/people";

/**
 * A real process that opens every file of the program as a start does and reads all that is in them; or one that fills
 * them first. Told by one line of JSON in the environment, tells by one line of JSON on stdout.
 */
export interface DamageTask {
  readonly folder: string;
  /** `killed`: fills them and dies without closing anything, so that the last rows lie in the write-ahead logs. */
  readonly what: "fill" | "killed" | "look";
}

/** Everything that the files hold, as a person would come to see it. */
export interface Seen {
  readonly notices: readonly { readonly id: string; readonly sentence: string }[];
  /** By name of the file: what is in it, by id; or the error with which a reading ended. */
  readonly files: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const NOW = Date.UTC(2026, 10, 21, 15);
const ATTEMPTS = 40;
const PEOPLE = Array.from({ length: 60 }, (_, number) => number + 1);
const PAYMENTS = 60;
const FILTERS = 12;
const DAYS = Array.from({ length: 12 }, (_, number) => `2026-11-${String(number + 1).padStart(2, "0")}`);
const bare = { payment: null, amount: null, code: null, message: null, httpStatus: null };

function closing(day: string): DayClosing {
  return { at: NOW, by: "ana", desk: "Front desk", figures: [], exceptions: 0, differences: [`of ${day}`], mark: day };
}

async function work({ folder, what }: DamageTask): Promise<Seen> {
  const kept = new Map<string, string>();
  // A keychain that holds the same keys for every process: they lie in a file outside of what is damaged.
  const keys = `${folder}.keys.json`;
  if (what === "look")
    for (const entry of JSON.parse(readFileSync(keys, "utf8")) as [string, string][]) kept.set(...entry);
  const keychain = openKeychain({
    load: async () => ({
      getPassword: async (_service, account) => kept.get(account) ?? null,
      setPassword: async (_service, account, value) => {
        kept.set(account, value);
        if (what !== "look") writeFileSync(keys, JSON.stringify([...kept]));
      },
      deletePassword: async (_service, account) => kept.delete(account),
    }),
    log: silentLog,
    profile: null,
  });
  const at = { userData: folder, keychain, log: silentLog, now: () => NOW };
  const seen = new Map<string, Record<string, unknown>>();
  const see = (file: string, read: () => Record<string, unknown>): void => {
    try {
      seen.set(file, read());
    } catch (error) {
      seen.set(file, { error: String(error) });
    }
  };

  const settings = openSettings({
    folder,
    now: NOW,
    log: silentLog,
    makeStore: ({ cwd, name }) => new Conf({ cwd, configName: name }),
  });
  const journal = await openTheJournal(at);
  const directory = await openTheDirectory(at);
  const history = await openTheHistory(at);
  const filters = await openTheFilters(at, history.store);
  const closings = await openTheClosings(at);
  let practised: JustiFiTrainingServer | null = null;
  const practices = createPractices(
    {
      log: silentLog,
      startTraining: ({ database }) => startTraining({ database, seedCustomers: 20, clock: () => NOW }),
      startJustiFiTraining: async ({ database }) =>
        (practised = await startJustiFiTraining({ database, clock: () => NOW })),
    },
    at,
    () => undefined,
  );
  const training = await practices.startTraining("training");
  const other = await practices.startJustiFiTraining("training_justifi");
  if (what !== "look") {
    settings.set("training", { deskName: "Till 7" });
    if (journal.opened.journal) fill(journal.opened.journal);
    for (const number of PEOPLE) {
      directory.directory.put("training", [person(number)]);
      directory.directory.note("training", person(number).id, {
        at: number,
        kind: "created",
        operator: "ana",
        sentence: `Added ${number}`,
        changes: [],
        consent: null,
      });
    }
    history.store.put(
      "training",
      Array.from({ length: PAYMENTS }, (_, number) => paymentNumber(number, NOW)),
    );
    for (let number = 1; number <= FILTERS; number++)
      filters.filters.save({ name: `Mine ${number}`, clue: "visa", filter: NO_FILTER });
    for (const day of DAYS) closings.closings.add("training", day, closing(day));
    await chargeAtJustiFi(practised);
    if (what === "killed") {
      writeFileSync(`${folder}.seen.json`, JSON.stringify(await look()));
      process.kill(process.pid, "SIGKILL");
    }
  }
  const all = await look();
  await practices.close();
  directory.directory.close();
  history.store.close();
  filters.filters.close();
  closings.closings.close();
  journal.opened.journal?.close();
  return all;

  async function look(): Promise<Seen> {
    const book = journal.opened.journal;
    see("journal.db", () =>
      Object.fromEntries((book?.recent(1_000) ?? []).map((attempt) => [attempt.intent.id, attempt])),
    );
    see("unreadable", () => Object.fromEntries((book?.unreadable() ?? []).map((entry) => [entry.id, entry])));
    const whole = { clue: "", offset: 0, limit: 500, show: "all", now: NOW } as const;
    const lines = await directory.directory.list("training", whole).then(
      (list) => list.lines,
      (error: unknown) => error,
    );
    see("directory.db", () => {
      if (!Array.isArray(lines)) throw lines;
      return Object.fromEntries((lines as CustomerLine[]).map((line) => [line.id, line]));
    });
    see("events", () =>
      Object.fromEntries(PEOPLE.map((number) => [number, directory.directory.history("training", person(number).id)])),
    );
    const everything = { match: null, from: null, to: null, amountFrom: null, amountTo: null };
    see("history.db", () =>
      Object.fromEntries(history.store.list("training", everything, null, 500).kept.map((one) => [one.id, one])),
    );
    see("filters.db", () => Object.fromEntries(filters.filters.list().map((filter) => [filter.name, filter])));
    see("closings.db", () =>
      Object.fromEntries(DAYS.map((day) => [day, closings.closings.of("training", day)] as const)),
    );
    see("settings.json", () => ({ desk: settings.desk().deskName }));
    const customers = typeof training === "string" ? null : await customersAt(training);
    see("training.db", () => {
      if (customers === null) throw new Error("the practice server did not start");
      return customers;
    });
    see("training-justifi.db", () => {
      if (typeof other === "string") throw new Error(other);
      const ledger = (practised as JustiFiTrainingServer | null)?.control.ledger() ?? [];
      return Object.fromEntries(ledger.map((line) => [line.id, line]));
    });
    const said = [journal, directory, history, filters, closings].flatMap(({ notices }) => notices);
    const about = settings.notice();
    return {
      notices: [...said, ...practices.notices(), ...(about === null ? [] : [{ id: "settings", sentence: about }])],
      files: Object.fromEntries(seen),
    };
  }
}

/** The practice customers, by id, asked over HTTP; an error where the server cannot read them. */
async function customersAt({ url, token }: Training): Promise<Record<string, unknown>> {
  const answer = await fetch(`${url}/v1/customers?limit=100`, { headers: { Authorization: `Bearer ${token}` } });
  if (!answer.ok) return { error: answer.status };
  const { data } = (await answer.json()) as { data: { id?: string; customer_id?: string }[] };
  return Object.fromEntries(data.map((one) => [one.id ?? one.customer_id, one]));
}

async function chargeAtJustiFi(server: JustiFiTrainingServer | null): Promise<void> {
  if (!server) throw new Error("no practice JustiFi");
  const { url, clientId, clientSecret, subAccount } = server;
  const account = { baseUrl: url, clientId, clientSecret, subAccount, environment: "Training", mode: "test" as const };
  const processor = justifi({ ...account, log: () => undefined });
  await processor.charge(plainOrder({ kind: "card", card: typedCard() }, cents(1_000)), intentOf(99).id);
  processor.close();
}

/** Attempts in every state, the same ones each time. */
function fill(journal: Journal): void {
  for (let number = 1; number <= ATTEMPTS; number++) {
    const opened = journal.open(intentOf(number), number * 1_000);
    const end = number % 6;
    if (end === 0 || opened.state !== "opened") continue;
    const sent = journal.add(opened, { step: "sent", at: number * 1_000 + 1 });
    if (end === 1 || sent.state !== "sent") continue;
    const close = (outcome: Outcome): Attempt => journal.add(sent, { step: "closed", at: number * 1_000 + 2, outcome });
    if (end === 2 || end === 3)
      close({ kind: "approved", ...bare, payment: paymentNumber(number, NOW), amount: cents(1000 + number) });
    else if (end === 4) close({ kind: "declined", ...bare, code: "51", message: "Insufficient funds" });
    else {
      const unknown = close({ kind: "unknown", ...bare, why: "timeout" }) as Unknown;
      journal.add(unknown, { step: "looked", at: number * 1_000 + 3, finding: "not_seen", note: null });
    }
  }
}

function intentOf(number: number): Intent {
  return {
    id: `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
    operation: "charge",
    connection: "training",
    currency: "USD",
    amount: cents(1000 + number),
    capture: true,
    paymentId: null,
    card: { brand: "visa", last4: "5439", fingerprint: null },
    customer: null,
    channel: "phone",
    operator: "ana",
    desk: "Till 7",
    overrides: [],
    anchor: null,
    before: null,
  };
}

const task = JSON.parse(process.env["DAMAGE_TASK"] ?? "{}") as DamageTask;
work(task).then(
  (seen) => process.stdout.write(`${JSON.stringify(seen)}\n`, () => process.exit(0)),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? "") : String(error)}\n`);
    process.exit(3);
  },
);
