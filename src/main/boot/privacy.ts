import type { AccountId } from "../../shared/account";
import type { Attempt } from "../../shared/attempt";
import { customerTitle } from "../../shared/customer";
import { Failure } from "../../shared/failure";
import { dayOf } from "../../shared/history";
import { privacyWords as words } from "../../shared/words/privacy";
import type { Clock } from "../base/clock";
import type { Customers } from "../customers/customers";
import type { History } from "../history/history";
import type { Journal } from "../journal/journal";
import { writeWholeFile } from "../storage/whole-file";

/** What is kept of one customer: given to them as a file, or deleted (docs/security.md, privacy). */
export interface Privacy {
  /** Writes all of it as one file of JSON; `path` null: called off. Throws a Failure. */
  export(id: string): Promise<{ readonly path: string | null }>;
  /**
   * Deletes the customer at the processor and in the copies; in the journal, whose rows stay for the money's sake, an added
   * row takes name and contact out of each entry. Throws a Failure, before anything is done, while a payment is checked.
   */
  forget(id: string): Promise<void>;
}

export interface PrivacyOptions {
  readonly account: AccountId;
  readonly customers: Pick<Customers, "get" | "kept" | "history" | "forget">;
  readonly history: Pick<History, "allOf" | "forgetPerson">;
  /** null: there is none now. */
  readonly journal: () => Journal | null;
  readonly chooseFile: (name: string) => Promise<string | null>;
  readonly operator: () => string;
  /** Hears each entry whose name was taken out, so that no window shows it any longer. */
  readonly changed: (attempt: Attempt) => void;
  readonly clock: Pick<Clock, "wall">;
}

export function createPrivacy(options: PrivacyOptions): Privacy {
  const { account, customers, history, clock } = options;
  const entries = (id: string): readonly Attempt[] => {
    const journal = options.journal();
    if (!journal) throw new Failure("refused", words.noJournalNow);
    return journal.ofCustomer(account, id);
  };
  return {
    async export(id) {
      const journal = entries(id);
      // Read from the processor where it answers; what is kept here is here in any case.
      const atProcessor = await customers.get({ id }).catch(() => null);
      const kept = customers.kept({ id });
      const all = {
        about: words.exportAbout,
        made: new Date(clock.wall()).toISOString(),
        account,
        customer: id,
        atProcessor,
        kept,
        changes: customers.history({ id }),
        payments: await history.allOf(id),
        journal,
      };
      const title = atProcessor ? customerTitle(atProcessor) : kept ? customerTitle(kept.line) : id;
      const name = words.customerFile({
        name: title.replaceAll(/[^\p{L}\p{N} ()&+,._-]/gu, "-"),
        day: dayOf(clock.wall()),
      });
      const path = await options.chooseFile(name);
      if (path === null) return { path };
      await writeWholeFile(path, async (file) => (await file.writeFile(`${JSON.stringify(all, null, 2)}\n`), path));
      return { path };
    },
    async forget(id) {
      // MONEY: by its names a person finds out what became of a payment that nobody knows the end of.
      const open = entries(id).filter(({ state }) => state !== "closed" && state !== "closed_by_hand").length;
      if (open > 0) throw new Failure("refused", words.stillChecking({ count: open }));
      await customers.forget({ id });
      await history.forgetPerson(id);
      const journal = options.journal();
      const row = { step: "person_removed" as const, at: clock.wall(), operator: options.operator() };
      for (const attempt of entries(id))
        if (journal && (attempt.state === "closed" || attempt.state === "closed_by_hand"))
          options.changed(journal.add(attempt, row));
    },
  };
}
