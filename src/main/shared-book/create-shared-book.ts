import { randomUUID } from "node:crypto";
import { NO_OTHERS, type DesksState } from "../../shared/desks";
import { Failure } from "../../shared/failure";
import { desksWords } from "../../shared/words/desks";
import { sharedBookWords } from "../../shared/words/shared-book";
import type { Keychain } from "../keychain/keychain";
import { enter, KeptBook } from "./access";
import { shownAddress } from "./address";
import { alone, ALONE } from "./alone";
import { dial } from "./dial";
import { openBook, peopleOf, type OpenBook, type OpenBookOptions } from "./open-book";
import type { SharedBook } from "./shared-book";

export interface SharedBookOptions extends OpenBookOptions {
  readonly keychain: Keychain;
  /**
   * Whether this desk uses a book: no secret, so that nothing is asked of the keychain where it does not. null: what knew
   * it is lost.
   */
  readonly used: () => boolean | null;
  /** `desk`: what it is known by from now on. */
  readonly setUsed: (used: boolean, desk: string) => void;
}

/** The book of this desk; none until it is connected. Where it was connected before, it is opened in the background. */
export function createSharedBook(options: SharedBookOptions): SharedBook {
  const { keychain, changed } = options;
  let kept: KeptBook | null = null;
  let open: OpenBook | null = null;
  let closed = false;
  let remembered = true;
  let { desk } = options;
  /** This desk uses a book, and the keychain does not tell which. */
  let isLost = false;

  const unopened = (): DesksState =>
    isLost
      ? {
          ...ALONE,
          seen: "not_seen",
          sentence: sharedBookWords.noWay,
          people: options.people.areShared() ? "shared" : "own",
        }
      : ALONE;
  const state = (): DesksState => {
    if (open === null || kept === null) return unopened();
    const { address } = kept;
    const seen = open.seen();
    return {
      ...seen,
      sentence: seen.sentence ?? (remembered ? null : desksWords.inMemory),
      address: shownAddress(address),
      hasWords: true,
      others: open.others(),
    };
  };
  const read = async (): Promise<KeptBook | null> => {
    try {
      return KeptBook.parse(JSON.parse((await keychain.get("shared book")) ?? ""));
    } catch {
      // The keychain is silent, or its entry is gone or somebody's else: the desk goes on without the book, and says so.
      return null;
    }
  };
  const begin = async (next: KeptBook): Promise<void> => {
    await open?.close();
    if (closed) return;
    kept = next;
    isLost = false;
    open = openBook(next, { ...options, desk });
    changed();
  };
  const start = async (): Promise<void> => {
    const used = options.used();
    const found = await read();
    if (found !== null) {
      // MONEY: a desk that has lost its settings is still asked about and asks; leaving a book takes the entry away.
      if (used === null) options.setUsed(true, desk);
      return begin(found);
    }
    if (used === null) return;
    // MONEY: nobody is to believe that other desks are asked.
    isLost = true;
    changed();
  };
  const starting = options.used() === false ? Promise.resolve() : start();

  return {
    seen() {
      if (open) return open.seen();
      const { seen, sentence, waiting, people } = unopened();
      return { seen, sentence, waiting, people };
    },
    state,
    async connect(asked) {
      await starting;
      const { kept: next, made } = await enter(asked, kept ?? (await read()));
      await joinPeople(next, { ...options, desk });
      remembered = (await keychain.set("shared book", JSON.stringify(next))) === "keychain";
      options.setUsed(true, desk);
      await begin(next);
      return { state: state(), words: made };
    },
    words: () => (kept && open ? { words: kept.words } : alone.words()),
    async leave() {
      await starting;
      // MONEY: nobody would tell the book how it ended, and the other desks would be asked about it for a day.
      if (await open?.isUnderWay()) throw new Failure("refused", sharedBookWords.underWay);
      // MONEY: whoever else goes by this id keeps it, so that the two are warned of each other from now on.
      if (open?.hasStrangers()) desk = randomUUID();
      await open?.close();
      open = null;
      kept = null;
      isLost = false;
      options.setUsed(false, desk);
      await keychain.remove("shared book");
      changed();
      return ALONE;
    },
    announce: (intent, named) => (open ?? alone).announce(intent, named),
    announceChange: (change) => (open ?? alone).announceChange(change),
    withdraw: (attemptId) => (open ?? alone).withdraw(attemptId),
    heard: (attempt) => (open ?? alone).heard(attempt),
    parked: () => (open ?? alone).parked(),
    park: (order) => (open ?? alone).park(order),
    takeUp: (asked) => (open ?? alone).takeUp(asked),
    takenBy: (attempts) => (open ?? alone).takenBy(attempts),
    day: (account, from, to) =>
      open || !isLost ? (open ?? alone).day(account, from, to) : Promise.resolve({ ...NO_OTHERS, seen: "not_seen" }),
    peopleChanged: () => (open ?? alone).peopleChanged(),
    notices: () => (open ?? alone).notices(),
    async close() {
      closed = true;
      await starting;
      await open?.close();
    },
  };
}

/** SECURITY: the shop's people take the place of this desk's own before it is connected, and only when an owner connects. */
async function joinPeople(kept: KeptBook, options: OpenBookOptions): Promise<void> {
  const client = await dial(kept);
  try {
    await peopleOf(kept, options).meet(client, true);
  } catch (error) {
    throw error instanceof Failure ? error : new Failure("refused", desksWords.notAllowed, {}, { cause: error });
  } finally {
    await client.end().catch(() => undefined);
  }
}
