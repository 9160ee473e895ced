import type { AccountId, KnownAccount } from "../../shared/account";
import { Failure } from "../../shared/failure";
import { accountTroubleWords } from "../../shared/words/connection";
import type { Processor } from "../processors/processor";

/** The processors of practice accounts, whose servers are on this computer. */
export interface PracticeProcessors {
  /** Starts the account's server, if it is not there. Does not throw; `processor` says why it is not there. */
  prepare(account: KnownAccount): Promise<void>;
  /** Throws Failure("not_connected") where there is none. */
  processor(account: KnownAccount): Processor;
  /** Whether it was started, or its server may come and go; also where it could not be started. */
  has(id: AccountId): boolean;
  /** Its server is not there, and starts when somebody needs it. */
  rests(id: AccountId): boolean;
  close(): void;
}

/** A practice processor whose server is there only while somebody needs it (boot/late-processor.ts). */
export interface LatePractice {
  readonly processor: Processor;
  /** Starts the server if it is not there. Answers why there is none; null: there is one. Does not throw. */
  wake(): Promise<string | null>;
  isAwake(): boolean;
}

export interface PracticeOptions {
  /**
   * Starts a practice processor, or answers the sentence that says why there is none. Called when the account is first
   * needed, and again where `latePractice` let it end.
   */
  readonly startPractice: (account: KnownAccount) => Promise<Processor | string>;
  /** What stands for a practice processor, whose server `start` starts. Not given: it is started at once, and stays. */
  readonly latePractice?: (account: KnownAccount, start: () => Promise<Processor | string>) => LatePractice;
}

/** `woken` hears of an account whose server, which may come and go, was started. */
export function createPracticeProcessors(
  { startPractice, latePractice }: PracticeOptions,
  woken: (id: AccountId) => void,
): PracticeProcessors {
  const made = new Map<AccountId, Processor | string>();
  const starting = new Map<AccountId, Promise<void>>();
  const lates = new Map<AccountId, LatePractice>();
  let closed = false;

  /** Of an account whose server may come and go; null for any other. */
  const lateOf = (account: KnownAccount): LatePractice | null => {
    const { id } = account;
    const there = lates.get(id);
    if (there || !latePractice || closed) return there ?? null;
    const late = latePractice(account, () => startPractice(account));
    lates.set(id, late);
    made.set(id, late.processor);
    return late;
  };
  const wake = async (id: AccountId, late: LatePractice): Promise<void> => {
    const wasAwake = late.isAwake();
    const why = await late.wake();
    if (why !== null) made.set(id, why);
    if (!wasAwake && !closed) woken(id);
  };

  return {
    prepare: (account) => {
      if (closed) return Promise.resolve();
      const { id } = account;
      const late = lateOf(account);
      if (late) return wake(id, late);
      let begun = starting.get(id);
      if (!begun) {
        begun = startPractice(account).then((processor) => {
          made.set(id, processor);
          if (closed && typeof processor !== "string") processor.close();
        });
        starting.set(id, begun);
      }
      return begun;
    },
    processor: (account) => {
      lateOf(account);
      const found = made.get(account.id) ?? accountTroubleWords.notStarted({ name: account.name });
      if (typeof found === "string") throw new Failure("not_connected", found);
      return found;
    },
    has: (id) => made.has(id),
    rests: (id) => lates.get(id)?.isAwake() === false,
    close: () => {
      closed = true;
      for (const processor of made.values()) if (typeof processor !== "string") processor.close();
    },
  };
}
