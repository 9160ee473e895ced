import { breathe } from "../base/breathe";
import { inTransaction, type Database } from "./database";

/** The shelf of each connection in a local copy: the number under which all that is of that connection stands. */
export interface Shelves {
  /** The shelf of a connection, made when it is new. Throws when there is no number left. */
  of(connection: string): number;
  /**
   * From now on the connection has a new, empty shelf. Nobody finds what is on the old one; it waits to be emptied. `take`,
   * in the same transaction, takes along what stays.
   */
  letGo(connection: string, take?: (from: number, to: number) => void): void;
  /**
   * Empties shelves that were let go of, in at most `most` steps, while it `goesOn`; others get their turn between two.
   * Answers whether there are more.
   */
  tidy(most: number, goesOn: () => boolean): Promise<boolean>;
}

export interface ShelvesOptions {
  /** The last number that a shelf may have; the first is 1. */
  readonly last: number;
  /** Inside a transaction: takes some of what stands on a shelf off it, some ms. Answers whether there was anything. */
  readonly emptySome: (shelf: number) => boolean;
  /** Runs `work` as one transaction. */
  readonly together?: <T>(work: () => T) => T;
}

/** What the shelf of a connection that was let go of is called: no account has such a name. */
const LET_GO = "let-go-of-";

/** Of a copy that has a table `shelves`, with a `shelf` and its `connection`. */
export function createShelves(database: Database, options: ShelvesOptions): Shelves {
  const { last, emptySome, together = (work) => inTransaction(database, work) } = options;
  const known = new Map<string, number>();
  const find = database.prepare("SELECT shelf FROM shelves WHERE connection = ?").raw();
  const all = database.prepare("SELECT shelf FROM shelves").raw();
  const make = database.prepare("INSERT INTO shelves (shelf, connection) VALUES (?, ?)");
  const rename = database.prepare("UPDATE shelves SET connection = ? || shelf WHERE shelf = ?");
  const waiting = database.prepare("SELECT shelf FROM shelves WHERE connection LIKE ? || '%' LIMIT 1").raw();
  const remove = database.prepare("DELETE FROM shelves WHERE shelf = ?");
  /** The lowest, because the numbers come to an end. */
  const freeNumber = (): number => {
    const taken = new Set((all.all() as [number][]).map(([shelf]) => shelf));
    let free = 1;
    while (taken.has(free)) free++;
    return free;
  };
  const add = (connection: string): number => {
    const number = freeNumber();
    if (number > last) throw new Error(`no more than ${String(last)} accounts have a place in this file`);
    make.run(number, connection);
    return number;
  };
  const of = (connection: string): number => {
    const before = known.get(connection);
    if (before !== undefined) return before;
    const found = find.get(connection) as [number] | undefined;
    const number = found ? found[0] : add(connection);
    known.set(connection, number);
    return number;
  };
  const nextWaiting = (): number | null => (waiting.get(LET_GO) as [number] | undefined)?.[0] ?? null;
  /** Answers whether any shelf was waiting. */
  const step = (): boolean => {
    const shelf = nextWaiting();
    if (shelf === null) return false;
    together(() => {
      if (!emptySome(shelf)) remove.run(shelf);
    });
    return true;
  };
  return {
    of,
    letGo(connection, take) {
      const from = of(connection);
      // Where no number is left, one of a shelf that waits is made free at once.
      while (freeNumber() > last && step());
      const to = together(() => {
        rename.run(LET_GO, from);
        const number = add(connection);
        take?.(from, number);
        return number;
      });
      known.set(connection, to);
    },
    async tidy(most, goesOn) {
      for (let done = 0; done < most && goesOn(); done++) {
        if (!step()) return false;
        await breathe();
      }
      return nextWaiting() !== null;
    },
  };
}
